// SPDX-License-Identifier: GPL-2.0-or-later
// Attributing traced packets to an interface by its counters.

#include "unit.h"

#include "why/tally.h"

/* Of the packets to the program: handed over, dropped by the driver, and dropped before it. */
static void fill(struct packet_count *group, uint64_t from, uint64_t delivered, uint64_t refused,
		 uint64_t before)
{
	struct packet_drop by_driver = {.reason = 80, .count = refused, .refused = refused};
	struct packet_drop by_queue = {.reason = 64, .count = before};
	struct packet_count to = {.packets = delivered + refused + before};
	struct packet_drop drops[2];

	to.drops = drops;
	if (refused)
		drops[to.drop_count++] = by_driver;
	if (before)
		drops[to.drop_count++] = by_queue;
	group[TRAFFIC_FROM_PROGRAM] = (struct packet_count){.packets = from};
	group[TRAFFIC_TO_PROGRAM] = (struct packet_count){0};
	assert_int_equal(packet_count_add(&group[TRAFFIC_TO_PROGRAM], &to), 0);
}

static void holds(struct packet_count *group, uint64_t from, uint64_t to, uint64_t dropped)
{
	assert_int_equal(group[TRAFFIC_FROM_PROGRAM].packets, from);
	assert_int_equal(group[TRAFFIC_TO_PROGRAM].packets, to);
	assert_int_equal(packet_count_dropped(&group[TRAFFIC_TO_PROGRAM]), dropped);
	packet_count_clear(&group[TRAFFIC_FROM_PROGRAM]);
	packet_count_clear(&group[TRAFFIC_TO_PROGRAM]);
}

static const struct tally_growth nothing = {.has_queue = true, .plugged = true};

static void test_own(void **state)
{
	const struct tally_growth growth = {
		.received = 5,
		.sent = 3,
		.refused = 2,
		.has_queue = true,
		.queued = 5,
		.queue_dropped = 4,
		.plugged = true,
	};
	struct packet_count group[TRAFFIC_DIRECTIONS];

	(void)state;
	fill(group, 5, 3, 2, 4);
	assert_true(tally_agrees(group, &growth));
	assert_int_equal(tally_settle(group, &growth), STRANGERS_NONE);
	holds(group, 5, 9, 6);
	/* More may be counted than was traced: packets in flight at the beginning. */
	fill(group, 1, 1, 1, 1);
	assert_int_equal(tally_settle(group, &growth), STRANGERS_NONE);
	holds(group, 1, 3, 2);
}

static void test_strangers(void **state)
{
	struct packet_count group[TRAFFIC_DIRECTIONS];

	(void)state;
	fill(group, 5, 3, 2, 4);
	assert_false(tally_agrees(group, &nothing));
	assert_int_equal(tally_settle(group, &nothing), STRANGERS_NONE);
	holds(group, 0, 0, 0);
}

/* One packet too many, at each place. */
static void test_agrees(void **state)
{
	struct tally_growth growth = {.received = 5,
				      .sent = 3,
				      .refused = 2,
				      .has_queue = true,
				      .queued = 5,
				      .queue_dropped = 4};
	static const uint64_t more[][4] = {{6, 3, 2, 4}, {5, 4, 2, 4}, {5, 2, 3, 4}, {5, 3, 2, 5}};
	struct packet_count group[TRAFFIC_DIRECTIONS];

	(void)state;
	for (size_t i = 0; i < sizeof(more) / sizeof(more[0]); i++) {
		fill(group, more[i][0], more[i][1], more[i][2], more[i][3]);
		assert_false(tally_agrees(group, &growth));
		packet_count_clear(&group[TRAFFIC_TO_PROGRAM]);
	}
	growth.has_queue = false;
	fill(group, 5, 3, 2, 0);
	assert_true(tally_agrees(group, &growth));
	packet_count_clear(&group[TRAFFIC_TO_PROGRAM]);
	fill(group, 5, 4, 2, 0);
	assert_false(tally_agrees(group, &growth));
	packet_count_clear(&group[TRAFFIC_TO_PROGRAM]);
	fill(group, 5, 3, 2, 1);
	assert_false(tally_agrees(group, &growth));
	packet_count_clear(&group[TRAFFIC_TO_PROGRAM]);
}

/* Drops that the interface has not counted are not its own, but what it was sent is. */
static void test_strangers_drops(void **state)
{
	const struct tally_growth growth = {.has_queue = true, .queued = 3, .plugged = true};
	struct packet_count group[TRAFFIC_DIRECTIONS];

	(void)state;
	fill(group, 0, 3, 2, 0);
	assert_int_equal(tally_settle(group, &growth), STRANGERS_NONE);
	holds(group, 0, 3, 0);
	fill(group, 0, 7, 0, 0);
	assert_int_equal(tally_settle(group, &growth), STRANGERS_NONE);
	holds(group, 0, 3, 0);
}

static void test_both(void **state)
{
	struct tally_growth growth = nothing;
	struct packet_count group[TRAFFIC_DIRECTIONS];

	(void)state;
	growth.received = 2;
	fill(group, 5, 0, 0, 0);
	assert_int_equal(tally_settle(group, &growth), STRANGERS_CERTAIN);
	holds(group, 5, 0, 0);
	growth = nothing;
	growth.refused = growth.queued = 1;
	fill(group, 0, 0, 2, 0);
	assert_int_equal(tally_settle(group, &growth), STRANGERS_CERTAIN);
	holds(group, 0, 2, 2);
}

/*
 * Without a queueing discipline that counts, packets handed over and not read may belong to either.
 */
static void test_no_queue(void **state)
{
	struct tally_growth growth = {.plugged = true};
	struct packet_count group[TRAFFIC_DIRECTIONS];

	(void)state;
	fill(group, 0, 3, 0, 0);
	assert_int_equal(tally_settle(group, &growth), STRANGERS_POSSIBLE);
	holds(group, 0, 3, 0);
	growth.sent = 3;
	fill(group, 0, 3, 0, 0);
	assert_int_equal(tally_settle(group, &growth), STRANGERS_NONE);
	holds(group, 0, 3, 0);
	fill(group, 0, 0, 0, 2);
	assert_int_equal(tally_settle(group, &growth), STRANGERS_POSSIBLE);
	holds(group, 0, 2, 2);
}

/* Without a carrier, all packets are dropped, and not counted. */
static void test_unplugged(void **state)
{
	const struct tally_growth growth = {.has_queue = true};
	struct packet_count group[TRAFFIC_DIRECTIONS];

	(void)state;
	fill(group, 0, 0, 0, 2);
	assert_int_equal(tally_settle(group, &growth), STRANGERS_POSSIBLE);
	holds(group, 0, 2, 2);
	fill(group, 0, 0, 0, 2);
	assert_int_equal(tally_settle(group, &nothing), STRANGERS_NONE);
	holds(group, 0, 0, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_own),	  cmocka_unit_test(test_strangers),
		cmocka_unit_test(test_agrees),	  cmocka_unit_test(test_strangers_drops),
		cmocka_unit_test(test_both),	  cmocka_unit_test(test_no_queue),
		cmocka_unit_test(test_unplugged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

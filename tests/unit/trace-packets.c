// SPDX-License-Identifier: GPL-2.0-or-later
// Packets are followed by address, and addresses are reused.

#include "unit.h"

#include <linux/if_ether.h>
#include <stdbool.h>
#include <string.h>

#include "kernel/trace-packets.h"

#define A UINT64_C(0xffff888100000100)
#define B UINT64_C(0xffff888100000200)

enum reason_number {
	WRONG_MAC = 13,
	BAD_SUM = 14,
	FULL = 80,
};

static int setup(void **state)
{
	*state = packets_new(2, 2);
	return *state ? 0 : -1;
}

static int teardown(void **state)
{
	packets_free(*state);
	return 0;
}

static void happens(void **state, enum trace_kind kind, uint32_t cpu, int link, uint64_t skb)
{
	const struct trace_event event = {.kind = kind, .cpu = cpu, .link = link, .skb = skb};

	assert_int_equal(packets_take(*state, &event), 0);
}

static void drops(void **state, uint32_t cpu, uint64_t skb, uint32_t reason)
{
	const struct trace_event event = {
		.kind = TRACE_DROPPED,
		.cpu = cpu,
		.link = TRACE_NO_LINK,
		.skb = skb,
		.reason = reason,
		.protocol = ETH_P_IP,
		.location = 0xffffffff81000000 + reason,
	};

	assert_int_equal(packets_take(*state, &event), 0);
}

static void counts(void **state, size_t link, enum traffic_direction direction, uint64_t packets,
		   uint64_t dropped)
{
	auto_packet_count struct packet_count count = packets_collect(*state, link, direction);

	assert_int_equal(count.packets, packets);
	assert_int_equal(packet_count_dropped(&count), dropped);
}

static void test_received(void **state)
{
	auto_packet_count struct packet_count count = {0};

	for (int i = 0; i < 3; i++) {
		happens(state, TRACE_ARRIVED, 0, 0, A);
		happens(state, TRACE_RECEIVED, 0, 0, A);
		drops(state, 0, A, i ? WRONG_MAC : BAD_SUM);
		happens(state, TRACE_RETURNED, 0, TRACE_NO_LINK, 0);
	}
	happens(state, TRACE_RECEIVED, 0, 0, A);
	happens(state, TRACE_RETURNED, 0, TRACE_NO_LINK, 0);
	count = packets_collect(*state, 0, TRAFFIC_FROM_PROGRAM);
	assert_int_equal(count.packets, 4);
	assert_int_equal(count.drop_count, 2);
	assert_int_equal(count.drops[0].reason, BAD_SUM);
	assert_int_equal(count.drops[0].count, 1);
	assert_int_equal(count.drops[1].count, 2);
	assert_int_equal(count.drops[1].location, 0xffffffff81000000 + WRONG_MAC);
	assert_int_equal(count.drops[1].refused, 0);
	counts(state, 0, TRAFFIC_FROM_PROGRAM, 0, 0);
	counts(state, 0, TRAFFIC_TO_PROGRAM, 0, 0);
	counts(state, 1, TRAFFIC_FROM_PROGRAM, 0, 0);
}

/* After the host has taken it, the address may belong to another packet. */
static void test_reused(void **state)
{
	happens(state, TRACE_RECEIVED, 0, 0, A);
	happens(state, TRACE_RETURNED, 0, TRACE_NO_LINK, 0);
	drops(state, 0, A, WRONG_MAC);
	counts(state, 0, TRAFFIC_FROM_PROGRAM, 1, 0);
	/* The other processor's return does not affect this one. */
	happens(state, TRACE_RECEIVED, 0, 0, A);
	happens(state, TRACE_RETURNED, 1, TRACE_NO_LINK, 0);
	drops(state, 0, A, WRONG_MAC);
	counts(state, 0, TRAFFIC_FROM_PROGRAM, 1, 1);
	/* And an address that was never seen belongs to no packet. */
	drops(state, 0, B, WRONG_MAC);
	counts(state, 0, TRAFFIC_FROM_PROGRAM, 0, 0);
}

/*
 * Receive packet steering: it arrives here, and is received there, or dropped because of a full
 * backlog.
 */
static void test_steered(void **state)
{
	happens(state, TRACE_ARRIVED, 0, 0, A);
	happens(state, TRACE_RETURNED, 0, TRACE_NO_LINK, 0);
	happens(state, TRACE_RECEIVED, 1, 0, A);
	drops(state, 1, A, WRONG_MAC);
	counts(state, 0, TRAFFIC_FROM_PROGRAM, 1, 1);
	happens(state, TRACE_ARRIVED, 0, 0, B);
	drops(state, 0, B, FULL);
	counts(state, 0, TRAFFIC_FROM_PROGRAM, 1, 1);
}

static void test_sent(void **state)
{
	auto_packet_count struct packet_count count = {0};

	for (int i = 0; i < 3; i++) {
		happens(state, TRACE_QUEUED, 0, 1, A);
		happens(state, TRACE_STARTED, 0, 1, A);
		if (i)
			drops(state, 0, A, FULL);
		happens(state, TRACE_SENT, 0, 1, A);
		/* By now it is another packet's. */
		drops(state, 0, A, WRONG_MAC);
	}
	count = packets_collect(*state, 1, TRAFFIC_TO_PROGRAM);
	assert_int_equal(count.packets, 3);
	assert_int_equal(count.drop_count, 1);
	assert_int_equal(count.drops[0].reason, FULL);
	assert_int_equal(count.drops[0].count, 2);
	assert_int_equal(count.drops[0].refused, 2);
}

static void test_waiting(void **state)
{
	auto_packet_count struct packet_count count = {0};

	happens(state, TRACE_QUEUED, 0, 0, A);
	happens(state, TRACE_WAITING, 0, TRACE_NO_LINK, A);
	happens(state, TRACE_QUEUED, 0, 0, B);
	happens(state, TRACE_WAITING, 0, TRACE_NO_LINK, B);
	happens(state, TRACE_STARTED, 0, 0, A + B);
	/* Dropped by the queueing discipline, on any processor. */
	drops(state, 1, B, FULL);
	happens(state, TRACE_RESUMED, 1, TRACE_NO_LINK, A);
	happens(state, TRACE_STARTED, 1, 0, A);
	happens(state, TRACE_SENT, 1, 0, A);
	count = packets_collect(*state, 0, TRAFFIC_TO_PROGRAM);
	assert_int_equal(count.packets, 3);
	assert_int_equal(count.drop_count, 1);
	assert_int_equal(count.drops[0].refused, 0);
	/* A packet that still waits counts as sent. */
	happens(state, TRACE_QUEUED, 0, 0, A);
	happens(state, TRACE_WAITING, 0, TRACE_NO_LINK, A);
	counts(state, 0, TRAFFIC_TO_PROGRAM, 0, 0);
	packets_end(*state);
	counts(state, 0, TRAFFIC_TO_PROGRAM, 1, 0);
}

/* A packet that is segmented ends there; each segment is a packet. */
static void test_segments(void **state)
{
	happens(state, TRACE_QUEUED, 0, 0, A);
	for (int i = 0; i < 3; i++) {
		happens(state, TRACE_STARTED, 0, 0, B + 0x100 * (uint64_t)i);
		happens(state, TRACE_SENT, 0, 0, B + 0x100 * (uint64_t)i);
	}
	drops(state, 0, A, WRONG_MAC);
	counts(state, 0, TRAFFIC_TO_PROGRAM, 3, 0);
}

static void test_busy(void **state)
{
	const struct trace_event busy = {.kind = TRACE_SENT, .link = 0, .skb = A, .busy = true};

	happens(state, TRACE_QUEUED, 0, 0, A);
	happens(state, TRACE_STARTED, 0, 0, A);
	assert_int_equal(packets_take(*state, &busy), 0);
	happens(state, TRACE_STARTED, 1, 0, A);
	happens(state, TRACE_SENT, 1, 0, A);
	counts(state, 0, TRAFFIC_TO_PROGRAM, 1, 0);
}

/* From one link to another: it is a packet of both, and dropped on both. */
static void test_bridged(void **state)
{
	happens(state, TRACE_RECEIVED, 0, 0, A);
	happens(state, TRACE_QUEUED, 0, 1, A);
	happens(state, TRACE_STARTED, 0, 1, A);
	drops(state, 0, A, FULL);
	happens(state, TRACE_SENT, 0, 1, A);
	happens(state, TRACE_RETURNED, 0, TRACE_NO_LINK, 0);
	counts(state, 0, TRAFFIC_FROM_PROGRAM, 1, 1);
	counts(state, 1, TRAFFIC_TO_PROGRAM, 1, 1);
}

/* An answer at an address that its request has left. */
static void test_answer(void **state)
{
	happens(state, TRACE_RECEIVED, 0, 0, A);
	happens(state, TRACE_QUEUED, 0, 0, A);
	happens(state, TRACE_STARTED, 0, 0, A);
	drops(state, 0, A, FULL);
	counts(state, 0, TRAFFIC_FROM_PROGRAM, 1, 0);
	counts(state, 0, TRAFFIC_TO_PROGRAM, 1, 1);
}

static void test_lost(void **state)
{
	happens(state, TRACE_RECEIVED, 0, 0, A);
	happens(state, TRACE_QUEUED, 1, 0, B);
	happens(state, TRACE_WAITING, 1, TRACE_NO_LINK, B);
	happens(state, TRACE_LOST, 0, TRACE_NO_LINK, 0);
	drops(state, 0, A, WRONG_MAC);
	drops(state, 0, B, FULL);
	counts(state, 0, TRAFFIC_FROM_PROGRAM, 1, 0);
	counts(state, 0, TRAFFIC_TO_PROGRAM, 0, 0);
}

/* A processor that does not exist. */
static void test_processor(void **state)
{
	happens(state, TRACE_RECEIVED, 2, 0, A);
	counts(state, 0, TRAFFIC_FROM_PROGRAM, 0, 0);
}

/* More packets than there is room for at first, and all of them are found again. */
static void test_many(void **state)
{
	for (uint64_t i = 0; i < 5000; i++) {
		happens(state, TRACE_QUEUED, 0, 0, A + 256 * i);
		happens(state, TRACE_WAITING, 0, TRACE_NO_LINK, A + 256 * i);
	}
	for (uint64_t i = 0; i < 5000; i += 2)
		drops(state, 0, A + 256 * i, FULL);
	counts(state, 0, TRAFFIC_TO_PROGRAM, 2500, 2500);
	packets_end(*state);
	counts(state, 0, TRAFFIC_TO_PROGRAM, 2500, 0);
	/* Finished packets make room. */
	for (uint64_t i = 0; i < 100000; i++) {
		happens(state, TRACE_RECEIVED, 0, 0, B + 256 * i);
		happens(state, TRACE_RETURNED, 0, TRACE_NO_LINK, 0);
	}
	counts(state, 0, TRAFFIC_FROM_PROGRAM, 100000, 0);
}

static void test_add(void **state)
{
	struct packet_drop drops[] = {
		{.reason = WRONG_MAC, .count = 2, .refused = 1, .llc = 2, .location = 7},
		{.reason = FULL, .count = 3},
	};
	const struct packet_count more = {.packets = 9, .drops = drops, .drop_count = 2};
	auto_packet_count struct packet_count count = {0};

	(void)state;
	assert_int_equal(packet_count_add(&count, &more), 0);
	drops[0].location = 8;
	assert_int_equal(packet_count_add(&count, &more), 0);
	assert_int_equal(count.packets, 18);
	assert_int_equal(count.drop_count, 2);
	assert_int_equal(count.drops[0].count, 4);
	assert_int_equal(count.drops[0].refused, 2);
	assert_int_equal(count.drops[0].llc, 4);
	assert_int_equal(count.drops[0].location, 0);
	assert_int_equal(packet_count_dropped(&count), 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_received, setup, teardown),
		cmocka_unit_test_setup_teardown(test_reused, setup, teardown),
		cmocka_unit_test_setup_teardown(test_steered, setup, teardown),
		cmocka_unit_test_setup_teardown(test_sent, setup, teardown),
		cmocka_unit_test_setup_teardown(test_waiting, setup, teardown),
		cmocka_unit_test_setup_teardown(test_segments, setup, teardown),
		cmocka_unit_test_setup_teardown(test_busy, setup, teardown),
		cmocka_unit_test_setup_teardown(test_bridged, setup, teardown),
		cmocka_unit_test_setup_teardown(test_answer, setup, teardown),
		cmocka_unit_test_setup_teardown(test_lost, setup, teardown),
		cmocka_unit_test_setup_teardown(test_processor, setup, teardown),
		cmocka_unit_test_setup_teardown(test_many, setup, teardown),
		cmocka_unit_test(test_add),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: GPL-2.0-or-later
// Holding what was traced to what the interface has counted.

#include "why/tally.h"

/* Dropped by the driver, or before it. */
static uint64_t dropped(const struct packet_count *count, bool by_driver)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < count->drop_count; i++)
		sum += by_driver ? count->drops[i].refused
				 : count->drops[i].count - count->drops[i].refused;
	return sum;
}

static void remove_dropped(struct packet_count *count, bool by_driver)
{
	size_t kept = 0;

	count->packets -= dropped(count, by_driver);
	for (size_t i = 0; i < count->drop_count; i++) {
		struct packet_drop drop = count->drops[i];

		drop.count = by_driver ? drop.count - drop.refused : drop.refused;
		drop.refused = by_driver ? 0 : drop.refused;
		if (drop.count)
			count->drops[kept++] = drop;
	}
	count->drop_count = kept;
}

/* Every packet that is received is counted. */
static enum strangers settle_received(struct packet_count *count, const struct tally_growth *growth)
{
	if (count->packets <= growth->received)
		return STRANGERS_NONE;
	if (growth->received)
		return STRANGERS_CERTAIN;
	packet_count_clear(count);
	return STRANGERS_NONE;
}

/* So is every one that the driver drops. */
static enum strangers settle_refused(struct packet_count *count, const struct tally_growth *growth)
{
	if (dropped(count, true) <= growth->refused)
		return STRANGERS_NONE;
	if (growth->refused)
		return STRANGERS_CERTAIN;
	remove_dropped(count, true);
	return STRANGERS_NONE;
}

/*
 * What the driver hands over was counted by the queueing discipline; where there is none, it will
 * be when the program reads it.
 */
static enum strangers settle_delivered(struct packet_count *count,
				       const struct tally_growth *growth)
{
	uint64_t refused = dropped(count, true);
	uint64_t delivered = count->packets - dropped(count, false) - refused;

	if (!growth->has_queue)
		return delivered > growth->sent ? STRANGERS_POSSIBLE : STRANGERS_NONE;
	if (delivered + refused <= growth->queued)
		return STRANGERS_NONE;
	if (refused > growth->queued)
		return STRANGERS_CERTAIN;
	count->packets -= delivered + refused - growth->queued;
	return STRANGERS_NONE;
}

/* What is dropped before the driver gets it. */
static enum strangers settle_queued(struct packet_count *count, const struct tally_growth *growth)
{
	uint64_t before = dropped(count, false);

	if (!before || (growth->has_queue && before <= growth->queue_dropped))
		return STRANGERS_NONE;
	if (!growth->has_queue || !growth->plugged || growth->queued || growth->queue_dropped)
		return STRANGERS_POSSIBLE;
	remove_dropped(count, false);
	return STRANGERS_NONE;
}

static enum strangers worse(enum strangers one, enum strangers other)
{
	return one > other ? one : other;
}

enum strangers tally_settle(struct packet_count *group, const struct tally_growth *growth)
{
	struct packet_count *to = &group[TRAFFIC_TO_PROGRAM];
	enum strangers strangers = settle_received(&group[TRAFFIC_FROM_PROGRAM], growth);

	strangers = worse(strangers, settle_refused(to, growth));
	strangers = worse(strangers, settle_delivered(to, growth));
	return worse(strangers, settle_queued(to, growth));
}

// SPDX-License-Identifier: GPL-2.0-or-later
// Comparing what was traced with what the interface has counted.

#include "why/tally.h"

/* How many the driver dropped, or how many were dropped before they reached it. */
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

/* The interface counts every packet that it receives. */
static enum strangers settle_received(struct packet_count *count, const struct tally_growth *growth)
{
	if (count->packets <= growth->received)
		return STRANGERS_NONE;
	if (growth->received)
		return STRANGERS_CERTAIN;
	packet_count_clear(count);
	return STRANGERS_NONE;
}

/* It counts every packet that its driver drops. */
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
 * The queueing discipline counts what it gives the driver. Without one, a packet is counted only
 * when the program reads it.
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

/* Packets that were dropped before they reached the driver. */
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

bool tally_agrees(const struct packet_count *group, const struct tally_growth *growth)
{
	const struct packet_count *to = &group[TRAFFIC_TO_PROGRAM];
	uint64_t refused = dropped(to, true);
	uint64_t before = dropped(to, false);
	uint64_t delivered = to->packets - before - refused;

	if (group[TRAFFIC_FROM_PROGRAM].packets > growth->received || refused > growth->refused)
		return false;
	if (!growth->has_queue)
		return !before && delivered <= growth->sent;
	return delivered + refused <= growth->queued && before <= growth->queue_dropped;
}

enum strangers tally_settle(struct packet_count *group, const struct tally_growth *growth)
{
	struct packet_count *to = &group[TRAFFIC_TO_PROGRAM];
	enum strangers strangers = settle_received(&group[TRAFFIC_FROM_PROGRAM], growth);

	strangers = worse(strangers, settle_refused(to, growth));
	strangers = worse(strangers, settle_delivered(to, growth));
	return worse(strangers, settle_queued(to, growth));
}

// SPDX-License-Identifier: GPL-2.0-or-later
// One watched interface: from traced packets and counters to its traffic.

#include "why/watched.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/link.h"
#include "kernel/namesake.h"
#include "kernel/symbol.h"
#include "util/cleanup.h"
#include "why/reason.h"
#include "why/tally.h"

/*
 * Counters are read in a silence. They lag behind the trace while whoever is about to count is
 * scheduled away, so there must be silence for some steps before. If they do not agree then, they
 * are read once more, after a longer silence. The trace lags behind the counters, too, so it must
 * have been silent for some steps after.
 */
#define SILENT_STEPS 5
#define LATE_STEPS   20
#define SURE_STEPS   2

/* That the interface is gone is no fault here: it has the counters that were read last. */
static struct fault *forgive_gone(struct fault *fault)
{
	if (!fault || fault->status != STATUS_MISSING)
		return fault;
	fault_free(fault);
	return NULL;
}

static struct fault *read_link(const struct watched *watched, struct engine *engine,
			       struct link_stats *stats)
{
	struct link_stats now = {0};
	struct link_socket *links;
	struct fault *fault = engine_links(engine, &links);

	if (!fault)
		fault = link_stats(links, watched->device->ifindex, &now);
	if (!fault)
		*stats = now;
	return forgive_gone(fault);
}

/* Several that are watched. */
struct watched_list {
	struct watched *items;
	size_t count;
};

static void take_queue(int ifindex, const struct queue_stats *stats, void *data)
{
	const struct watched_list *list = data;

	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].device->ifindex == ifindex)
			list->items[i].now.queue = *stats;
}

struct fault *watched_read(struct watched *items, size_t count, struct engine *engine)
{
	struct watched_list list = {items, count};
	struct link_socket *links;
	struct fault *fault = engine_links(engine, &links);

	for (size_t i = 0; i < count && !fault; i++) {
		items[i].now.queue = (struct queue_stats){0};
		fault = read_link(&items[i], engine, &items[i].now.link);
	}
	return fault ? fault : link_queue_stats(links, take_queue, &list);
}

struct fault *watched_begin(struct watched *items, size_t count, struct engine *engine)
{
	struct fault *fault = watched_read(items, count, engine);

	for (size_t i = 0; i < count; i++)
		items[i].begin = items[i].last = items[i].now;
	return fault;
}

static uint64_t since(uint64_t before, uint64_t after)
{
	return after > before ? after - before : 0;
}

/* Whether there is a namesake now. */
static bool has_namesake(const struct watched *watched)
{
	bool found;

	fault_free(namesake_find(watched->device->name, &found));
	return found;
}

static struct fault *has_carrier(const struct watched *watched, struct engine *engine,
				 bool *carrier)
{
	auto_device struct device now = {0};
	struct link_socket *links;
	struct fault *fault = engine_links(engine, &links);

	if (!fault)
		fault = link_find_index(links, watched->device->ifindex, &now);
	*carrier = now.carrier;
	return fault;
}

/* By how much the counters had grown when they were read last. */
static struct tally_growth growth_of(const struct watched *watched)
{
	const struct watched_counters *last = &watched->last;
	const struct watched_counters *now = &watched->now;

	return (struct tally_growth){
		.received = since(last->link.rx_packets, now->link.rx_packets),
		.sent = since(last->link.tx_packets, now->link.tx_packets),
		.refused = since(last->link.tx_dropped, now->link.tx_dropped),
		.has_queue = last->queue.known && now->queue.known,
		.queued = since(last->queue.packets, now->queue.packets),
		.queue_dropped = since(last->queue.dropped, now->queue.dropped),
	};
}

static struct fault *settle(struct watched *watched, struct engine *engine)
{
	struct tally_growth growth = growth_of(watched);
	enum strangers strangers;
	struct fault *fault = has_carrier(watched, engine, &growth.plugged);

	if (fault)
		return fault;
	watched->last = watched->now;
	strangers = tally_settle(watched->group, &growth);
	if (strangers == STRANGERS_CERTAIN ||
	    (strangers == STRANGERS_POSSIBLE && !watched->strangers && has_namesake(watched)))
		watched->strangers = true;
	for (int i = 0; i < TRAFFIC_DIRECTIONS; i++) {
		if (packet_count_add(&watched->total[i], &watched->group[i]) < 0)
			return fault_memory();
		packet_count_clear(&watched->group[i]);
	}
	return NULL;
}

bool watched_agrees(const struct watched *watched)
{
	struct tally_growth growth = growth_of(watched);

	return tally_agrees(watched->group, &growth);
}

static bool has_open_group(const struct watched *watched)
{
	return watched->group[TRAFFIC_FROM_PROGRAM].packets ||
	       watched->group[TRAFFIC_TO_PROGRAM].packets;
}

struct fault *watched_collect(struct watched *watched, struct packets *packets, size_t index)
{
	bool any = false;

	for (int i = 0; i < TRAFFIC_DIRECTIONS; i++) {
		auto_packet_count struct packet_count more = packets_collect(packets, index, i);

		any |= more.packets > 0;
		if (packet_count_add(&watched->group[i], &more) < 0)
			return fault_memory();
	}
	watched->silent = any ? 0 : watched->silent + 1;
	return NULL;
}

struct fault *watched_step(struct watched *watched, struct engine *engine, struct packets *packets,
			   size_t index)
{
	struct fault *fault = watched_collect(watched, packets, index);

	if (fault || !has_open_group(watched))
		return fault;
	if (watched->silent == SILENT_STEPS || watched->silent == LATE_STEPS)
		return watched_read(watched, 1, engine);
	if (watched->silent == LATE_STEPS + SURE_STEPS ||
	    (watched->silent == SILENT_STEPS + SURE_STEPS && watched_agrees(watched)))
		return settle(watched, engine);
	return NULL;
}

/* Such as "not this interface's MAC address (OTHERHOST)", or the kernel's name alone. */
static char *words_of(const struct packet_drop *drop, const char *name)
{
	bool untold = strcmp(name, "NOT_SPECIFIED") == 0;
	bool frame = untold && drop->llc * 2 > drop->count;
	const struct reason *reason = reason_find(frame ? REASON_FRAME : name);
	auto_free char *where = NULL;
	char *text;
	int length;

	if (!reason && untold && drop->location)
		where = symbol_at(drop->location);
	if (reason)
		length = asprintf(&text, "%s (%s)", reason->words, name);
	else if (where)
		length = asprintf(&text, "for a reason that the kernel does not tell, in %s (%s)",
				  where, name);
	else
		length = asprintf(&text, "%s", name);
	return length < 0 ? NULL : text;
}

static int compare_drops(const void *a, const void *b)
{
	const struct traffic_drop *left = a;
	const struct traffic_drop *right = b;

	if (left->count != right->count)
		return left->count > right->count ? -1 : 1;
	return strcmp(left->reason, right->reason);
}

static struct fault *fill_traffic(const struct trace *trace, const struct packet_count *count,
				  struct traffic *traffic)
{
	traffic->packets = count->packets;
	for (size_t i = 0; i < count->drop_count; i++) {
		const struct packet_drop *drop = &count->drops[i];
		const char *name = trace_reason(trace, drop->reason);
		char number[sizeof("reason ") + 10];
		auto_free char *text = NULL;

		if (!name) {
			(void)snprintf(number, sizeof(number), "reason %" PRIu32, drop->reason);
			name = number;
		}
		text = words_of(drop, name);
		if (!text || traffic_add_drop(traffic, name, text, drop->count) < 0)
			return fault_memory();
	}
	if (traffic->drop_count)
		qsort(traffic->drops, traffic->drop_count, sizeof(*traffic->drops), compare_drops);
	return NULL;
}

struct fault *watched_end(struct watched *watched, struct engine *engine, const struct trace *trace)
{
	struct fault *fault = has_open_group(watched) ? settle(watched, engine) : NULL;

	for (int i = 0; i < TRAFFIC_DIRECTIONS && !fault; i++)
		fault = fill_traffic(trace, &watched->total[i], &watched->result->watch[i]);
	if (fault)
		return fault;
	watched->result->watched = true;
	if (watched->strangers)
		why_note(watched->result,
			 "%s: an interface of this name in another network namespace had packets "
			 "at the same time, and they may be among those that were counted",
			 watched->device->name);
	return NULL;
}

static struct fault *fill_counted(struct traffic *traffic, const char *counter, uint64_t packets,
				  uint64_t dropped)
{
	const struct reason *reason = reason_find(counter);
	auto_free char *text = NULL;

	traffic->packets = packets;
	if (!dropped)
		return NULL;
	if (asprintf(&text, "%s (%s)", reason ? reason->words : "dropped", counter) < 0)
		text = NULL;
	if (!text || traffic_add_drop(traffic, counter, text, dropped) < 0)
		return fault_memory();
	return NULL;
}

/*
 * A packet from the program is counted as received unless the driver drops it. One to the program
 * is counted as sent when the program has read it.
 */
struct fault *watched_end_untraced(struct watched *watched, struct engine *engine)
{
	struct traffic *traffic = watched->result->watch;
	const struct link_stats *begin = &watched->begin.link;
	struct link_stats *now = &watched->now.link;
	struct fault *fault = read_link(watched, engine, now);
	uint64_t received = since(begin->rx_packets, now->rx_packets);
	uint64_t lost = since(begin->rx_dropped, now->rx_dropped);
	uint64_t refused = since(begin->tx_dropped, now->tx_dropped);
	uint64_t sent = since(begin->tx_packets, now->tx_packets) + refused;

	if (!fault)
		fault = fill_counted(&traffic[TRAFFIC_FROM_PROGRAM], "rx_dropped",
				     received > lost ? received : lost, lost);
	if (!fault)
		fault = fill_counted(&traffic[TRAFFIC_TO_PROGRAM], "tx_dropped", sent, refused);
	watched->result->watched = !fault;
	return fault;
}

void watched_clear(struct watched *watched)
{
	for (int i = 0; i < TRAFFIC_DIRECTIONS; i++) {
		packet_count_clear(&watched->total[i]);
		packet_count_clear(&watched->group[i]);
	}
}

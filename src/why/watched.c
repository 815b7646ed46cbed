// SPDX-License-Identifier: GPL-2.0-or-later
// One watched interface: from traced packets and counters to its traffic.

#include "why/watched.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/namesake.h"
#include "kernel/symbol.h"
#include "util/cleanup.h"
#include "why/reason.h"
#include "why/tally.h"

/* A counter may lag: whoever is about to count can be scheduled away. */
#define SILENT_STEPS 5

/* An interface that is gone keeps the last counters. */
static struct fault *read_counters(const struct watched *watched, struct engine *engine,
				   struct watched_counters *counters)
{
	struct link_socket *links;
	struct fault *fault = engine_links(engine, &links);

	if (!fault)
		fault = link_stats(links, watched->device->ifindex, &counters->link);
	if (!fault)
		fault = link_queue_stats(links, watched->device->ifindex, &counters->queue);
	if (fault && fault->status == STATUS_MISSING) {
		fault_free(fault);
		fault = NULL;
		*counters = watched->last;
	}
	return fault;
}

struct fault *watched_begin(struct watched *watched, struct engine *engine)
{
	struct fault *fault = read_counters(watched, engine, &watched->begin);

	watched->last = watched->begin;
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
	struct device now auto_device = {0};
	struct link_socket *links;
	struct fault *fault = engine_links(engine, &links);

	*carrier = false;
	if (!fault)
		fault = link_find_index(links, watched->device->ifindex, &now);
	if (fault && fault->status == STATUS_MISSING) {
		fault_free(fault);
		return NULL;
	}
	*carrier = now.carrier;
	return fault;
}

static struct fault *settle(struct watched *watched, struct engine *engine)
{
	const struct watched_counters *last = &watched->last;
	struct watched_counters now;
	struct tally_growth growth = {0};
	enum strangers strangers;
	struct fault *fault = has_carrier(watched, engine, &growth.plugged);

	if (!fault)
		fault = read_counters(watched, engine, &now);
	if (fault)
		return fault;
	growth.received = since(last->link.rx_packets, now.link.rx_packets);
	growth.sent = since(last->link.tx_packets, now.link.tx_packets);
	growth.refused = since(last->link.tx_dropped, now.link.tx_dropped);
	growth.has_queue = last->queue.known && now.queue.known;
	growth.queued = since(last->queue.packets, now.queue.packets);
	growth.queue_dropped = since(last->queue.dropped, now.queue.dropped);
	watched->last = now;
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

struct fault *watched_step(struct watched *watched, struct engine *engine, struct packets *packets,
			   size_t index)
{
	bool any = false;
	bool open = false;

	for (int i = 0; i < TRAFFIC_DIRECTIONS; i++) {
		struct packet_count more auto_packet_count = packets_collect(packets, index, i);

		any |= more.packets > 0;
		if (packet_count_add(&watched->group[i], &more) < 0)
			return fault_memory();
		open |= watched->group[i].packets > 0;
	}
	watched->silent = any ? 0 : watched->silent + 1;
	return open && watched->silent >= SILENT_STEPS ? settle(watched, engine) : NULL;
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

static struct fault *fill(const struct trace *trace, const struct packet_count *count,
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
	struct fault *fault = settle(watched, engine);

	for (int i = 0; i < TRAFFIC_DIRECTIONS && !fault; i++)
		fault = fill(trace, &watched->total[i], &watched->result->watch[i]);
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
	auto_free char *text = NULL;

	traffic->packets = packets;
	if (!dropped)
		return NULL;
	if (asprintf(&text, "%s (%s)", reason_find(counter)->words, counter) < 0)
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
	struct watched_counters now = {0};
	struct fault *fault = read_counters(watched, engine, &now);
	uint64_t received = since(begin->rx_packets, now.link.rx_packets);
	uint64_t lost = since(begin->rx_dropped, now.link.rx_dropped);
	uint64_t refused = since(begin->tx_dropped, now.link.tx_dropped);
	uint64_t sent = since(begin->tx_packets, now.link.tx_packets) + refused;

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

// SPDX-License-Identifier: GPL-2.0-or-later
// Following each packet by its address, while the address is its own.

#include "kernel/trace-packets.h"

#include <linux/if_ether.h>
#include <stdbool.h>
#include <stdlib.h>

#include "util/array.h"

enum stage {
	STAGE_NONE,
	STAGE_ARRIVED, /* not counted yet: another processor may take it over */
	STAGE_RECEIVED,
	STAGE_QUEUED,  /* not counted yet: it may be cut into segments */
	STAGE_WAITING, /* likewise, and kept by the queueing discipline */
	STAGE_STARTED,
};

/* How far a packet is in one direction. */
struct side {
	enum stage stage;
	int link;
	uint32_t cpu;
	uint64_t moment; /* of that processor at the time; once it differs, all this is over */
};

/* A packet that comes from one watched link may leave by another. Both sides are followed. */
struct packet {
	uint64_t skb; /* 0: a free place */
	struct side side[TRAFFIC_DIRECTIONS];
};

/* Each number grows whenever all that the processor had begun in that direction is over. */
struct cpu {
	uint64_t moment[TRAFFIC_DIRECTIONS];
};

struct packets {
	struct packet_count *counts; /* by link and direction */
	size_t links;
	struct cpu *cpus;
	size_t cpu_count;
	uint64_t losses;       /* the moment of packets that wait in a queue */
	struct packet *places; /* a hash table with linear probing */
	size_t capacity;       /* a power of two */
	size_t used;
};

#define CAPACITY_MIN 1024

struct packets *packets_new(size_t links, size_t cpus)
{
	struct packets *packets = calloc(1, sizeof(*packets));

	if (!packets)
		return NULL;
	packets->links = links;
	packets->cpu_count = cpus;
	packets->capacity = CAPACITY_MIN;
	packets->counts = calloc(links * TRAFFIC_DIRECTIONS, sizeof(*packets->counts));
	packets->cpus = calloc(cpus, sizeof(*packets->cpus));
	packets->places = calloc(packets->capacity, sizeof(*packets->places));
	if (packets->counts && packets->cpus && packets->places)
		return packets;
	packets_free(packets);
	return NULL;
}

void packets_free(struct packets *packets)
{
	if (!packets)
		return;
	for (size_t i = 0; packets->counts && i < packets->links * TRAFFIC_DIRECTIONS; i++)
		free(packets->counts[i].drops);
	free(packets->counts);
	free(packets->cpus);
	free(packets->places);
	free(packets);
}

static struct packet_count *count_of(const struct packets *packets, int link,
				     enum traffic_direction direction)
{
	return &packets->counts[(size_t)link * TRAFFIC_DIRECTIONS + direction];
}

struct packet_count packets_collect(struct packets *packets, size_t link,
				    enum traffic_direction direction)
{
	struct packet_count *count = count_of(packets, (int)link, direction);
	struct packet_count collected = *count;

	*count = (struct packet_count){0};
	return collected;
}

static int add_drop(struct packet_count *count, const struct packet_drop *more)
{
	struct packet_drop *drops = count->drops;
	size_t i = 0;

	while (i < count->drop_count && drops[i].reason != more->reason)
		i++;
	if (i < count->drop_count) {
		drops[i].count += more->count;
		drops[i].refused += more->refused;
		drops[i].llc += more->llc;
		if (drops[i].location != more->location)
			drops[i].location = 0;
		return 0;
	}
	drops = array_grow(drops, i, &count->drop_capacity, sizeof(*drops));
	if (!drops)
		return -1;
	count->drops = drops;
	drops[count->drop_count++] = *more;
	return 0;
}

int packet_count_add(struct packet_count *count, const struct packet_count *more)
{
	for (size_t i = 0; i < more->drop_count; i++)
		if (add_drop(count, &more->drops[i]) < 0)
			return -1;
	count->packets += more->packets;
	return 0;
}

uint64_t packet_count_dropped(const struct packet_count *count)
{
	uint64_t dropped = 0;

	for (size_t i = 0; i < count->drop_count; i++)
		dropped += count->drops[i].count;
	return dropped;
}

void packet_count_clear(struct packet_count *count)
{
	free(count->drops);
	*count = (struct packet_count){0};
}

/* Whether what is known of this side still holds. */
static bool side_holds(const struct packets *packets, const struct side *side,
		       enum traffic_direction direction)
{
	if (side->stage == STAGE_NONE)
		return false;
	if (side->stage == STAGE_WAITING)
		return side->moment == packets->losses;
	return side->moment == packets->cpus[side->cpu].moment[direction];
}

static void put_packet(const struct packets *packets, struct packet *packet,
		       enum traffic_direction direction, enum stage stage,
		       const struct trace_event *event)
{
	packet->side[direction] = (struct side){
		.stage = stage,
		.link = event->link,
		.cpu = event->cpu,
		.moment = stage == STAGE_WAITING ? packets->losses
						 : packets->cpus[event->cpu].moment[direction],
	};
}

/* The place of the packet, or the free one for it. Addresses are multiples of 64 at least. */
static struct packet *find_packet(const struct packets *packets, uint64_t skb)
{
	size_t at = (size_t)((skb >> 6) * UINT64_C(0x9e3779b97f4a7c15) >> 32);

	for (;; at++) {
		struct packet *packet = &packets->places[at & (packets->capacity - 1)];

		if (packet->skb == skb || !packet->skb)
			return packet;
	}
}

static bool is_known(const struct packets *packets, const struct packet *packet)
{
	return side_holds(packets, &packet->side[TRAFFIC_FROM_PROGRAM], TRAFFIC_FROM_PROGRAM) ||
	       side_holds(packets, &packet->side[TRAFFIC_TO_PROGRAM], TRAFFIC_TO_PROGRAM);
}

/* Moves the packets that are still followed to a table of which they fill at most a quarter. */
static int renew(struct packets *packets)
{
	struct packet *old = packets->places;
	size_t capacity = packets->capacity;
	size_t known = 0;

	for (size_t i = 0; i < capacity; i++)
		known += old[i].skb && is_known(packets, &old[i]);
	packets->capacity = CAPACITY_MIN;
	while (packets->capacity < known * 4)
		packets->capacity *= 2;
	packets->places = calloc(packets->capacity, sizeof(*packets->places));
	if (!packets->places) {
		packets->places = old;
		packets->capacity = capacity;
		return -1;
	}
	packets->used = known;
	for (size_t i = 0; i < capacity; i++)
		if (old[i].skb && is_known(packets, &old[i]))
			*find_packet(packets, old[i].skb) = old[i];
	free(old);
	return 0;
}

/* The packet's place, made if there is none. NULL without memory. */
static struct packet *find_or_add(struct packets *packets, uint64_t skb)
{
	struct packet *packet;

	if (packets->used >= packets->capacity / 2 && renew(packets) < 0)
		return NULL;
	packet = find_packet(packets, skb);
	packets->used += !packet->skb;
	packet->skb = skb;
	return packet;
}

static int count_drop(struct packet_count *count, const struct trace_event *event, bool refused)
{
	struct packet_drop drop = {
		.reason = event->reason,
		.count = 1,
		.refused = refused,
		.llc = event->protocol == ETH_P_802_2,
		.location = event->location,
	};

	return add_drop(count, &drop);
}

static int take_dropped(struct packets *packets, const struct trace_event *event)
{
	struct packet *packet = find_packet(packets, event->skb);
	int failed = 0;

	if (!packet->skb)
		return 0;
	for (int i = 0; i < TRAFFIC_DIRECTIONS; i++) {
		const struct side *side = &packet->side[i];

		if (side_holds(packets, side, i)) {
			struct packet_count *count = count_of(packets, side->link, i);

			count->packets += side->stage != STAGE_RECEIVED &&
					  side->stage != STAGE_STARTED;
			failed |= count_drop(count, event, side->stage == STAGE_STARTED);
		}
		packet->side[i].stage = STAGE_NONE;
	}
	return failed;
}

static int take_incoming(struct packets *packets, const struct trace_event *event)
{
	struct packet *packet = find_or_add(packets, event->skb);

	if (!packet)
		return -1;
	packet->side[TRAFFIC_TO_PROGRAM].stage = STAGE_NONE;
	if (event->kind == TRACE_ARRIVED) {
		put_packet(packets, packet, TRAFFIC_FROM_PROGRAM, STAGE_ARRIVED, event);
		return 0;
	}
	put_packet(packets, packet, TRAFFIC_FROM_PROGRAM, STAGE_RECEIVED, event);
	count_of(packets, event->link, TRAFFIC_FROM_PROGRAM)->packets++;
	return 0;
}

static int take_outgoing(struct packets *packets, const struct trace_event *event)
{
	struct packet *packet = find_or_add(packets, event->skb);

	if (!packet)
		return -1;
	/* Most likely an answer to an earlier packet, at an address that it has left. */
	if (packet->side[TRAFFIC_FROM_PROGRAM].link == event->link)
		packet->side[TRAFFIC_FROM_PROGRAM].stage = STAGE_NONE;
	if (event->kind == TRACE_QUEUED) {
		put_packet(packets, packet, TRAFFIC_TO_PROGRAM, STAGE_QUEUED, event);
		return 0;
	}
	/* Whatever was queued and did not wait is this packet, or has been cut into segments. */
	packets->cpus[event->cpu].moment[TRAFFIC_TO_PROGRAM]++;
	put_packet(packets, packet, TRAFFIC_TO_PROGRAM, STAGE_STARTED, event);
	count_of(packets, event->link, TRAFFIC_TO_PROGRAM)->packets++;
	return 0;
}

/* The next step of a packet that is on its way to the program. */
static void take_progress(struct packets *packets, const struct trace_event *event)
{
	struct packet *packet = find_packet(packets, event->skb);
	struct side *side = &packet->side[TRAFFIC_TO_PROGRAM];
	struct trace_event same = *event;

	if (!packet->skb || !side_holds(packets, side, TRAFFIC_TO_PROGRAM))
		return;
	same.link = side->link;
	if (event->kind == TRACE_WAITING && side->stage == STAGE_QUEUED) {
		put_packet(packets, packet, TRAFFIC_TO_PROGRAM, STAGE_WAITING, &same);
	} else if (event->kind == TRACE_RESUMED && side->stage == STAGE_WAITING) {
		put_packet(packets, packet, TRAFFIC_TO_PROGRAM, STAGE_QUEUED, &same);
	} else if (event->kind == TRACE_SENT && side->stage == STAGE_STARTED && event->busy) {
		count_of(packets, side->link, TRAFFIC_TO_PROGRAM)->packets--;
		put_packet(packets, packet, TRAFFIC_TO_PROGRAM, STAGE_WAITING, &same);
	} else if (event->kind == TRACE_SENT) {
		side->stage = STAGE_NONE;
	}
}

int packets_take(struct packets *packets, const struct trace_event *event)
{
	struct cpu *cpu;

	if (event->cpu >= packets->cpu_count)
		return 0;
	cpu = &packets->cpus[event->cpu];
	switch (event->kind) {
	case TRACE_ARRIVED:
	case TRACE_RECEIVED: return take_incoming(packets, event);
	case TRACE_QUEUED:
	case TRACE_STARTED: return take_outgoing(packets, event);
	case TRACE_WAITING:
	case TRACE_RESUMED:
	case TRACE_SENT: take_progress(packets, event); return 0;
	case TRACE_DROPPED: return take_dropped(packets, event);
	case TRACE_RETURNED: cpu->moment[TRAFFIC_FROM_PROGRAM]++; return 0;
	case TRACE_LOST:
		cpu->moment[TRAFFIC_FROM_PROGRAM]++;
		cpu->moment[TRAFFIC_TO_PROGRAM]++;
		packets->losses++;
		return 0;
	}
	return 0;
}

void packets_end(struct packets *packets)
{
	for (size_t i = 0; i < packets->capacity; i++) {
		struct side *side = &packets->places[i].side[TRAFFIC_TO_PROGRAM];

		if (side->stage == STAGE_WAITING && side_holds(packets, side, TRAFFIC_TO_PROGRAM)) {
			count_of(packets, side->link, TRAFFIC_TO_PROGRAM)->packets++;
			side->stage = STAGE_NONE;
		}
	}
}

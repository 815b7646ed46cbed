// SPDX-License-Identifier: GPL-2.0-or-later
// Traffic: packets counted by reason.

#include "model/traffic.h"

#include <stdlib.h>
#include <string.h>

#include "util/array.h"

const char *traffic_direction_name(enum traffic_direction direction)
{
	return direction == TRAFFIC_FROM_PROGRAM ? "from-program" : "to-program";
}

static struct traffic_drop *find_drop(const struct traffic *traffic, const char *reason)
{
	for (size_t i = 0; i < traffic->drop_count; i++)
		if (strcmp(traffic->drops[i].reason, reason) == 0)
			return &traffic->drops[i];
	return NULL;
}

int traffic_add_drop(struct traffic *traffic, const char *reason, const char *text, uint64_t count)
{
	struct traffic_drop *drop = find_drop(traffic, reason);
	struct traffic_drop *drops;

	if (drop) {
		drop->count += count;
		return 0;
	}
	drops = array_grow(traffic->drops, traffic->drop_count, &traffic->drop_capacity,
			   sizeof(*drops));
	if (!drops)
		return -1;
	traffic->drops = drops;
	drop = &drops[traffic->drop_count];
	*drop = (struct traffic_drop){strdup(reason), strdup(text), count};
	if (!drop->reason || !drop->text) {
		free(drop->reason);
		free(drop->text);
		return -1;
	}
	traffic->drop_count++;
	return 0;
}

uint64_t traffic_dropped(const struct traffic *traffic)
{
	uint64_t dropped = 0;

	for (size_t i = 0; i < traffic->drop_count; i++)
		dropped += traffic->drops[i].count;
	return dropped;
}

void traffic_clear(struct traffic *traffic)
{
	for (size_t i = 0; i < traffic->drop_count; i++) {
		free(traffic->drops[i].reason);
		free(traffic->drops[i].text);
	}
	free(traffic->drops);
	*traffic = (struct traffic){0};
}

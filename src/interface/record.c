// SPDX-License-Identifier: GPL-2.0-or-later
// A list of records, sorted by interface index.

#include "interface/record.h"

#include <stdlib.h>
#include <string.h>

#include "util/array.h"
#include "util/sorted.h"

static int compare_record_index(const void *ifindex, const void *record)
{
	int index = *(const int *)ifindex;
	int other = ((const struct record *)record)->device.ifindex;

	return (index > other) - (index < other);
}

struct record *record_find(const struct record_list *list, int ifindex)
{
	return sorted_first(&ifindex, list->items, list->count, sizeof(*list->items),
			    compare_record_index);
}

/* A new interface usually has the highest index. */
struct record *record_add(struct record_list *list, struct device *device)
{
	struct record *items =
		array_grow(list->items, list->count, &list->capacity, sizeof(*items));
	size_t place = list->count;

	if (!items)
		return NULL;
	list->items = items;
	while (place && items[place - 1].device.ifindex > device->ifindex)
		place--;
	memmove(&items[place + 1], &items[place], (list->count - place) * sizeof(*items));
	list->count++;
	items[place] = (struct record){.device = *device};
	*device = (struct device){0};
	return &items[place];
}

static void clear_record(struct record *record)
{
	device_clear(&record->device);
	free(record->holders);
	free(record->addresses);
}

void record_remove(struct record_list *list, struct record *record)
{
	size_t after = (size_t)(list->items + list->count - (record + 1));

	clear_record(record);
	memmove(record, record + 1, after * sizeof(*record));
	list->count--;
}

void record_note_holders(struct record *record, const struct holder_list *holders)
{
	size_t count;
	const struct holder *first = holders_of(holders, record->device.name, &count);

	free(record->holders);
	record->holders = count ? calloc(count, sizeof(*record->holders)) : NULL;
	record->holder_count = record->holders ? count : 0;
	if (record->holders)
		memcpy(record->holders, first, count * sizeof(*first));
}

bool record_note_address(struct record *record, const struct link_address *address, bool there)
{
	struct link_address *items;
	size_t i = 0;

	while (i < record->address_count &&
	       !address_equal(&record->addresses[i].address, &address->address))
		i++;
	/* Its lifetime was renewed, or it is no longer tentative. */
	if (there == (i < record->address_count))
		return false;
	if (!there) {
		record->addresses[i] = record->addresses[--record->address_count];
		return true;
	}
	items = array_grow(record->addresses, record->address_count, &record->address_capacity,
			   sizeof(*items));
	if (!items)
		return true;
	record->addresses = items;
	items[record->address_count++] = *address;
	return true;
}

void record_list_clear(struct record_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		clear_record(&list->items[i]);
	free(list->items);
	*list = (struct record_list){0};
}

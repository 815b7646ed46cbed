// SPDX-License-Identifier: GPL-2.0-or-later
// Devices and lists of them: ownership, and the order of names.

#include "model/device.h"

#include <stdlib.h>
#include <string.h>

#include "util/array.h"

bool device_is_tun(const struct device *device)
{
	return device->mode != TUN_MODE_NONE;
}

bool device_is_bridge(const struct device *device)
{
	return strcmp(device->kind, "bridge") == 0;
}

/* There are no threads, so a plain counter is enough. */
struct device_message {
	unsigned int users;
	/* netlink messages begin with 32-bit words */
	_Alignas(uint32_t) char bytes[];
};

int device_keep_message(struct device *device, const void *message, size_t size)
{
	struct device_message *kept = malloc(sizeof(*kept) + size);

	if (!kept)
		return -1;
	kept->users = 1;
	memcpy(kept->bytes, message, size);
	device->message = kept;
	return 0;
}

void *device_message(const struct device *device)
{
	return device->message ? device->message->bytes : NULL;
}

struct device device_copy(const struct device *device)
{
	if (device->message)
		device->message->users++;
	return *device;
}

void device_clear(struct device *device)
{
	if (device->message && --device->message->users == 0)
		free(device->message);
	memset(device, 0, sizeof(*device));
}

int device_list_push(struct device_list *list, const struct device *device)
{
	struct device *items =
		array_grow(list->items, list->count, &list->capacity, sizeof(*items));

	if (!items)
		return -1;
	list->items = items;
	list->items[list->count++] = *device;
	return 0;
}

/* strverscmp(3) sorts 09 before 9, like fractions; interface names contain whole numbers. */
int device_name_compare(const char *a, const char *b)
{
	while (*a && *b) {
		size_t digits_a = strspn(a, "0123456789");
		size_t digits_b = strspn(b, "0123456789");

		if (digits_a && digits_b) {
			size_t zeros_a = strspn(a, "0");
			size_t zeros_b = strspn(b, "0");
			size_t len_a = digits_a - zeros_a;
			size_t len_b = digits_b - zeros_b;

			if (len_a != len_b)
				return len_a < len_b ? -1 : 1;
			int order = memcmp(a + zeros_a, b + zeros_b, len_a);

			if (order)
				return order;
			if (zeros_a != zeros_b)
				return zeros_a < zeros_b ? -1 : 1;
			a += digits_a;
			b += digits_b;
			continue;
		}
		if (*a != *b)
			return (unsigned char)*a < (unsigned char)*b ? -1 : 1;
		a++;
		b++;
	}
	return (int)(unsigned char)*a - (int)(unsigned char)*b;
}

static int compare_devices(const void *a, const void *b)
{
	return device_name_compare(((const struct device *)a)->name,
				   ((const struct device *)b)->name);
}

void device_list_sort(struct device_list *list)
{
	if (list->count)
		qsort(list->items, list->count, sizeof(*list->items), compare_devices);
}

static int compare_device_name(const void *name, const void *device)
{
	return device_name_compare(name, ((const struct device *)device)->name);
}

struct device *device_list_find(const struct device_list *sorted, const char *name)
{
	if (!sorted->count)
		return NULL;
	return bsearch(name, sorted->items, sorted->count, sizeof(*sorted->items),
		       compare_device_name);
}

void device_list_truncate(struct device_list *list, size_t count)
{
	while (list->count > count)
		device_clear(&list->items[--list->count]);
}

void device_list_clear(struct device_list *list)
{
	device_list_truncate(list, 0);
	free(list->items);
	*list = (struct device_list){0};
}

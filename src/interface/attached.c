// SPDX-License-Identifier: GPL-2.0-or-later
// Whether somebody is attached: by the description first, by /proc where that is not enough.

#include "interface/attached.h"

#include "interface/access.h"
#include "util/clock.h"

/* A pass is followed by so many times what it took. */
#define REST_FACTOR 50

enum attached attached_by_link(const struct device *device)
{
	if (device->carrier || !device->persist || access_has_queues(device))
		return ATTACHED_YES;
	return device->has & DEVICE_HAS_QUEUES ? ATTACHED_NO : ATTACHED_UNKNOWN;
}

enum attached attached_by_holders(const struct device *device, const struct holder_list *holders)
{
	enum attached attached = attached_by_link(device);
	size_t count;

	if (attached != ATTACHED_UNKNOWN)
		return attached;
	if (holders_of(holders, device->name, &count))
		return ATTACHED_YES;
	return holders->incomplete ? ATTACHED_UNKNOWN : ATTACHED_NO;
}

int64_t sparing_holders_due(const struct sparing_holders *holders)
{
	int64_t due = holders->passes[0] ? holders->passes[0] + CLOCK_SECOND : 0;

	return clock_later(due, holders->rest);
}

void sparing_holders_look(struct sparing_holders *holders)
{
	int64_t begun = clock_now();
	int64_t ended;

	holder_list_clear(&holders->list);
	holders_look(&holders->list);
	ended = clock_now();
	holders->passes[0] = holders->passes[1];
	holders->passes[1] = begun;
	holders->rest = ended + REST_FACTOR * (ended - begun);
}

void sparing_holders_clear(struct sparing_holders *holders)
{
	holder_list_clear(&holders->list);
}

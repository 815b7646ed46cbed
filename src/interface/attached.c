// SPDX-License-Identifier: GPL-2.0-or-later
// Finds out whether a program is attached: from the description, or from /proc if that is not
// enough.

#include "interface/attached.h"

#include <unistd.h>

#include "util/clock.h"

/* After a scan, the pause is this many times its duration. */
#define REST_FACTOR 50

enum attached attached_by_link(const struct device *device)
{
	if (device->carrier || !device->persist || device_has_queues(device))
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
	return holders_gaps(holders, device->name) ? ATTACHED_UNKNOWN : ATTACHED_NO;
}

bool attached_may_hide(const struct device *device, const struct holder_list *holders)
{
	size_t count;

	/* A single queue can have only one process, and it was seen. */
	if (holders_of(holders, device->name, &count) && !device->multi_queue)
		return false;
	switch (attached_by_holders(device, holders)) {
	case ATTACHED_NO: return false;
	case ATTACHED_UNKNOWN: return true;
	default: return !count || holders_gaps(holders, device->name);
	}
}

struct fault *attached_not_idle(unsigned int gaps)
{
	struct fault *fault;

	if (gaps & SIGHT_NO_PROC || !(gaps & (SIGHT_HIDDEN | SIGHT_CLOSED))) {
		fault = fault_new(STATUS_FAILED, "%s", sight_doubt(gaps));
		return fault_hint(fault, "%s", sight_takes(gaps));
	}
	fault = fault_new(STATUS_DENIED,
			  "not every process can be looked into%s, and one of them "
			  "may be attached",
			  gaps & SIGHT_HIDDEN ? ", as /proc hides some (hidepid=)" : "");
	return fault_hint(fault, "%s",
			  geteuid() == 0 ? sight_takes(gaps) : "root can see all of them");
}

struct fault *attached_not_seen(unsigned int gaps)
{
	struct fault *fault = fault_new(STATUS_FAILED, "no process is seen to be attached: %s",
					sight_reason(gaps));

	return fault_hint(fault, "%s", sight_takes(gaps));
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

// SPDX-License-Identifier: GPL-2.0-or-later
// Single changes through a descriptor: persistence, owner and group.

#include "interface/change.h"

#include "interface/access.h"
#include "interface/ids.h"
#include "kernel/tun.h"
#include "util/cleanup.h"

/*
 * Gets a descriptor even if there is nothing to change: a caller who may not change the interface
 * must not be told that it was changed. *done: the interface is in use and out of reach, but
 * already as requested.
 */
static struct fault *reach(struct engine *engine, const struct device *device, bool differs,
			   int *fd, bool *done)
{
	bool in_use;
	struct fault *fault = access_get(engine, device, fd, &in_use);

	*done = fault && in_use && !differs &&
		(fault->status == STATUS_BUSY || fault->status == STATUS_DENIED);
	if (!*done)
		return fault;
	fault_free(fault);
	return NULL;
}

struct fault *change_persist(struct engine *engine, const struct device *device, bool persist)
{
	auto_close int fd = -1;
	bool done;
	struct fault *fault = reach(engine, device, device->persist != persist, &fd, &done);

	if (!fault && !done)
		fault = tun_set_persist(fd, persist);
	if (!fault)
		return NULL;
	return fault_wrap(fault, device->name,
			  persist ? "cannot make persistent" : "cannot make non-persistent");
}

uint64_t change_owner_differs(const struct device *device, uint64_t given, uid_t owner, gid_t group)
{
	uint64_t differs = given;

	if ((device->has & DEVICE_HAS_OWNER) && device->owner == owner)
		differs &= ~PROPERTY_BIT(PROPERTY_OWNER);
	if ((device->has & DEVICE_HAS_GROUP) && device->group == group)
		differs &= ~PROPERTY_BIT(PROPERTY_GROUP);
	return differs;
}

struct fault *change_owner(struct engine *engine, const struct device *device, uint64_t given,
			   uid_t owner, gid_t group)
{
	auto_close int fd = -1;
	bool done;
	bool differs = change_owner_differs(device, given, owner, group);
	struct fault *fault = reach(engine, device, differs, &fd, &done);

	if (!fault && !done)
		fault = ids_set(fd, given, owner, group, device);
	return fault ? fault_wrap(fault, device->name, "cannot change owner") : NULL;
}

// SPDX-License-Identifier: GPL-2.0-or-later
// Single changes: persistence and ids on a descriptor, the link's properties by netlink.

#include "interface/change.h"

#include <errno.h>
#include <string.h>

#include "interface/access.h"
#include "interface/ids.h"
#include "kernel/tun.h"
#include "util/cleanup.h"

/*
 * A descriptor is asked for even where there is nothing to change: who may not change it shall not
 * be told that he did. *done: it is out of reach while it is in use, and as asked already.
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

	if (!fault && !done) {
		fault = tun_set_persist(fd, persist);
		if (fault && fault->error == EBADFD)
			fault = fault_explain(fault, STATUS_MISSING,
					      "no such interface (any more)");
	}
	if (!fault)
		return NULL;
	return fault_wrap(fault, device->name,
			  persist ? "cannot make persistent" : "cannot make non-persistent");
}

unsigned int change_owner_differs(const struct device *device, unsigned int given, uid_t owner,
				  gid_t group)
{
	unsigned int differs = given & (REQUEST_OWNER | REQUEST_GROUP);

	if ((device->has & DEVICE_HAS_OWNER) && device->owner == owner)
		differs &= ~(unsigned int)REQUEST_OWNER;
	if ((device->has & DEVICE_HAS_GROUP) && device->group == group)
		differs &= ~(unsigned int)REQUEST_GROUP;
	return differs;
}

struct fault *change_owner(struct engine *engine, const struct device *device, unsigned int given,
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

struct fault *change_link(struct engine *engine, const struct device *device,
			  const struct link_change *change)
{
	struct link_socket *links;
	struct fault *fault = engine_links(engine, &links);

	if (!fault)
		fault = link_change(links, device->ifindex, change);
	if (!fault)
		return NULL;
	switch (fault->error) {
	case EPERM:
		fault = fault_explain(fault, STATUS_DENIED, "permission denied");
		return fault_hint(fault, "this needs CAP_NET_ADMIN in the user namespace of this "
					 "network namespace");
	case ENODEV: return fault_explain(fault, STATUS_MISSING, "no such interface (any more)");
	default: return fault;
	}
}

struct fault *change_mac(struct engine *engine, const struct device *device, const uint8_t mac[6])
{
	struct link_change change = {.has = LINK_CHANGE_MAC};
	struct fault *fault;

	memcpy(change.mac, mac, sizeof(change.mac));
	if (device->mode == TUN_MODE_TUN)
		fault = fault_new(STATUS_CONFLICT, "a tun has no MAC address");
	else
		fault = change_link(engine, device, &change);
	return fault ? fault_wrap(fault, device->name, "cannot set MAC address") : NULL;
}

/* The kernel tells the range since Linux 4.19; before, it is that of the mode. */
struct fault *change_check_mtu(const struct device *device, uint32_t mtu)
{
	bool known = device->has & DEVICE_HAS_MTU_LIMITS;
	uint32_t min = known ? device->min_mtu : TUN_MTU_MIN;
	uint32_t max = device->mode == TUN_MODE_TUN ? TUN_MTU_MAX : TAP_MTU_MAX;

	if (known)
		max = device->max_mtu ? device->max_mtu : UINT32_MAX;
	if (mtu >= min && mtu <= max)
		return NULL;
	return fault_new(STATUS_USAGE, "invalid value '%u': allowed are %u to %u for this %s", mtu,
			 min, max, tun_mode_name(device->mode));
}

struct fault *change_mtu(struct engine *engine, const struct device *device, uint32_t mtu)
{
	struct link_change change = {.has = LINK_CHANGE_MTU, .mtu = mtu};
	struct fault *fault = change_check_mtu(device, mtu);

	if (!fault)
		fault = change_link(engine, device, &change);
	return fault ? fault_wrap(fault, device->name, "cannot set MTU") : NULL;
}

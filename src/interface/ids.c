// SPDX-License-Identifier: GPL-2.0-or-later
// Sets owner and group, which takes two calls.

#include "interface/ids.h"

#include <errno.h>

#include "kernel/id-map.h"
#include "kernel/tun.h"
#include "model/property-id.h"

static struct fault *explain_id(struct fault *fault, const char *kind, unsigned int id)
{
	if (fault->error != EINVAL)
		return fault;
	return fault_explain(fault, STATUS_FAILED, "%s %u does not exist in this user namespace",
			     kind, id);
}

/* The kernel can change an owner but not remove one (TUNSETOWNER of -1 is EINVAL). */
static struct fault *restore_owner(int fd, const struct device *before, struct fault *fault)
{
	struct fault *failure;

	if (fault->status == STATUS_MISSING)
		return fault;
	if (!(before->has & DEVICE_HAS_OWNER))
		return fault_explain(fault, fault->status,
				     "%s; its owner has been set, and cannot be taken away again",
				     fault->why);
	failure = tun_set_owner(fd, before->owner);
	if (failure)
		fault = fault_explain(fault, fault->status,
				      "%s; its owner has been changed, and cannot be set back: %s",
				      fault->why, failure->why);
	fault_free(failure);
	return fault;
}

struct fault *ids_set(int fd, uint64_t given, uid_t owner, gid_t group, const struct device *before)
{
	struct fault *fault;

	if (given & PROPERTY_BIT(PROPERTY_OWNER)) {
		fault = tun_set_owner(fd, owner);
		if (fault)
			return explain_id(fault, "user", owner);
	}
	if (!(given & PROPERTY_BIT(PROPERTY_GROUP)))
		return NULL;
	fault = tun_set_group(fd, group);
	if (!fault)
		return NULL;
	fault = explain_id(fault, "group", group);
	if (before && (given & PROPERTY_BIT(PROPERTY_OWNER)))
		fault = restore_owner(fd, before, fault);
	return fault;
}

struct fault *ids_rehearse(uint64_t given, uid_t owner, gid_t group)
{
	if ((given & PROPERTY_BIT(PROPERTY_OWNER)) && !id_map_has_user(owner))
		return explain_id(fault_errno(EINVAL), "user", owner);
	if ((given & PROPERTY_BIT(PROPERTY_GROUP)) && !id_map_has_group(group))
		return explain_id(fault_errno(EINVAL), "group", group);
	return NULL;
}

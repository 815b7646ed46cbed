// SPDX-License-Identifier: GPL-2.0-or-later
// The kernel's rule of who may attach, and what to say to those who may not.

#include <errno.h>
#include <linux/capability.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "interface/access.h"
#include "kernel/netns.h"
#include "util/id-name.h"

/* glibc declares no capget(2). */
static bool has_net_admin(void)
{
	struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
	struct __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3] = {0};

	if (syscall(SYS_capget, &header, data) < 0)
		return false;
	return data[CAP_TO_INDEX(CAP_NET_ADMIN)].effective & CAP_TO_MASK(CAP_NET_ADMIN);
}

struct fault *credentials_own(struct credentials *who)
{
	int count = getgroups(0, NULL);

	*who = (struct credentials){
		.uid = geteuid(),
		.gid = getegid(),
		.capable = has_net_admin(),
	};
	if (count < 0)
		return fault_errno(errno);
	who->groups = calloc((size_t)count + 1, sizeof(*who->groups));
	if (!who->groups)
		return fault_memory();
	count = getgroups(count, who->groups);
	if (count < 0) {
		struct fault *fault = fault_errno(errno);

		credentials_clear(who);
		return fault;
	}
	who->group_count = (size_t)count;
	return NULL;
}

struct fault *credentials_of(uid_t uid, gid_t gid, const gid_t *groups, size_t count,
			     struct credentials *who)
{
	bool governed = false;

	*who = (struct credentials){.uid = uid, .gid = gid};
	if (uid == 0) {
		struct fault *fault = netns_is_governed(&governed);

		if (fault)
			return fault;
	}
	who->capable = governed && prctl(PR_CAPBSET_READ, CAP_NET_ADMIN, 0, 0, 0) == 1;
	who->groups = calloc(count + 1, sizeof(*who->groups));
	if (!who->groups)
		return fault_memory();
	if (count)
		memcpy(who->groups, groups, count * sizeof(*groups));
	who->group_count = count;
	return NULL;
}

void credentials_clear(struct credentials *who)
{
	free(who->groups);
	*who = (struct credentials){0};
}

bool credentials_in_group(const struct credentials *who, gid_t group)
{
	bool in = who->gid == group;

	for (size_t i = 0; i < who->group_count && !in; i++)
		in = who->groups[i] == group;
	return in;
}

unsigned int access_denied(const struct device *device, const struct credentials *who)
{
	unsigned int denial = 0;

	if (who->capable)
		return 0;
	if ((device->has & DEVICE_HAS_OWNER) && device->owner != who->uid)
		denial |= ACCESS_NOT_OWNER;
	if ((device->has & DEVICE_HAS_GROUP) && !credentials_in_group(who, device->group))
		denial |= ACCESS_NOT_IN_GROUP;
	return denial;
}

const char *access_denial_words(unsigned int denial)
{
	switch (denial) {
	case ACCESS_NOT_OWNER: return "not its owner";
	case ACCESS_NOT_IN_GROUP: return "not in its group";
	case ACCESS_NOT_OWNER | ACCESS_NOT_IN_GROUP: return "neither its owner nor in its group";
	default: return "not allowed";
	}
}

static struct fault *hint_who_may(struct fault *fault, const struct device *device)
{
	char owner[ID_NAME_SIZE];
	char group[ID_NAME_SIZE];

	if (device->has & DEVICE_HAS_OWNER)
		(void)id_user_name(device->owner, owner);
	if (device->has & DEVICE_HAS_GROUP)
		(void)id_group_name(device->group, group);
	switch (device->has & (DEVICE_HAS_OWNER | DEVICE_HAS_GROUP)) {
	case DEVICE_HAS_OWNER:
		return fault_hint(fault, "this takes its owner %s, or CAP_NET_ADMIN", owner);
	case DEVICE_HAS_GROUP:
		return fault_hint(fault, "this takes a member of its group %s, or CAP_NET_ADMIN",
				  group);
	case DEVICE_HAS_OWNER | DEVICE_HAS_GROUP:
		return fault_hint(fault,
				  "this takes its owner %s, who must also be in its group %s, or "
				  "CAP_NET_ADMIN",
				  owner, group);
	default:
		return fault_hint(fault, "it has neither owner nor group, so that a security "
					 "module must have refused this");
	}
}

struct fault *access_fault(const struct device *device, unsigned int denial)
{
	struct fault *fault = fault_errno(EPERM);

	fault = fault_explain(fault, STATUS_DENIED, "permission denied: %s",
			      access_denial_words(denial));
	return hint_who_may(fault, device);
}

struct fault *access_fault_own(const struct device *device)
{
	struct credentials who auto_credentials = {0};
	struct fault *fault = credentials_own(&who);

	if (fault)
		return fault;
	/* Refused all the same, the capability must be one of another user namespace. */
	who.capable = false;
	return access_fault(device, access_denied(device, &who));
}

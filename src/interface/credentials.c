// SPDX-License-Identifier: GPL-2.0-or-later
// The kernel's rule of who may attach, and what to say to those who may not.

#include <errno.h>

#include "interface/access.h"
#include "kernel/tun-probe.h"
#include "util/id-name.h"
#include "util/shell-word.h"

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

static struct fault *hint_ownerless(struct fault *fault, const struct device *device)
{
	switch (tun_ownerless()) {
	case TUN_OWNERLESS_CAPABLE:
		return fault_hint(fault,
				  "it has neither owner nor group, and this kernel lets only "
				  "CAP_NET_ADMIN attach to such: `tunadm chown %s --owner USER`",
				  shell_name(device->name).text);
	case TUN_OWNERLESS_EVERYBODY:
		return fault_hint(fault, "it has neither owner nor group, so that a security "
					 "module must have refused this");
	case TUN_OWNERLESS_UNKNOWN: break;
	}
	return fault_hint(fault, "it has neither owner nor group: newer kernels let only "
				 "CAP_NET_ADMIN attach to such; else a security module refused");
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
	default: return hint_ownerless(fault, device);
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

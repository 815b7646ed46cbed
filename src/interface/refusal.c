// SPDX-License-Identifier: GPL-2.0-or-later
// Explains a refusal by the kernel: by its own rule, or by a security module.

#include "interface/refusal.h"

#include <errno.h>

#include "interface/access-rule.h"
#include "kernel/tun-probe.h"
#include "util/id-name.h"
#include "util/shell-word.h"

const char *refusal_errno(int error)
{
	return error == EACCES ? "EACCES" : "EPERM";
}

const char *refusal_by(int error)
{
	return error == EACCES ? "a security module" : "a security module or a system call filter";
}

static struct fault *refusal_by_module(int error)
{
	struct fault *fault = fault_new(STATUS_DENIED,
					"refused by %s (%s): the kernel's own rule would allow it",
					refusal_by(error), refusal_errno(error));

	return fault_hint(fault, REFUSAL_LOG);
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

static struct fault *refusal_by_rule(const struct device *device, unsigned int denial)
{
	struct fault *fault =
		fault_new(STATUS_DENIED, "permission denied: %s", access_denial_words(denial));

	return hint_who_may(fault, device);
}

struct fault *refusal_find(const struct device *device, const struct credentials *who)
{
	unsigned int denial = access_denied(device, who);

	return denial ? refusal_by_rule(device, denial) : NULL;
}

/* Without owner and group it depends on the kernel, so try it. */
static bool is_allowed(const struct device *device, const struct credentials *who)
{
	if (who->capable)
		return true;
	return !access_denied(device, who) && !device_is_ownerless(device);
}

struct fault *refusal_attach(struct engine *engine, int error, const struct device *device)
{
	const struct credentials *who;
	struct fault *fault;

	/* The tun driver's own rule returns EPERM. */
	if (error == EACCES)
		return refusal_by_module(error);
	fault = engine_credentials(engine, &who);
	if (fault)
		return fault;
	return is_allowed(device, who) ? refusal_by_module(error)
				       : refusal_by_rule(device, access_denied(device, who));
}

struct fault *refusal_create(struct engine *engine, int error)
{
	const struct credentials *who;
	struct fault *fault;
	bool capable;

	if (error == EACCES)
		return refusal_by_module(error);
	fault = engine_credentials(engine, &who);
	capable = !fault && who->capable;
	fault_free(fault);
	if (capable)
		return refusal_by_module(error);
	return fault_hint(fault_new(STATUS_DENIED, "permission denied"),
			  "creating an interface needs CAP_NET_ADMIN in the user namespace of this "
			  "network namespace");
}

struct fault *refusal_change(struct fault *fault)
{
	if (fault->error == ENODEV) {
		fault_free(fault);
		return fault_gone();
	}
	if (fault->error != EPERM)
		return fault;
	fault = fault_explain(fault, STATUS_DENIED, "permission denied");
	return fault_hint(fault, "this needs CAP_NET_ADMIN in the user namespace of this network "
				 "namespace");
}

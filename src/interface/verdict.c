// SPDX-License-Identifier: GPL-2.0-or-later
// Who could attach, and what would have to change for those who could not.

#include "interface/verdict.h"

#include <string.h>
#include <sys/stat.h>

#include "interface/access-rule.h"
#include "interface/attached.h"
#include "interface/refusal.h"
#include "kernel/holders.h"
#include "kernel/id-map.h"
#include "kernel/permission.h"
#include "kernel/tun-node-state.h"
#include "kernel/tun-node.h"
#include "kernel/tun-probe.h"
#include "util/id-name.h"
#include "util/shell-word.h"

#define VHOST_NET_PATH "/dev/vhost-net"

static struct fault *check_node(const struct credentials *who)
{
	auto_tun_node struct tun_node node = {0};
	struct fault *fault = tun_node_look(who, &node);

	if (fault || node.state == TUN_NODE_USABLE)
		return fault;
	return tun_node_fault(&node);
}

/* A guest works without it, so the verdict does not depend on it. */
static bool lacks_vhost(const struct device *device, const struct credentials *who)
{
	struct stat vhost;
	int error = 0;

	if (device->mode != TUN_MODE_TAP || stat(VHOST_NET_PATH, &vhost) < 0)
		return false;
	fault_free(permission_ask(VHOST_NET_PATH, who, PERMISSION_READ | PERMISSION_WRITE, &error));
	return error;
}

static struct fault *not_owner(const char *interface, const char *owner, const char *name)
{
	struct fault *fault = fault_new(STATUS_DENIED, "not its owner, who is %s", owner);

	return fault_hint(fault, "`tunadm chown %s --owner %s` would give it away",
			  shell_name(interface).text, name);
}

/* Nobody can be added by name to a group that is not mapped or has no name. */
static bool is_joinable(const struct device *device, const char *group)
{
	return device->group != DEVICE_ID_UNMAPPED && !id_is_number(group);
}

static struct fault *not_in_group(const struct device *device, const char *group, const char *name)
{
	struct fault *fault = fault_new(STATUS_DENIED, "not in its group %s", group);

	if (!is_joinable(device, group))
		return fault_hint(fault, "`tunadm chown %s --group GROUP` with a group of %s",
				  shell_name(device->name).text, name);
	return fault_hint(fault, "`usermod -aG %s %s` would help, from the next login on", group,
			  name);
}

static struct fault *neither(const struct device *device, const char *owner, const char *group,
			     const char *name)
{
	struct fault *fault = fault_new(
		STATUS_DENIED, "neither its owner, who is %s, nor in its group %s", owner, group);

	if (!is_joinable(device, group))
		return fault_hint(fault,
				  "both are asked for: `tunadm chown %s --owner %s --group GROUP` "
				  "with a group of %s",
				  shell_name(device->name).text, name, name);
	return fault_hint(fault,
			  "both are asked for: `tunadm chown %s --owner %s` and "
			  "`usermod -aG %s %s`",
			  shell_name(device->name).text, name, group, name);
}

static struct fault *check_ownerless(const struct device *device, const char *name)
{
	struct fault *fault;

	if (tun_ownerless() != TUN_OWNERLESS_CAPABLE)
		return NULL;
	fault = fault_new(STATUS_DENIED,
			  "it has neither owner nor group, and this kernel lets only "
			  "CAP_NET_ADMIN attach to such");
	return fault_hint(fault, "`tunadm chown %s --owner %s` would give it away",
			  shell_name(device->name).text, name);
}

/* In a user namespace no process can be that user, whatever the account's name. */
static struct fault *check_account(const struct credentials *who)
{
	if (id_map_has_user(who->uid))
		return NULL;
	return fault_new(STATUS_DENIED,
			 "user %u is not mapped in this user namespace: no process here can be "
			 "that user",
			 who->uid);
}

/* An unmapped id is shown as a number that may itself be mapped. */
static bool is_right_doubtful(const struct device *device, enum verdict_right right)
{
	bool owner = right == VERDICT_OWNER || right == VERDICT_BOTH;
	bool group = right == VERDICT_MEMBER || right == VERDICT_BOTH;

	return (owner && id_map_is_doubtful_user(device->owner)) ||
	       (group && id_map_is_doubtful_group(device->group));
}

static struct fault *explain_denial(const struct device *device, const struct credentials *who,
				    const char *name)
{
	unsigned int denial = access_denied(device, who);
	char owner[ID_NAME_SIZE];
	char group[ID_NAME_SIZE];

	if (denial & ACCESS_NOT_OWNER)
		(void)id_user_name(device->owner, owner);
	if (denial & ACCESS_NOT_IN_GROUP)
		(void)id_group_name(device->group, group);
	switch (denial) {
	case 0:
		return device_is_ownerless(device) && !who->capable ? check_ownerless(device, name)
								    : NULL;
	case ACCESS_NOT_OWNER: return not_owner(device->name, owner, name);
	case ACCESS_NOT_IN_GROUP: return not_in_group(device, group, name);
	default: return neither(device, owner, group, name);
	}
}

/*
 * A security module that refuses even the user's own interface; it judges this process, not the
 * user's.
 */
static struct fault *check_module(const struct credentials *who)
{
	struct tun_probe owned = {0};
	struct fault *fault = tun_probe(who, false, &owned);

	if (fault || !tun_probe_forbids(&owned))
		return fault;
	fault = fault_new(STATUS_DENIED, "refused by %s (%s), whoever owns the interface",
			  refusal_by(owned.error), refusal_errno(owned.error));
	return fault_hint(fault, REFUSAL_LOG);
}

/* An interface that is not persistent is held by a process, or it would be gone. */
static struct fault *check_use(const struct device *device, unsigned int *gaps)
{
	auto_holder_list struct holder_list holders = {0};

	*gaps = 0;
	if (device->multi_queue) {
		if (device->numqueues + device->numdisabled < TUN_QUEUES_MAX)
			return NULL;
		return fault_new(STATUS_BUSY, "all its %d queues are in use", TUN_QUEUES_MAX);
	}
	holders_look(&holders);
	if (attached_by_holders(device, &holders) == ATTACHED_YES)
		return fault_hint(holders_fault(&holders, device->name),
				  "it has a single queue, which is free when that program ends");
	if (holders.shortage)
		return fault_wrap(fault_errno(holders.shortage), NULL,
				  "cannot look for processes in /proc");
	*gaps = holders_gaps(&holders, device->name);
	return NULL;
}

static enum verdict_right right_of(const struct device *device, const struct credentials *who)
{
	switch (device->has & (DEVICE_HAS_OWNER | DEVICE_HAS_GROUP)) {
	case 0:
		return who->capable && tun_ownerless() != TUN_OWNERLESS_EVERYBODY ? VERDICT_CAPABLE
										  : VERDICT_ANYONE;
	case DEVICE_HAS_OWNER: return device->owner == who->uid ? VERDICT_OWNER : VERDICT_CAPABLE;
	case DEVICE_HAS_GROUP:
		return credentials_in_group(who, device->group) ? VERDICT_MEMBER : VERDICT_CAPABLE;
	default:
		return device->owner == who->uid && credentials_in_group(who, device->group)
			       ? VERDICT_BOTH
			       : VERDICT_CAPABLE;
	}
}

struct fault *verdict_attach(const struct device *device, const struct credentials *who,
			     const char *name, struct verdict *verdict)
{
	struct fault *fault = check_account(who);

	if (!fault)
		fault = check_node(who);
	*verdict = (struct verdict){0};
	if (!fault)
		fault = explain_denial(device, who, name);
	if (!fault)
		fault = check_module(who);
	if (!fault)
		fault = check_use(device, &verdict->gaps);
	if (fault)
		return fault;
	verdict->right = right_of(device, who);
	verdict->unsure = verdict->right == VERDICT_ANYONE && !who->capable &&
			  tun_ownerless() == TUN_OWNERLESS_UNKNOWN;
	verdict->doubtful = is_right_doubtful(device, verdict->right);
	verdict->no_vhost = lacks_vhost(device, who);
	return NULL;
}

// SPDX-License-Identifier: GPL-2.0-or-later
// Words for events, and what makes one description of an interface differ from another.

#include "model/event.h"

#include <stdbool.h>
#include <string.h>

const char *event_name(enum event_kind kind)
{
	switch (kind) {
	case EVENT_CREATED: return "created";
	case EVENT_DELETED: return "deleted";
	case EVENT_ATTACHED: return "attached";
	case EVENT_DETACHED: return "detached";
	case EVENT_CHANGED: return "changed";
	default: return "lost";
	}
}

const char *change_name(unsigned int change)
{
	switch (change) {
	case CHANGE_NAME: return "name";
	case CHANGE_ALTNAME: return "altname";
	case CHANGE_OWNER: return "owner";
	case CHANGE_GROUP: return "group";
	case CHANGE_PI: return "pi";
	case CHANGE_VNET_HDR: return "vnet-hdr";
	case CHANGE_PERSIST: return "persist";
	case CHANGE_MAC: return "mac";
	case CHANGE_MTU: return "mtu";
	case CHANGE_TXQUEUELEN: return "txqueuelen";
	case CHANGE_MASTER: return "master";
	case CHANGE_ADDRESS: return "address";
	case CHANGE_UP: return "up";
	case CHANGE_CARRIER: return "carrier";
	default: return NULL;
	}
}

static bool same_altnames(char *const *one, char *const *other)
{
	while (one && other && *one && *other && strcmp(*one, *other) == 0) {
		one++;
		other++;
	}
	return (!one || !*one) && (!other || !*other);
}

/* A member that counts only where `has` says that it is there. */
static bool differs(const struct device *before, const struct device *now, unsigned int has,
		    bool unequal)
{
	return ((before->has ^ now->has) & has) || ((now->has & has) && unequal);
}

unsigned int device_changes(const struct device *before, const struct device *now)
{
	unsigned int changes = 0;

	if (strcmp(before->name, now->name) != 0)
		changes |= CHANGE_NAME;
	if (!same_altnames(before->altnames, now->altnames))
		changes |= CHANGE_ALTNAME;
	if (differs(before, now, DEVICE_HAS_OWNER, before->owner != now->owner))
		changes |= CHANGE_OWNER;
	if (differs(before, now, DEVICE_HAS_GROUP, before->group != now->group))
		changes |= CHANGE_GROUP;
	if (differs(before, now, DEVICE_HAS_MAC,
		    memcmp(before->mac, now->mac, sizeof(now->mac)) != 0))
		changes |= CHANGE_MAC;
	if (differs(before, now, DEVICE_HAS_MASTER, before->master != now->master))
		changes |= CHANGE_MASTER;
	if (before->pi != now->pi)
		changes |= CHANGE_PI;
	if (before->vnet_hdr != now->vnet_hdr)
		changes |= CHANGE_VNET_HDR;
	if (before->persist != now->persist)
		changes |= CHANGE_PERSIST;
	if (before->mtu != now->mtu)
		changes |= CHANGE_MTU;
	if (before->txqlen != now->txqlen)
		changes |= CHANGE_TXQUEUELEN;
	if ((before->flags ^ now->flags) & IFF_UP)
		changes |= CHANGE_UP;
	return changes;
}

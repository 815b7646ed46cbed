/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Events: what can happen to an interface, and what of it can change. */
#ifndef TUNADM_MODEL_EVENT_H
#define TUNADM_MODEL_EVENT_H

#include "model/device.h"

enum event_kind {
	EVENT_CREATED,
	EVENT_DELETED,
	EVENT_ATTACHED,
	EVENT_DETACHED,
	EVENT_CHANGED,
	EVENT_LOST, /* there were more events than could be read */
};

/* "created", "deleted", ... as JSON and lines say it. */
const char *event_name(enum event_kind kind) __attribute__((const, returns_nonnull));

enum change {
	CHANGE_NAME = 1 << 0,
	CHANGE_ALTNAME = 1 << 1,
	CHANGE_OWNER = 1 << 2,
	CHANGE_GROUP = 1 << 3,
	CHANGE_PI = 1 << 4,
	CHANGE_VNET_HDR = 1 << 5,
	CHANGE_PERSIST = 1 << 6,
	CHANGE_MAC = 1 << 7,
	CHANGE_MTU = 1 << 8,
	CHANGE_TXQUEUELEN = 1 << 9,
	CHANGE_MASTER = 1 << 10,
	CHANGE_ADDRESS = 1 << 11,
	CHANGE_UP = 1 << 12,
	CHANGE_CARRIER = 1 << 13, /* without anybody who attached or detached */
	CHANGE_END = 1 << 14,
};

/* "mtu": as the options are called. NULL for what is no single change. */
const char *change_name(unsigned int change) __attribute__((const));

/* In what two descriptions of an interface differ, the carrier and addresses apart. */
unsigned int device_changes(const struct device *before, const struct device *now)
	__attribute__((nonnull, pure));

#endif

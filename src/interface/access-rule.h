/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The kernel's rule on who may attach to an interface. */
#ifndef TUNADM_INTERFACE_ACCESS_RULE_H
#define TUNADM_INTERFACE_ACCESS_RULE_H

#include "kernel/credentials.h"
#include "model/device.h"

enum access_denial {
	ACCESS_NOT_OWNER = 1 << 0,
	ACCESS_NOT_IN_GROUP = 1 << 1,
};

/*
 * The kernel's rule (drivers/net/tun.c, tun_not_capable): capable, or both (no owner, or being it)
 * and (no group, or being in it). Returns ACCESS_* bits, 0 if access is allowed.
 */
unsigned int access_denied(const struct device *device, const struct credentials *who)
	__attribute__((nonnull, pure));

/* The bits in words: "not its owner". For 0: "not allowed". */
const char *access_denial_words(unsigned int denial) __attribute__((const, returns_nonnull));

#endif

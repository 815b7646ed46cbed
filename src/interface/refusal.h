/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Refusals: the one place that says by whom somebody is refused, and what would help. */
#ifndef TUNADM_INTERFACE_REFUSAL_H
#define TUNADM_INTERFACE_REFUSAL_H

#include <stdbool.h>

#include "kernel/credentials.h"
#include "model/device.h"
#include "model/fault.h"

/* EACCES or EPERM, and which of them in letters. */
bool refusal_is(int error) __attribute__((const));
const char *refusal_errno(int error) __attribute__((const, returns_nonnull));

/* Who refuses with that what the kernel's own rule allows. */
const char *refusal_by(int error) __attribute__((const, returns_nonnull));

/* Where the one who refused has written it down. */
#define REFUSAL_LOG "its log says which rule: `ausearch -m avc` for SELinux, else `journalctl -k`"

/* The fault of the kernel (refusal_is()) as one of such a module: status 6. */
struct fault *refusal_by_module(struct fault *fault)
	__attribute__((nonnull, returns_nonnull)) must_check;

/* The fault (status 6) of being refused by owner or group, with a hint that says who may attach. */
struct fault *refusal_by_rule(const struct device *device, unsigned int denial)
	__attribute__((nonnull, returns_nonnull)) must_check;

/* This process's own credentials, capable only over this network namespace; to be cleared. */
struct fault *refusal_credentials(struct credentials *who) __attribute__((nonnull)) must_check;

/* Turns the kernel's refusal of this process (refusal_is()) to attach into what is the matter. */
struct fault *refusal_attach(struct fault *fault, const struct device *device)
	__attribute__((nonnull, returns_nonnull)) must_check;

/* The same of a refusal to create. */
struct fault *refusal_create(struct fault *fault)
	__attribute__((nonnull, returns_nonnull)) must_check;

/* What the kernel's errno says of a change of a link, whatever was to be changed. */
struct fault *refusal_change(struct fault *fault)
	__attribute__((nonnull, returns_nonnull)) must_check;

#endif

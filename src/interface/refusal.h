/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Refusals: the only place that says who refuses, and what would help. */
#ifndef TUNADM_INTERFACE_REFUSAL_H
#define TUNADM_INTERFACE_REFUSAL_H

#include <stdbool.h>

#include "kernel/credentials.h"
#include "kernel/engine.h"
#include "model/device.h"
#include "model/fault.h"

/* EACCES or EPERM, by name. */
const char *refusal_errno(int error) __attribute__((const, returns_nonnull));

/* Who refuses with this errno what the kernel's own rule allows. */
const char *refusal_by(int error) __attribute__((const, returns_nonnull));

/* Where the refusal is logged. */
#define REFUSAL_LOG "its log says which rule: `ausearch -m avc` for SELinux, else `journalctl -k`"

/* The fault (status 6) if owner or group keep him out, with a hint who may attach; or NULL. */
struct fault *refusal_find(const struct device *device, const struct credentials *who)
	__attribute__((nonnull)) must_check;

/* The fault for the kernel's refusal (fault_is_refusal()) to let this process attach. */
struct fault *refusal_attach(struct engine *engine, int error, const struct device *device)
	__attribute__((nonnull, returns_nonnull)) must_check;

/* The same for a refusal to create. */
struct fault *refusal_create(struct engine *engine, int error)
	__attribute__((nonnull, returns_nonnull)) must_check;

/* Explains the kernel's refusal to change a link. */
struct fault *refusal_change(struct fault *fault)
	__attribute__((nonnull, returns_nonnull)) must_check;

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Why packets do not pass an interface, or why one cannot be created. */
#ifndef TUNADM_WHY_WHY_H
#define TUNADM_WHY_WHY_H

#include "kernel/engine.h"
#include "model/device.h"
#include "model/fault.h"
#include "why/question.h"
#include "why/result.h"

/* What is looked up once in a run, for any number of interfaces; why_close() ends it. */
struct why;

/* The caller owns *question and *engine, which must outlive *why. */
struct fault *why_open(struct engine *engine, const struct why_question *question, struct why **why)
	__attribute__((nonnull)) must_check;
void why_close(struct why *why);

/*
 * Finds why packets do not pass the interface. For a result that was already watched
 * (why_result.watched), this includes the dropped packets. A fault means that a look failed, and
 * names no object.
 */
struct fault *why_interface(struct why *why, const struct device *device, struct why_result *result)
	__attribute__((nonnull)) must_check;

/* Finds why an interface cannot be created here. */
struct fault *why_creating(struct why *why, struct why_result *result)
	__attribute__((nonnull)) must_check;

static inline void cleanup_why(struct why **why)
{
	why_close(*why);
}

#define auto_why __attribute__((cleanup(cleanup_why)))

#endif

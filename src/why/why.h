/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Why no packet comes through: what keeps packets from an interface, or one from being made. */
#ifndef TUNADM_WHY_WHY_H
#define TUNADM_WHY_WHY_H

#include "kernel/engine.h"
#include "model/device.h"
#include "model/fault.h"
#include "why/question.h"
#include "why/result.h"

/* What is looked up once in a run, whatever the number of interfaces; why_close() ends it. */
struct why;

/* *question and *engine stay the caller's and outlive the rest. */
struct fault *why_open(struct engine *engine, const struct why_question *question, struct why **why)
	__attribute__((nonnull)) must_check;
void why_close(struct why *why);

/*
 * Finds what keeps packets from passing the interface. A result that was watched already
 * (why_result.watched) is asked for its drops too. A fault is one of looking, and names no object.
 */
struct fault *why_interface(struct why *why, const struct device *device, struct why_result *result)
	__attribute__((nonnull)) must_check;

/* Finds what keeps an interface from being created here. */
struct fault *why_creating(struct why *why, struct why_result *result)
	__attribute__((nonnull)) must_check;

static inline void cleanup_why(struct why **why)
{
	why_close(*why);
}

#define auto_why __attribute__((cleanup(cleanup_why)))

#endif

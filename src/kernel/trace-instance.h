/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An instance: a part of tracefs of one's own, with buffers that nobody else writes to. */
#ifndef TUNADM_KERNEL_TRACE_INSTANCE_H
#define TUNADM_KERNEL_TRACE_INSTANCE_H

#include "model/fault.h"

/* "tunadm-" and 16 hexadecimal digits. */
#define TRACE_INSTANCE_NAME_SIZE 24

struct trace_instance {
	int root;      /* tracefs, owned, -1: none */
	int instances; /* the directory of all instances, owned, -1: none */
	int hold;      /* keeps others from removing it, owned, -1: it was not made */
	char name[TRACE_INSTANCE_NAME_SIZE];
};

/*
 * Makes an instance, and removes those of tunadm that nobody reads. tracefs is taken from where it
 * is mounted, or else mounted where nobody but this process sees it. After a fault there is nothing
 * to remove.
 */
struct fault *trace_instance_make(struct trace_instance *instance)
	__attribute__((nonnull)) must_check;

/* Removes it, and closes what it has open; the instance must not be in use. */
void trace_instance_remove(struct trace_instance *instance) __attribute__((nonnull));

#endif

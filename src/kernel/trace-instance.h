/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A private instance of tracefs: buffers and settings that no other tracing shares. */
#ifndef TUNADM_KERNEL_TRACE_INSTANCE_H
#define TUNADM_KERNEL_TRACE_INSTANCE_H

#include <stddef.h>

#include "model/fault.h"

/* "tunadm-" and 16 hexadecimal digits. */
#define TRACE_INSTANCE_NAME_SIZE 24

struct trace_instance {
	int root;      /* tracefs, owned, -1: none */
	int instances; /* the directory of all instances, owned, -1: none */
	int hold;      /* keeps other runs from removing the instance, owned, -1: there is none */
	char name[TRACE_INSTANCE_NAME_SIZE];
};

/*
 * Creates an instance, and removes those of tunadm that are not in use. Uses tracefs where it is
 * mounted, or mounts it where only this process sees it. After a fault there is nothing to remove.
 */
struct fault *trace_instance_make(struct trace_instance *instance)
	__attribute__((nonnull)) must_check;

/* The maximum number of processors; all processor numbers are smaller. */
struct fault *trace_instance_cpus(const struct trace_instance *instance, size_t *count)
	__attribute__((nonnull)) must_check;

/* Removes the instance and closes its descriptors. Its files must be closed by then. */
void trace_instance_remove(struct trace_instance *instance) __attribute__((nonnull));

#endif

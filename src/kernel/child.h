/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A forked child that finds out what only somebody else, or somebody elsewhere, can try. */
#ifndef TUNADM_KERNEL_CHILD_H
#define TUNADM_KERNEL_CHILD_H

#include <stdbool.h>
#include <stddef.h>

#include "kernel/credentials.h"
#include "model/fault.h"

/* No answer is larger: it goes through a pipe at once. */
#define CHILD_ANSWER_MAX 256

/*
 * Runs in the child, which ends when it returns: what it does to its own ids and namespaces
 * concerns nobody else. Fills the answer.
 */
typedef void child_fn(const void *question, void *answer);

/*
 * Has a forked child become `who` (NULL: it stays what it is), ask, and hand over the answer of
 * that size. The answer is untouched after a fault.
 */
struct fault *child_ask(const struct credentials *who, child_fn *ask, const void *question,
			void *answer, size_t size) __attribute__((nonnull(2, 4))) must_check;

/* Whether the fault of child_ask() is that this process may not become that user. */
bool child_may_not(const struct fault *fault) __attribute__((nonnull, pure));

#endif

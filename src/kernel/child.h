/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A forked child that finds out what only another user, or a process in other namespaces, can try.
 */
#ifndef TUNADM_KERNEL_CHILD_H
#define TUNADM_KERNEL_CHILD_H

#include <stdbool.h>
#include <stddef.h>

#include "kernel/credentials.h"
#include "model/fault.h"

/* The maximum size of an answer, which must fit into a pipe at once. */
#define CHILD_ANSWER_MAX 256

/*
 * Runs in the child, which ends when it returns: changes of its ids and namespaces affect no other
 * process. Fills in the answer.
 */
typedef void child_fn(const void *question, void *answer);

/*
 * Forks a child that becomes `who` (NULL: it does not change), calls the function, and returns the
 * answer of that size. After a fault the answer is unchanged.
 */
struct fault *child_ask(const struct credentials *who, child_fn *ask, const void *question,
			void *answer, size_t size) __attribute__((nonnull(2, 4))) must_check;

/* Whether child_ask() failed because this process may not become that user. */
bool child_may_not(const struct fault *fault) __attribute__((nonnull, pure));

#endif

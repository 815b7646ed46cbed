/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Becoming another program: descriptors in place, ids dropped, everything else closed. */
#ifndef TUNADM_COMMANDS_EXEC_RUN_H
#define TUNADM_COMMANDS_EXEC_RUN_H

#include <net/if.h>
#include <stddef.h>

#include "property/accounts.h"
#include "model/fault.h"

/* A descriptor to pass on, and the interface to which it is attached. */
struct passed_item {
	int fd; /* owned */
	char name[IFNAMSIZ];
};

struct passed {
	struct passed_item *items;
	size_t count;
};

/* Appends the descriptor. The list owns it afterwards; on a fault it is closed. */
struct fault *passed_add(struct passed *passed, int fd, const char *name)
	__attribute__((nonnull)) must_check;

void passed_clear(struct passed *passed) __attribute__((nonnull));

#define auto_passed __attribute__((cleanup(passed_clear)))

/*
 * Passes the descriptors as sd_listen_fds(3) expects them: from 3 on, with LISTEN_FDS, LISTEN_PID
 * and LISTEN_FDNAMES set and all later descriptors closed. With an account, becomes that user with
 * that user's groups, HOME, USER and LOGNAME, and without any capability. Then executes argv[0],
 * found by PATH. Returns only with a fault: 127 if the command is not found, 126 if it cannot be
 * run, 6 if the change of user fails.
 */
struct fault *exec_run(struct passed *passed, const struct account *account, char **argv)
	__attribute__((nonnull(1, 3), returns_nonnull)) must_check;

#endif

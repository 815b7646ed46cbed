// SPDX-License-Identifier: GPL-2.0-or-later
// Descriptors passed by the service manager, described in the environment.

#include "input/listen-fds.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "property/values.h"
#include "util/cleanup.h"

/* SD_LISTEN_FDS_START of sd_listen_fds(3). */
#define FIRST_DESCRIPTOR 3

/* No manager passes more than a process may have open. */
#define DESCRIPTORS_MAX 4096

static uint32_t read_variable(const char *variable, uint32_t max)
{
	const char *text = getenv(variable);
	uint32_t number = 0;

	if (text)
		fault_free(value_number(text, 1, max, &number));
	return number;
}

/* Takes the next of the names, which are separated by colons. */
static bool next_is(const char **names, const char *name)
{
	size_t length = *names ? strcspn(*names, ":") : 0;
	bool same = *names && length == strlen(name) && strncmp(*names, name, length) == 0;

	if (*names)
		*names = (*names)[length] ? *names + length + 1 : NULL;
	return same;
}

int listen_fds_take(const char *name)
{
	uint32_t count = read_variable("LISTEN_FDS", DESCRIPTORS_MAX);
	const char *names = getenv("LISTEN_FDNAMES");
	int taken = -1;

	if (read_variable("LISTEN_PID", INT32_MAX) != (uint32_t)getpid())
		return -1;
	for (int fd = FIRST_DESCRIPTOR; fd < FIRST_DESCRIPTOR + (int)count; fd++) {
		bool wanted = next_is(&names, name) && taken < 0;

		if (wanted && fcntl(fd, F_SETFD, FD_CLOEXEC) == 0)
			taken = fd;
		else
			close_quietly(fd);
	}
	(void)unsetenv("LISTEN_FDS");
	(void)unsetenv("LISTEN_PID");
	(void)unsetenv("LISTEN_FDNAMES");
	(void)unsetenv("LISTEN_PIDFDID");
	return taken;
}

// SPDX-License-Identifier: GPL-2.0-or-later
// Documents: written without stdio, which truncates its output at the first signal.

#include "output/document.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "util/signals.h"

/* Returns an errno value (positive), or 0. */
static int write_out(const char *text, size_t size)
{
	while (size) {
		ssize_t written = write(STDOUT_FILENO, text, size);

		if (written < 0 && (errno != EINTR || signals_overdue()))
			return errno;
		if (written > 0) {
			text += written;
			size -= (size_t)written;
		}
	}
	return 0;
}

struct fault *document_print(const char *text)
{
	int error = fflush(stdout) ? errno : 0;

	/* The fault below reports it: the flush at the end must not report it again. */
	clearerr(stdout);
	if (!error)
		error = write_out(text, strlen(text));
	if (!error)
		error = write_out("\n", 1);
	if (!error)
		return NULL;
	return fault_wrap(fault_explain(fault_errno(error), STATUS_FAILED, "%s", strerror(error)),
			  "standard output", "cannot write");
}

// SPDX-License-Identifier: GPL-2.0-or-later
// Reads /proc/self/mountinfo.

#include "kernel/mounts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util/cleanup.h"

/* The mount point is the fifth word of a line, the type the first one after a single "-". */
#define WORD_PATH 5

/* The kernel writes blanks and similar characters as \040. */
static void unescape(char *text)
{
	char *to = text;

	for (const char *from = text; *from; from++) {
		if (from[0] == '\\' && from[1] >= '0' && from[1] <= '3' && from[2] >= '0' &&
		    from[2] <= '7' && from[3] >= '0' && from[3] <= '7') {
			*to++ = (char)((from[1] - '0') * 64 + (from[2] - '0') * 8 + from[3] - '0');
			from += 3;
		} else {
			*to++ = *from;
		}
	}
	*to = '\0';
}

/* Extracts the mount point from a line of that type; NULL for another type. */
static char *parse_mount(char *line, const char *type)
{
	char *rest = strstr(line, " - ");
	char *path = NULL;

	if (!rest)
		return NULL;
	rest += strlen(" - ");
	if (strncmp(rest, type, strlen(type)) != 0 || rest[strlen(type)] != ' ')
		return NULL;
	for (int i = 0; i < WORD_PATH && line; i++)
		path = strsep(&line, " ");
	if (line && path)
		unescape(path);
	return line ? path : NULL;
}

bool mounts_find(const char *type, mount_fn *fn, void *data)
{
	FILE *file = fopen("/proc/self/mountinfo", "re");
	auto_free char *line = NULL;
	bool found = false;
	size_t size = 0;

	if (!file)
		return false;
	while (!found && getline(&line, &size, file) > 0) {
		const char *path = parse_mount(line, type);

		found = path && fn(path, data);
	}
	(void)fclose(file);
	return found;
}

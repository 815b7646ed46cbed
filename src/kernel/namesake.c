// SPDX-License-Identifier: GPL-2.0-or-later
// Looking for a name in all network namespaces.

#include "kernel/namesake.h"

#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kernel/child.h"
#include "util/array.h"
#include "util/cleanup.h"

/* The network namespaces that were seen, the own one first. */
struct seen {
	ino_t *netns;
	size_t count;
	size_t capacity;
};

/* What the child looks for, and where it has been. */
struct search {
	const char *name;
	struct seen seen;
};

/* Whether it is a new one. */
static bool see(struct seen *seen, ino_t netns)
{
	ino_t *grown;

	for (size_t i = 0; i < seen->count; i++)
		if (seen->netns[i] == netns)
			return false;
	grown = array_grow(seen->netns, seen->count, &seen->capacity, sizeof(*grown));
	if (!grown)
		return false;
	seen->netns = grown;
	seen->netns[seen->count++] = netns;
	return true;
}

/* By the path of its file; one that was seen, or that is no network namespace, is passed over. */
static bool is_in(struct search *search, const char *path)
{
	auto_close int fd = -1;
	struct stat st;

	if (stat(path, &st) < 0 || !see(&search->seen, st.st_ino))
		return false;
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	return fd >= 0 && setns(fd, CLONE_NEWNET) == 0 && if_nametoindex(search->name) != 0;
}

static bool is_of_process(struct search *search)
{
	DIR *proc = opendir("/proc");
	const struct dirent *entry;
	bool found = false;

	if (!proc)
		return false;
	while (!found && (entry = readdir(proc))) {
		char path[sizeof("/proc//ns/net") + sizeof(entry->d_name)];

		if (!isdigit((unsigned char)entry->d_name[0]))
			continue;
		(void)snprintf(path, sizeof(path), "/proc/%s/ns/net", entry->d_name);
		found = is_in(search, path);
	}
	(void)closedir(proc);
	return found;
}

/* Blanks and the like are in mountinfo as \040. */
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

/* `ip netns` and others keep one by mounting its file: the fifth word of such a line. */
static bool is_mounted(struct search *search)
{
	FILE *file = fopen("/proc/self/mountinfo", "re");
	auto_free char *line = NULL;
	bool found = false;
	size_t size = 0;

	if (!file)
		return false;
	while (!found && getline(&line, &size, file) > 0) {
		char *words = line;
		char *path = NULL;

		if (!strstr(line, " - nsfs "))
			continue;
		for (int i = 0; i < 5 && words; i++)
			path = strsep(&words, " ");
		if (!words || !path)
			continue;
		unescape(path);
		found = is_in(search, path);
	}
	(void)fclose(file);
	return found;
}

static void look(const void *question, void *answer)
{
	struct search search = {.name = question};
	bool *found = answer;
	struct stat st;

	*found = stat("/proc/self/ns/net", &st) == 0 && see(&search.seen, st.st_ino) &&
		 (is_mounted(&search) || is_of_process(&search));
}

struct fault *namesake_find(const char *name, bool *found)
{
	*found = false;
	return child_ask(NULL, look, name, found, sizeof(*found));
}

// SPDX-License-Identifier: GPL-2.0-or-later
// Looks for a link's name in all network namespaces.

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
#include "kernel/mounts.h"
#include "util/array.h"
#include "util/cleanup.h"

/* The network namespaces seen so far, starting with this process's own. */
struct seen {
	ino_t *netns;
	size_t count;
	size_t capacity;
};

/* What the child looks for, and where it has looked. */
struct search {
	const char *name;
	struct seen seen;
};

/* Records the namespace. False if it was known. */
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

/*
 * The path of a namespace file. A namespace that was seen before, or that is of another kind, is
 * skipped.
 */
static bool is_in(const char *path, void *data)
{
	struct search *search = data;
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
		found = is_in(path, search);
	}
	(void)closedir(proc);
	return found;
}

/* `ip netns` and others keep a namespace by mounting its file. */
static void look_in_child(const void *question, void *answer)
{
	struct search search = {.name = question};
	bool *found = answer;
	struct stat st;

	*found = stat("/proc/self/ns/net", &st) == 0 && see(&search.seen, st.st_ino) &&
		 (mounts_find("nsfs", is_in, &search) || is_of_process(&search));
}

struct fault *namesake_find(const char *name, bool *found)
{
	*found = false;
	return child_ask(NULL, look_in_child, name, found, sizeof(*found));
}

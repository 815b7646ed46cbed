// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * name-service.so: preloaded into a program, simulates a name service with the files of the
 * directory $NAME_SERVICE, before the real one. Each lookup is a line in the file "asked". A name
 * that begins with "ldap" is answered by the file of that name, which contains an id: it may be a
 * FIFO, and so slow; without the file the service is down.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <pwd.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Returns whether this service answers the lookup: the id, or -1 with errno set. */
static bool ask(const char *kind, const char *name, long *id)
{
	const char *directory = getenv("NAME_SERVICE");
	char path[PATH_MAX];
	char text[32] = "";
	int fd;

	if (!directory)
		return false;
	snprintf(path, sizeof(path), "%s/asked", directory);
	fd = open(path, O_WRONLY | O_APPEND | O_CREAT, 0666);
	if (fd >= 0) {
		dprintf(fd, "%s %s\n", kind, name);
		close(fd);
	}
	if (strncmp(name, "ldap", 4) != 0)
		return false;
	snprintf(path, sizeof(path), "%s/%s", directory, name);
	fd = open(path, O_RDONLY);
	if (fd >= 0 && read(fd, text, sizeof(text) - 1) < 0)
		text[0] = '\0';
	if (fd >= 0)
		close(fd);
	*id = text[0] ? strtol(text, NULL, 10) : -1;
	errno = text[0] ? 0 : ECONNREFUSED;
	return true;
}

struct passwd *getpwnam(const char *name)
{
	static char nobody[] = "ldap";
	static char root[] = "/";
	static struct passwd entry = {.pw_name = nobody, .pw_dir = root, .pw_shell = root};
	struct passwd *(*real)(const char *name);
	long id;

	if (ask("user", name, &id)) {
		entry.pw_uid = (uid_t)id;
		entry.pw_gid = (gid_t)id;
		return id < 0 ? NULL : &entry;
	}
	*(void **)&real = dlsym(RTLD_NEXT, "getpwnam");
	return real(name);
}

struct group *getgrnam(const char *name)
{
	static char nobody[] = "ldap";
	static struct group entry = {.gr_name = nobody};
	struct group *(*real)(const char *name);
	long id;

	if (ask("group", name, &id)) {
		entry.gr_gid = (gid_t)id;
		return id < 0 ? NULL : &entry;
	}
	*(void **)&real = dlsym(RTLD_NEXT, "getgrnam");
	return real(name);
}

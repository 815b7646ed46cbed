// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * refuse WHAT COMMAND [ARG...]: runs the command where something else than a mode keeps it from the
 * tun device. WHAT is
 *
 *   open             a security module, Landlock: opening anything in /dev/net is EACCES
 *   ioctl            the same module: an open device takes no ioctl, which are EACCES
 *   request N ERRNO  seccomp: the ioctl with that request number fails with that errno
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef LANDLOCK_ACCESS_FS_IOCTL_DEV
#define LANDLOCK_ACCESS_FS_IOCTL_DEV (1ULL << 15)
#endif

static void die(const char *what)
{
	perror(what);
	exit(125);
}

static void allow(int ruleset, const char *path, uint64_t access)
{
	struct landlock_path_beneath_attr rule = {
		.allowed_access = access,
		.parent_fd = open(path, O_PATH | O_CLOEXEC),
	};

	if (rule.parent_fd < 0)
		return;
	(void)syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
	close(rule.parent_fd);
}

/* Landlock lists what is allowed: everything in the directory except this one. */
static void allow_others(int ruleset, const char *where, const char *but, uint64_t access)
{
	DIR *dir = opendir(where);
	struct dirent *entry;
	char path[PATH_MAX];

	if (!dir)
		die(where);
	while ((entry = readdir(dir))) {
		if (strcmp(entry->d_name, but) == 0 || entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", where, entry->d_name);
		allow(ruleset, path, access);
	}
	closedir(dir);
}

static void landlock(uint64_t access)
{
	struct landlock_ruleset_attr attr = {.handled_access_fs = access};
	int ruleset = (int)syscall(SYS_landlock_create_ruleset, &attr, sizeof(uint64_t), 0);

	if (ruleset < 0)
		die("landlock_create_ruleset");
	allow_others(ruleset, "/", "dev", access);
	allow_others(ruleset, "/dev", "net", access);
	if (syscall(SYS_landlock_restrict_self, ruleset, 0) < 0)
		die("landlock_restrict_self");
	close(ruleset);
}

static void refuse_request(uint32_t request, uint32_t error)
{
	/* The low halves of the numbers are sufficient for a request. */
	const uint32_t low = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? 4 : 0;
	struct sock_filter filter[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_ioctl, 0, 3),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
			 (uint32_t)offsetof(struct seccomp_data, args[1]) + low),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, request, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | error),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = {sizeof(filter) / sizeof(*filter), filter};

	if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) < 0)
		die("PR_SET_SECCOMP");
}

int main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "";
	char **command = argv + 2;

	if (strcmp(what, "open") == 0 && argc > 2) {
		landlock(LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE);
	} else if (strcmp(what, "ioctl") == 0 && argc > 2) {
		landlock(LANDLOCK_ACCESS_FS_IOCTL_DEV);
	} else if (strcmp(what, "request") == 0 && argc > 4) {
		refuse_request((uint32_t)strtoul(command[0], NULL, 0),
			       (uint32_t)strtoul(command[1], NULL, 0));
		command += 2;
	} else {
		fprintf(stderr, "usage: refuse open|ioctl|request N ERRNO "
				"COMMAND [ARG...]\n");
		return 125;
	}
	execvp(command[0], command);
	die(command[0]);
}

// SPDX-License-Identifier: GPL-2.0-or-later
// resident COMMAND...: runs a command, and prints how many KiB of memory are resident when it ends.
//
// getrusage(2)'s ru_maxrss comes from counters that the kernel updates late, which is about 100 KiB
// off for such small programs; /proc/PID/smaps_rollup counts pages.

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

static long resident(pid_t pid)
{
	char path[64];
	char line[256];
	long size = -1;
	FILE *file;

	(void)snprintf(path, sizeof(path), "/proc/%d/smaps_rollup", (int)pid);
	file = fopen(path, "re");
	if (!file)
		return -1;
	while (size < 0 && fgets(line, sizeof(line), file))
		if (sscanf(line, "Rss: %ld kB", &size) != 1)
			size = -1;
	(void)fclose(file);
	return size;
}

static _Noreturn void run(char **command)
{
	(void)ptrace(PTRACE_TRACEME, 0, NULL, NULL);
	(void)raise(SIGSTOP);
	(void)execvp(command[0], command);
	perror(command[0]);
	_exit(127);
}

int main(int argc, char **argv)
{
	long size = -1;
	int status;
	pid_t pid;

	if (argc < 2) {
		(void)fputs("usage: resident COMMAND...\n", stderr);
		return 2;
	}
	pid = fork();
	if (pid == 0)
		run(argv + 1);
	if (pid < 0 || waitpid(pid, &status, 0) < 0 ||
	    ptrace(PTRACE_SETOPTIONS, pid, NULL, PTRACE_O_TRACEEXIT | PTRACE_O_EXITKILL) < 0) {
		perror("resident");
		return 1;
	}
	for (;;) {
		int number = 0;

		/* The process stops once more before it ends and its memory is freed. */
		if (status >> 8 == (SIGTRAP | (PTRACE_EVENT_EXIT << 8)))
			size = resident(pid);
		else if (WIFSTOPPED(status) && WSTOPSIG(status) != SIGTRAP &&
			 WSTOPSIG(status) != SIGSTOP)
			number = WSTOPSIG(status);
		if (ptrace(PTRACE_CONT, pid, NULL, (void *)(long)number) < 0 ||
		    waitpid(pid, &status, 0) < 0) {
			perror("resident");
			return 1;
		}
		if (WIFEXITED(status) || WIFSIGNALED(status))
			break;
	}
	if (size < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
		return 1;
	printf("%ld\n", size);
	return 0;
}

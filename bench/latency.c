// SPDX-License-Identifier: GPL-2.0-or-later
// latency PROGRAM up|attached|idle COUNT: prints how many microseconds `PROGRAM wait` takes to
// return.
//
// It needs a persistent tap, bench0, that is idle and up. Each line is the time from just before
// the system call that causes the event to the end of the process.

#include <errno.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define NAME "bench0"

/* Starting and beginning to wait takes about two milliseconds. */
#define SETTLE_NS 40000000L

static _Noreturn void die(const char *what)
{
	(void)fprintf(stderr, "latency: %s: %s\n", what, strerror(errno));
	exit(1);
}

static double now(void)
{
	struct timespec time;

	(void)clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static void settle(void)
{
	const struct timespec pause = {.tv_nsec = SETTLE_NS};

	(void)nanosleep(&pause, NULL);
}

static int attach(void)
{
	struct ifreq ifr = {.ifr_name = NAME, .ifr_flags = IFF_TAP | IFF_NO_PI};
	int fd = open("/dev/net/tun", O_RDWR | O_CLOEXEC);

	if (fd < 0 || ioctl(fd, TUNSETIFF, &ifr) < 0)
		die(NAME);
	return fd;
}

static void set_up(int up)
{
	struct ifreq ifr = {.ifr_name = NAME, .ifr_flags = (short)(up ? IFF_UP : 0)};
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || ioctl(fd, SIOCSIFFLAGS, &ifr) < 0)
		die("up");
	(void)close(fd);
}

static pid_t begin(const char *program, const char *state)
{
	pid_t pid = fork();

	if (pid == 0) {
		(void)execl(program, program, "wait", NAME, "--until", state, (char *)NULL);
		die(program);
	}
	if (pid < 0)
		die("fork");
	settle();
	return pid;
}

/* Causes one event, and returns the time until the waiting process has ended. */
static double measure(const char *program, const char *state)
{
	int is_up = strcmp(state, "up") == 0;
	int is_idle = strcmp(state, "idle") == 0;
	int status = 0;
	int fd = -1;
	double begun;
	double ended;
	pid_t pid;

	if (is_up)
		set_up(0);
	else if (is_idle)
		fd = attach();
	pid = begin(program, state);
	begun = now();
	if (is_up)
		set_up(1);
	else if (is_idle)
		(void)close(fd);
	else
		fd = attach();
	if (waitpid(pid, &status, 0) < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
		die("it did not end well");
	ended = now();
	if (!is_up && !is_idle)
		(void)close(fd);
	settle();
	return ended - begun;
}

int main(int argc, char **argv)
{
	if (argc != 4) {
		(void)fputs("usage: latency PROGRAM up|attached|idle COUNT\n", stderr);
		return 2;
	}
	for (int i = 0; i < atoi(argv[3]); i++)
		printf("%.0f\n", measure(argv[1], argv[2]));
	return 0;
}

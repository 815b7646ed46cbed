// SPDX-License-Identifier: GPL-2.0-or-later
// Signals: noted while there is something to put in order, obeyed afterwards.

#include "util/signals.h"

#include <errno.h>
#include <stddef.h>
#include <unistd.h>

/*
 * Seconds between a signal and the first nudge to a call that still waits, and between two nudges.
 */
#define NUDGE_SECONDS 1

static const int ending[] = {SIGINT, SIGTERM, SIGHUP};

#define ENDING_COUNT (sizeof(ending) / sizeof(ending[0]))

static volatile sig_atomic_t caught;
static volatile sig_atomic_t overdue;

static void on_ending(int number)
{
	if (caught)
		return;
	caught = number;
	(void)alarm(NUDGE_SECONDS);
}

static void on_nudge(int number)
{
	(void)number;
	overdue = true;
	(void)alarm(NUDGE_SECONDS);
}

static void on_broken_pipe(int number)
{
	(void)number;
}

/* nohup(1) does that, and a shell does it for a background job. */
static bool is_ignored(int number)
{
	struct sigaction old;

	return sigaction(number, NULL, &old) == 0 && old.sa_handler == SIG_IGN;
}

/* Do not set SA_RESTART: a write to a pipe that nobody reads has to end. */
static void install(int number, void (*handler)(int))
{
	struct sigaction action = {.sa_handler = handler};

	(void)sigaction(number, &action, NULL);
}

void signals_catch(void)
{
	static bool catching;

	if (catching)
		return;
	catching = true;
	install(SIGALRM, on_nudge);
	for (size_t i = 0; i < ENDING_COUNT; i++)
		if (!is_ignored(ending[i]))
			install(ending[i], on_ending);
}

int signals_caught(void)
{
	return caught;
}

bool signals_overdue(void)
{
	return overdue;
}

const char *signals_name(int number)
{
	switch (number) {
	case SIGINT: return "SIGINT";
	case SIGTERM: return "SIGTERM";
	default: return "SIGHUP";
	}
}

int signals_poll(struct pollfd *fds, nfds_t count, const struct timespec *timeout)
{
	sigset_t blocked;
	sigset_t before;
	sigset_t waiting;
	int ready = -1;

	(void)sigemptyset(&blocked);
	for (size_t i = 0; i < ENDING_COUNT; i++)
		(void)sigaddset(&blocked, ending[i]);
	(void)sigprocmask(SIG_BLOCK, &blocked, &before);
	waiting = before;
	for (size_t i = 0; i < ENDING_COUNT; i++)
		(void)sigdelset(&waiting, ending[i]);
	errno = EINTR;
	if (!caught)
		ready = ppoll(fds, count, timeout, &waiting);
	(void)sigprocmask(SIG_SETMASK, &before, NULL);
	return ready;
}

void signals_forget(void)
{
	(void)alarm(0);
	caught = 0;
	overdue = false;
}

/* The first process of a PID namespace does not die of a signal that it sends to itself. */
void signals_die(void)
{
	int number = caught;
	sigset_t unblocked;

	if (!number)
		return;
	install(number, SIG_DFL);
	(void)sigemptyset(&unblocked);
	(void)sigaddset(&unblocked, number);
	(void)sigprocmask(SIG_UNBLOCK, &unblocked, NULL);
	(void)raise(number);
	_exit(128 + number);
}

void signals_survive_broken_pipes(void)
{
	if (!is_ignored(SIGPIPE))
		install(SIGPIPE, on_broken_pipe);
}

// SPDX-License-Identifier: GPL-2.0-or-later
// Forks a child that finds something out, and reads its answer.

#include "kernel/child.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "util/cleanup.h"

static bool write_answer(int fd, const void *data, size_t size)
{
	const char *from = data;

	while (size) {
		ssize_t sent = write(fd, from, size);

		if (sent < 0 && errno == EINTR)
			continue;
		if (sent <= 0)
			return false;
		from += sent;
		size -= (size_t)sent;
	}
	return true;
}

/* A short read only happens if the other end is closed. */
static size_t read_from_child(int fd, void *data, size_t size)
{
	size_t count = 0;

	while (count < size) {
		ssize_t got = read(fd, (char *)data + count, size - count);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		count += (size_t)got;
	}
	return count;
}

/* The contents of the pipe: an errno, and if that is 0 the answer. */
static void answer_in_child(int fd, const struct credentials *who, child_fn *ask,
			    const void *question, void *answer, size_t size)
{
	int error = who ? credentials_take_on(who) : 0;

	if (!error)
		ask(question, answer);
	if (write_answer(fd, &error, sizeof(error)) && !error)
		(void)write_answer(fd, answer, size);
	_exit(0);
}

static struct fault *no_answer(void)
{
	return fault_new(STATUS_FAILED, "a child process ended without an answer");
}

/* A partial answer is ignored. */
static struct fault *hear(int fd, char *heard, void *answer, size_t size)
{
	int error;

	if (read_from_child(fd, &error, sizeof(error)) < sizeof(error))
		return no_answer();
	if (error)
		return fault_errno(error);
	if (read_from_child(fd, heard, size) < size)
		return no_answer();
	memcpy(answer, heard, size);
	return NULL;
}

/* EINVAL: an id that is not mapped in this user namespace. */
bool child_may_not(const struct fault *fault)
{
	return fault->error == EPERM || fault->error == EINVAL;
}

struct fault *child_ask(const struct credentials *who, child_fn *ask, const void *question,
			void *answer, size_t size)
{
	char heard[CHILD_ANSWER_MAX];
	auto_close int from = -1;
	int pipes[2];
	struct fault *fault;
	pid_t child;

	if (size > sizeof(heard))
		return fault_errno(EMSGSIZE);
	if (pipe2(pipes, O_CLOEXEC) < 0)
		return fault_errno(errno);
	from = pipes[0];
	child = fork();
	/*
	 * If this process ends in the meantime, writing the answer fails; SIGPIPE is caught
	 * (util/signals.h).
	 */
	if (child == 0)
		answer_in_child(pipes[1], who, ask, question, answer, size);
	fault = child < 0 ? fault_errno(errno) : NULL;
	close_quietly(pipes[1]);
	if (fault)
		return fault;
	fault = hear(from, heard, answer, size);
	/* If SIGCHLD is ignored, a child that has ended cannot be waited for. */
	while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
		;
	return fault;
}

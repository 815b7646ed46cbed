// SPDX-License-Identifier: GPL-2.0-or-later
// A child in another network namespace, which passes descriptors through a socket.

#include "commands/exec-stay.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kernel/netns.h"
#include "util/cleanup.h"

/* One message: it carries a descriptor, or it is the last one and has the status. */
struct handover {
	bool last;
	enum status status;
	char name[IFNAMSIZ];
};

/* Room for one descriptor, with the alignment that the kernel requires. */
union ancillary {
	struct cmsghdr header;
	char room[CMSG_SPACE(sizeof(int))];
};

static struct fault *send_descriptor(int socket, const struct handover *handover, int fd)
{
	struct iovec part = {.iov_base = (void *)(uintptr_t)handover, .iov_len = sizeof(*handover)};
	union ancillary ancillary = {0};
	struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
	struct cmsghdr *header;
	ssize_t sent;

	if (fd >= 0) {
		message.msg_control = &ancillary;
		message.msg_controllen = sizeof(ancillary);
		header = CMSG_FIRSTHDR(&message);
		header->cmsg_level = SOL_SOCKET;
		header->cmsg_type = SCM_RIGHTS;
		header->cmsg_len = CMSG_LEN(sizeof(fd));
		memcpy(CMSG_DATA(header), &fd, sizeof(fd));
	}
	do
		sent = sendmsg(socket, &message, MSG_NOSIGNAL);
	while (sent < 0 && errno == EINTR);
	if (sent >= 0)
		return NULL;
	return fault_wrap(fault_errno(errno), NULL, "cannot hand over the descriptors");
}

static struct fault *hand_over_all(int socket, const struct passed *passed)
{
	struct fault *fault = NULL;

	for (size_t i = 0; i < passed->count && !fault; i++) {
		struct handover handover = {0};

		memcpy(handover.name, passed->items[i].name, sizeof(handover.name));
		fault = send_descriptor(socket, &handover, passed->items[i].fd);
	}
	return fault;
}

/*
 * An interface that is not persistent disappears with the child, and the child dies with its
 * parent.
 */
static _Noreturn void be_the_child(struct invocation *invocation, exec_gather_fn *gather,
				   pid_t parent, int socket, struct report *report)
{
	struct passed passed = {0};
	struct handover last = {.last = true};
	struct fault *fault = NULL;

	if (prctl(PR_SET_PDEATHSIG, SIGKILL) < 0)
		fault = fault_errno(errno);
	if (getppid() != parent)
		_exit(STATUS_FAILED);
	if (!fault)
		fault = netns_enter(invocation->netns);
	if (fault)
		fault = fault_wrap(fault, invocation->netns, "cannot enter network namespace");
	/* A hint is for that network namespace only if there is one. */
	if (fault)
		report->netns = NULL;
	if (!report_fault(report, fault))
		gather(invocation, &passed, report);
	if (report->status == STATUS_DONE)
		(void)report_fault(report, hand_over_all(socket, &passed));
	last.status = report->status;
	(void)report_fault(report, send_descriptor(socket, &last, -1));
	_exit((int)report->status);
}

/* The descriptor that came with a message, or -1. */
static int enclosed(struct msghdr *message)
{
	struct cmsghdr *header = CMSG_FIRSTHDR(message);
	int fd;

	if (!header || header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS ||
	    header->cmsg_len != CMSG_LEN(sizeof(fd)))
		return -1;
	memcpy(&fd, CMSG_DATA(header), sizeof(fd));
	return fd;
}

/* Takes one message; sets *ended if there are no more. */
static struct fault *take_passed(int socket, struct passed *passed, struct handover *handover,
				 bool *ended)
{
	struct iovec part = {.iov_base = handover, .iov_len = sizeof(*handover)};
	union ancillary ancillary = {0};
	struct msghdr message = {
		.msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = &ancillary,
		.msg_controllen = sizeof(ancillary),
	};
	ssize_t size;
	int fd;

	do
		size = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
	while (size < 0 && errno == EINTR);
	if (size < 0)
		return fault_errno(errno);
	*ended = size != sizeof(*handover) || handover->last;
	if (*ended)
		return NULL;
	fd = enclosed(&message);
	/* The only sign from the kernel is that there was no room for the descriptor. */
	if (fd < 0)
		return fault_errno(EMFILE);
	handover->name[IFNAMSIZ - 1] = '\0';
	return passed_add(passed, fd, handover->name);
}

/*
 * Explains how a child ended that sent no last message. A caller that ignores SIGCHLD cannot know.
 */
static struct fault *explain_child_end(pid_t child)
{
	int status = 0;
	pid_t ended;

	do
		ended = waitpid(child, &status, 0);
	while (ended < 0 && errno == EINTR);
	if (ended == child && WIFSIGNALED(status))
		return fault_new(STATUS_FAILED,
				 "the process that attaches there was ended by signal %d (%s)",
				 WTERMSIG(status), strsignal(WTERMSIG(status)));
	return fault_new(STATUS_FAILED, "the process that attaches there has ended early");
}

static void reap(pid_t child)
{
	while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
		;
}

static void receive_passed(int socket, pid_t child, struct passed *passed, struct report *report)
{
	struct handover handover = {0};
	struct fault *fault = NULL;
	bool ended = false;

	while (!fault && !ended)
		fault = take_passed(socket, passed, &handover, &ended);
	if (fault) {
		/* Its next message has no receiver, and its descriptors are closed with it. */
		(void)kill(child, SIGKILL);
		reap(child);
		fault = fault_wrap(fault, NULL, "cannot take the descriptors");
	} else if (!handover.last) {
		fault = explain_child_end(child);
	} else {
		reap(child);
		report->status = handover.status;
	}
	(void)report_fault(report, fault ? fault_wrap(fault, "exec", NULL) : NULL);
	if (report->status != STATUS_DONE)
		passed_clear(passed);
}

void exec_stay(struct invocation *invocation, exec_gather_fn *gather, struct passed *passed,
	       struct report *report)
{
	pid_t parent = getpid();
	int sockets[2];
	pid_t child;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) < 0) {
		(void)report_fault(report, fault_wrap(fault_errno(errno), "exec",
						      "cannot start a child process"));
		return;
	}
	child = fork();
	if (child == 0) {
		close_quietly(sockets[0]);
		be_the_child(invocation, gather, parent, sockets[1], report);
	}
	close_quietly(sockets[1]);
	if (child < 0)
		(void)report_fault(report, fault_wrap(fault_errno(errno), "exec",
						      "cannot start a child process"));
	else
		receive_passed(sockets[0], child, passed, report);
	close_quietly(sockets[0]);
}

// SPDX-License-Identifier: GPL-2.0-or-later
// One netlink socket: requests out, answers, acknowledgements and the kernel's own words back.

#include "kernel/link-socket.h"

#include <errno.h>
#include <linux/rtnetlink.h>
#include <netlink/msg.h>
#include <netlink/netlink.h>
#include <netlink/socket.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include "kernel/link-ack.h"

/* What waits to be read counts with its overhead: libnl's own 32 KiB would not hold such a link. */
#define WAITING_SIZE (256 * 1024)

/* How often an answer that cannot be read is tried. */
#define READ_TRIES 3

/* With pauses of 1, 2, 4, ... 2048 ms between them. */
#define DUMP_TRIES 13

/* One request under way. */
struct exchange {
	unsigned int sequence; /* of the request: an answer to an earlier one is passed over */
	take_fn *take;
	void *data;
	int error;	  /* errno value (positive), the kernel's or take's */
	const char *text; /* the kernel's words, in the socket's buffer */
	bool interrupted; /* a dump, by what came or went meanwhile */
	bool done;
};

struct link_socket {
	struct nl_sock *nl;
	char *buffer; /* for what is received */
	struct exchange exchange;
};

static void finish_exchange(struct exchange *exchange, int error, const char *text)
{
	exchange->error = error;
	exchange->text = text;
	exchange->done = true;
}

/* An error, or the acknowledgement of a request, which is an error of 0. */
static void on_error(struct exchange *exchange, struct nlmsghdr *message)
{
	const struct nlmsgerr *error = nlmsg_data(message);

	if (!nlmsg_valid_hdr(message, sizeof(*error)))
		finish_exchange(exchange, EBADMSG, NULL);
	else if (error->error)
		finish_exchange(exchange, -error->error, link_ack_text(message));
	exchange->done = true;
}

/* The end of a dump: complete, or cut short by an error. */
static void on_end(struct exchange *exchange, struct nlmsghdr *message)
{
	const char *text;
	int error = link_ack_done(message, &text);

	if (error && !exchange->error)
		finish_exchange(exchange, error, text);
	exchange->done = true;
}

static void on_message(struct exchange *exchange, struct nlmsghdr *message)
{
	if (message->nlmsg_seq != exchange->sequence)
		return;
	exchange->interrupted |= message->nlmsg_flags & NLM_F_DUMP_INTR;
	switch (message->nlmsg_type) {
	case NLMSG_NOOP: break;
	case NLMSG_ERROR: on_error(exchange, message); break;
	case NLMSG_DONE: on_end(exchange, message); break;
	default:
		/* Read the dump to its end even after a fault, so that the socket stays in step. */
		if (!exchange->error && exchange->take)
			exchange->error = exchange->take(message, exchange->data);
	}
}

struct fault *link_open(struct link_socket **result)
{
	struct link_socket *socket = calloc(1, sizeof(*socket));
	const int on = 1;
	const int waiting = WAITING_SIZE;
	int fd;

	if (!socket)
		return fault_memory();
	socket->nl = nl_socket_alloc();
	socket->buffer = malloc(LINK_MESSAGE_SIZE);
	if (!socket->nl || !socket->buffer) {
		link_close(socket);
		return fault_memory();
	}
	errno = 0;
	if (nl_connect(socket->nl, NETLINK_ROUTE) < 0) {
		struct fault *fault = fault_errno(errno ? errno : EIO);

		link_close(socket);
		return fault_wrap(fault, NULL, "cannot open a netlink socket");
	}
	fd = nl_socket_get_fd(socket->nl);
	(void)setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &waiting, sizeof(waiting));
	/* If these are refused, errors just come without words. */
	(void)setsockopt(fd, SOL_NETLINK, NETLINK_EXT_ACK, &on, sizeof(on));
	(void)setsockopt(fd, SOL_NETLINK, NETLINK_CAP_ACK, &on, sizeof(on));
	*result = socket;
	return NULL;
}

void link_close(struct link_socket *socket)
{
	if (!socket)
		return;
	if (socket->nl)
		nl_socket_free(socket->nl);
	free(socket->buffer);
	free(socket);
}

int link_descriptor(const struct link_socket *socket)
{
	return nl_socket_get_fd(socket->nl);
}

struct fault *link_refusal(const struct link_socket *socket)
{
	const struct exchange *exchange = &socket->exchange;
	struct fault *fault = exchange->error ? fault_errno(exchange->error) : NULL;

	if (fault && exchange->text)
		fault = fault_explain(fault, fault->status, "%s", exchange->text);
	return fault;
}

/*
 * The kernel has answered by the time that sending returns, and the next part of a dump waits for
 * the reader of the part before. What could not be read is therefore still there, unless the kernel
 * lost it.
 */
static bool is_answer_waiting(struct link_socket *socket)
{
	struct pollfd pollfd = {.fd = nl_socket_get_fd(socket->nl), .events = POLLIN};
	int ready;

	do
		ready = poll(&pollfd, 1, 0);
	while (ready < 0 && errno == EINTR);
	return ready == 1 && (pollfd.revents & POLLIN);
}

/*
 * Receives what waits, and takes the messages of this exchange. libnl would copy each message: then
 * a lack of memory could make a change that was made look like one that was not. Returns an errno
 * value (positive) or 0.
 */
static int receive(struct link_socket *socket)
{
	struct sockaddr_nl from = {0};
	struct iovec iov = {.iov_base = socket->buffer, .iov_len = LINK_MESSAGE_SIZE};
	struct msghdr msg = {
		.msg_name = &from,
		.msg_namelen = sizeof(from),
		.msg_iov = &iov,
		.msg_iovlen = 1,
	};
	struct nlmsghdr *message = (void *)socket->buffer;
	ssize_t size;
	int left;

	do
		size = recvmsg(nl_socket_get_fd(socket->nl), &msg, 0);
	while (size < 0 && errno == EINTR);
	if (size < 0)
		return errno;
	/* Another process may send as well. */
	if (from.nl_pid)
		return 0;
	if (msg.msg_flags & MSG_TRUNC)
		return EMSGSIZE;
	left = (int)size;
	for (; !socket->exchange.done && nlmsg_ok(message, left);
	     message = nlmsg_next(message, &left))
		on_message(&socket->exchange, message);
	return 0;
}

/*
 * Reads until the exchange is done, or has to be given up with an errno value (positive). A late
 * acknowledgement settles a change. For a dump, an earlier read failure may have lost messages, so
 * report it.
 */
static int read_answer(struct link_socket *socket)
{
	struct exchange *exchange = &socket->exchange;
	int error = 0;
	int lost = 0;

	for (int failures = 0; !exchange->done;) {
		int code;

		/* A read that succeeded may not help: the end may be what was lost (ENOBUFS). */
		if (failures == READ_TRIES || (failures && !is_answer_waiting(socket)))
			return error;
		code = receive(socket);
		if (!code)
			continue;
		error = code;
		lost = exchange->take ? error : 0;
		failures++;
	}
	if (exchange->interrupted && !exchange->error)
		exchange->error = EINTR;
	return exchange->error ? 0 : lost;
}

/*
 * Sends the message, which stays the caller's, and takes the whole answer; a refusal is left in the
 * exchange.
 */
static struct fault *ask(struct link_socket *socket, struct nl_msg *message, take_fn *take,
			 void *data)
{
	struct exchange *exchange = &socket->exchange;
	int code;
	int error;

	*exchange = (struct exchange){.take = take, .data = data};
	errno = 0;
	code = nl_send_auto(socket->nl, message);
	exchange->sequence = nlmsg_hdr(message)->nlmsg_seq;
	/* libnl's own codes lose the errno, but the failed call has just set it. */
	if (code < 0)
		return fault_errno(errno ? errno : EIO);
	error = read_answer(socket);
	if (!error)
		return NULL;
	return fault_explain(fault_errno(error), STATUS_FAILED,
			     "the kernel's answer cannot be read: %s", strerror(error));
}

struct fault *link_ask(struct link_socket *socket, struct nl_msg *message, take_fn *take,
		       void *data, int *refusal)
{
	struct fault *fault;

	*refusal = 0;
	if (!message)
		return fault_memory();
	fault = ask(socket, message, take, data);
	nlmsg_free(message);
	if (!fault)
		*refusal = socket->exchange.error;
	return fault;
}

struct fault *link_exchange(struct link_socket *socket, struct nl_msg *message, take_fn *take,
			    void *data)
{
	int refusal;
	struct fault *fault = link_ask(socket, message, take, data, &refusal);

	return fault ? fault : link_refusal(socket);
}

/* Waits before the next attempt, unless this was the last one. */
static bool may_dump_again(int attempt)
{
	struct timespec pause = {0};
	long milliseconds;

	if (attempt >= DUMP_TRIES)
		return false;
	milliseconds = 1L << (attempt - 1);
	pause.tv_sec = milliseconds / 1000;
	pause.tv_nsec = milliseconds % 1000 * 1000000;
	(void)nanosleep(&pause, NULL);
	return true;
}

struct fault *link_exchange_dump(struct link_socket *socket, struct nl_msg *message,
				 const struct dump *dump)
{
	struct fault *fault;

	if (!message)
		return fault_memory();
	for (int attempt = 1;; attempt++) {
		nlmsg_hdr(message)->nlmsg_seq = NL_AUTO_SEQ;
		fault = ask(socket, message, dump->take, dump->data);
		if (!fault)
			fault = link_refusal(socket);
		if (!fault)
			break;
		if (dump->forget)
			dump->forget(dump->data);
		if (fault->error != EINTR || !may_dump_again(attempt))
			break;
		fault_free(fault);
	}
	nlmsg_free(message);
	if (fault && fault->error == EINTR)
		fault = fault_explain(fault, STATUS_FAILED,
				      "they change faster than they can be listed");
	return fault ? fault_wrap(fault, NULL, dump->what) : NULL;
}

struct nl_msg *link_request(int type, int flags, const void *header, size_t size)
{
	struct nl_msg *message = nlmsg_alloc_simple(type, flags);

	if (message && nlmsg_append(message, (void *)(uintptr_t)header, size, NLMSG_ALIGNTO) < 0) {
		nlmsg_free(message);
		return NULL;
	}
	return message;
}

// SPDX-License-Identifier: GPL-2.0-or-later
// The other end of the tunnel: one TCP connection, or one pair of UDP addresses.
#include "peer.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const char gone[] = "the other end is not there any more";

static const char *resolve(const struct peer *p, int family, int flags, const char *host,
			   const char *port, struct addrinfo **list)
{
	struct addrinfo hints = {
		.ai_family = family,
		.ai_socktype = p->datagrams ? SOCK_DGRAM : SOCK_STREAM,
		.ai_flags = flags,
	};
	int r = getaddrinfo(host, port, &hints, list);

	if (r == EAI_SYSTEM)
		return strerror(errno);
	return r ? gai_strerror(r) : NULL;
}

static int set_option(int fd, int level, int name, int value)
{
	return setsockopt(fd, level, name, &value, sizeof(value));
}

/* The options that both ends set on a connection. */
static const char *prepare(struct peer *p)
{
	int flags = fcntl(p->fd, F_GETFL);
	const char *why;

	if (flags < 0 || fcntl(p->fd, F_SETFL, flags | O_NONBLOCK) < 0)
		goto failed;
	if (p->datagrams)
		return NULL;

	/* A small packet must not wait for the acknowledgement of the previous one. */
	if (set_option(p->fd, IPPROTO_TCP, TCP_NODELAY, 1) < 0)
		goto failed;
	/*
	 * Packets should wait in the interface's queue, which the administrator can size and shape,
	 * not in a socket buffer of megabytes, where they would wait for seconds.
	 */
	if (set_option(p->fd, IPPROTO_TCP, TCP_NOTSENT_LOWAT, 128 * 1024) < 0)
		goto failed;
	return NULL;
failed:
	why = strerror(errno);
	close(p->fd);
	return why;
}

const char *peer_connect(struct peer *p, int family, const char *host, const char *port)
{
	struct addrinfo *list, *a;
	const char *why = resolve(p, family, 0, host, port, &list);

	if (why)
		return why;
	/* A name may have several addresses, and the first ones may not work. */
	for (a = list; a; a = a->ai_next) {
		p->fd = socket(a->ai_family, a->ai_socktype | SOCK_CLOEXEC, a->ai_protocol);
		if (p->fd >= 0 && connect(p->fd, a->ai_addr, a->ai_addrlen) == 0)
			break;
		why = strerror(errno);
		if (p->fd >= 0)
			close(p->fd);
	}
	freeaddrinfo(list);
	return a ? prepare(p) : why;
}

/* The sender of the first datagram becomes the other end. */
static const char *accept_datagrams(int fd)
{
	struct sockaddr_storage from;
	socklen_t len = sizeof(from);
	char byte;

	while (recvfrom(fd, &byte, sizeof(byte), 0, (struct sockaddr *)&from, &len) < 0) {
		if (errno != EINTR)
			return strerror(errno);
	}
	if (connect(fd, (struct sockaddr *)&from, len) < 0)
		return strerror(errno);
	/*
	 * From now on the kernel accepts no datagrams from others, but some may have arrived
	 * before. They are discarded, at worst along with the other end's first packets.
	 */
	while (recv(fd, &byte, sizeof(byte), MSG_DONTWAIT) >= 0 || errno == EINTR)
		;
	return NULL;
}

static const char *accept_stream(int *fd)
{
	int connected;

	if (listen(*fd, 1) < 0)
		return strerror(errno);
	do {
		connected = accept4(*fd, NULL, NULL, SOCK_CLOEXEC);
	} while (connected < 0 && (errno == EINTR || errno == ECONNABORTED));
	if (connected < 0)
		return strerror(errno);
	/* There is only one other end: the kernel refuses a second one from now on. */
	close(*fd);
	*fd = connected;
	return NULL;
}

static int bind_to(const struct addrinfo *a)
{
	int fd = socket(a->ai_family, a->ai_socktype | SOCK_CLOEXEC, a->ai_protocol);
	int error;

	if (fd < 0)
		return -1;
	/* Allows reuse of the port of a connection that has just ended. */
	if (a->ai_socktype == SOCK_STREAM && set_option(fd, SOL_SOCKET, SO_REUSEADDR, 1) < 0)
		goto failed;
	/* The IPv6 wildcard address includes IPv4, whatever the system's default is. */
	if (a->ai_family == AF_INET6 && set_option(fd, IPPROTO_IPV6, IPV6_V6ONLY, 0) < 0)
		goto failed;
	if (bind(fd, a->ai_addr, a->ai_addrlen) < 0)
		goto failed;
	return fd;
failed:
	error = errno;
	close(fd);
	errno = error;
	return -1;
}

const char *peer_accept(struct peer *p, int family, const char *host, const char *port)
{
	struct addrinfo *list = NULL;
	const char *why;

	p->fd = -1;
	/* One IPv6 socket serves both families, if the kernel has IPv6. */
	if (!host && family == AF_UNSPEC) {
		why = resolve(p, AF_INET6, AI_PASSIVE, NULL, port, &list);
		if (!why)
			p->fd = bind_to(list);
		if (p->fd < 0) {
			family = AF_INET;
			if (list)
				freeaddrinfo(list);
		}
	}
	if (p->fd < 0) {
		why = resolve(p, family, AI_PASSIVE, host, port, &list);
		if (why)
			return why;
		p->fd = bind_to(list);
	}
	freeaddrinfo(list);
	if (p->fd < 0)
		return strerror(errno);

	why = p->datagrams ? accept_datagrams(p->fd) : accept_stream(&p->fd);
	if (why) {
		close(p->fd);
		return why;
	}
	p->heard = p->datagrams;
	return prepare(p);
}

static const char *send_stream(struct peer *p, struct frames *out)
{
	const unsigned char *bytes;
	size_t count;
	ssize_t n;

	while (!frames_empty(out)) {
		bytes = frames_bytes(out, &count);
		/* A connection that the other end has closed is an error here, not a signal. */
		n = send(p->fd, bytes, count, MSG_NOSIGNAL);
		if (n >= 0)
			frames_consume(out, (size_t)n); /* this may end within a packet */
		else if (errno == EAGAIN)
			return NULL;
		else if (errno != EINTR)
			return strerror(errno);
	}
	return NULL;
}

static const char *send_datagrams(struct peer *p, struct frames *out)
{
	const unsigned char *packet;
	size_t len;

	while ((packet = frames_first(out, &len))) {
		if (send(p->fd, packet, len, 0) < 0) {
			if (errno == EAGAIN)
				return NULL;
			if (errno == EINTR)
				continue;
			/*
			 * The host is reachable but the program is not running, either not yet or
			 * not any more.
			 */
			if (errno == ECONNREFUSED && p->heard)
				return gone;
			/*
			 * Too large, no route at the moment, a firewall: the datagram is lost, as
			 * datagrams may be. If this is permanent, the timeout will notice.
			 */
			p->dropped++;
		}
		frames_drop_first(out);
	}
	return NULL;
}

const char *peer_send(struct peer *p, struct frames *out)
{
	return p->datagrams ? send_datagrams(p, out) : send_stream(p, out);
}

static const char *receive_stream(struct peer *p, struct frames *in)
{
	size_t size;
	unsigned char *space = frames_space(in, &size);
	ssize_t n = recv(p->fd, space, size, 0);

	if (n < 0)
		return errno == EAGAIN || errno == EINTR ? NULL : strerror(errno);
	if (n == 0 && !frames_empty(in))
		return "the other end has closed the connection in the middle of a packet";
	if (n == 0)
		return "the other end has closed the connection";
	p->heard = true;
	frames_put(in, (size_t)n);
	return NULL;
}

static const char *receive_datagrams(struct peer *p, struct frames *in)
{
	unsigned char *room;
	size_t size;
	ssize_t n;

	while ((room = frames_reserve(in, &size))) {
		n = recv(p->fd, room, size, 0);
		if (n >= 0) {
			p->heard = true;
			frames_commit(in,
				      (size_t)n); /* a datagram is shorter than a frame can be */
			continue;
		}
		switch (errno) {
		case EAGAIN: return NULL;
		case EINTR:
		case EHOSTUNREACH:
		case ENETUNREACH: break;
		case ECONNREFUSED:
			if (p->heard)
				return gone;
			break;
		default: return strerror(errno);
		}
	}
	return NULL;
}

const char *peer_receive(struct peer *p, struct frames *in)
{
	return p->datagrams ? receive_datagrams(p, in) : receive_stream(p, in);
}

void peer_describe(const struct peer *p, char *text)
{
	struct sockaddr_storage address;
	socklen_t len = sizeof(address);
	char host[64], port[16];

	if (getpeername(p->fd, (struct sockaddr *)&address, &len) < 0 ||
	    getnameinfo((struct sockaddr *)&address, len, host, sizeof(host), port, sizeof(port),
			NI_NUMERICHOST | NI_NUMERICSERV) != 0)
		snprintf(text, PEER_TEXT, "an unknown address");
	else
		snprintf(text, PEER_TEXT, "%s port %s", host, port);
}

// SPDX-License-Identifier: GPL-2.0-or-later
// A tunnel between two tun or two tap interfaces over one connection, without encryption.
//
//   interface --read--> out --send--> the other end
//   interface <-write-- in  <-recv--- the other end
//
// One thread, one poll(2), nothing that blocks, and all the memory there is in two `struct frames`.
//
// What happens when there is more than goes through? Nothing is read that there is no room for.
// Towards the other end, packets then stay in the interface's own queue (its txqueuelen), and when
// that is full the kernel drops there, where it is counted (`ip -s link`) and where traffic control
// can decide what to drop. Coming from the other end, TCP's flow control makes the sender wait, and
// UDP's socket buffer drops. Packets are dropped here only when the kernel refuses to take them.

#include <err.h>
#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "frames.h"
#include "peer.h"
#include "tundev.h"

/* The other end is considered dead after this many intervals without a packet. */
#define INTERVALS_OF_SILENCE 3

struct tunnel {
	struct tun tun;
	struct peer peer;
	struct frames out, in;
	int64_t interval;	     /* milliseconds between two keepalives */
	int64_t last_out, last_in;   /* when we last queued or received a packet */
	uint64_t sent, received;     /* packets */
	uint64_t too_long, unwanted; /* packets dropped: too large, or refused by the kernel */
};

/* The descriptors for poll(2). */
enum {
	TUN,
	PEER,
	SIGNALS,
	COUNT,
};

struct options {
	const char *interface; /* NULL: inherit a descriptor */
	const char *host, *port;
	int family;
	bool listen;
};

static const char deleted[] = "the interface has been deleted";

static int64_t now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

/* Each read returns exactly one packet. */
static const char *read_interface(struct tunnel *t)
{
	unsigned char *room;
	size_t size;
	ssize_t n;

	while ((room = frames_reserve(&t->out, &size))) {
		n = read(t->tun.fd, room, size);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno == EAGAIN)
			break;
		if (n < 0)
			return errno == EBADFD ? deleted : strerror(errno);
		if (n > FRAME_PAYLOAD_MAX) {
			t->too_long++;
			continue;
		}
		frames_commit(&t->out, (size_t)n);
		t->last_out = now();
		t->sent++;
	}
	return NULL;
}

/* Each write is one packet. It is accepted as a whole or not at all. */
static const char *write_interface(struct tunnel *t)
{
	const unsigned char *packet;
	size_t len;

	while ((packet = frames_first(&t->in, &len))) {
		/* A keepalive: its arrival was enough. */
		if (len && write(t->tun.fd, packet, len) < 0) {
			if (errno == EAGAIN)
				return NULL;
			if (errno == EINTR)
				continue;
			if (errno == EBADFD)
				return deleted;
			/* The link is down (EIO), or it is not a packet (EINVAL): it is lost. */
			t->unwanted++;
		} else if (len) {
			t->received++;
		}
		frames_drop_first(&t->in);
	}
	return NULL;
}

/*
 * Sends a keepalive if nothing else was sent, so that each end knows that the other one is alive.
 * *wait becomes the number of milliseconds until the next call.
 */
static const char *check_silence(struct tunnel *t, int *wait)
{
	int64_t time = now(), left;
	size_t size;

	left = t->last_in + INTERVALS_OF_SILENCE * t->interval - time;
	if (left <= 0)
		return "the other end has been silent for too long";
	/* If `out` is full there is no room for a keepalive, and no need for one. */
	if (frames_reserve(&t->out, &size)) {
		if (time - t->last_out >= t->interval) {
			frames_commit(&t->out, 0);
			t->last_out = time;
		}
		if (left > t->last_out + t->interval - time)
			left = t->last_out + t->interval - time;
	}
	*wait = (int)left;
	return NULL;
}

static const char *receive(struct tunnel *t)
{
	size_t before, after;
	const char *why;

	frames_bytes(&t->in, &before);
	why = peer_receive(&t->peer, &t->in);
	frames_bytes(&t->in, &after);
	if (after > before)
		t->last_in = now();
	return why;
}

/* In each direction, read only if there is room, and write only if there is something to write. */
static void choose_events(struct tunnel *t, struct pollfd *tun, struct pollfd *peer)
{
	size_t size;

	/* Neither direction waits for the other, so the two ends cannot block each other. */
	if (frames_reserve(&t->out, &size))
		tun->events |= POLLIN;
	if (!frames_empty(&t->out))
		peer->events |= POLLOUT;
	if (frames_first(&t->in, &size))
		tun->events |= POLLOUT;
	else
		peer->events |= POLLIN;
}

/* Runs until something ends it: returns the reason, or NULL after a signal. */
static const char *relay(struct tunnel *t, int signals)
{
	const char *why;
	int wait;

	t->last_in = now();
	t->last_out = t->last_in - t->interval; /* send a keepalive at once */
	for (;;) {
		struct pollfd fds[COUNT] = {
			[TUN] = {.fd = t->tun.fd},
			[PEER] = {.fd = t->peer.fd},
			[SIGNALS] = {.fd = signals, .events = POLLIN},
		};

		why = check_silence(t, &wait);
		if (why)
			return why;
		choose_events(t, &fds[TUN], &fds[PEER]);
		if (poll(fds, COUNT, wait) < 0) {
			if (errno == EINTR)
				continue;
			return strerror(errno);
		}
		if (fds[SIGNALS].revents)
			return NULL;
		if (fds[TUN].revents & POLLERR)
			return deleted;
		if (fds[TUN].revents & POLLIN && (why = read_interface(t)))
			return why;
		/* An error or a hang-up is reported by the call that meets it. */
		if (fds[PEER].events & POLLIN && fds[PEER].revents & ~POLLOUT && (why = receive(t)))
			return why;
		if ((why = write_interface(t)) || (why = peer_send(&t->peer, &t->out)))
			return why;
	}
}

/* SIGTERM and SIGINT become readable, like all other events. */
static int open_signals(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	if (sigprocmask(SIG_BLOCK, &set, NULL) < 0)
		return -1;
	return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

static void usage(FILE *f)
{
	fputs("Usage: tunnel [OPTION...] HOST PORT       connect to the other end\n"
	      "       tunnel [OPTION...] -l [HOST] PORT  wait for the other end\n"
	      "Relays packets between this interface and the other end's.\n"
	      "Nothing is encrypted, and nobody is asked who he is.\n\n"
	      "  -i, --interface=NAME  attach to this tun or tap interface, which must exist\n"
	      "                        (default: the descriptor that `tunadm exec` passes)\n"
	      "  -l, --listen          be the end that waits, on any address or on HOST\n"
	      "  -u, --udp             UDP instead of TCP\n"
	      "  -4, -6                IPv4 or IPv6 only\n"
	      "  -k, --keepalive=SECS  seconds between signs of life, the same at both ends\n"
	      "                        (default 10, 1 to 3600); three without any end the tunnel\n"
	      "  -h, --help            print this\n",
	      f);
}

static int64_t parse_interval(const char *text)
{
	char *end;
	long seconds;

	errno = 0;
	seconds = strtol(text, &end, 10);
	if (errno || end == text || *end || seconds < 1 || seconds > 3600)
		errx(2, "--keepalive: invalid value '%s': allowed are 1 to 3600", text);
	return seconds * 1000;
}

static void parse(int argc, char **argv, struct tunnel *t, struct options *o)
{
	static const struct option options[] = {
		{"interface", required_argument, NULL, 'i'},
		{"listen", no_argument, NULL, 'l'},
		{"udp", no_argument, NULL, 'u'},
		{"keepalive", required_argument, NULL, 'k'},
		{"help", no_argument, NULL, 'h'},
		{NULL, 0, NULL, 0},
	};
	int c, operands;

	while ((c = getopt_long(argc, argv, "i:lu46k:h", options, NULL)) != -1) {
		switch (c) {
		case 'i': o->interface = optarg; break;
		case 'l': o->listen = true; break;
		case 'u': t->peer.datagrams = true; break;
		case '4': o->family = AF_INET; break;
		case '6': o->family = AF_INET6; break;
		case 'k': t->interval = parse_interval(optarg); break;
		case 'h': usage(stdout); exit(0);
		default: usage(stderr); exit(2);
		}
	}
	operands = argc - optind;
	if (operands > 2 || operands < (o->listen ? 1 : 2)) {
		usage(stderr);
		exit(2);
	}
	o->port = argv[argc - 1];
	o->host = operands == 2 ? argv[optind] : NULL;
}

static void open_both(struct tunnel *t, const struct options *o)
{
	const char *why;
	char other[PEER_TEXT];

	/* The interface first: a mistake should be reported before waiting for the other end. */
	why = o->interface ? tun_attach(&t->tun, o->interface) : tun_inherit(&t->tun);
	if (why)
		errx(1, "%s: cannot attach: %s", o->interface ? o->interface : "interface", why);

	if (o->listen)
		why = peer_accept(&t->peer, o->family, o->host, o->port);
	else
		why = peer_connect(&t->peer, o->family, o->host, o->port);
	if (why)
		errx(1, "port %s: cannot %s: %s", o->port, o->listen ? "listen" : "connect", why);

	peer_describe(&t->peer, other);
	warnx("%s: %s to %s, %s", t->tun.name, t->tun.tap ? "tap" : "tun", other,
	      t->peer.datagrams ? "UDP" : "TCP");
}

int main(int argc, char **argv)
{
	static struct tunnel t = {.interval = 10000}; /* half a megabyte: not on the stack */
	struct options o = {.family = AF_UNSPEC};
	const char *why;
	int signals;

	parse(argc, argv, &t, &o);
	open_both(&t, &o);
	signals = open_signals(); /* until here a signal may simply end the process */
	if (signals < 0)
		err(1, "signals");

	why = relay(&t, signals);
	warnx("%s: %" PRIu64 " packets sent, %" PRIu64 " received, %" PRIu64 " dropped", t.tun.name,
	      t.sent, t.received, t.too_long + t.unwanted + t.peer.dropped);

	/* A persistent interface stays; closing only drops the carrier. */
	close(signals);
	close(t.peer.fd);
	close(t.tun.fd);
	if (why)
		errx(1, "%s: %s", t.tun.name, why);
	return 0;
}

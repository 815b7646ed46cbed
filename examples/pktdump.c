// SPDX-License-Identifier: GPL-2.0-or-later
// Prints one line for each packet that the kernel sends out of a tun or tap interface.
#include <err.h>
#include <errno.h>
#include <getopt.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "packet.h"
#include "tundev.h"

#define PAYLOAD_SHOWN 48

struct options {
	const char *interface; /* NULL: inherit a descriptor */
	unsigned long count;   /* stop after this many packets; 0: never */
	bool payload;
	bool time;
};

static void usage(FILE *f)
{
	fputs("Usage: pktdump [OPTION...]\n"
	      "Prints a line for each packet that the kernel sends out of the interface.\n\n"
	      "  -i, --interface=NAME  attach to this tun or tap interface, which must exist\n"
	      "                        (default: the descriptor that `tunadm exec` passes)\n"
	      "  -c, --count=N         end after N packets\n"
	      "  -p, --payload         add the first bytes of what the packet carries\n"
	      "  -t, --no-time         without the time of day\n"
	      "  -h, --help            print this\n",
	      f);
}

static unsigned long parse_count(const char *text)
{
	char *end;
	unsigned long n;

	errno = 0;
	n = strtoul(text, &end, 10);
	/* strtoul accepts a sign, and turns a negative number into a huge one. */
	if (errno || text[0] < '0' || text[0] > '9' || *end || n == 0)
		errx(2, "--count: invalid value '%s': allowed is a number from 1", text);
	return n;
}

static void parse(int argc, char **argv, struct options *o)
{
	static const struct option options[] = {
		{"interface", required_argument, NULL, 'i'},
		{"count", required_argument, NULL, 'c'},
		{"payload", no_argument, NULL, 'p'},
		{"no-time", no_argument, NULL, 't'},
		{"help", no_argument, NULL, 'h'},
		{NULL, 0, NULL, 0},
	};
	int c;

	while ((c = getopt_long(argc, argv, "i:c:pth", options, NULL)) != -1) {
		switch (c) {
		case 'i': o->interface = optarg; break;
		case 'c': o->count = parse_count(optarg); break;
		case 'p': o->payload = true; break;
		case 't': o->time = false; break;
		case 'h': usage(stdout); exit(0);
		default: usage(stderr); exit(2);
		}
	}
	if (optind < argc) {
		usage(stderr);
		exit(2);
	}
}

static void add_time(struct text *t)
{
	struct timespec ts;
	struct tm tm;

	clock_gettime(CLOCK_REALTIME, &ts);
	localtime_r(&ts.tv_sec, &tm);
	text_add(t, "%02d:%02d:%02d.%06ld ", tm.tm_hour, tm.tm_min, tm.tm_sec, ts.tv_nsec / 1000);
}

static void print_packet(const struct options *o, bool tap, struct span packet)
{
	struct text line = {0};

	if (o->time)
		add_time(&line);
	if (tap)
		describe_ethernet(&line, &packet);
	else
		describe_ip(&line, &packet);
	if (o->payload && packet.len) {
		text_add(&line, " | ");
		span_limit(&packet, PAYLOAD_SHOWN);
		text_add_printable(&line, packet.bytes, packet.len);
	}
	/* Write each line at once, even into a pipe. */
	if (puts(line.bytes) == EOF || fflush(stdout) == EOF)
		err(1, "standard output");
}

static ssize_t read_packet(const struct tun *tun, unsigned char *bytes, size_t size)
{
	struct pollfd fd = {.fd = tun->fd, .events = POLLIN};
	ssize_t n;

	/* The descriptor does not block, as an inherited one may be shared with others. */
	while ((n = read(tun->fd, bytes, size)) < 0) {
		if (errno == EBADFD)
			errx(1, "%s: the interface has been deleted", tun->name);
		if (errno != EAGAIN && errno != EINTR)
			err(1, "%s", tun->name);
		if (errno == EAGAIN && poll(&fd, 1, -1) < 0 && errno != EINTR)
			err(1, "poll");
	}
	return n;
}

int main(int argc, char **argv)
{
	static unsigned char bytes[TUN_PACKET_MAX];
	struct options o = {.time = true};
	struct tun tun;
	const char *why;

	parse(argc, argv, &o);
	why = o.interface ? tun_attach(&tun, o.interface) : tun_inherit(&tun);
	if (why)
		errx(1, "%s: cannot attach: %s", o.interface ? o.interface : "interface", why);

	for (unsigned long n = 0; o.count == 0 || n < o.count; n++) {
		ssize_t len = read_packet(&tun, bytes, sizeof(bytes));

		print_packet(&o, tun.tap, (struct span){bytes, (size_t)len});
	}
	close(tun.fd);
	return 0;
}

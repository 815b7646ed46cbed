// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * attach: a client of tun/tap interfaces for the tests, independent of the program under test.
 *
 *     attach NAME tun|tap FLAG[,FLAG...]|- [QUEUES]
 *
 * attaches to NAME as QEMU or OpenVPN would, prints "ready NAME IFINDEX" and then answers, a line
 * each, what it is told on standard input until that ends:
 *
 *     flags         "flags 0x1002": what TUNGETIFF says, where 0x1000 is IFF_NOFILTER
 *     send          "sent 60": an Ethernet or IPv4 packet that goes into the host
 *     write HEX     "wrote 60": these bytes, whatever they are
 *     read          "read 98", "timeout": the size of one packet from the host
 *     drain         "drained N": reads until nothing is left
 *     counts        "counts 3 0": the same, for each queue
 *     persist 0|1   "done"
 *     detach        "done": IFF_DETACH_QUEUE on the first queue
 *     leave         "done": goes into a new network namespace, with what it has
 *     left          "header 10 little 0 classic 0"
 *     offload N     "done": leaves something behind, as others of leftovers.h do
 *
 * A failure is "error ENAME". FLAGs: pi, vnet_hdr, multi_queue, excl, no_carrier, persist.
 */
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/uio.h>
#include <unistd.h>
#include <linux/if_tun.h>

#include "leftovers.h"

#ifndef IFF_NO_CARRIER
#define IFF_NO_CARRIER 0x0040
#endif

/* struct tun_pi and struct virtio_net_hdr, before each packet if the flags ask for them. */
#define PI_SIZE	      4
#define VNET_HDR_SIZE 10

enum {
	LINE_SIZE = 4096,
	MAX_QUEUES = 16,
	/* A holder that a broken test forgot ends by itself after this time. */
	LIFETIME_S = 300,
	READ_TIMEOUT_MS = 3000,
};

struct client {
	struct ifreq ifr;
	bool persist;
	int fds[MAX_QUEUES];
	int queues;
};

static void say(const char *format, ...) __attribute__((format(printf, 1, 2)));

static void say(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
	fflush(stdout);
}

static void say_errno(void)
{
	say("error %s", strerrorname_np(errno));
}

static int usage(void)
{
	fputs("usage: attach NAME tun|tap FLAG[,FLAG...]|- [QUEUES]\n", stderr);
	return 2;
}

static bool parse_flags(struct client *client, char *text)
{
	static const struct {
		const char *word;
		short set, cleared;
	} words[] = {
		{"pi", 0, IFF_NO_PI},
		{"vnet_hdr", IFF_VNET_HDR, 0},
		{"multi_queue", IFF_MULTI_QUEUE, 0},
		{"excl", (short)IFF_TUN_EXCL, 0},
		{"no_carrier", IFF_NO_CARRIER, 0},
	};
	char *rest = text;

	for (const char *word; (word = strsep(&rest, ","));) {
		size_t i = 0;

		if (strcmp(word, "persist") == 0) {
			client->persist = true;
			continue;
		}
		while (i < sizeof(words) / sizeof(words[0]) && strcmp(word, words[i].word) != 0)
			i++;
		if (i == sizeof(words) / sizeof(words[0]))
			return false;
		client->ifr.ifr_flags =
			(short)((client->ifr.ifr_flags | words[i].set) & ~words[i].cleared);
	}
	return true;
}

static bool parse(struct client *client, int argc, char **argv)
{
	if (argc < 4 || argc > 5 || strlen(argv[1]) >= IFNAMSIZ)
		return false;
	strcpy(client->ifr.ifr_name, argv[1]);
	if (strcmp(argv[2], "tun") == 0)
		client->ifr.ifr_flags = IFF_TUN | IFF_NO_PI;
	else if (strcmp(argv[2], "tap") == 0)
		client->ifr.ifr_flags = IFF_TAP | IFF_NO_PI;
	else
		return false;
	client->queues = argc == 5 ? atoi(argv[4]) : 1;
	if (client->queues < 1 || client->queues > MAX_QUEUES)
		return false;
	return strcmp(argv[3], "-") == 0 || parse_flags(client, argv[3]);
}

static int attach(struct client *client)
{
	for (int i = 0; i < client->queues; i++) {
		int fd = open("/dev/net/tun", O_RDWR | O_CLOEXEC | O_NONBLOCK);

		if (fd < 0 || ioctl(fd, TUNSETIFF, &client->ifr) < 0)
			return -1;
		client->fds[i] = fd;
	}
	if (client->persist && ioctl(client->fds[0], TUNSETPERSIST, 1UL) < 0)
		return -1;
	return 0;
}

static void say_flags(const struct client *client)
{
	struct ifreq ifr = {0};

	if (ioctl(client->fds[0], TUNGETIFF, &ifr) < 0)
		say_errno();
	else
		say("flags 0x%04x", (unsigned short)ifr.ifr_flags);
}

static void send_packet(const struct client *client)
{
	/*
	 * A broadcast frame of an experimental type, or an IPv4 header without a destination: the
	 * interface counts either as received. Headers of zeros, which request nothing, come first.
	 */
	static const unsigned char frame[60] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02,
						0,    0,    0,	  0,	1,    0x88, 0xb5};
	static const unsigned char packet[20] = {0x45, 0, 0,   20, 0, 0, 0,   0, 1, 17,
						 0,    0, 192, 0,  2, 1, 192, 0, 2, 2};
	static const unsigned char headers[PI_SIZE + VNET_HDR_SIZE];
	bool tap = client->ifr.ifr_flags & IFF_TAP;
	const struct iovec parts[] = {
		{(void *)(uintptr_t)headers,
		 ((client->ifr.ifr_flags & IFF_NO_PI) ? 0 : PI_SIZE) +
			 ((client->ifr.ifr_flags & IFF_VNET_HDR) ? VNET_HDR_SIZE : 0)},
		{(void *)(uintptr_t)(tap ? frame : packet), tap ? sizeof(frame) : sizeof(packet)},
	};
	ssize_t sent = writev(client->fds[0], parts, 2);

	if (sent < 0)
		say_errno();
	else
		say("sent %zd", sent - (ssize_t)parts[0].iov_len);
}

/* Two digits per byte. */
static void write_bytes(const struct client *client, const char *hex)
{
	unsigned char bytes[LINE_SIZE / 2];
	size_t count = 0;
	ssize_t written;

	for (unsigned int byte; sscanf(hex, "%2x", &byte) == 1 && hex[1]; hex += 2)
		bytes[count++] = (unsigned char)byte;
	written = write(client->fds[0], bytes, count);
	if (written < 0)
		say_errno();
	else
		say("wrote %zd", written);
}

static void read_packet(const struct client *client)
{
	struct pollfd pollfd = {.fd = client->fds[0], .events = POLLIN};
	char packet[70000];
	ssize_t size;

	if (poll(&pollfd, 1, READ_TIMEOUT_MS) == 0) {
		say("timeout");
		return;
	}
	size = read(client->fds[0], packet, sizeof(packet));
	if (size < 0)
		say_errno();
	else
		say("read %zd", size);
}

static void drain(const struct client *client)
{
	char packet[70000];
	long count = 0;

	for (int i = 0; i < client->queues; i++)
		while (read(client->fds[i], packet, sizeof(packet)) > 0)
			count++;
	say("drained %ld", count);
}

static void count(const struct client *client)
{
	char packet[70000];

	(void)fputs("counts", stdout);
	for (int i = 0; i < client->queues; i++) {
		int packets = 0;

		while (read(client->fds[i], packet, sizeof(packet)) > 0)
			packets++;
		printf(" %d", packets);
	}
	putchar('\n');
	fflush(stdout);
}

static void show_leftovers(const struct client *client)
{
	char text[64];

	if (leftovers_show(client->fds[0], text, sizeof(text)) < 0)
		say_errno();
	else
		say("%s", text);
}

static void answer(struct client *client, const char *command)
{
	struct ifreq detach = {.ifr_flags = IFF_DETACH_QUEUE};
	int failed;

	if (strcmp(command, "flags") == 0) {
		say_flags(client);
		return;
	}
	if (strcmp(command, "send") == 0) {
		send_packet(client);
		return;
	}
	if (strncmp(command, "write ", 6) == 0) {
		write_bytes(client, command + 6);
		return;
	}
	if (strcmp(command, "read") == 0) {
		read_packet(client);
		return;
	}
	if (strcmp(command, "drain") == 0) {
		drain(client);
		return;
	}
	if (strcmp(command, "counts") == 0) {
		count(client);
		return;
	}
	if (strcmp(command, "left") == 0) {
		show_leftovers(client);
		return;
	}
	if (strcmp(command, "persist 0") == 0 || strcmp(command, "persist 1") == 0) {
		failed = ioctl(client->fds[0], TUNSETPERSIST, (unsigned long)(command[8] == '1'));
	} else if (strcmp(command, "detach") == 0) {
		failed = ioctl(client->fds[0], TUNSETQUEUE, &detach);
	} else if (strcmp(command, "leave") == 0) {
		failed = unshare(CLONE_NEWNET) < 0 && unshare(CLONE_NEWUSER | CLONE_NEWNET) < 0;
	} else {
		failed = leftovers_set(client->fds[0], command) < 0;
	}
	if (failed)
		say_errno();
	else
		say("done");
}

int main(int argc, char **argv)
{
	struct client client = {0};
	char line[LINE_SIZE];

	if (!parse(&client, argc, argv))
		return usage();
	alarm(LIFETIME_S);
	(void)leftovers_map();
	if (attach(&client) < 0) {
		say_errno();
		return 1;
	}
	say("ready %s %u", client.ifr.ifr_name, if_nametoindex(client.ifr.ifr_name));
	while (fgets(line, sizeof(line), stdin)) {
		line[strcspn(line, "\n")] = '\0';
		answer(&client, line);
	}
	return 0;
}

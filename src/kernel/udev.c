// SPDX-License-Identifier: GPL-2.0-or-later
// Listens to the kernel and to udevd: what the kernel has announced, udevd has to finish.

#include "kernel/udev.h"

#include <errno.h>
#include <linux/netlink.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "kernel/udev-message.h"
#include "util/array.h"
#include "util/cleanup.h"
#include "util/sorted.h"

/* udevd's database file for an interface that it is done with. */
#define DATABASE_PATH "/run/udev/data/n%d"

/* The sockets of this network namespace. */
#define NETLINK_SOCKETS "/proc/self/net/netlink"
#define UNIX_SOCKETS	"/proc/self/net/unix"

/* How long to wait without any progress. */
#define PATIENCE_MS 5000

/* How often to check, and to read the database if messages were lost. */
#define GLANCE_MS 1000
#define LOSSY_MS  100

/* A message of udevd has some hundred bytes, but rules can add any number. */
#define MESSAGE_SIZE 65536

/* Room for a burst of thousands. It is a limit: nothing is allocated. */
#define RECEIVE_SIZE (64 * 1024 * 1024)

/* A new interface. */
struct expected {
	int ifindex;
	uint64_t told;	 /* the last sequence number announced by the kernel, 0: none */
	uint64_t passed; /* the last one with which udevd was done */
	bool settled;
};

struct udev {
	int fd;
	char *message;
	struct expected *items; /* sorted by ifindex */
	size_t count;
	size_t capacity;
	size_t settled;
	uint64_t horizon; /* the highest sequence number of them */
	bool lossy;	  /* messages were lost: the database may tell what they would have */
	bool stalled;
	bool moved; /* there was progress since the last check */
};

static bool has_line(const char *path, bool (*matches)(const char *line))
{
	char line[512];
	bool found = false;
	FILE *file = fopen(path, "re");

	if (!file)
		return false;
	while (!found && fgets(line, sizeof(line), file))
		found = matches(line);
	(void)fclose(file);
	return found;
}

/*
 * A socket here must receive the kernel's messages, and the control socket must have been created
 * here. The directory /run/udev proves nothing: a container can have the host's, or it may be left
 * from an udevd that has ended; and a container or a chroot without it can be in the host's network
 * namespace.
 */
static bool is_served(void)
{
	return has_line(NETLINK_SOCKETS, udev_line_listens) &&
	       has_line(UNIX_SOCKETS, udev_line_controls);
}

/* Both groups on one socket, so that their messages stay in order. */
static int listen_to_both(void)
{
	struct sockaddr_nl address = {
		.nl_family = AF_NETLINK,
		.nl_groups = UDEV_GROUP_KERNEL | UDEV_GROUP_UDEVD,
	};
	int size = RECEIVE_SIZE;
	int fd =
		socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_KOBJECT_UEVENT);

	if (fd < 0)
		return -1;
	if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof(size)) < 0)
		(void)setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof(size));
	if (bind(fd, (struct sockaddr *)&address, sizeof(address)) == 0)
		return fd;
	close_quietly(fd);
	return -1;
}

struct fault *udev_open(struct udev **udev)
{
	struct udev *opened;

	*udev = NULL;
	if (!is_served())
		return NULL;
	opened = calloc(1, sizeof(*opened));
	if (!opened)
		return fault_memory();
	opened->fd = -1;
	opened->message = malloc(MESSAGE_SIZE);
	if (opened->message)
		opened->fd = listen_to_both();
	if (opened->fd < 0) {
		struct fault *fault = opened->message ? fault_errno(errno) : fault_memory();

		udev_close(opened);
		return fault_wrap(fault, NULL, "cannot listen to udevd");
	}
	*udev = opened;
	return NULL;
}

static void mark_settled(struct udev *udev, struct expected *item)
{
	if (item->settled)
		return;
	item->settled = true;
	udev->settled++;
	udev->moved = true;
}

static int compare_index(const void *key, const void *item)
{
	int ifindex = *(const int *)key;
	int other = ((const struct expected *)item)->ifindex;

	return (ifindex > other) - (ifindex < other);
}

static struct expected *find_expected(const struct udev *udev, int ifindex)
{
	return ifindex ? sorted_first(&ifindex, udev->items, udev->count, sizeof(*udev->items),
				      compare_index)
		       : NULL;
}

/*
 * What was announced before udevd was done with the first event is awaited too, but of the later
 * events only a new name: others, such as those that `udevadm trigger` causes, may never end.
 */
static bool is_awaited(const struct expected *item, const struct udev_message *message)
{
	return !item->passed || message->renamed || message->removed;
}

/* An interface that udevd was done with and then renamed is not settled any more. */
static void take_of_kernel(struct udev *udev, const struct udev_message *message)
{
	struct expected *item = find_expected(udev, message->ifindex);

	if (!item || !is_awaited(item, message))
		return;
	item->told = message->sequence;
	if (message->sequence > udev->horizon)
		udev->horizon = message->sequence;
	if (message->removed) {
		mark_settled(udev, item);
	} else if (item->settled && item->passed) {
		item->settled = false;
		udev->settled--;
	}
}

static void take_of_udevd(struct udev *udev, const struct udev_message *message)
{
	struct expected *item = find_expected(udev, message->ifindex);

	if (message->sequence <= udev->horizon)
		udev->moved = true;
	if (!item)
		return;
	item->passed = message->sequence;
	if (item->passed >= item->told)
		mark_settled(udev, item);
}

/* Reads all messages. A sender must be the kernel or have CAP_NET_ADMIN here. */
static void drain(struct udev *udev)
{
	for (;;) {
		struct sockaddr_nl from = {0};
		socklen_t size = sizeof(from);
		struct udev_message message;
		ssize_t got = recvfrom(udev->fd, udev->message, MESSAGE_SIZE, MSG_TRUNC,
				       (struct sockaddr *)&from, &size);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0 && errno != ENOBUFS)
			return;
		if (got < 0 || got > MESSAGE_SIZE) {
			udev->lossy = true;
			continue;
		}
		if (!udev_message_read(udev->message, (size_t)got, &message))
			continue;
		if (from.nl_groups == UDEV_GROUP_KERNEL && !from.nl_pid)
			take_of_kernel(udev, &message);
		else if (from.nl_groups == UDEV_GROUP_UDEVD)
			take_of_udevd(udev, &message);
	}
}

struct fault *udev_expect(struct udev *udev, int ifindex)
{
	struct expected *items =
		array_grow(udev->items, udev->count, &udev->capacity, sizeof(*items));
	size_t place;

	if (!items)
		return fault_memory();
	udev->items = items;
	place = sorted_place(&ifindex, items, udev->count, sizeof(*items), compare_index);
	memmove(items + place + 1, items + place, (udev->count - place) * sizeof(*items));
	items[place] = (struct expected){.ifindex = ifindex};
	udev->count++;
	drain(udev);
	return NULL;
}

/* If we did not receive the kernel's message about the new interface, neither did udevd. */
static void pass_untold(struct udev *udev)
{
	for (size_t i = 0; i < udev->count && !udev->lossy; i++)
		if (!udev->items[i].told)
			mark_settled(udev, &udev->items[i]);
}

static void look_into_database(struct udev *udev)
{
	for (size_t i = 0; i < udev->count; i++) {
		char path[sizeof(DATABASE_PATH) + 3 * sizeof(int)];

		if (udev->items[i].settled)
			continue;
		(void)snprintf(path, sizeof(path), DATABASE_PATH, udev->items[i].ifindex);
		if (access(path, F_OK) == 0)
			mark_settled(udev, &udev->items[i]);
	}
}

static int64_t milliseconds(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Whether there was progress since the last call. */
static bool has_moved(struct udev *udev)
{
	bool moved = udev->moved;

	udev->moved = false;
	if (moved)
		udev->stalled = false;
	return moved;
}

enum udev_end udev_settle(struct udev *udev, bool (*proceed)(void *, size_t, size_t), void *data)
{
	int64_t patience = PATIENCE_MS;
	int64_t last = milliseconds();

	for (;;) {
		struct pollfd fds = {.fd = udev->fd, .events = POLLIN};
		int64_t now;

		drain(udev);
		pass_untold(udev);
		if (udev->lossy)
			look_into_database(udev);
		if (udev->settled == udev->count)
			return UDEV_SETTLED;
		if (proceed && !proceed(data, udev->settled, udev->count))
			return UDEV_STOPPED;
		now = milliseconds();
		if (has_moved(udev))
			last = now;
		patience = udev->stalled ? 0 : PATIENCE_MS;
		if (now - last >= patience) {
			udev->stalled = true;
			return UDEV_STALLED;
		}
		(void)poll(&fds, 1, udev->lossy ? LOSSY_MS : GLANCE_MS);
	}
}

bool udev_is_settled(const struct udev *udev, int ifindex)
{
	const struct expected *item = find_expected(udev, ifindex);

	return !item || item->settled;
}

void udev_forget(struct udev *udev)
{
	udev->count = 0;
	udev->settled = 0;
	udev->horizon = 0;
	udev->lossy = false;
}

void udev_close(struct udev *udev)
{
	if (!udev)
		return;
	close_quietly(udev->fd);
	free(udev->message);
	free(udev->items);
	free(udev);
}

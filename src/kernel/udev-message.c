// SPDX-License-Identifier: GPL-2.0-or-later
// Parses uevents of the kernel and of udevd, and the tables of sockets.

#include "kernel/udev-message.h"

#include <arpa/inet.h>
#include <errno.h>
#include <limits.h>
#include <linux/netlink.h>
#include <stdlib.h>
#include <string.h>

/* libudev's header (systemd, sd-device/device-monitor.c); it has more fields. */
struct header {
	char prefix[8];
	uint32_t magic; /* in network byte order; the others are in the host's */
	uint32_t header_size;
	uint32_t properties_offset;
	uint32_t properties_size;
};

#define HEADER_PREFIX "libudev"
#define HEADER_MAGIC  0xfeedcafeu

/* Removes the header. False: its numbers do not fit the message. */
static bool skip_header(const char **data, size_t *size)
{
	struct header header;

	if (*size < sizeof(HEADER_PREFIX) ||
	    memcmp(*data, HEADER_PREFIX, sizeof(HEADER_PREFIX)) != 0)
		return true;
	if (*size < sizeof(header))
		return false;
	memcpy(&header, *data, sizeof(header));
	if (header.magic != htonl(HEADER_MAGIC) || header.properties_offset > *size ||
	    header.properties_size > *size - header.properties_offset)
		return false;
	*data += header.properties_offset;
	*size = header.properties_size;
	return true;
}

/* A number that is the whole text. */
static bool parse_property(const char *text, uint64_t max, uint64_t *number)
{
	char *end;

	if (*text < '0' || *text > '9')
		return false;
	errno = 0;
	*number = strtoull(text, &end, 10);
	return !errno && !*end && *number <= max;
}

/* What follows "KEY=" in the line, or NULL for another key. */
static const char *value_of(const char *line, const char *key)
{
	size_t length = strlen(key);

	return strncmp(line, key, length) == 0 && line[length] == '=' ? line + length + 1 : NULL;
}

static void read_action(const char *action, struct udev_message *message)
{
	message->renamed = strcmp(action, "move") == 0;
	message->removed = strcmp(action, "remove") == 0;
}

static void read_line(const char *line, struct udev_message *message, bool *net)
{
	const char *value;
	uint64_t number;

	if ((value = value_of(line, "SEQNUM")) && parse_property(value, UINT64_MAX, &number))
		message->sequence = number;
	else if ((value = value_of(line, "IFINDEX")) && parse_property(value, INT_MAX, &number))
		message->ifindex = (int)number;
	else if ((value = value_of(line, "SUBSYSTEM")))
		*net = strcmp(value, "net") == 0;
	else if ((value = value_of(line, "ACTION")))
		read_action(value, message);
}

bool udev_message_read(const char *data, size_t size, struct udev_message *message)
{
	bool net = false;

	*message = (struct udev_message){0};
	if (!skip_header(&data, &size))
		return false;
	while (size > 0) {
		size_t length = strnlen(data, size);

		if (length == size) /* truncated */
			return false;
		read_line(data, message, &net);
		data += length + 1;
		size -= length + 1;
	}
	if (!net)
		message->ifindex = 0;
	return message->sequence != 0;
}

/* The column with that index, counted from 0. Every add reads such lines, so see id_is_number(). */
static const char *field_at(const char *line, int index)
{
	for (;;) {
		while (*line == ' ')
			line++;
		if (index-- == 0)
			return line;
		while (*line && *line != ' ')
			line++;
	}
}

/* Its columns: address, protocol, port, groups in hexadecimal. */
bool udev_line_listens(const char *line)
{
	return strtoul(field_at(line, 1), NULL, 10) == NETLINK_KOBJECT_UEVENT &&
	       (strtoul(field_at(line, 3), NULL, 16) & UDEV_GROUP_KERNEL);
}

/*
 * Its columns: address, references, protocol, flags, type, state, inode, path. The path of an
 * abstract socket, which any user can create, begins with '@'.
 */
bool udev_line_controls(const char *line)
{
	return strncmp(field_at(line, 7), "/run/udev/", strlen("/run/udev/")) == 0;
}

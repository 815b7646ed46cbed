// SPDX-License-Identifier: GPL-2.0-or-later
// One datagram to the service manager, optionally with a descriptor.

#include "output/notify.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>

#include "util/cleanup.h"

#define PATIENCE_S 5

/* Room for one descriptor, with the alignment that the kernel requires. */
union ancillary {
	struct cmsghdr header;
	char room[CMSG_SPACE(sizeof(int))];
};

/* Whether there is a service manager. */
static bool find_manager(struct sockaddr_un *address, socklen_t *size)
{
	const char *path = getenv("NOTIFY_SOCKET");

	*address = (struct sockaddr_un){.sun_family = AF_UNIX};
	if (!path || (path[0] != '/' && path[0] != '@') ||
	    strlen(path) >= sizeof(address->sun_path))
		return false;
	memcpy(address->sun_path, path, strlen(path));
	if (path[0] == '@')
		address->sun_path[0] = '\0';
	*size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen(path));
	return true;
}

static void enclose(struct msghdr *message, union ancillary *ancillary, int fd)
{
	struct cmsghdr *header;

	memset(ancillary, 0, sizeof(*ancillary));
	message->msg_control = ancillary;
	message->msg_controllen = sizeof(*ancillary);
	header = CMSG_FIRSTHDR(message);
	header->cmsg_level = SOL_SOCKET;
	header->cmsg_type = SCM_RIGHTS;
	header->cmsg_len = CMSG_LEN(sizeof(fd));
	memcpy(CMSG_DATA(header), &fd, sizeof(fd));
}

static bool send_to(struct sockaddr_un *address, socklen_t size, const char *state, int enclosed)
{
	/* Waits for a busy manager, which would otherwise wait for the message in vain. */
	struct timeval patience = {.tv_sec = PATIENCE_S};
	struct iovec text = {.iov_base = (void *)(uintptr_t)state, .iov_len = strlen(state)};
	struct msghdr message = {
		.msg_name = address,
		.msg_namelen = size,
		.msg_iov = &text,
		.msg_iovlen = 1,
	};
	union ancillary ancillary;
	auto_close int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience)) < 0)
		return false;
	if (enclosed >= 0)
		enclose(&message, &ancillary, enclosed);
	return sendmsg(fd, &message, MSG_NOSIGNAL) >= 0;
}

void notify_manager_with(const char *state, int fd)
{
	struct sockaddr_un address;
	socklen_t size;

	if (find_manager(&address, &size) && !send_to(&address, size, state, fd) && fd >= 0)
		(void)send_to(&address, size, state, -1);
}

void notify_manager(const char *state)
{
	notify_manager_with(state, -1);
}

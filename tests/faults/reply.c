// SPDX-License-Identifier: GPL-2.0-or-later
// Edits netlink messages in the memory of the traced process.

#include "reply.h"

#include "../helpers/next-message.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

static bool copy(pid_t pid, void *here, unsigned long there, size_t size, bool out)
{
	struct iovec local = {.iov_base = here, .iov_len = size};
	struct iovec remote = {.iov_base = (void *)there, .iov_len = size};
	ssize_t done = out ? process_vm_writev(pid, &local, 1, &remote, 1, 0)
			   : process_vm_readv(pid, &local, 1, &remote, 1, 0);

	return done == (ssize_t)size;
}

static bool get(pid_t pid, unsigned long there, void *here, size_t size)
{
	return copy(pid, here, there, size, false);
}

static bool put(pid_t pid, unsigned long there, void *here, size_t size)
{
	return copy(pid, here, there, size, true);
}

static bool get_message(pid_t pid, unsigned long address, struct msghdr *msg, struct iovec *iov)
{
	return get(pid, address, msg, sizeof(*msg)) && msg->msg_iovlen > 0 &&
	       get(pid, (unsigned long)msg->msg_iov, iov, sizeof(*iov));
}

bool reply_is_request(pid_t pid, unsigned long address, bool *dump)
{
	struct nlmsghdr header = {0};
	struct sockaddr_nl to;
	struct msghdr msg;
	struct iovec iov;

	*dump = false;
	if (!get_message(pid, address, &msg, &iov) || msg.msg_namelen != sizeof(to) ||
	    !get(pid, (unsigned long)msg.msg_name, &to, sizeof(to)) || to.nl_family != AF_NETLINK ||
	    iov.iov_len < sizeof(header))
		return false;
	*dump = get(pid, (unsigned long)iov.iov_base, &header, sizeof(header)) &&
		(header.nlmsg_flags & NLM_F_DUMP) == NLM_F_DUMP;
	return true;
}

long reply_break(pid_t pid, unsigned long address, long size, int error)
{
	static char buffer[128 * 1024] __attribute__((aligned(NLMSG_ALIGNTO)));
	struct nlmsghdr *message = (void *)buffer;
	unsigned int left = (unsigned int)size;
	struct msghdr msg;
	struct iovec iov;

	if (!get_message(pid, address, &msg, &iov) || (size_t)size > sizeof(buffer) ||
	    !get(pid, (unsigned long)iov.iov_base, buffer, (size_t)size))
		return 0;
	for (; NLMSG_OK(message, left); message = next_message(message, &left)) {
		if (message->nlmsg_type != NLMSG_DONE)
			continue;
		error = -error;
		memcpy(NLMSG_DATA(message), &error, sizeof(error));
		if (!put(pid, (unsigned long)iov.iov_base, message, message->nlmsg_len))
			return 0;
		return (long)message->nlmsg_len;
	}
	return 0;
}

long reply_prepare(struct reply *reply, pid_t pid, unsigned long address, int error)
{
	struct msghdr msg;
	struct iovec iov;

	if (!get_message(pid, address, &msg, &iov) ||
	    !get(pid, (unsigned long)iov.iov_base, &reply->request, sizeof(reply->request)))
		return -EFAULT;
	reply->ready = true;
	reply->error = error;
	return (long)iov.iov_len;
}

long reply_give(struct reply *reply, pid_t pid, unsigned long address)
{
	struct {
		struct nlmsghdr header;
		struct nlmsgerr error;
	} answer = {
		.header = reply->request,
		.error = {.error = -reply->error, .msg = reply->request},
	};
	struct sockaddr_nl kernel = {.nl_family = AF_NETLINK};
	struct msghdr msg;
	struct iovec iov;

	reply->ready = false;
	answer.header.nlmsg_len = sizeof(answer);
	answer.header.nlmsg_type = NLMSG_ERROR;
	answer.header.nlmsg_flags = NLM_F_CAPPED;
	if (!get_message(pid, address, &msg, &iov) || iov.iov_len < sizeof(answer))
		return -EFAULT;
	msg.msg_namelen = sizeof(kernel);
	msg.msg_controllen = 0;
	msg.msg_flags = 0;
	if (!put(pid, (unsigned long)msg.msg_name, &kernel, sizeof(kernel)) ||
	    !put(pid, (unsigned long)iov.iov_base, &answer, sizeof(answer)) ||
	    !put(pid, address, &msg, sizeof(msg)))
		return -EFAULT;
	return sizeof(answer);
}

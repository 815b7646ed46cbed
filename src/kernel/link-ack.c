// SPDX-License-Identifier: GPL-2.0-or-later
// Reads acknowledgements (NLMSG_ERROR) and the ends of dumps (NLMSG_DONE).

#include "kernel/link-ack.h"

#include <linux/netlink.h>
#include <netlink/attr.h>
#include <netlink/msg.h>
#include <string.h>

/* The text among the attributes after that many bytes, or NULL. */
static const char *find_text(struct nlmsghdr *message, size_t skip)
{
	struct nlattr *attr[NLMSGERR_ATTR_MAX + 1];
	struct nlattr *text;

	if (skip > (size_t)nlmsg_datalen(message) ||
	    nlmsg_parse(message, (int)skip, attr, NLMSGERR_ATTR_MAX, NULL) < 0)
		return NULL;
	text = attr[NLMSGERR_ATTR_MSG];
	if (!text || nla_len(text) < 2 || ((char *)nla_data(text))[nla_len(text) - 1] != '\0')
		return NULL;
	return nla_data(text);
}

const char *link_ack_text(struct nlmsghdr *message)
{
	struct nlmsgerr *error;
	size_t skip = sizeof(*error);

	if (!(message->nlmsg_flags & NLM_F_ACK_TLVS) || !nlmsg_valid_hdr(message, (int)skip))
		return NULL;
	error = nlmsg_data(message);
	/* Unless capped, the whole request is echoed; nlmsgerr contains its header. */
	if (!(message->nlmsg_flags & NLM_F_CAPPED)) {
		if (error->msg.nlmsg_len < NLMSG_HDRLEN)
			return NULL;
		skip += error->msg.nlmsg_len - NLMSG_HDRLEN;
	}
	return find_text(message, skip);
}

int link_ack_done(struct nlmsghdr *message, const char **text)
{
	int32_t error;

	*text = NULL;
	if (!nlmsg_valid_hdr(message, sizeof(error)))
		return 0;
	memcpy(&error, nlmsg_data(message), sizeof(error));
	if (error < 0 && (message->nlmsg_flags & NLM_F_ACK_TLVS))
		*text = find_text(message, sizeof(error));
	return error < 0 ? -error : 0;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From netlink messages to addresses of links; independent of any socket. */
#ifndef TUNADM_KERNEL_LINK_ADDRESS_PARSE_H
#define TUNADM_KERNEL_LINK_ADDRESS_PARSE_H

#include <net/if.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/address.h"

struct nlmsghdr;

/* linux/if_addr.h has IFA_PROTO and its values since Linux 5.18. */
#define LINK_ADDRESS_PROTO	      11
#define LINK_ADDRESS_PROTO_KERNEL_MAX 3 /* the loopback's, from a router, link-local */

/* Who added an address. */
enum link_origin {
	LINK_ORIGIN_UNKNOWN, /* a user, or an older kernel that does not report it */
	LINK_ORIGIN_KERNEL,
	LINK_ORIGIN_OTHER, /* a program that identified itself */
};

/* The scope of an address: RT_SCOPE_*. Other values are user-defined. */
enum link_scope {
	LINK_SCOPE_GLOBAL = 0,
	LINK_SCOPE_SITE = 200,
	LINK_SCOPE_LINK = 253,
	LINK_SCOPE_HOST = 254,
	LINK_SCOPE_NOWHERE = 255,
};

/* An address as the kernel describes it. */
struct link_address {
	int ifindex;
	size_t place; /* in the kernel's own order */
	enum link_origin origin;
	bool permanent; /* has no lifetime, unlike those from DHCP and router advertisements */
	bool tentative; /* duplicate address detection is not finished */
	bool duplicate; /* duplicate address detection has failed */
	uint32_t
		changed; /* when it was changed, in hundredths of a second since boot; 0: unknown */
	struct address address;

	uint32_t flags;	  /* IFA_F_* */
	uint8_t scope;	  /* LINK_SCOPE_* */
	uint8_t protocol; /* IFA_PROTO, or 0 */
	bool has_broadcast;
	uint8_t broadcast[4];
	uint32_t metric; /* of its route; 0: the default */
	bool has_lifetimes;
	uint32_t valid;	      /* remaining seconds; UINT32_MAX: forever */
	uint32_t preferred;   /* the same */
	char label[IFNAMSIZ]; /* of IPv4, or empty */
};

/*
 * Reads an RTM_NEWADDR or RTM_DELADDR message, whose nlmsg_len must be within its memory. *address
 * owns nothing. Returns 0, -EBADMSG for a message that does not describe an address, or
 * -EAFNOSUPPORT for the address of a link that is neither IPv4 nor IPv6.
 */
int link_address_parse(struct nlmsghdr *message, struct link_address *address)
	__attribute__((nonnull, warn_unused_result));

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Addresses of links by rtnetlink. */
#ifndef TUNADM_KERNEL_LINK_ADDRESS_H
#define TUNADM_KERNEL_LINK_ADDRESS_H

#include <linux/if_addr.h>
#include <net/if.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/address.h"
#include "model/fault.h"

struct link_socket;

/* linux/if_addr.h has IFA_PROTO and its values since Linux 5.18. */
#define LINK_ADDRESS_PROTO	      11
#define LINK_ADDRESS_PROTO_KERNEL_MAX 3 /* the loopback's, from a router, link-local */

/* The IFA_F_* flags that a user can set on an address; the kernel maintains the others. */
#define LINK_ADDRESS_FLAGS_GIVEN                                                                   \
	(IFA_F_NODAD | IFA_F_OPTIMISTIC | IFA_F_HOMEADDRESS | IFA_F_MANAGETEMPADDR |               \
	 IFA_F_NOPREFIXROUTE | IFA_F_MCAUTOJOIN)

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

/* The addresses of all links as a malloced array of *count, which the caller frees: one dump. */
struct fault *link_dump_addresses(struct link_socket *socket, struct link_address **addresses,
				  size_t *count) __attribute__((nonnull)) must_check;

/* The scope that link_add_address() gives the address: LINK_SCOPE_*. */
uint8_t link_usual_scope(const struct address *address) __attribute__((nonnull, pure));

/* EEXIST: it exists. With a peer, the result is that of ip(8)'s `address add ADDRESS peer PEER`. */
struct fault *link_add_address(struct link_socket *socket, int ifindex,
			       const struct address *address) __attribute__((nonnull)) must_check;

/*
 * EADDRNOTAVAIL: it does not exist. With the primary address of an IPv4 network the kernel also
 * removes the others.
 */
struct fault *link_remove_address(struct link_socket *socket, int ifindex,
				  const struct address *address)
	__attribute__((nonnull)) must_check;

/* Adds an address that was removed, with all its attributes. */
struct fault *link_restore_address(struct link_socket *socket, const struct link_address *address)
	__attribute__((nonnull)) must_check;

#endif

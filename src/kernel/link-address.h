/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Addresses of links by rtnetlink. */
#ifndef TUNADM_KERNEL_LINK_ADDRESS_H
#define TUNADM_KERNEL_LINK_ADDRESS_H

#include <linux/if_addr.h>
#include <stddef.h>
#include <stdint.h>

#include "kernel/link-address-parse.h"
#include "model/address.h"
#include "model/fault.h"

struct link_socket;

/* The IFA_F_* flags that a user can set on an address; the kernel maintains the others. */
#define LINK_ADDRESS_FLAGS_GIVEN                                                                   \
	(IFA_F_NODAD | IFA_F_OPTIMISTIC | IFA_F_HOMEADDRESS | IFA_F_MANAGETEMPADDR |               \
	 IFA_F_NOPREFIXROUTE | IFA_F_MCAUTOJOIN)

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

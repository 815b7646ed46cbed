/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An IPv4 or IPv6 address of an interface. */
#ifndef TUNADM_MODEL_ADDRESS_H
#define TUNADM_MODEL_ADDRESS_H

#include <stdbool.h>
#include <stdint.h>

/* Below it a link has no IPv6 (include/uapi/linux/ipv6.h, which clashes with the C library's). */
#define IPV6_MTU_MIN 1280u

struct address {
	int family; /* AF_INET or AF_INET6 */
	uint8_t bytes[16];
	bool has_peer;
	uint8_t peer[16]; /* the host at the other end of a point-to-point link */
	uint8_t prefix;	  /* its length in bits; with a peer, that of the peer's network */
};

/* Room for address, peer and both prefixes: "ADDRESS,peer=ADDRESS/PREFIX". */
#define ADDRESS_TEXT_SIZE 112

/* The same in all: it is one address to the kernel, to be added and removed as a whole. */
bool address_equal(const struct address *a, const struct address *b) __attribute__((nonnull, pure));

/*
 * Whether an interface can have but one of them: IPv6 tells addresses apart by nothing else, IPv4
 * also by the network that they, or their peers, are in.
 */
bool address_excludes(const struct address *a, const struct address *b)
	__attribute__((nonnull, pure));

/*
 * Whether both are IPv4 and in the same network: when the first of it goes, the kernel drops the
 * others.
 */
bool address_shares_network(const struct address *a, const struct address *b)
	__attribute__((nonnull, pure));

/* As --address takes it. */
void address_text(const struct address *address, char text[ADDRESS_TEXT_SIZE])
	__attribute__((nonnull));

/* Whether it is IPv6's, of fe80::/10. */
bool address_is_link_local(const struct address *address) __attribute__((nonnull, pure));

#endif

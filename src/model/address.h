/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An IPv4 or IPv6 address of an interface. */
#ifndef TUNADM_MODEL_ADDRESS_H
#define TUNADM_MODEL_ADDRESS_H

#include <stdbool.h>
#include <stdint.h>

/*
 * With a smaller MTU a link has no IPv6 (include/uapi/linux/ipv6.h conflicts with the C library's
 * header).
 */
#define IPV6_MTU_MIN 1280u

struct address {
	int family; /* AF_INET or AF_INET6 */
	uint8_t bytes[16];
	bool has_peer;
	uint8_t peer[16]; /* the host at the other end of a point-to-point link */
	uint8_t prefix;	  /* length in bits; with a peer, of the peer's network */
};

/* Room for address, peer and both prefixes: "ADDRESS,peer=ADDRESS/PREFIX". */
#define ADDRESS_TEXT_SIZE 112

/* Whether all members are equal: the kernel adds and removes it as one address. */
bool address_equal(const struct address *a, const struct address *b) __attribute__((nonnull, pure));

/*
 * Whether an interface can have only one of the two: IPv6 distinguishes addresses only by the
 * address, IPv4 also by its network or that of the peer.
 */
bool address_excludes(const struct address *a, const struct address *b)
	__attribute__((nonnull, pure));

/*
 * Whether both are IPv4 and in the same network: when the primary address of a network is removed,
 * the kernel removes the others.
 */
bool address_shares_network(const struct address *a, const struct address *b)
	__attribute__((nonnull, pure));

/* The text in the format of --address. */
void address_text(const struct address *address, char text[ADDRESS_TEXT_SIZE])
	__attribute__((nonnull));

/* Whether it is an IPv6 address in fe80::/10. */
bool address_is_link_local(const struct address *address) __attribute__((nonnull, pure));

#endif

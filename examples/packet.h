/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Describes a packet in one line. */
#ifndef EXAMPLES_PACKET_H
#define EXAMPLES_PACKET_H

#include <stdbool.h>
#include <stddef.h>

#include "text.h"

/*
 * A part of a packet that has not been read yet. The sender chose every byte of the packet,
 * including lengths: everything is read through span_take, which never goes beyond the end.
 */
struct span {
	const unsigned char *bytes;
	size_t len;
};

/* The next `count` bytes, which are removed from the span; NULL if there are fewer. */
const unsigned char *span_take(struct span *s, size_t count);

/* Removes what follows after `len` bytes, such as the padding of a short Ethernet frame. */
void span_limit(struct span *s, size_t len);

/* Numbers in network byte order, most significant byte first. */
unsigned int get16(const unsigned char *p);
unsigned int get32(const unsigned char *p);

/*
 * Each adds its description to the line and leaves in *s what it did not read: the payload. An
 * Ethernet frame from a tap; an IPv4 or IPv6 packet from a tun.
 */
void describe_ethernet(struct text *t, struct span *s);
void describe_ip(struct text *t, struct span *s);

/* The payload of IP. `protocol` comes from the preceding header. */
void describe_transport(struct text *t, struct span *s, unsigned int protocol);

#endif

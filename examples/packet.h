/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is in a packet, in one line of words. */
#ifndef EXAMPLES_PACKET_H
#define EXAMPLES_PACKET_H

#include <stdbool.h>
#include <stddef.h>

#include "text.h"

/*
 * A stretch of a packet that has not been read yet. Whoever sent the packet chose every byte of it,
 * lengths included: nothing is read but through span_take, which gives what is really there.
 */
struct span {
	const unsigned char *bytes;
	size_t len;
};

/* The next `count` bytes, which are then no longer in the span; NULL if there are fewer. */
const unsigned char *span_take(struct span *s, size_t count);

/* Cuts off what follows after `len` bytes, such as the padding of a short Ethernet frame. */
void span_limit(struct span *s, size_t len);

/* Numbers as they come over the wire, most significant byte first. */
unsigned int get16(const unsigned char *p);
unsigned int get32(const unsigned char *p);

/*
 * Each adds its words to the line and leaves in *s what it did not look into: the payload.
 * An Ethernet frame, as a tap gives them; an IPv4 or IPv6 packet, as a tun gives them.
 */
void describe_ethernet(struct text *t, struct span *s);
void describe_ip(struct text *t, struct span *s);

/* What IP carries. `protocol` is what the header before it says.  */
void describe_transport(struct text *t, struct span *s, unsigned int protocol);

#endif

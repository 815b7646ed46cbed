/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The other end of the tunnel: one TCP connection, or one pair of UDP addresses. */
#ifndef EXAMPLES_PEER_H
#define EXAMPLES_PEER_H

#include <stdbool.h>
#include <stdint.h>

#include "frames.h"

struct peer {
	int fd; /* connected, nonblocking, closed on exec */
	bool datagrams;
	bool heard;	  /* a packet has arrived from it */
	uint64_t dropped; /* packets that could not be sent */
};

/*
 * Both return NULL with a connected *peer, or the reason in words. `family` is AF_INET, AF_INET6 or
 * AF_UNSPEC; p->datagrams, set by the caller, chooses the transport. peer_accept waits for the
 * first packet of an other end, and then accepts no others; its host may be NULL for any local
 * address.
 */
const char *peer_connect(struct peer *p, int family, const char *host, const char *port);
const char *peer_accept(struct peer *p, int family, const char *host, const char *port);

/*
 * Send what is in *out and receive into *in, as much as possible without waiting. *in must not
 * contain a complete frame when peer_receive is called: then there is always room for a part of
 * one. Both return NULL, or the reason why the connection is over.
 */
const char *peer_send(struct peer *p, struct frames *out);
const char *peer_receive(struct peer *p, struct frames *in);

/* The other end, for a message: "192.0.2.1 port 4000". `text` has PEER_TEXT bytes. */
#define PEER_TEXT 128
void peer_describe(const struct peer *p, char *text);

#endif

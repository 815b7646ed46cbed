/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Attaching to an existing TUN/TAP interface, as an ordinary user. */
#ifndef EXAMPLES_TUNDEV_H
#define EXAMPLES_TUNDEV_H

#include <net/if.h>
#include <stdbool.h>

/*
 * The largest packet from a tun or tap: an MTU of 65535 on a tun; on a tap 65521 and 14 bytes for
 * the Ethernet header, and four more with a VLAN tag.
 */
#define TUN_PACKET_MAX (65535 + 4)

struct tun {
	int fd;	  /* nonblocking, closed on exec; each read and write is one packet */
	bool tap; /* packets are Ethernet frames; otherwise they begin with the IP header */
	char name[IFNAMSIZ]; /* the kernel's name */
};

/*
 * Attaches to the interface `name` and never creates it. Packets have neither packet information
 * nor a virtio-net header. Returns NULL with *tun filled in, or the reason in words with nothing
 * left open.
 */
const char *tun_attach(struct tun *tun, const char *name);

/*
 * Uses the attached descriptor passed by the socket-activation convention (LISTEN_PID, LISTEN_FDS),
 * as by `tunadm exec`, and checks that it is one. Returns NULL with *tun filled in, or the reason
 * in words.
 */
const char *tun_inherit(struct tun *tun);

#endif

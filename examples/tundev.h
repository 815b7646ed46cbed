/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Attaching to a TUN/TAP interface that exists already, as the ordinary user who may. */
#ifndef EXAMPLES_TUNDEV_H
#define EXAMPLES_TUNDEV_H

#include <net/if.h>
#include <stdbool.h>

/*
 * The largest packet that a read from a tun or tap gives: an MTU of 65535 on a tun; on a tap 65521
 * and the 14 bytes of the Ethernet header. A VLAN tag makes it four bytes more.
 */
#define TUN_PACKET_MAX (65535 + 4)

struct tun {
	int fd;	  /* nonblocking, closed on exec; read and write are one packet each */
	bool tap; /* packets are Ethernet frames; otherwise they begin with the IP header */
	char name[IFNAMSIZ]; /* as the kernel has it */
};

/*
 * Attaches to the interface `name` and never creates it. Packets then come without packet
 * information and without a virtio-net header.
 * Returns NULL with *tun filled in, or the reason in words with nothing left open.
 */
const char *tun_attach(struct tun *tun, const char *name);

/*
 * Takes the attached descriptor that the caller of this program passed by the socket-activation
 * convention (LISTEN_PID, LISTEN_FDS), as `tunadm exec` does, and makes sure that it is one.
 * Returns NULL with *tun filled in, or the reason in words.
 */
const char *tun_inherit(struct tun *tun);

#endif

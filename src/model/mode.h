/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The two modes of a TUN/TAP interface: packets of layer 3 or frames of layer 2. */
#ifndef TUNADM_MODEL_MODE_H
#define TUNADM_MODEL_MODE_H

#include <net/if_arp.h>
#include <stdint.h>

enum tun_mode {
	TUN_MODE_NONE, /* not given, or not a TUN/TAP interface */
	TUN_MODE_TUN,
	TUN_MODE_TAP,
};

/* "tun", "tap", or "none". */
static inline const char *tun_mode_name(enum tun_mode mode)
{
	switch (mode) {
	case TUN_MODE_TUN: return "tun";
	case TUN_MODE_TAP: return "tap";
	default: return "none";
	}
}

/* The link type (ARPHRD_*) of a new interface. */
static inline uint16_t tun_mode_link_type(enum tun_mode mode)
{
	return mode == TUN_MODE_TAP ? ARPHRD_ETHER : ARPHRD_NONE;
}

#endif

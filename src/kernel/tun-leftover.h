/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What an interface keeps from program to program: reading it, and undoing it. */
#ifndef TUNADM_KERNEL_TUN_LEFTOVER_H
#define TUNADM_KERNEL_TUN_LEFTOVER_H

#include <stdbool.h>
#include <stdint.h>

#include "model/fault.h"
#include "model/mode.h"

/*
 * All of this takes an attached descriptor and no privilege. Only creating an interface initializes
 * it; detaching, a change of owner and persistence leave it as it is. Reference: if_tun.h.
 */

/* Reads what a descriptor shows (CHANGE_BIT()s). Link type and offloads are shown by the link. */
struct fault *tun_find_leftovers(int fd, enum tun_mode mode, uint64_t *found)
	__attribute__((nonnull)) must_check;

/*
 * Puts all but the link type as it is on a new interface, be it set or not; without `offloads`,
 * these are left out. A fault says what could not be cleared ("cannot clear its destination
 * filter"); what comes before that is cleared.
 */
struct fault *tun_clear_leftovers(int fd, enum tun_mode mode, bool offloads) must_check;

/* Takes a classic filter off, of a tap only, and the kernel's record of it. */
struct fault *tun_clear_filter(int fd) must_check;

/*
 * Sets the link type (ARPHRD_*), and with it the length of the MAC address, whose bytes stay.
 * EBUSY: the link is up.
 */
struct fault *tun_set_link_type(int fd, uint16_t type) must_check;

#endif

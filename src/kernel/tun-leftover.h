/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Settings that an interface keeps from one program to the next: reading and clearing them. */
#ifndef TUNADM_KERNEL_TUN_LEFTOVER_H
#define TUNADM_KERNEL_TUN_LEFTOVER_H

#include <stdbool.h>
#include <stdint.h>

#include "model/fault.h"
#include "model/mode.h"

/*
 * All of this needs an attached descriptor and no privilege. Only the creation of an interface
 * initializes these settings; detaching, a change of owner and persistence leave them as they are.
 * Reference: if_tun.h.
 */

/*
 * Reads those that a descriptor shows (CHANGE_BIT()s). Link type and offloads are shown by the
 * link.
 */
struct fault *tun_find_leftovers(int fd, enum tun_mode mode, uint64_t *found)
	__attribute__((nonnull)) must_check;

/*
 * Sets all but the link type as on a new interface, whether they were changed or not; without
 * `offloads`, those are left out. A fault says what could not be cleared ("cannot clear its
 * destination filter"); the ones before it are cleared.
 */
struct fault *tun_clear_leftovers(int fd, enum tun_mode mode, bool offloads) must_check;

/* Removes a classic filter, of a tap only, and the kernel's record of it. */
struct fault *tun_clear_filter(int fd) must_check;

/*
 * Sets the link type (ARPHRD_*), and with it the length of the MAC address, whose bytes stay.
 * EBUSY: the link is up.
 */
struct fault *tun_set_link_type(int fd, uint16_t type) must_check;

#endif

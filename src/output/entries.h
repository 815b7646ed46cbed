/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A listing as lines for /etc/tuntab: see tuntab(5). */
#ifndef TUNADM_OUTPUT_ENTRIES_H
#define TUNADM_OUTPUT_ENTRIES_H

#include "model/fault.h"
#include "output/listing.h"

/*
 * Prints a line for each device with what would make the same interface. Left out is what makes
 * itself: addresses with a lifetime, and the IPv6 link-local ones of the kernel; where an older
 * kernel does not tell which are its own (Linux 5.18), all of these.
 */
struct fault *entries_print(const struct listing *listing) __attribute__((nonnull)) must_check;

#endif

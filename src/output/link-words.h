/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words for the numbers of a link, as in ip-link(8). */
#ifndef TUNADM_OUTPUT_LINK_WORDS_H
#define TUNADM_OUTPUT_LINK_WORDS_H

#include <stdint.h>

/* IF_OPER_* (linux/if.h) in capitals: "UP". */
const char *link_operstate(uint8_t operstate) __attribute__((const, returns_nonnull));

/* Takes the name of one flag. */
typedef void link_flag_fn(const char *name, void *data);

/*
 * Names the flags (IFF_*) one by one, in the order and with the words of `ip link`: NO-CARRIER
 * means up but not running, and running itself has no name; flags without a name come as one
 * hexadecimal number.
 */
void link_flags(unsigned int flags, link_flag_fn *take, void *data) __attribute__((nonnull(2)));

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Being told when links change or go. */
#ifndef TUNADM_KERNEL_LINK_WATCH_H
#define TUNADM_KERNEL_LINK_WATCH_H

#include "model/fault.h"

/*
 * A descriptor, owned by the caller, that becomes readable when any link of the network namespace
 * changes, comes or goes (RTNLGRP_LINK, rtnetlink(7)). What it is about, the caller looks up: a
 * message can be lost when many come at once, the readiness not.
 */
struct fault *link_watch(int *fd) __attribute__((nonnull)) must_check;

/* Takes all that has come so far off the descriptor. */
void link_watch_drain(int fd);

#endif

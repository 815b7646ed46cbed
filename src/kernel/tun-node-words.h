/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is wrong with the node of the tun device, in words. */
#ifndef TUNADM_KERNEL_TUN_NODE_WORDS_H
#define TUNADM_KERNEL_TUN_NODE_WORDS_H

#include "kernel/tun-node.h"
#include "model/fault.h"

/* What is so, in one sentence without a full stop, which is the caller's; NULL without memory. */
char *tun_node_sentence(const struct tun_node *node) __attribute__((nonnull)) must_check;

/* What mends it, which is the caller's; NULL where there is nothing to say, or without memory. */
char *tun_node_remedy(const struct tun_node *node) __attribute__((nonnull)) must_check;

/* Both as a fault: status 6 where somebody is refused, else 1. Not for a usable one. */
struct fault *tun_node_fault(const struct tun_node *node)
	__attribute__((nonnull, returns_nonnull)) must_check;

#endif

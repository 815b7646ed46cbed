/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is wrong with the node of the tun device, in words. */
#ifndef TUNADM_KERNEL_TUN_NODE_WORDS_H
#define TUNADM_KERNEL_TUN_NODE_WORDS_H

#include "kernel/tun-node.h"
#include "model/fault.h"

/* The problem in one sentence without a full stop, which the caller owns; NULL without memory. */
char *tun_node_sentence(const struct tun_node *node) __attribute__((nonnull)) must_check;

/*
 * What to do about it, which the caller owns; NULL if there is nothing to say, or without memory.
 */
char *tun_node_remedy(const struct tun_node *node) __attribute__((nonnull)) must_check;

/* Both as a fault: status 6 for a refusal, otherwise 1. Not for a usable node. */
struct fault *tun_node_fault(const struct tun_node *node)
	__attribute__((nonnull, returns_nonnull)) must_check;

#endif

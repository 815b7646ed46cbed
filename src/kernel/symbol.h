/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Symbols: the kernel's functions by their addresses. */
#ifndef TUNADM_KERNEL_SYMBOL_H
#define TUNADM_KERNEL_SYMBOL_H

#include <stdint.h>

/*
 * The function that has the address, malloced; NULL where it is not known, be it for a
 * kptr_restrict of 2, or without memory. /proc/kallsyms is read from the first line to the last.
 */
char *symbol_at(uint64_t address) __attribute__((malloc, warn_unused_result));

#endif

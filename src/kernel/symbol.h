/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names of kernel functions. */
#ifndef TUNADM_KERNEL_SYMBOL_H
#define TUNADM_KERNEL_SYMBOL_H

#include <stdint.h>

/*
 * The name of the function that contains the address, malloced. NULL if it is not known (as with
 * kptr_restrict 2), or without memory. Reads all of /proc/kallsyms: some 10 MiB.
 */
char *symbol_at(uint64_t address) __attribute__((malloc, warn_unused_result));

#endif

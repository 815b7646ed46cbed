/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Output that several properties share. */
#ifndef TUNADM_PROPERTY_PRINT_H
#define TUNADM_PROPERTY_PRINT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/*
 * In a column: "yes" or "no"; the name of an id, or its number if name is NULL, or - for none, or
 * "unknown" for DEVICE_ID_UNMAPPED.
 */
void print_yes_no(FILE *cell, bool yes) __attribute__((nonnull));
void print_id(FILE *cell, bool has, uint32_t id, const char *name) __attribute__((nonnull(1)));

/* In an entry of a table: a word, with a backslash before characters that have a meaning there. */
void print_entry_word(FILE *line, const char *word) __attribute__((nonnull));

/*
 * The same for an id, by name unless that would be read differently: a name may have been cut, and
 * a name of digits would be read as a number.
 */
void print_entry_id(FILE *line, const char *name, uint32_t id) __attribute__((nonnull(1)));

#endif

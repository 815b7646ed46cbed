/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What several properties print alike. */
#ifndef TUNADM_PROPERTY_PRINT_H
#define TUNADM_PROPERTY_PRINT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* In a column: "yes" or "no"; the name of an id, or its number for NULL, or - for none,
 * or "unknown" for DEVICE_ID_UNMAPPED. */
void print_yes_no(FILE *cell, bool yes) __attribute__((nonnull));
void print_id(FILE *cell, bool has, uint32_t id, const char *name) __attribute__((nonnull(1)));

/* In an entry of a table: a word, with a backslash before what could mean something there. */
void print_entry_word(FILE *line, const char *word) __attribute__((nonnull));

/*
 * The same for an id, by name where one is known that is read as one: one that may have been cut is
 * none, and one of digits would be read as a number.
 */
void print_entry_id(FILE *line, const char *name, uint32_t id) __attribute__((nonnull(1)));

#endif

// SPDX-License-Identifier: GPL-2.0-or-later
// Cells and entries: parts that several properties share.

#include "property/print.h"

#include <string.h>

#include "model/device.h"
#include "util/id-name.h"

/* A table may begin with this, an entry must not. */
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

void print_yes_no(FILE *cell, bool yes)
{
	(void)fputs(yes ? "yes" : "no", cell);
}

void print_id(FILE *cell, bool has, uint32_t id, const char *name)
{
	if (!has)
		(void)fputc('-', cell);
	else if (name)
		(void)fputs(name, cell);
	else if (id == DEVICE_ID_UNMAPPED)
		(void)fputs("unknown", cell);
	else
		(void)fprintf(cell, "%u", id);
}

void print_entry_word(FILE *line, const char *word)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789._-+:/@,";

	if (strncmp(word, BYTE_ORDER_MARK, strlen(BYTE_ORDER_MARK)) == 0)
		(void)fputc('\\', line);
	for (; *word; word++) {
		if (!strchr(plain, *word) && (unsigned char)*word < 0x80)
			(void)fputc('\\', line);
		(void)fputc(*word, line);
	}
}

void print_entry_id(FILE *line, const char *name, uint32_t id)
{
	if (name && strlen(name) < ID_NAME_SIZE - 1 && !id_is_number(name))
		print_entry_word(line, name);
	else
		(void)fprintf(line, "%u", id);
}

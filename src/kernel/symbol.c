// SPDX-License-Identifier: GPL-2.0-or-later
// Finding a kernel function by its address in /proc/kallsyms.

#include "kernel/symbol.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util/cleanup.h"

/* A line is "ffffffff81000000 T name". A module's function has "\t[module]" at the end. */
static const char *parse_symbol(char *line, uint64_t *address)
{
	char *end;

	*address = strtoull(line, &end, 16);
	if (end == line || strlen(end) < 4 || !strchr("tTwW", end[1]))
		return NULL;
	end += 3;
	end[strcspn(end, "\t\n")] = '\0';
	return end;
}

char *symbol_at(uint64_t address)
{
	FILE *file = fopen("/proc/kallsyms", "re");
	auto_free char *line = NULL;
	char *found = NULL;
	uint64_t nearest = 0;
	size_t size = 0;

	if (!file)
		return NULL;
	while (getline(&line, &size, file) > 0) {
		uint64_t begin;
		const char *name = parse_symbol(line, &begin);

		if (!name || begin > address || begin <= nearest)
			continue;
		free(found);
		found = strdup(name);
		nearest = begin;
	}
	(void)fclose(file);
	return found;
}

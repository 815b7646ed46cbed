// SPDX-License-Identifier: GPL-2.0-or-later
// Finds all operands, or returns a fault.

#include "input/operands.h"

/* Adds an operand at the end: if popt had memory for the operands, it is among them. */
struct fault *operands_find(poptContext context, const char ***operands, size_t *count)
{
	static const char mark[] = "";
	const char *more[] = {mark, NULL};
	size_t found = 0;

	if (poptStuffArgs(context, more) != 0 || poptGetNextOpt(context) != -1)
		return fault_memory();
	*operands = poptGetArgs(context);
	while (*operands && (*operands)[found])
		found++;
	if (!found || *(*operands)[found - 1])
		return fault_memory();
	*count = found - 1;
	return NULL;
}

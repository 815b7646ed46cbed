// SPDX-License-Identifier: GPL-2.0-or-later
// Releasing what an invocation holds.

#include "input/invocation.h"

#include <stdlib.h>

void invocation_clear(struct invocation *invocation)
{
	request_clear(&invocation->request);
	free(invocation->netns);
	free(invocation->columns);
	free(invocation->file);
	free(invocation->user);
	for (size_t i = 0; i < invocation->prune_count; i++)
		free(invocation->prune[i]);
	free(invocation->prune);
	for (size_t i = 0; i < invocation->operand_count; i++)
		free(invocation->operands[i]);
	free(invocation->operands);
	*invocation = (struct invocation){0};
}

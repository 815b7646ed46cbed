// SPDX-License-Identifier: GPL-2.0-or-later
// From an option's argument to its place in the invocation.

#include "input/option-values.h"

#include <stdlib.h>
#include <string.h>

#include "input/option-table.h"
#include "model/device.h"
#include "property/link-name.h"
#include "property/values.h"
#include "util/array.h"

static struct fault *take_text(char **where, const char *text)
{
	char *copy;

	if (!*text)
		return fault_new(STATUS_USAGE, "it is empty");
	copy = strdup(text);
	if (!copy)
		return fault_memory();
	free(*where);
	*where = copy;
	return NULL;
}

static struct fault *take_prune_pattern(struct invocation *invocation, const char *text)
{
	struct fault *fault = value_name(text);
	char **patterns;

	if (fault)
		return fault;
	patterns = array_grow(invocation->prune, invocation->prune_count,
			      &invocation->prune_capacity, sizeof(*patterns));
	if (!patterns)
		return fault_memory();
	invocation->prune = patterns;
	patterns[invocation->prune_count] = strdup(text);
	return patterns[invocation->prune_count++] ? NULL : fault_memory();
}

static struct fault *take_watch(int64_t *watch, const char *text)
{
	struct fault *fault = value_seconds(text, watch);

	if (!fault && !*watch)
		fault = fault_new(STATUS_USAGE, "must be more than 0");
	return fault;
}

static struct fault *take_value(struct invocation *invocation, enum option_id option,
				const char *text)
{
	switch (option) {
	case OPTION_NETNS: return take_text(&invocation->netns, text);
	case OPTION_OUTPUT: return take_text(&invocation->columns, text);
	case OPTION_FILE: return take_text(&invocation->file, text);
	case OPTION_USER: return take_text(&invocation->user, text);
	case OPTION_PRUNE: return take_prune_pattern(invocation, text);
	case OPTION_TO: return value_host(text, &invocation->to);
	case OPTION_QUEUES: return value_number(text, 1, TUN_QUEUES_MAX, &invocation->queues);
	case OPTION_UNTIL: return value_state(text, &invocation->until);
	case OPTION_WATCH: return take_watch(&invocation->watch, text);
	case OPTION_TIMEOUT: return value_seconds(text, &invocation->timeout);
	default: return NULL;
	}
}

struct fault *option_take(struct invocation *invocation, enum option_id option,
			  const char *argument)
{
	struct fault *fault = argument ? take_value(invocation, option, argument) : NULL;

	if (fault)
		return value_fault(fault, option_name(option), argument);
	invocation->given |= OPTION_BIT(option);
	return NULL;
}

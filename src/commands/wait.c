// SPDX-License-Identifier: GPL-2.0-or-later
// tunadm wait: return when interfaces are in a state.

#include "interface/wait.h"

#include <stdio.h>
#include <stdlib.h>

#include "command.h"
#include "property/values.h"
#include "interface/select.h"
#include "util/cleanup.h"
#include "util/clock.h"
#include "util/signals.h"

/* A missing name is waited for, so a pattern would wait for an interface of that literal name. */
static struct fault *wait_check(struct invocation *invocation, struct report *report)
{
	const char *const *names = (const char *const *)invocation->operands;
	auto_free struct fault **faults = calloc(invocation->operand_count, sizeof(*faults));

	if (!faults)
		return fault_memory();
	for (size_t i = 0; i < invocation->operand_count; i++) {
		if (!select_is_pattern(names[i]))
			continue;
		faults[i] = fault_new(STATUS_USAGE, "patterns are not for names that may be "
						    "missing: give each one");
		faults[i] = value_fault(faults[i], "NAME", names[i]);
	}
	(void)report_refused(report, names, faults, invocation->operand_count);
	return NULL;
}

/* "not idle", and the timeout if there is one. */
static char *describe_state(const struct invocation *invocation)
{
	const char *state = state_name(invocation->until);
	int64_t timeout = invocation->timeout;
	char *text;
	int length;

	if (!invocation_has(invocation, OPTION_TIMEOUT) || signals_caught())
		length = asprintf(&text, "not %s", state);
	else
		length = asprintf(&text, "not %s within %g s", state,
				  (double)timeout / (double)CLOCK_SECOND);
	return length < 0 ? NULL : text;
}

static struct fault *list_targets(const struct invocation *invocation, struct target_list *targets)
{
	for (size_t i = 0; i < invocation->operand_count; i++)
		if (!target_list_add(targets, invocation->operands[i]))
			return fault_memory();
	return NULL;
}

static void wait_run(struct invocation *invocation, struct report *report)
{
	auto_target_list struct target_list targets = {0};
	auto_engine struct engine engine = {0};
	int64_t timeout = invocation_has(invocation, OPTION_TIMEOUT) ? invocation->timeout
								     : CLOCK_NEVER;
	auto_free char *what = NULL;
	struct fault *fault = list_targets(invocation, &targets);

	signals_catch();
	if (!fault)
		fault = wait_targets(&engine, &targets, invocation->until, timeout);
	if (!fault && !target_list_merge(&targets))
		fault = fault_memory();
	if (report_fault(report, fault ? fault_wrap(fault, NULL, "cannot wait") : NULL))
		return;
	what = describe_state(invocation);
	target_list_wrap(&targets, what ? what : "cannot wait");
	report_targets(report, &targets);
}

const struct command command_wait = {
	.name = "wait",
	.operands = "NAME...",
	.summary = "return when interfaces are in a state",
	.options = OPTION_BIT(OPTION_UNTIL) | OPTION_BIT(OPTION_TIMEOUT) | OPTION_BIT(OPTION_JSON),
	.min_operands = 1,
	.max_operands = COMMAND_MANY,
	.name_operands = COMMAND_MANY,
	.check = wait_check,
	.run = wait_run,
};

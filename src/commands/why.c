// SPDX-License-Identifier: GPL-2.0-or-later
// tunadm why: why do packets not pass an interface, or why can an interface not be created?

#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "commands/why-watch.h"
#include "input/option-table.h"
#include "property/accounts.h"
#include "interface/select.h"
#include "output/hint.h"
#include "output/json-why.h"
#include "output/why-text.h"
#include "util/cleanup.h"
#include "why/why.h"

/* One run: the question, for which user, and where the answers go. */
struct run {
	struct report *report;
	struct engine engine;
	struct credentials who; /* --user */
	struct why_question question;
	struct target_list targets;
	struct why_result *results; /* of each target */
	struct why *why;
};

static struct fault *why_check(struct invocation *invocation, struct report *report)
{
	static const enum option_id about_one[] = {OPTION_TO, OPTION_ATTACH, OPTION_WATCH};

	(void)report;
	for (size_t i = 0; i < sizeof(about_one) / sizeof(about_one[0]); i++)
		if (!invocation->operand_count && invocation_has(invocation, about_one[i]))
			return fault_wrap(fault_new(STATUS_USAGE, "%s needs a NAME",
						    option_name(about_one[i])),
					  "why", NULL);
	return NULL;
}

/* With -n the commands of hints have to be for that network namespace. */
static struct fault *move_hints(const struct report *report, struct why_result *result)
{
	for (size_t i = 0; report->netns && i < result->count; i++) {
		char *there = hint_in_netns(result->lines[i].hint, report->netns);

		if (!there)
			return fault_memory();
		free(result->lines[i].hint);
		result->lines[i].hint = there;
	}
	return NULL;
}

static void answer_target(struct run *run, struct target *target, const struct why_result *result)
{
	for (size_t i = 0; i < result->note_count; i++)
		report_note(run->report, "%s", result->notes[i]);
	target->action = ACTION_CHECKED;
	target->status = why_has_problem(result) ? STATUS_FAILED : STATUS_DONE;
	if (run->report->status == STATUS_DONE)
		run->report->status = target->status;
	if (!run->report->document.wanted)
		why_print(run->report, target_name(target), result);
	report_target_with(run->report, target, json_fill_why, result);
}

static void explain_target(struct run *run, struct target *target, struct why_result *result)
{
	struct fault *fault = NULL;

	if (!target->fault)
		fault = why_interface(run->why, &target->device, result);
	if (!fault)
		fault = move_hints(run->report, result);
	if (fault)
		target_fail(target, fault_wrap(fault, target->device.name, "cannot explain"));
	if (target->fault)
		report_target(run->report, target);
	else
		answer_target(run, target, result);
}

static void explain_creating(struct run *run)
{
	auto_why_result struct why_result result = {0};
	struct target creating = {0};
	struct fault *fault;

	fault = why_creating(run->why, &result);
	if (!fault)
		fault = move_hints(run->report, &result);
	if (!report_fault(run->report, fault))
		answer_target(run, &creating, &result);
}

static void explain_all(struct run *run, const struct invocation *invocation)
{
	struct target_list *targets = &run->targets;
	struct fault *fault;

	if (!targets->count)
		return;
	run->results = calloc(targets->count, sizeof(*run->results));
	if (!run->results) {
		(void)report_fault(run->report, fault_memory());
		return;
	}
	if (invocation_has(invocation, OPTION_WATCH) &&
	    report_fault(run->report, why_watch(run->report, &run->engine, targets, run->results,
						invocation->watch)))
		return;
	target_list_wrap(targets, "cannot explain");
	fault = why_open(&run->engine, &run->question, &run->why);
	/* Without a fault run->why is set; the check is for static analyzers. */
	if (report_fault(run->report, fault ? fault_wrap(fault, "why", "cannot explain") : NULL) ||
	    !run->why)
		return;
	for (size_t i = 0; i < targets->count; i++)
		explain_target(run, &targets->items[i], &run->results[i]);
}

static struct fault *ask_targets(struct run *run, const struct invocation *invocation)
{
	struct fault *fault = NULL;

	run->question = (struct why_question){
		.attach = invocation_has(invocation, OPTION_ATTACH),
		.user_name = invocation->user,
	};
	if (invocation_has(invocation, OPTION_TO))
		run->question.to = &invocation->to;
	if (invocation->user) {
		fault = account_credentials(invocation->user, &run->who);
		run->question.user = &run->who;
	}
	return fault;
}

static void why_finish(struct run *run)
{
	why_close(run->why);
	for (size_t i = 0; run->results && i < run->targets.count; i++)
		why_result_clear(&run->results[i]);
	free(run->results);
	target_list_clear(&run->targets);
	credentials_clear(&run->who);
	engine_close(&run->engine);
}

static void why_run(struct invocation *invocation, struct report *report)
{
	struct run run __attribute__((cleanup(why_finish))) = {.report = report};
	struct fault *fault = ask_targets(&run, invocation);

	if (!fault && invocation->operand_count)
		fault = select_targets(&run.engine, (const char *const *)invocation->operands,
				       invocation->operand_count, 0, &run.targets);
	else if (!fault)
		fault = why_open(&run.engine, &run.question, &run.why);
	if (report_fault(report, fault ? fault_wrap(fault, "why", "cannot explain") : NULL))
		return;
	if (invocation->operand_count)
		explain_all(&run, invocation);
	else if (run.why)
		explain_creating(&run);
}

const struct command command_why = {
	.name = "why",
	.operands = "[NAME]",
	.summary = "say why packets do not pass",
	.options = OPTION_BIT(OPTION_TO) | OPTION_BIT(OPTION_USER) | OPTION_BIT(OPTION_ATTACH) |
		   OPTION_BIT(OPTION_WATCH) | OPTION_BIT(OPTION_JSON),
	.max_operands = 1,
	.name_operands = 1,
	.check = why_check,
	.run = why_run,
};

// SPDX-License-Identifier: GPL-2.0-or-later
// tunadm why: what keeps packets from passing an interface, or an interface from being made?

#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "input/accounts.h"
#include "input/options.h"
#include "input/values.h"
#include "interface/select.h"
#include "output/json-why.h"
#include "output/why-text.h"
#include "util/cleanup.h"
#include "why/why.h"

/* One run: what is asked, of whom, and where the answers go. */
struct run {
	struct report *report;
	struct json_builder builder;
	json_t *array; /* NULL: text */
	struct why *why;
};

static struct fault *check(struct invocation *invocation, struct report *report)
{
	static const enum option_id about_one[] = {OPTION_TO, OPTION_ATTACH};

	(void)report;
	for (size_t i = 0; i < sizeof(about_one) / sizeof(about_one[0]); i++)
		if (!invocation->operand_count && invocation_has(invocation, about_one[i]))
			return fault_wrap(fault_new(STATUS_USAGE, "%s needs a NAME",
						    option_name(about_one[i])),
					  "why", NULL);
	return NULL;
}

static struct fault *load_user(const char *user, struct credentials *who)
{
	struct account account auto_account = {0};
	struct fault *fault = account_load(user, &account);

	if (fault)
		return value_fault(fault, "--user", user);
	return credentials_of(account.uid, account.gid, account.groups, account.group_count, who);
}

static void answer(struct run *run, const char *name, const struct why_result *result)
{
	json_t *object;

	for (size_t i = 0; i < result->note_count; i++)
		report_note(run->report, "%s", result->notes[i]);
	if (run->report->status == STATUS_DONE && why_has_problem(result))
		run->report->status = STATUS_FAILED;
	if (!run->array) {
		why_print(run->report, name, result);
		return;
	}
	object = json_build_object();
	if (name)
		json_build_text(&run->builder, object, "ifname", name);
	json_fill_why(&run->builder, object, result);
	json_build_append(&run->builder, run->array, object);
}

static void explain(struct run *run, struct target *target)
{
	struct why_result result auto_why_result = {0};
	struct fault *fault;

	if (target->fault) {
		report_target(run->report, target);
		return;
	}
	fault = why_interface(run->why, &target->device, &result);
	if (fault)
		fault = fault_wrap(fault, target->device.name, "cannot explain");
	if (!report_fault(run->report, fault))
		answer(run, target->device.name, &result);
}

static void explain_all(struct run *run, struct engine *engine, const struct invocation *invocation)
{
	struct target_list targets auto_target_list = {0};
	struct why_result result auto_why_result = {0};

	if (!invocation->operand_count) {
		if (!report_fault(run->report, why_creating(run->why, &result)))
			answer(run, NULL, &result);
		return;
	}
	if (report_fault(run->report,
			 select_targets(engine, (const char *const *)invocation->operands,
					invocation->operand_count, 0, &targets)))
		return;
	target_list_wrap(&targets, "cannot explain");
	for (size_t i = 0; i < targets.count; i++)
		explain(run, &targets.items[i]);
}

static void run(struct invocation *invocation, struct report *report)
{
	struct run run = {.report = report};
	struct engine engine auto_engine = {0};
	struct credentials who auto_credentials = {0};
	struct why_question question = {
		.attach = invocation_has(invocation, OPTION_ATTACH),
		.user_name = invocation->user,
	};
	struct why *why auto_why = NULL;
	struct fault *fault = NULL;

	if (invocation_has(invocation, OPTION_TO))
		question.to = &invocation->to;
	if (invocation->user) {
		fault = load_user(invocation->user, &who);
		question.user = &who;
	}
	if (!fault && invocation_has(invocation, OPTION_JSON))
		fault = json_load();
	if (!fault)
		fault = why_open(&engine, &question, &why);
	if (report_fault(report, fault))
		return;
	run.why = why;
	if (invocation_has(invocation, OPTION_JSON))
		run.array = json_build_array();
	explain_all(&run, &engine, invocation);
	if (invocation_has(invocation, OPTION_JSON))
		(void)report_fault(report, json_build_print(&run.builder, run.array));
}

const struct command command_why = {
	.name = "why",
	.operands = "NAME",
	.summary = "say what keeps packets from passing",
	.options = OPTION_BIT(OPTION_JSON),
	.min_operands = 1,
	.max_operands = 1,
	.name_operands = 1,
	.check = check,
	.run = run,
};

// SPDX-License-Identifier: GPL-2.0-or-later
// tunadm check: could this user attach, and if not, why not?

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "interface/select.h"
#include "interface/verdict.h"
#include "property/accounts.h"
#include "json/json-build.h"
#include "util/cleanup.h"
#include "util/id-name.h"

/* Words the user's right, to follow "can attach". */
static struct fault *describe_right(const struct device *device, enum verdict_right right,
				    char **text)
{
	char group[ID_NAME_SIZE] = "";
	int length = -1;

	if ((device->has & DEVICE_HAS_GROUP) && !id_group_name(device->group, group))
		return fault_memory();
	switch (right) {
	case VERDICT_CAPABLE: length = asprintf(text, "with CAP_NET_ADMIN"); break;
	case VERDICT_ANYONE: length = asprintf(text, "as everybody can"); break;
	case VERDICT_OWNER: length = asprintf(text, "as its owner"); break;
	case VERDICT_MEMBER: length = asprintf(text, "as a member of its group %s", group); break;
	case VERDICT_BOTH: length = asprintf(text, "as its owner in its group %s", group); break;
	}
	if (length >= 0)
		return NULL;
	*text = NULL;
	return fault_memory();
}

/* A program must ask for mode and multi-queue as they are; it chooses the other two itself. */
static size_t list_flags(const struct device *device, const char *flags[4])
{
	size_t count = 0;

	flags[count++] = device->mode == TUN_MODE_TUN ? "IFF_TUN" : "IFF_TAP";
	if (device->multi_queue)
		flags[count++] = "IFF_MULTI_QUEUE";
	if (!device->pi)
		flags[count++] = "IFF_NO_PI";
	if (device->vnet_hdr)
		flags[count++] = "IFF_VNET_HDR";
	return count;
}

static struct fault *print_verdict(const struct device *device, const char *user,
				   enum verdict_right right, struct report *report)
{
	auto_free char *as = NULL;
	const char *flags[4] = {NULL};
	size_t count = list_flags(device, flags);
	char text[4 * sizeof("IFF_MULTI_QUEUE")] = "";
	char *to = text;
	struct fault *fault = describe_right(device, right, &as);

	if (fault)
		return fault;
	for (size_t i = 0; i < count; i++)
		to = stpcpy(stpcpy(to, i ? "|" : ""), flags[i]);
	(void)report_line(report, "%s: %s can attach, %s: mode %s%s, flags %s", device->name, user,
			  as, tun_mode_name(device->mode),
			  device->multi_queue ? ", multi-queue" : "", text);
	return NULL;
}

static const char *right_name(enum verdict_right right)
{
	switch (right) {
	case VERDICT_CAPABLE: return "capability";
	case VERDICT_OWNER: return "owner";
	case VERDICT_MEMBER: return "group";
	case VERDICT_BOTH: return "owner-and-group";
	default: return "anyone";
	}
}

/* The answer about a user who can attach. */
struct answer {
	const struct device *device;
	enum verdict_right right;
	bool unsure; /* a note says why the answer may be wrong */
};

static void fill_answer(struct json_builder *builder, json_t *object, const void *data)
{
	const struct answer *answer = data;
	const char *flags[4];
	size_t count = list_flags(answer->device, flags);
	json_t *array = json_build_array();

	for (size_t i = 0; i < count; i++)
		json_build_append_text(builder, array, flags[i]);
	json_build_text(builder, object, "right", right_name(answer->right));
	json_build_text(builder, object, "mode", tun_mode_name(answer->device->mode));
	json_build_set(builder, object, "flags", array);
	if (answer->unsure)
		json_build_bool(builder, object, "unsure", true);
}

static struct fault *ask_verdict(const struct device *device, const struct credentials *who,
				 const char *user, struct verdict *verdict)
{
	struct fault *fault = verdict_attach(device, who, user, verdict);
	char *what;

	if (!fault)
		return NULL;
	if (fault_is_shortage(fault->error))
		return fault_wrap(fault, device->name, "cannot check");
	if (asprintf(&what, "%s cannot attach", user) < 0)
		what = NULL;
	fault = fault_wrap(fault, device->name, what);
	free(what);
	return fault;
}

static void check_target(struct target *target, const struct credentials *who, const char *user,
			 struct report *report)
{
	const struct device *device = &target->device;
	struct verdict verdict;
	struct answer answer = {.device = device};
	struct fault *fault = ask_verdict(device, who, user, &verdict);

	if (!fault)
		fault = print_verdict(device, user, verdict.right, report);
	if (fault) {
		target_fail(target, fault);
		report_target(report, target);
		return;
	}
	target->action = ACTION_CHECKED;
	answer.right = verdict.right;
	answer.unsure = verdict.gaps || verdict.unsure || verdict.doubtful;
	report_target_with(report, target, fill_answer, &answer);
	if (verdict.gaps)
		report_note(report, "%s: %s", device->name, sight_doubt(verdict.gaps));
	if (verdict.unsure)
		report_note(report,
			    "%s: it has neither owner nor group, and it is not known whether this "
			    "kernel lets users without CAP_NET_ADMIN attach to such",
			    device->name);
	if (verdict.doubtful)
		report_note(report,
			    "%s: its owner or group is shown by the number that stands for all "
			    "that are not mapped in this user namespace, and may be another",
			    device->name);
	if (verdict.no_vhost)
		report_note(report,
			    "%s: %s cannot open /dev/vhost-net; a guest works without, "
			    "with more load on the host",
			    device->name, user);
}

static struct fault *check_user(struct invocation *invocation, struct report *report)
{
	(void)report;
	if (invocation->user)
		return NULL;
	return fault_wrap(fault_new(STATUS_USAGE, "--user is missing: who would attach?"), "check",
			  NULL);
}

static void check_run(struct invocation *invocation, struct report *report)
{
	auto_target_list struct target_list targets = {0};
	auto_credentials struct credentials who = {0};
	auto_engine struct engine engine = {0};
	const char *user = invocation->user;
	struct fault *fault;

	fault = account_credentials(user, &who);
	if (!fault)
		fault = select_targets(&engine, (const char *const *)invocation->operands, 1, 0,
				       &targets);
	if (report_fault(report, fault))
		return;
	target_list_wrap(&targets, "cannot check");
	for (size_t i = 0; i < targets.count; i++) {
		if (targets.items[i].fault)
			report_target(report, &targets.items[i]);
		else
			check_target(&targets.items[i], &who, user, report);
	}
}

const struct command command_check = {
	.name = "check",
	.operands = "NAME --user USER",
	.summary = "say whether a user could attach",
	.options = OPTION_BIT(OPTION_USER) | OPTION_BIT(OPTION_JSON),
	.min_operands = 1,
	.max_operands = 1,
	.name_operands = 1,
	.check = check_user,
	.run = check_run,
};

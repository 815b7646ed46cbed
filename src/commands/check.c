// SPDX-License-Identifier: GPL-2.0-or-later
// tunadm check: could this user attach, and if not, why not?

#include <stdio.h>

#include "command.h"
#include "interface/select.h"
#include "interface/verdict.h"
#include "input/accounts.h"
#include "input/values.h"
#include "output/escape.h"
#include "util/cleanup.h"
#include "util/id-name.h"

/* Somebody's right in words that go on after "can attach". */
static struct fault *describe_right(const struct device *device, enum verdict_right right,
				    char **text)
{
	char group[ID_NAME_SIZE] = "";
	int length = -1;

	if (device->has & DEVICE_HAS_GROUP)
		id_group_name(device->group, group);
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

/* Mode and multi-queue have to be as they are; the other two the program chooses. */
static char *verdict_line(const struct device *device, const char *user, const char *right)
{
	char *line;

	if (asprintf(&line, "%s: %s can attach, %s: mode %s%s, flags %s%s%s%s", device->name, user,
		     right, tun_mode_name(device->mode), device->multi_queue ? ", multi-queue" : "",
		     device->mode == TUN_MODE_TUN ? "IFF_TUN" : "IFF_TAP",
		     device->multi_queue ? "|IFF_MULTI_QUEUE" : "", device->pi ? "" : "|IFF_NO_PI",
		     device->vnet_hdr ? "|IFF_VNET_HDR" : "") < 0)
		return NULL;
	return line;
}

static struct fault *print_verdict(const struct device *device, const char *user,
				   const struct verdict *verdict)
{
	auto_free char *right = NULL;
	auto_free char *line = NULL;
	auto_free char *safe = NULL;
	struct fault *fault = describe_right(device, verdict->right, &right);

	if (fault)
		return fault;
	line = verdict_line(device, user, right);
	safe = line ? escape_controls(line) : NULL;
	if (!safe)
		return fault_memory();
	printf("%s\n", safe);
	return NULL;
}

static void check(const struct device *device, const struct credentials *who, const char *user,
		  struct report *report)
{
	auto_free char *what = NULL;
	struct verdict verdict;
	struct fault *fault = verdict_attach(device, who, user, &verdict);

	if (asprintf(&what, "%s cannot attach", user) < 0)
		what = NULL;
	if (fault) {
		(void)report_fault(report, fault_wrap(fault, device->name, what));
		return;
	}
	if (report_fault(report, print_verdict(device, user, &verdict)))
		return;
	if (verdict.blind)
		report_note(report,
			    "%s: some processes could not be looked into, and one of them "
			    "may hold it",
			    device->name);
	if (verdict.no_vhost)
		report_note(report,
			    "%s: %s cannot open /dev/vhost-net; a guest works without, "
			    "with more load on the host",
			    device->name, user);
}

static struct fault *load(const char *user, struct credentials *who)
{
	struct account account auto_account = {0};
	struct fault *fault = account_load(user, &account);

	if (fault)
		return value_fault(fault, "--user", user);
	return credentials_of(account.uid, account.gid, account.groups, account.group_count, who);
}

static struct fault *check_user(struct invocation *invocation, struct report *report)
{
	(void)report;
	if (invocation->user)
		return NULL;
	return fault_wrap(fault_new(STATUS_USAGE, "--user is missing: who would attach?"), "check",
			  NULL);
}

static void run(struct invocation *invocation, struct report *report)
{
	struct target_list targets auto_target_list = {0};
	struct credentials who auto_credentials = {0};
	struct engine engine auto_engine = {0};
	const char *user = invocation->user;
	struct fault *fault;

	fault = load(user, &who);
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
			check(&targets.items[i].device, &who, user, report);
	}
}

const struct command command_check = {
	.name = "check",
	.operands = "NAME --user USER",
	.summary = "say whether a user could attach",
	.options = OPTION_BIT(OPTION_USER),
	.min_operands = 1,
	.max_operands = 1,
	.name_operands = 1,
	.check = check_user,
	.run = run,
};

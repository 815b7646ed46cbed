// SPDX-License-Identifier: GPL-2.0-or-later
// tunctl's own lines and statuses, on the engine that all commands use.

#include "commands/tunctl.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "engine/change.h"
#include "engine/create.h"
#include "engine/delete.h"
#include "engine/select.h"
#include "input/tunctl.h"
#include "kernel/tun.h"

/* tunctl says "owned by uid 0 gid 5" of what was asked for, by default the caller. */
static void print_created(const struct tunctl_line *line, const char *name)
{
	const struct request *request = &line->request;

	if (line->brief) {
		printf("%s\n", name);
		return;
	}
	printf("Set '%s' persistent and owned by", name);
	if (request->given & REQUEST_OWNER)
		printf(" uid %u", request->owner);
	if (request->given & REQUEST_GROUP)
		printf(" gid %u", request->group);
	printf("\n");
}

static struct fault *change(struct engine *engine, const struct tunctl_line *line,
			    const struct device *device)
{
	const struct request *request = &line->request;
	struct fault *fault;

	if (device->mode != request->mode)
		return fault_wrap(fault_new(STATUS_CONFLICT, "it exists, and is a %s",
					    tun_mode_name(device->mode)),
				  device->name, "cannot attach");
	fault = change_owner(engine, device, request->given, request->owner, request->group);
	return fault ? fault : change_persist(engine, device, true);
}

static struct fault *create(struct engine *engine, const struct tunctl_line *line,
			    struct report *report)
{
	struct pending pending;
	struct fault *fault = create_begin(engine, line->name, &line->request, &pending);

	if (fault)
		return fault;
	print_created(line, pending.name);
	if (report_flush(report)) {
		create_abandon(&pending);
		return NULL;
	}
	return create_commit(&pending);
}

/* Without -d tunctl creates, and attaches to what is there already. */
static struct fault *set(struct engine *engine, const struct tunctl_line *line,
			 struct report *report)
{
	struct device device auto_device = {0};
	struct fault *fault;

	if (strchr(line->name, '%'))
		return create(engine, line, report);
	fault = select_one(engine, line->name, &device);
	if (fault && fault->status == STATUS_MISSING) {
		fault_free(fault);
		return create(engine, line, report);
	}
	if (!fault)
		fault = change(engine, line, &device);
	if (!fault)
		print_created(line, device.name);
	return fault;
}

static void drop(struct engine *engine, const char *name, struct report *report)
{
	struct target_list targets auto_target_list = {0};

	if (report_fault(report, select_targets(engine, &name, 1, SELECT_LITERAL, &targets)))
		return;
	target_list_wrap(&targets, "cannot delete");
	delete_targets(engine, &targets, 0);
	if (targets.items[0].action == ACTION_DELETED)
		printf("Set '%s' nonpersistent\n", name);
	report_targets(report, &targets);
}

void tunctl_run(int argc, char *const *argv, struct report *report)
{
	struct engine engine auto_engine = {0};
	struct tunctl_line line;
	struct fault *fault = tunctl_parse(argc, argv, &line);

	if (fault) {
		(void)report_fault(report, fault);
		report_usage(report, tunctl_usage());
	} else if (line.device && (fault = tun_use_device(line.device))) {
		(void)report_fault(report, fault);
	} else if (line.delete) {
		drop(&engine, line.name, report);
	} else {
		if (!(line.request.given & (REQUEST_OWNER | REQUEST_GROUP))) {
			line.request.given |= REQUEST_OWNER;
			line.request.owner = geteuid();
		}
		(void)report_fault(report, set(&engine, &line, report));
	}
	tunctl_line_clear(&line);
	if (report->status != STATUS_DONE)
		report->status = STATUS_FAILED;
}

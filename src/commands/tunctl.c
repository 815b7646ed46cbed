// SPDX-License-Identifier: GPL-2.0-or-later
// tunctl's own output and statuses, on the same engine as all commands.

#include "commands/tunctl.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "interface/attach.h"
#include "interface/create.h"
#include "interface/delete.h"
#include "interface/handle.h"
#include "interface/ids.h"
#include "interface/reserve.h"
#include "interface/select.h"
#include "interface/settle.h"
#include "kernel/tun.h"
#include "util/escape.h"
#include "util/cleanup.h"

/* tunctl prints "owned by uid 0 gid 5" for the requested ids, by default the caller's. */
static struct fault *print_created(const struct tunctl_line *line, const char *name)
{
	const struct request *request = &line->request;
	auto_free char *safe = escape_for_stdout(name);

	if (!safe)
		return fault_memory();
	if (line->brief) {
		printf("%s\n", safe);
		return NULL;
	}
	printf("Set '%s' persistent and owned by", safe);
	if (request_has(request, PROPERTY_OWNER))
		printf(" uid %u", (unsigned int)request_number(request, PROPERTY_OWNER));
	if (request_has(request, PROPERTY_GROUP))
		printf(" gid %u", (unsigned int)request_number(request, PROPERTY_GROUP));
	printf("\n");
	return NULL;
}

static struct fault *print_deleted(const char *name)
{
	auto_free char *safe = escape_for_stdout(name);

	if (!safe)
		return fault_memory();
	printf("Set '%s' nonpersistent\n", safe);
	return NULL;
}

/* tunctl attaches to what it changes, so it never changed an interface in use. */
static struct fault *change_as_tunctl(struct engine *engine, const struct tunctl_line *line,
				      const struct device *device)
{
	const struct request *request = &line->request;
	struct reserve reserve;
	struct fault *fault;

	if (device->mode != request_number(request, PROPERTY_MODE))
		return fault_new(STATUS_CONFLICT, "it exists, and is a %s",
				 tun_mode_name(device->mode));
	fault = reserve_take(engine, device, &reserve);
	if (fault)
		return attach_name_holders(fault, device);
	/* Attaching goes by name, and the name may have passed to another interface. */
	fault = identity_check(engine, device, reserve.fd, NULL);
	if (!fault)
		fault = ids_set(reserve.fd, request->given,
				(uid_t)request_number(request, PROPERTY_OWNER),
				(gid_t)request_number(request, PROPERTY_GROUP), device);
	if (!fault)
		fault = tun_set_persist(reserve.fd, true);
	reserve_release(&reserve);
	return fault;
}

static struct fault *tunctl_create(struct engine *engine, struct tunctl_line *line,
				   struct report *report)
{
	auto_handle struct handle handle = HANDLE_NONE;
	struct fault *fault = create_begin(engine, line->name, &line->request, &handle, NULL);

	/* tunctl has no output for the case that udevd does not finish. */
	if (!fault)
		(void)settle_wait(engine, 0, 1);
	if (!fault)
		fault = create_complete(&handle, line->name, &line->request);
	if (fault)
		return fault;
	fault = print_created(line, handle.seen.name);
	if (!fault && !report_flush(report))
		return create_commit(&handle);
	return fault;
}

/* Without -d, tunctl creates an interface, or attaches to an existing one. */
static struct fault *tunctl_set(struct engine *engine, struct tunctl_line *line,
				struct report *report)
{
	auto_device struct device device = {0};
	struct fault *fault;

	if (strchr(line->name, '%'))
		return tunctl_create(engine, line, report);
	fault = select_one(engine, line->name, &device);
	if (!fault && !device.ifindex)
		return tunctl_create(engine, line, report);
	if (!fault)
		fault = change_as_tunctl(engine, line, &device);
	if (fault)
		return fault_wrap(fault, line->name, "cannot attach");
	return print_created(line, device.name);
}

/* Replaces the hint, which would name an option that tunctl lacks. */
static void replace_hint(struct fault *fault)
{
	if (!fault || fault->status != STATUS_BUSY)
		return;
	free(fault->hint);
	fault->hint = strdup("stop it first, or use `tunadm del --force`");
}

static void tunctl_delete(struct engine *engine, const char *name, struct report *report)
{
	auto_target_list struct target_list targets = {0};

	if (report_fault(report, select_targets(engine, &name, 1, SELECT_LITERAL, &targets)))
		return;
	target_list_wrap(&targets, "cannot delete");
	delete_targets(engine, &targets, 0);
	replace_hint(targets.items[0].fault);
	if (targets.items[0].action == ACTION_DELETED)
		(void)report_fault(report, print_deleted(name));
	report_targets(report, &targets);
}

void tunctl_run(const struct tunctl_program *program, int argc, char *const *argv,
		struct report *report)
{
	auto_engine struct engine engine = {0};
	struct tunctl_line line;
	struct fault *fault = tunctl_parse(program, argc, argv, &line);

	if (fault) {
		bool misused = !fault->error;

		(void)report_fault(report, fault);
		if (misused)
			report_usage(report, program->usage);
	} else if (line.device && (fault = tun_use_device(line.device))) {
		(void)report_fault(report, fault);
	} else if (line.remove) {
		tunctl_delete(&engine, line.name, report);
	} else {
		if (!request_has(&line.request, PROPERTY_OWNER) &&
		    !request_has(&line.request, PROPERTY_GROUP))
			request_set(&line.request, PROPERTY_OWNER, geteuid());
		(void)report_fault(report, tunctl_set(&engine, &line, report));
	}
	tunctl_line_clear(&line);
	if (report->status != STATUS_DONE)
		report->status = STATUS_FAILED;
}

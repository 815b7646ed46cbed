// SPDX-License-Identifier: GPL-2.0-or-later
// tunadm exec: run a command with descriptors of interfaces, as socket activation passes them.

#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "commands/exec-run.h"
#include "commands/exec-stay.h"
#include "commands/settled.h"
#include "input/option-table.h"
#include "interface/attach.h"
#include "interface/create.h"
#include "interface/ensure.h"
#include "interface/select.h"
#include "interface/settle.h"
#include "property/properties.h"
#include "property/link-name.h"
#include "property/values.h"
#include "util/cleanup.h"

#define CANNOT_ATTACH "cannot attach"

/* With the three standard descriptors this is the most that a shell can address. */
#define DESCRIPTORS_MAX 1024u

/* An interface to be created has no device, only the name as typed. */
static bool is_new(const struct target *target)
{
	return target->action == ACTION_ABSENT;
}

/*
 * Packet information and virtio-net header are chosen by the program that attaches, which is this
 * one. But an additional queue must not change them for the programs on the other queues.
 */
static uint64_t choose_records(struct device *device, const struct request *request)
{
	uint64_t differs = 0;

	if (request_has(request, PROPERTY_PI) && !device->pi)
		differs |= PROPERTY_BIT(PROPERTY_PI);
	if (request_has(request, PROPERTY_VNET_HDR) && !device->vnet_hdr)
		differs |= PROPERTY_BIT(PROPERTY_VNET_HDR);
	if (device_has_queues(device))
		return differs;
	device->pi = device->pi || (differs & PROPERTY_BIT(PROPERTY_PI));
	device->vnet_hdr = device->vnet_hdr || (differs & PROPERTY_BIT(PROPERTY_VNET_HDR));
	return 0;
}

/* An existing interface is not changed, so an option that it differs from is a conflict. */
static struct fault *check_existing(struct engine *engine, struct device *device,
				    struct request *request)
{
	char names[CHANGE_WORDS_SIZE];
	uint64_t differs;
	struct fault *fault = ensure_compare(engine, device, request, &differs);

	if (fault)
		return fault;
	differs &= ~(PROPERTY_BIT(PROPERTY_PI) | PROPERTY_BIT(PROPERTY_VNET_HDR));
	differs |= choose_records(device, request);
	if (!differs)
		return NULL;
	change_words(differs, names);
	fault = fault_new(STATUS_CONFLICT, "it exists, and is not as asked for: %s", names);
	return fault_hint(fault, "attach to it without these options, or let `tunadm add --ensure` "
				 "change it before");
}

static struct fault *check_new(const char *name, const struct request *request)
{
	struct fault *fault = value_new_name(name);

	if (fault)
		return value_fault(fault, "NAME", name);
	return properties_check(request, name);
}

/* Whatever can be checked in advance is checked before anything is attached to or created. */
static bool exec_check(struct engine *engine, struct target_list *targets, struct request *request,
		       struct report *report)
{
	for (size_t i = 0; i < targets->count; i++) {
		struct target *target = &targets->items[i];
		struct fault *fault = NULL;

		if (is_new(target))
			fault = check_new(target->operand, request);
		else if (!target->fault)
			fault = check_existing(engine, &target->device, request);
		if (fault)
			target_fail(target, fault);
	}
	target_list_wrap(targets, CANNOT_ATTACH);
	for (size_t i = 0; i < targets->count; i++)
		if (targets->items[i].fault)
			report_target(report, &targets->items[i]);
	return report->status == STATUS_DONE;
}

/* Whether the operand, and no other, selects one of the targets. */
static bool has_target(const struct target_list *targets, const char *operand)
{
	for (size_t i = 0; i < targets->count; i++)
		if (targets->items[i].operand == operand)
			return true;
	return false;
}

/* The kernel replaces a %d, so such a name changes in any case. */
static bool has_number(const char *name)
{
	return strchr(name, '%') != NULL;
}

/*
 * Refuses a name whose interface another operand also selects: the second descriptor would be
 * missing.
 */
static struct fault *refuse_repeated(const struct invocation *invocation,
				     const struct target_list *targets)
{
	for (size_t i = 0; i < invocation->operand_count; i++) {
		const char *name = invocation->operands[i];

		if (!select_is_pattern(name) && !has_target(targets, name))
			return fault_wrap(fault_new(STATUS_CONFLICT, "it is given twice"), name,
					  CANNOT_ATTACH);
	}
	return NULL;
}

/*
 * A missing name becomes an absent target, which will be created; a pattern without a match selects
 * nothing.
 */
static struct fault *select_all(struct engine *engine, const struct invocation *invocation,
				struct target_list *targets)
{
	struct fault *fault = select_targets(engine, (const char *const *)invocation->operands,
					     invocation->operand_count, SELECT_IF_EXISTS, targets);

	for (size_t i = 0; !fault && i < targets->count; i++) {
		struct target *target = &targets->items[i];

		if (is_new(target) && select_is_pattern(target->operand))
			target_fail(target,
				    fault_new(STATUS_MISSING, "matches no tun/tap interface"));
	}
	return fault ? fault : refuse_repeated(invocation, targets);
}

static struct fault *attach_more(struct engine *engine, const struct device *device,
				 unsigned int queues, struct passed *passed)
{
	struct fault *fault = NULL;

	for (unsigned int i = 0; i < queues && !fault; i++) {
		int fd = -1;

		fault = attach_verified(engine, device, TUN_CARRIER_RAISE, &fd);
		if (!fault)
			fault = passed_add(passed, fd, device->name);
	}
	return fault;
}

static unsigned int queues_of(const struct invocation *invocation)
{
	return invocation_has(invocation, OPTION_QUEUES) ? invocation->queues : 1;
}

/* Begins to create the missing interfaces, as far as possible before udevd is done with them. */
static struct fault *begin_all(struct engine *engine, const struct target_list *targets,
			       struct request *request, struct handle *handles)
{
	for (size_t i = 0; i < targets->count; i++) {
		const struct target *target = &targets->items[i];
		struct fault *fault;

		if (!is_new(target))
			continue;
		fault = create_begin(engine, target->operand, request, &handles[i], NULL);
		if (fault)
			return fault;
	}
	return NULL;
}

static struct fault *complete_new(struct handle *handle, const char *name, struct request *request,
				  unsigned int queues, struct passed *passed, struct report *report)
{
	struct fault *fault = create_complete(handle, name, request);

	if (!fault)
		fault = tun_raise_carrier(handle->fd);
	/* Its current name: further queues attach by name. */
	if (!fault)
		fault = handle_look(handle);
	if (!fault && !has_number(name) && strcmp(handle->seen.name, name) != 0)
		note_renamed(handle->engine, name, handle->seen.name, report);
	if (!fault)
		fault = passed_add(passed, steal_fd(&handle->fd), handle->seen.name);
	if (!fault && queues > 1)
		fault = attach_more(handle->engine, &handle->seen, queues - 1, passed);
	return fault;
}

static void wait_for_udevd(struct engine *engine, const struct target_list *targets,
			   const struct handle *handles, struct report *report)
{
	const char *first = NULL;
	size_t stalled = 0;

	if (settle_wait(engine, 0, targets->count) != UDEV_STALLED)
		return;
	for (size_t i = 0; i < targets->count; i++) {
		if (!is_new(&targets->items[i]) ||
		    udev_is_settled(engine->udev, handles[i].seen.ifindex))
			continue;
		if (!stalled++)
			first = targets->items[i].operand;
	}
	note_stalled(first, stalled, report);
}

static void attach_all(struct engine *engine, const struct target_list *targets,
		       struct invocation *invocation, struct handle *handles, struct passed *passed,
		       struct report *report)
{
	struct request *request = &invocation->request;
	unsigned int queues = queues_of(invocation);

	if (report_fault(report, begin_all(engine, targets, request, handles)))
		return;
	wait_for_udevd(engine, targets, handles, report);
	for (size_t i = 0; i < targets->count; i++) {
		const struct target *target = &targets->items[i];
		struct fault *fault;

		if (is_new(target))
			fault = complete_new(&handles[i], target->operand, request, queues, passed,
					     report);
		else
			fault = attach_more(engine, &target->device, queues, passed);
		if (fault) {
			fault = fault_wrap(fault, target->operand, CANNOT_ATTACH);
			(void)report_fault(report, fault);
			return;
		}
		report_done(report, "%s: %s", passed->items[passed->count - 1].name,
			    is_new(target) ? action_name(ACTION_CREATED) : "attached");
	}
}

/* All of them, as new interfaces must be held until udevd is done with the last. */
static void gather_all(struct engine *engine, const struct target_list *targets,
		       struct invocation *invocation, struct passed *passed, struct report *report)
{
	auto_free struct handle *handles = calloc(targets->count, sizeof(*handles));

	if (!handles) {
		(void)report_fault(report, fault_memory());
		return;
	}
	for (size_t i = 0; i < targets->count; i++)
		handles[i] = (struct handle)HANDLE_NONE;
	attach_all(engine, targets, invocation, handles, passed, report);
	for (size_t i = 0; i < targets->count; i++)
		handle_close(&handles[i]);
}

static struct fault *check_line(struct invocation *invocation, struct report *report)
{
	(void)report;
	if (!invocation->tail || !invocation->tail[0])
		return fault_wrap(
			fault_new(STATUS_USAGE, "no command to run: -- CMD ARG... is missing"),
			"exec", NULL);
	/* Without -n, the interface would silently be created where CMD runs. */
	if (invocation_has(invocation, OPTION_STAY) && !invocation->netns)
		return fault_wrap(fault_new(STATUS_USAGE,
					    "it needs %s: the interface is in that "
					    "network namespace, and CMD is not",
					    option_name(OPTION_NETNS)),
				  option_name(OPTION_STAY), NULL);
	return NULL;
}

/* Attaches to all, in the network namespace of the process. */
static void gather_here(struct invocation *invocation, struct passed *passed, struct report *report)
{
	auto_target_list struct target_list targets = {0};
	auto_engine struct engine engine = {
		.no_settle = invocation_has(invocation, OPTION_NO_SETTLE),
	};
	unsigned int queues = queues_of(invocation);
	struct fault *fault = select_all(&engine, invocation, &targets);

	if (!fault && targets.count * queues > DESCRIPTORS_MAX)
		fault = fault_wrap(fault_new(STATUS_USAGE,
					     "%zu descriptors are asked for; "
					     "allowed are %u",
					     targets.count * queues, DESCRIPTORS_MAX),
				   "exec", NULL);
	if (!report_fault(report, fault) &&
	    exec_check(&engine, &targets, &invocation->request, report))
		gather_all(&engine, &targets, invocation, passed, report);
}

static void exec_start(struct invocation *invocation, struct report *report)
{
	auto_account struct account account = {0};
	auto_passed struct passed passed = {0};
	struct fault *fault = NULL;

	if (queues_of(invocation) > 1)
		request_set(&invocation->request, PROPERTY_MULTI_QUEUE, 1);
	if (invocation->user) {
		fault = account_load(invocation->user, &account);
		if (fault)
			fault = value_fault(fault, "--user", invocation->user);
	}
	if (report_fault(report, fault))
		return;
	if (invocation_has(invocation, OPTION_STAY))
		exec_stay(invocation, gather_here, &passed, report);
	else
		gather_here(invocation, &passed, report);
	if (report->status != STATUS_DONE)
		return;
	fault = exec_run(&passed, invocation->user ? &account : NULL, invocation->tail);
	(void)report_fault(report, fault);
}

const struct command command_exec = {
	.name = "exec",
	.operands = "NAME... -- CMD ARG...",
	.summary = "run CMD with attached descriptors 3, 4...",
	.properties = PROPERTIES_ALL,
	.options = OPTION_BIT(OPTION_QUEUES) | OPTION_BIT(OPTION_USER) | OPTION_BIT(OPTION_STAY) |
		   OPTION_BIT(OPTION_NO_SETTLE),
	.min_operands = 1,
	.max_operands = COMMAND_MANY,
	.name_operands = COMMAND_MANY,
	.takes_tail = true,
	.check = check_line,
	.run = exec_start,
};

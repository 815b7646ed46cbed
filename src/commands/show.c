// SPDX-License-Identifier: GPL-2.0-or-later
// tunadm show: list interfaces, for people, for programs, or as a table.

#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "interface/attached.h"
#include "interface/select.h"
#include "kernel/link.h"
#include "property/link-name.h"
#include "output/columns.h"
#include "output/entries.h"
#include "output/json-listing.h"
#include "output/table.h"
#include "property/listing.h"

/* Moves the interfaces selected by name into the list, and reports the missing ones. */
static struct fault *take_targets(struct target_list *targets, struct device_list *devices,
				  struct report *report)
{
	for (size_t i = 0; i < targets->count; i++) {
		struct target *target = &targets->items[i];

		if (target->fault) {
			(void)report_fault(report, target->fault);
			target->fault = NULL;
			continue;
		}
		if (device_list_push(devices, &target->device) < 0)
			return fault_memory();
		target->device = (struct device){0};
	}
	return NULL;
}

static struct fault *find_devices(struct engine *engine, const struct invocation *invocation,
				  struct device_list *devices, struct report *report)
{
	auto_target_list struct target_list targets = {0};
	struct link_socket *links;
	struct fault *fault = engine_links(engine, &links);

	if (!fault && invocation->operand_count == 0)
		fault = link_dump(links, false, devices);
	if (!fault && invocation->operand_count > 0)
		fault = select_targets(engine, (const char *const *)invocation->operands,
				       invocation->operand_count, 0, &targets);
	target_list_wrap(&targets, "cannot show");
	if (!fault)
		fault = take_targets(&targets, devices, report);
	if (!fault)
		device_list_sort(devices);
	return fault;
}

/*
 * Without an owner in the entry, the interface belongs to the user who runs up: nobody else gets
 * in.
 */
static void note_unmapped(const struct device *device, struct report *report)
{
	bool owner = (device->has & DEVICE_HAS_OWNER) && device->owner == DEVICE_ID_UNMAPPED;
	bool group = (device->has & DEVICE_HAS_GROUP) && device->group == DEVICE_ID_UNMAPPED;

	if (owner)
		report_note(
			report, "%s: %s left out: the owner is not mapped in this user namespace",
			device->name, device->has & DEVICE_HAS_GROUP ? "owner and group" : "owner");
	else if (group)
		report_note(report, "%s: group left out: it is not mapped in this user namespace",
			    device->name);
}

/*
 * What an entry cannot create is not printed as a line but as a note, where its name is safe to
 * show.
 */
static void leave_out_unfit(struct device_list *devices, struct report *report)
{
	size_t kept = 0;

	for (size_t i = 0; i < devices->count; i++) {
		struct device *device = &devices->items[i];
		struct fault *fault = value_link_name(device->name);

		if (fault)
			report_note(report, "%s: left out: no entry can have this name: %s",
				    device->name, fault->why);
		else if (!device->persist)
			report_note(report,
				    "%s: left out: not persistent, it belongs to its program",
				    device->name);
		else
			note_unmapped(device, report);
		if (fault || !device->persist)
			device_clear(device);
		else
			devices->items[kept++] = *device;
		fault_free(fault);
	}
	devices->count = kept;
}

static struct fault *show_entries(struct engine *engine, struct device_list *devices,
				  struct report *report)
{
	auto_listing struct listing listing = {0};
	struct fault *fault;

	leave_out_unfit(devices, report);
	fault = listing_gather(&listing, engine, devices, ~0u);
	return fault ? fault : entries_print(&listing, report);
}

/* Counts interfaces in use whose processes are not in the list; the first is *first. */
static size_t count_hidden(const struct holder_list *holders, const struct device_list *devices,
			   const struct device **first)
{
	size_t hidden = 0;

	for (size_t i = 0; i < devices->count; i++) {
		const struct device *device = &devices->items[i];
		size_t count;

		if (holders_of(holders, device->name, &count) ||
		    attached_by_holders(device, holders) != ATTACHED_YES)
			continue;
		if (!hidden++)
			*first = device;
	}
	return hidden;
}

/* The holder of a namesake only matters if some process is attached. */
static unsigned int all_gaps(const struct holder_list *holders, const struct device_list *devices)
{
	unsigned int gaps = holders->gaps;

	for (size_t i = 0; i < devices->count; i++) {
		const struct device *device = &devices->items[i];
		size_t count;

		if (attached_by_holders(device, holders) == ATTACHED_YES &&
		    !holders_of(holders, device->name, &count))
			gaps |= holders_gaps(holders, device->name);
	}
	return gaps;
}

/* Without processes the list is still useful; a note says that they are missing. */
static void find_holders(struct holder_list *holders, struct listing *listing,
			 struct report *report)
{
	const struct device *first = NULL;
	unsigned int gaps;
	size_t hidden;

	if (report_fault(report, holders_find(holders)))
		return;
	listing->holders = holders;
	gaps = all_gaps(holders, listing->devices);
	hidden = count_hidden(holders, listing->devices, &first);
	if (gaps)
		report_note(report, "%s; %s", sight_reason(gaps), sight_takes(gaps));
	else if (hidden == 1)
		report_note(report, "%s: in use by a process that /proc here does not show",
			    first->name);
	else if (hidden)
		report_note(report,
			    "%s and %zu more: in use by processes that /proc here does not show",
			    first->name, hidden - 1);
}

static void show_run(struct invocation *invocation, struct report *report)
{
	auto_device_list struct device_list devices = {0};
	auto_holder_list struct holder_list holders = {0};
	auto_columns struct column_list columns = {0};
	auto_engine struct engine engine = {0};
	auto_listing struct listing listing = {0};
	unsigned int needs;
	bool processes = invocation_has(invocation, OPTION_PROCESSES);
	struct fault *fault;

	if (invocation->columns && strcmp(invocation->columns, "help") == 0) {
		columns_print_help();
		return;
	}
	fault = columns_parse(invocation->columns, processes, &columns);
	if (!fault)
		fault = find_devices(&engine, invocation, &devices, report);
	if (report_fault(report, fault))
		return;
	if (invocation_has(invocation, OPTION_TUNTAB)) {
		(void)report_fault(report, show_entries(&engine, &devices, report));
		return;
	}
	needs = report->document.wanted ? ~(unsigned int)LISTING_PROCESSES : columns_need(&columns);
	if (report_fault(report, listing_gather(&listing, &engine, &devices, needs)))
		return;
	if (processes || (needs & LISTING_PROCESSES))
		find_holders(&holders, &listing, report);
	if (report->document.wanted)
		json_add_listing(&report->document, &listing);
	else
		(void)report_fault(report,
				   table_print(&listing, &columns,
					       !invocation_has(invocation, OPTION_NOHEADINGS)));
}

const struct command command_show = {
	.name = "show",
	.alias = "list",
	.operands = "[NAME...]",
	.summary = "list interfaces",
	.options = OPTION_BIT(OPTION_JSON) | OPTION_BIT(OPTION_PROCESSES) |
		   OPTION_BIT(OPTION_OUTPUT) | OPTION_BIT(OPTION_NOHEADINGS) |
		   OPTION_BIT(OPTION_TUNTAB),
	.max_operands = COMMAND_MANY,
	.name_operands = COMMAND_MANY,
	.lists = true,
	.run = show_run,
};

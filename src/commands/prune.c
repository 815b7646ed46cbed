// SPDX-License-Identifier: GPL-2.0-or-later
// up --prune: keep the table's entries, and delete other interfaces that match the patterns.

#include "commands/prune.h"

#include <stdlib.h>

#include "input/option-table.h"
#include "interface/delete-rehearse.h"
#include "interface/delete.h"
#include "interface/prune.h"

/* An interface that was renamed during its creation has another name than its entry. */
static struct fault *collect_names(const struct tuntab *tuntab, const struct target_list *ensured,
				   struct name_set *keep)
{
	keep->names = calloc(tuntab->count + ensured->count + 1, sizeof(*keep->names));
	if (!keep->names)
		return fault_memory();
	for (size_t i = 0; i < tuntab->count; i++)
		if (tuntab->entries[i].name)
			keep->names[keep->count++] = tuntab->entries[i].name;
	for (size_t i = 0; i < ensured->count; i++)
		if (ensured->items[i].device.name[0])
			keep->names[keep->count++] = ensured->items[i].device.name;
	name_set_sort(keep);
	return NULL;
}

static void delete_all(struct engine *engine, struct target_list *targets,
		       struct progress *progress, struct report *report)
{
	size_t pruned = 0;

	progress_begin(progress, report, "pruned", targets->count);
	delete_targets(engine, targets, DELETE_PRUNE | DELETE_IF_EXISTS);
	for (size_t i = 0; i < targets->count; i++)
		pruned += targets->items[i].action == ACTION_PRUNED;
	progress_end(progress, pruned, targets->count);
}

void prune(const struct invocation *invocation, struct engine *engine, const struct table *table,
	   const struct target_list *ensured, struct progress *progress, struct report *report)
{
	auto_target_list struct target_list targets = {0};
	struct name_set keep = {0};
	unsigned int doubt = 0;
	struct fault *fault = NULL;

	if (!table->whole)
		fault = fault_new(STATUS_FAILED, "nothing is pruned, as the table has errors");
	if (!fault)
		fault = collect_names(&table->tuntab, ensured, &keep);
	if (!fault)
		fault = prune_select(engine, invocation->prune, invocation->prune_count, &keep,
				     &targets);
	free(keep.names);
	if (!fault && invocation_has(invocation, OPTION_DRY_RUN))
		fault = delete_rehearse(engine, &targets, DELETE_PRUNE | DELETE_IF_EXISTS, &doubt);
	else if (!fault)
		delete_all(engine, &targets, progress, report);
	if (fault)
		fault = fault_wrap(fault, option_name(OPTION_PRUNE), NULL);
	if (report_fault(report, fault))
		return;
	table_report(invocation, &targets, report);
	table_report_doubt(doubt, report);
}

// SPDX-License-Identifier: GPL-2.0-or-later
// Dry run of a deletion: judges each target by its description and by /proc.

#include "interface/delete-rehearse.h"

#include "interface/attached.h"
#include "interface/delete.h"
#include "interface/refusal.h"
#include "interface/rehearse.h"
#include "kernel/holders.h"

static struct fault *obstacle(const struct device *device, const struct holder_list *holders,
			      const struct credentials *who, unsigned int flags)
{
	struct fault *fault = (flags & DELETE_FORCE) ? NULL : rehearse_open();

	if (!fault)
		fault = refusal_find(device, who);
	if (fault)
		return fault;
	if ((flags & (DELETE_FORCE | DELETE_IDLE)) ||
	    attached_by_holders(device, holders) != ATTACHED_YES)
		return NULL;
	return fault_hint(holders_fault(holders, device->name), "%s", delete_advice(flags));
}

/* Returns why an interface that would be deleted may be in use after all. */
static unsigned int rehearse_one(struct target *target, const struct holder_list *holders,
				 const struct credentials *who, unsigned int flags)
{
	struct fault *fault = obstacle(&target->device, holders, who, flags);

	if (fault) {
		target_fail(target, fault_wrap(fault, target->device.name, "cannot delete"));
		return 0;
	}
	if ((flags & DELETE_IDLE) &&
	    attached_by_holders(&target->device, holders) == ATTACHED_YES) {
		target->action = ACTION_SKIPPED;
		return 0;
	}
	target->action = delete_action(flags);
	if ((flags & DELETE_FORCE) ||
	    attached_by_holders(&target->device, holders) != ATTACHED_UNKNOWN)
		return 0;
	return holders_gaps(holders, target->device.name);
}

struct fault *delete_rehearse(struct target_list *targets, unsigned int flags, unsigned int *doubt)
{
	auto_holder_list struct holder_list holders = {0};
	auto_credentials struct credentials who = {0};
	struct fault *fault = refusal_credentials(&who);

	*doubt = 0;
	if (fault)
		return fault;
	/* Without /proc the holders are unknown, but the rest can still be reported. */
	holders_look(&holders);
	if (holders.shortage)
		return fault_wrap(fault_errno(holders.shortage), NULL,
				  "cannot look for processes in /proc");
	for (size_t i = 0; i < targets->count; i++)
		if (targets->items[i].action == ACTION_NONE)
			*doubt |= rehearse_one(&targets->items[i], &holders, &who, flags);
	return NULL;
}

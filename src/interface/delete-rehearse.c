// SPDX-License-Identifier: GPL-2.0-or-later
// Dry run of a deletion: judges each target by its description and by /proc.

#include "interface/delete-rehearse.h"

#include <errno.h>

#include "interface/attached.h"
#include "interface/delete.h"
#include "interface/refusal.h"
#include "interface/rehearse.h"
#include "kernel/holders.h"

static struct fault *obstacle(struct engine *engine, const struct device *device,
			      const struct holder_list *holders, unsigned int flags)
{
	const struct credentials *who;
	struct fault *fault = engine_credentials(engine, &who);

	bool by_netlink = !fault && (flags & DELETE_FORCE) && who->capable;

	if (!fault && !by_netlink)
		fault = rehearse_open(engine);
	if (!fault)
		fault = refusal_find(device, who);
	if (fault)
		return fault;
	if (by_netlink || (flags & DELETE_IDLE) ||
	    attached_by_holders(device, holders) != ATTACHED_YES)
		return NULL;
	if (flags & DELETE_FORCE)
		return refusal_change(fault_errno(EPERM));
	return fault_hint(holders_fault(holders, device->name), "%s", delete_advice(flags));
}

/* Returns why an interface that would be deleted may be in use after all. */
static unsigned int rehearse_one(struct engine *engine, struct target *target,
				 const struct holder_list *holders, unsigned int flags)
{
	struct fault *fault = obstacle(engine, &target->device, holders, flags);

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

struct fault *delete_rehearse(struct engine *engine, struct target_list *targets,
			      unsigned int flags, unsigned int *doubt)
{
	auto_holder_list struct holder_list holders = {0};

	*doubt = 0;
	/* Without /proc the holders are unknown, but the rest can still be reported. */
	holders_look(&holders);
	if (holders.shortage)
		return fault_wrap(fault_errno(holders.shortage), NULL,
				  "cannot look for processes in /proc");
	for (size_t i = 0; i < targets->count; i++)
		if (targets->items[i].action == ACTION_NONE)
			*doubt |= rehearse_one(engine, &targets->items[i], &holders, flags);
	return NULL;
}

// SPDX-License-Identifier: GPL-2.0-or-later
// Attaches, and explains the kernel's errno values.

#include "interface/attach.h"

#include <errno.h>
#include <string.h>

#include "interface/handle.h"
#include "interface/refusal.h"
#include "kernel/holders.h"
#include "property/txqueuelen.h"
#include "util/cleanup.h"

/*
 * EBUSY means that a program is attached or, as tun_attach() never creates, that the interface is
 * gone; EPERM can mean the same for callers who may not create; EINVAL can mean that it was deleted
 * and created again in another mode.
 */
struct fault *attach_explain(struct engine *engine, const struct device *device, int error)
{
	auto_device struct device now = {0};
	struct fault *fault;

	if (error != EBUSY && error != E2BIG && error != EINVAL && error != ENOMEM &&
	    !fault_is_refusal(error))
		return fault_errno(error);
	fault = identity_check(engine, device, -1, &now);
	if (fault)
		return fault;
	switch (error) {
	case EACCES:
	case EPERM: return refusal_attach(engine, error, &now);
	case ENOMEM: return txqueuelen_explain_memory(fault_errno(error), &now);
	case E2BIG: return fault_new(STATUS_BUSY, "all its queues are in use");
	case EBUSY: return fault_new(STATUS_BUSY, "in use");
	default: return fault_errno(error);
	}
}

struct fault *attach_queue(struct engine *engine, const struct device *device,
			   enum tun_carrier carrier, int *fd)
{
	struct fault *fault = tun_open(fd);
	int error;

	if (fault)
		return fault;
	error = tun_attach(*fd, device, carrier);
	if (!error)
		return NULL;
	close_quietly(steal_fd(fd));
	return attach_explain(engine, device, error);
}

struct fault *attach_verified(struct engine *engine, const struct device *device,
			      enum tun_carrier carrier, int *fd)
{
	struct fault *fault = attach_queue(engine, device, carrier, fd);

	if (fault)
		return attach_name_holders(fault, device);
	fault = identity_check(engine, device, *fd, NULL);
	if (fault)
		close_quietly(steal_fd(fd));
	return fault;
}

struct fault *attach_name_holders(struct fault *fault, const struct device *device)
{
	auto_holder_list struct holder_list holders = {0};

	if (fault->status != STATUS_BUSY)
		return fault;
	holders_look(&holders);
	fault_free(fault);
	return holders_fault(&holders, device->name);
}

static bool lacks_holder(const struct target *target)
{
	return target->fault && target->fault->status == STATUS_BUSY && !target->fault->hint;
}

/* The fault of one; its holder may have renamed or deleted it in the meantime. */
static struct fault *find_holder(struct engine *engine, const struct device *device,
				 const struct holder_list *holders, const char *hint)
{
	auto_device struct device now = {0};
	enum identity identity;
	struct fault *fault = identity_look(engine, device, -1, &now, &identity);

	if (!fault && !now.ifindex)
		return identity_fault(identity, device);
	fault_free(fault);
	fault = holders_fault(holders, now.ifindex ? now.name : device->name);
	return fault_hint(fault, "%s", hint);
}

void attach_name_all(struct engine *engine, struct target_list *targets, const char *what,
		     const char *hint)
{
	auto_holder_list struct holder_list holders = {0};
	bool looked = false;

	for (size_t i = 0; i < targets->count; i++) {
		struct target *target = &targets->items[i];
		const struct device *device = &target->device;
		struct fault *fault;

		if (!lacks_holder(target))
			continue;
		if (!looked)
			holders_look(&holders);
		looked = true;
		fault = find_holder(engine, device, &holders, hint);
		target_fail(target, fault_wrap(fault, device->name, what));
	}
}

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
struct fault *attach_explain(struct engine *engine, const struct device *device,
			     struct fault *fault)
{
	auto_device struct device now = {0};
	struct fault *lookup;

	if (fault->error != EBUSY && fault->error != E2BIG && fault->error != EINVAL &&
	    fault->error != ENOMEM && !refusal_is(fault->error))
		return fault;
	lookup = identity_check(engine, device, -1, &now);
	if (lookup) {
		fault_free(fault);
		return lookup;
	}
	if (refusal_is(fault->error))
		return refusal_attach(fault, &now);
	if (fault->error == ENOMEM)
		return txqueuelen_explain_memory(fault, &now);
	if (fault->error == E2BIG)
		return fault_explain(fault, STATUS_BUSY, "all its queues are in use");
	if (fault->error == EBUSY)
		return fault_explain(fault, STATUS_BUSY, "in use");
	return fault;
}

struct fault *attach_queue(struct engine *engine, const struct device *device,
			   enum tun_carrier carrier, int *fd)
{
	struct fault *fault = tun_open(fd);

	if (!fault) {
		fault = tun_attach(*fd, device, carrier);
		if (fault)
			fault = attach_explain(engine, device, fault);
	}
	if (fault)
		close_quietly(steal_fd(fd));
	return fault;
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

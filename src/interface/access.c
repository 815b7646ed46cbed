// SPDX-License-Identifier: GPL-2.0-or-later
// The one way to a descriptor of an existing interface: attach where it is idle, else borrow.

#include "interface/access.h"

#include <string.h>

#include "interface/access-rule.h"
#include "interface/attach.h"
#include "interface/handle.h"
#include "interface/refusal.h"
#include "kernel/tun.h"
#include "util/cleanup.h"

/* Holders come and go; somebody who is neither there nor gone after so many looks is hidden. */
#define TRIES 3

/* No attaching to one that is in use: one more queue would take packets from its holder. */
static struct fault *borrow(struct engine *engine, const struct device *device, int *fd,
			    bool *in_use)
{
	auto_credentials struct credentials who = {0};
	struct fault *fault = credentials_own(&who);
	unsigned int denial;

	if (fault)
		return fault;
	denial = access_denied(device, &who);
	if (denial)
		return refusal_by_rule(device, denial);
	*in_use = true;
	return holders_borrow(&engine->places, device, fd);
}

static struct fault *attach_idle(struct engine *engine, const struct device *device, int *fd,
				 bool *in_use)
{
	struct fault *fault = attach_queue(engine, device, TUN_CARRIER_KEEP, fd);

	if (!fault || fault->status != STATUS_BUSY)
		return fault;
	fault_free(fault);
	*in_use = true;
	return holders_borrow(&engine->places, device, fd);
}

struct fault *access_attach_with(struct engine *engine, const struct device *device, bool pi,
				 bool vnet_hdr, int *fd)
{
	struct fault *fault = tun_open(fd);

	if (fault)
		return fault;
	fault = tun_attach_with(*fd, device, pi, vnet_hdr);
	if (!fault)
		return identity_follow(engine, device, *fd, NULL);
	close_quietly(steal_fd(fd));
	return attach_explain(engine, device, fault);
}

/*
 * What to do after a fault: its holder may have let go of it before he was found, and it may have
 * another name by now, under which *now describes it then.
 */
static struct fault *look_for_holder_again(struct engine *engine, const struct device *device,
					   struct device *now, struct fault *fault, bool *again)
{
	struct device found;
	struct fault *lookup;

	*again = false;
	if (fault->status != STATUS_BUSY && fault->status != STATUS_MISSING)
		return fault;
	lookup = identity_follow(engine, device, -1, &found);
	if (lookup) {
		fault_free(fault);
		return lookup;
	}
	device_clear(now);
	*now = found;
	*again = true;
	return fault;
}

struct fault *access_get(struct engine *engine, const struct device *device, int *fd, bool *in_use)
{
	auto_device struct device now = {0};
	const struct device *seen = device;

	for (int attempt = 1;; attempt++) {
		struct fault *fault;
		bool again;

		*fd = -1;
		*in_use = false;
		fault = device_has_queues(seen) ? borrow(engine, seen, fd, in_use)
						: attach_idle(engine, seen, fd, in_use);
		if (!fault) {
			fault = identity_follow(engine, device, *fd, NULL);
			if (!fault)
				return NULL;
			close_quietly(steal_fd(fd));
		}
		if (attempt == TRIES)
			return fault;
		fault = look_for_holder_again(engine, device, &now, fault, &again);
		if (!again)
			return fault;
		fault_free(fault);
		seen = &now;
	}
}

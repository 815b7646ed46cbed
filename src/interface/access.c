// SPDX-License-Identifier: GPL-2.0-or-later
// Gets a descriptor of an existing interface: attaches if it is idle, otherwise borrows the
// holder's.

#include "interface/access.h"

#include <string.h>

#include "interface/attach.h"
#include "interface/handle.h"
#include "interface/refusal.h"
#include "kernel/tun.h"
#include "util/cleanup.h"

/* Holders come and go; one that is neither found nor gone after this many looks is hidden. */
#define TRIES 3

/* Do not attach to an interface in use: another queue would take packets from its holder. */
static struct fault *borrow_from_holder(struct engine *engine, const struct device *device, int *fd,
					bool *in_use)
{
	const struct credentials *who;
	struct fault *fault = engine_credentials(engine, &who);

	if (!fault)
		fault = refusal_find(device, who);
	if (fault)
		return fault;
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
	int error;

	if (fault)
		return fault;
	error = tun_attach_with(*fd, device, pi, vnet_hdr);
	if (!error)
		return identity_follow(engine, device, *fd, NULL);
	close_quietly(steal_fd(fd));
	return attach_explain(engine, device, error);
}

/*
 * After a fault: the holder may have detached before it was found, and the interface may have been
 * renamed; *now then has its new name.
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
		fault = device_has_queues(seen) ? borrow_from_holder(engine, seen, fd, in_use)
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

// SPDX-License-Identifier: GPL-2.0-or-later
// Holding: one descriptor keeps a single queue, all 256 a multi-queue interface.

#include "engine/hold.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "engine/access.h"
#include "kernel/tun.h"
#include "util/cleanup.h"

size_t hold_cost(const struct device *device)
{
	return device->multi_queue ? TUN_QUEUES_MAX : 1;
}

static struct fault *gone(void)
{
	return fault_new(STATUS_MISSING, "no such interface (any more)");
}

/* What tun_attach()'s errno means here: whether it is taken, gone, or another one by now. */
static struct fault *explain(struct engine *engine, const struct device *device,
			     struct fault *fault)
{
	struct device now auto_device = {0};
	struct link_socket *links;
	struct fault *lookup;

	if (fault->error == EPERM) {
		fault_free(fault);
		return access_fault(device, ACCESS_NOT_OWNER | ACCESS_NOT_IN_GROUP);
	}
	if (fault->error != EBUSY && fault->error != E2BIG && fault->error != EINVAL)
		return fault;
	lookup = engine_links(engine, &links);
	if (!lookup)
		lookup = link_find_index(links, device->ifindex, &now);
	if (lookup && lookup->status != STATUS_MISSING) {
		fault_free(fault);
		return lookup;
	}
	if (lookup || strcmp(now.name, device->name) != 0) {
		fault_free(lookup);
		fault_free(fault);
		return gone();
	}
	if (fault->error == EINVAL)
		return fault;
	return fault_explain(fault, STATUS_BUSY, "in use");
}

static struct fault *take_queue(const struct device *device, int *fd)
{
	struct fault *fault = tun_open(fd);

	if (!fault)
		fault = tun_attach(*fd, device, TUN_CARRIER_KEEP);
	if (fault)
		close_quietly(steal_fd(fd));
	return fault;
}

/*
 * The kernel counts queues, not attachers: only when every one is ours can nobody else come, and
 * if there are fewer for us, then somebody has come before.
 */
static struct fault *take_others(const struct device *device, struct hold *hold)
{
	hold->more = calloc(TUN_QUEUES_MAX - 1, sizeof(*hold->more));
	if (!hold->more)
		return fault_memory();
	while (hold->more_count < TUN_QUEUES_MAX - 1) {
		struct fault *fault = take_queue(device, &hold->more[hold->more_count]);

		if (fault)
			return fault;
		hold->more_count++;
	}
	return NULL;
}

struct fault *hold_take(struct engine *engine, const struct device *device, struct hold *hold)
{
	struct fault *fault;

	*hold = (struct hold){.fd = -1};
	/* One more queue would take packets from a program that has some. */
	if (access_has_queues(device))
		return fault_new(STATUS_BUSY, "in use");
	fault = take_queue(device, &hold->fd);
	if (!fault && device->multi_queue)
		fault = take_others(device, hold);
	if (fault) {
		hold_release(hold);
		return explain(engine, device, fault);
	}
	return NULL;
}

void hold_release(struct hold *hold)
{
	for (size_t i = 0; i < hold->more_count; i++)
		close_quietly(hold->more[i]);
	free(hold->more);
	close_quietly(hold->fd);
	*hold = (struct hold){.fd = -1};
}

// SPDX-License-Identifier: GPL-2.0-or-later
// Reserves an interface: one descriptor for a single queue, all 256 for a multi-queue interface.

#include "interface/reserve.h"

#include <stdlib.h>

#include "interface/attach.h"
#include "util/cleanup.h"

size_t reserve_cost(const struct device *device)
{
	return device->multi_queue ? TUN_QUEUES_MAX : 1;
}

/*
 * The kernel limits the number of queues: only if all are ours can nobody else attach, and if we
 * get fewer, another program was attached before.
 */
static struct fault *take_others(struct engine *engine, const struct device *device,
				 struct reserve *reserve)
{
	reserve->more = calloc(TUN_QUEUES_MAX - 1, sizeof(*reserve->more));
	if (!reserve->more)
		return fault_memory();
	while (reserve->more_count < TUN_QUEUES_MAX - 1) {
		struct fault *fault = attach_queue(engine, device, TUN_CARRIER_KEEP,
						   &reserve->more[reserve->more_count]);

		if (fault)
			return fault;
		reserve->more_count++;
	}
	return NULL;
}

struct fault *reserve_take(struct engine *engine, const struct device *device,
			   struct reserve *reserve)
{
	struct fault *fault;

	*reserve = (struct reserve){.fd = -1};
	/* Another queue would take packets from a program that is attached. */
	if (device_has_queues(device))
		return fault_new(STATUS_BUSY, "in use");
	fault = attach_queue(engine, device, TUN_CARRIER_KEEP, &reserve->fd);
	if (!fault && device->multi_queue)
		fault = take_others(engine, device, reserve);
	if (fault)
		reserve_release(reserve);
	return fault;
}

void reserve_release(struct reserve *reserve)
{
	for (size_t i = 0; i < reserve->more_count; i++)
		close_quietly(reserve->more[i]);
	free(reserve->more);
	close_quietly(reserve->fd);
	*reserve = (struct reserve){.fd = -1};
}

// SPDX-License-Identifier: GPL-2.0-or-later
// The one way to a descriptor of an existing interface: attach where it is idle, else borrow.

#include "interface/access.h"

#include <errno.h>
#include <string.h>

#include "interface/attach.h"
#include "kernel/tun.h"
#include "util/cleanup.h"

/* Holders come and go; somebody who is neither there nor gone after so many looks is hidden. */
#define TRIES 3

bool access_has_queues(const struct device *device)
{
	return (device->has & DEVICE_HAS_QUEUES) && device->numqueues + device->numdisabled > 0;
}

/* An idle interface has no carrier, and stays only while it is persistent. */
bool access_in_use(const struct device *device, const struct holder_list *holders)
{
	size_t count;

	return device->carrier || !device->persist || access_has_queues(device) ||
	       holders_of(holders, device->name, &count);
}

static struct fault *gone(void)
{
	return fault_new(STATUS_MISSING, "no such interface (any more)");
}

/* What is at the index now, in *now: the name can have gone to another interface meanwhile. */
static struct fault *look_again(struct engine *engine, const struct device *device,
				struct device *now)
{
	struct device found auto_device = {0};
	struct link_socket *links;
	struct fault *fault = engine_links(engine, &links);

	if (!fault)
		fault = link_find_index(links, device->ifindex, &found);
	if (fault && fault->status == STATUS_MISSING) {
		fault_free(fault);
		return gone();
	}
	if (fault)
		return fault;
	if (strcmp(found.name, device->name) != 0)
		return gone();
	*now = found;
	now->altnames = NULL; /* goes with `found` */
	return NULL;
}

/* An index is never given twice while it is in use, so that index and name together say which. */
struct fault *access_verify(struct engine *engine, const struct device *device, int fd)
{
	struct device now;
	char name[IFNAMSIZ];
	struct fault *fault = tun_get_name(fd, name);

	if (fault && fault->error == EBADFD) {
		fault_free(fault);
		return gone();
	}
	if (!fault)
		fault = look_again(engine, device, &now);
	if (!fault && strcmp(name, now.name) != 0)
		fault = gone();
	return fault;
}

/* No attaching to one that is in use: one more queue would take packets from its holder. */
static struct fault *borrow(struct engine *engine, const struct device *device, int *fd,
			    bool *in_use)
{
	struct credentials who auto_credentials = {0};
	struct fault *fault = credentials_own(&who);
	unsigned int denial;

	if (fault)
		return fault;
	denial = access_denied(device, &who);
	if (denial)
		return access_fault(device, denial);
	*in_use = true;
	return holders_borrow(&engine->places, device, fd);
}

static struct fault *attach(struct engine *engine, const struct device *device, int *fd,
			    bool *in_use)
{
	struct fault *fault = attach_queue(engine, device, TUN_CARRIER_KEEP, fd);

	if (!fault || fault->error != EBUSY || fault->status != STATUS_BUSY)
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
		return access_verify(engine, device, *fd);
	close_quietly(steal_fd(fd));
	return attach_explain(engine, device, fault);
}

struct fault *access_get(struct engine *engine, const struct device *device, int *fd, bool *in_use)
{
	struct device now = *device;

	now.altnames = NULL;
	for (int try = 1;; try++) {
		struct fault *fault;
		struct fault *lookup;

		*fd = -1;
		*in_use = false;
		fault = access_has_queues(&now) ? borrow(engine, &now, fd, in_use)
						: attach(engine, &now, fd, in_use);
		if (!fault) {
			fault = access_verify(engine, device, *fd);
			if (fault)
				close_quietly(steal_fd(fd));
			return fault;
		}
		if (fault->status != STATUS_BUSY || try == TRIES)
			return fault;
		/* Its holder may have let go of it before he was found. */
		lookup = look_again(engine, device, &now);
		fault_free(fault);
		if (lookup)
			return lookup;
	}
}

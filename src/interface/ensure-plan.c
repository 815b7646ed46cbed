// SPDX-License-Identifier: GPL-2.0-or-later
// Applying a plan step by step, and backwards again where a step fails.

#include "interface/ensure-plan.h"

#include <errno.h>
#include <string.h>

#include "interface/access.h"
#include "interface/change.h"
#include "interface/ids.h"
#include "kernel/tun.h"
#include "util/cleanup.h"

#define RECORDS ((unsigned int)(REQUEST_PI | REQUEST_VNET_HDR))
#define IDS	((unsigned int)(REQUEST_OWNER | REQUEST_GROUP))
#define LINK                                                                                       \
	((unsigned int)(REQUEST_MAC | REQUEST_MTU | REQUEST_TXQUEUELEN | REQUEST_MASTER |          \
			REQUEST_UP))

/* How far applying got: what is to be taken back. */
struct progress {
	int fd;
	bool recorded;	  /* fd was attached with another record than before */
	bool link;	  /* some of the link's properties may have changed */
	size_t addresses; /* so many have been gone through */
	bool persist;
};

/*
 * The descriptor for all that is set on one. A record can only be changed by the attaching itself;
 * who finds somebody attached leaves it to him.
 */
static struct fault *get_descriptor(struct engine *engine, struct plan *plan,
				    struct progress *progress)
{
	const struct device *device = plan->device;
	bool in_use;
	struct fault *fault;

	if (plan->changes & RECORDS) {
		fault = access_attach_with(
			engine, device, device->pi || (plan->changes & REQUEST_PI),
			device->vnet_hdr || (plan->changes & REQUEST_VNET_HDR), &progress->fd);
		progress->recorded = progress->fd >= 0;
		if (!fault || progress->recorded || fault->status != STATUS_BUSY)
			return fault;
		fault_free(fault);
		plan->changes &= ~RECORDS;
	}
	if (!(plan->changes & (IDS | REQUEST_PERSIST)))
		return NULL;
	return access_get(engine, device, &progress->fd, &in_use);
}

static struct link_change wanted_change(const struct plan *plan, unsigned int changes)
{
	const struct request *request = plan->request;
	struct link_change change = {
		.mtu = request->mtu,
		.txqlen = request->txqueuelen,
		.master = plan->master,
		.up = true,
	};

	memcpy(change.mac, request->mac, sizeof(change.mac));
	if (changes & REQUEST_MAC)
		change.has |= LINK_CHANGE_MAC;
	if (changes & REQUEST_MTU)
		change.has |= LINK_CHANGE_MTU;
	if (changes & REQUEST_TXQUEUELEN)
		change.has |= LINK_CHANGE_TXQLEN;
	if (changes & REQUEST_MASTER)
		change.has |= LINK_CHANGE_MASTER;
	if (changes & REQUEST_UP)
		change.has |= LINK_CHANGE_FLAGS;
	return change;
}

static struct fault *set_link(struct engine *engine, const struct plan *plan, unsigned int changes)
{
	struct link_change change = wanted_change(plan, changes & plan->changes);
	struct fault *fault = change.has ? change_link(engine, plan->device, &change) : NULL;

	if (fault && (change.has & LINK_CHANGE_MASTER))
		return engine_explain_master(fault, plan->request->master);
	return fault;
}

/*
 * The dump that was compared with may be old: an address that is there by now is no fault, unless
 * it is there with another prefix, which the kernel calls the same address.
 */
static struct fault *add_address(struct engine *engine, struct plan *plan, size_t i)
{
	const struct address *address = &plan->request->addresses[i];
	struct link_socket *links;
	struct fault *fault = engine_links(engine, &links);
	struct fault *lookup;
	bool has = false;

	if (!fault)
		fault = link_add_address(links, plan->device->ifindex, address);
	if (!fault || fault->error != EEXIST)
		return fault;
	engine_forget_addresses(engine);
	lookup = engine_has_address(engine, plan->device->ifindex, address, &has);
	if (has) {
		fault_free(fault);
		fault = NULL;
		plan->missing[i] = false;
	}
	fault_free(lookup);
	return fault;
}

static struct fault *add_addresses(struct engine *engine, struct plan *plan,
				   struct progress *progress)
{
	bool any = false;

	for (size_t i = 0; i < plan->request->address_count; i++) {
		if (plan->missing[i]) {
			struct fault *fault = add_address(engine, plan, i);

			if (fault)
				return fault;
			any = any || plan->missing[i];
		}
		progress->addresses = i + 1;
	}
	if (!any)
		plan->changes &= ~(unsigned int)REQUEST_ADDRESS;
	return NULL;
}

/*
 * What needs CAP_NET_ADMIN comes first, what an owner may do as well comes last; and the ids last
 * of all, as an owner that is new cannot be taken away again.
 */
static struct fault *apply(struct engine *engine, struct plan *plan, struct progress *progress)
{
	struct fault *fault = get_descriptor(engine, plan, progress);
	/* As whoever watches links expects of one that is up, it has its addresses by then. */
	bool up_later = plan->changes & REQUEST_ADDRESS;

	if (fault)
		return fault;
	progress->link = plan->changes & LINK;
	fault = set_link(engine, plan, up_later ? LINK & ~(unsigned int)REQUEST_UP : LINK);
	if (!fault && (plan->changes & REQUEST_ADDRESS))
		fault = add_addresses(engine, plan, progress);
	if (!fault && up_later)
		fault = set_link(engine, plan, REQUEST_UP);
	if (!fault && (plan->changes & REQUEST_PERSIST)) {
		fault = tun_set_persist(progress->fd, true);
		progress->persist = !fault;
	}
	if (!fault && (plan->changes & IDS))
		fault = ids_set(progress->fd, plan->changes, plan->request->owner,
				plan->request->group, plan->device);
	return fault;
}

/* Sets back what differs from before, of what was asked to change. */
static struct fault *undo_link(struct engine *engine, const struct plan *plan)
{
	const struct device *before = plan->device;
	struct device now auto_device = {0};
	struct link_change change = {
		.mtu = before->mtu,
		.txqlen = before->txqlen,
		.master = (before->has & DEVICE_HAS_MASTER) ? before->master : 0,
	};
	struct link_socket *links;
	struct fault *fault = engine_links(engine, &links);

	if (!fault)
		fault = link_find_index(links, before->ifindex, &now);
	if (fault)
		return fault;
	memcpy(change.mac, before->mac, sizeof(change.mac));
	if ((plan->changes & REQUEST_MAC) && memcmp(now.mac, before->mac, sizeof(now.mac)) != 0)
		change.has |= LINK_CHANGE_MAC;
	if ((plan->changes & REQUEST_MTU) && now.mtu != before->mtu)
		change.has |= LINK_CHANGE_MTU;
	if ((plan->changes & REQUEST_TXQUEUELEN) && now.txqlen != before->txqlen)
		change.has |= LINK_CHANGE_TXQLEN;
	if ((plan->changes & REQUEST_MASTER) &&
	    ((now.has & DEVICE_HAS_MASTER) ? now.master : 0) != change.master)
		change.has |= LINK_CHANGE_MASTER;
	if ((plan->changes & REQUEST_UP) && (now.flags & IFF_UP))
		change.has |= LINK_CHANGE_FLAGS;
	return change.has ? change_link(engine, before, &change) : NULL;
}

static struct fault *undo_addresses(struct engine *engine, const struct plan *plan, size_t count)
{
	struct fault *first = NULL;

	while (count-- > 0) {
		struct link_socket *links;
		struct fault *fault = NULL;

		if (!plan->missing[count])
			continue;
		fault = engine_links(engine, &links);
		if (!fault)
			fault = link_remove_address(links, plan->device->ifindex,
						    &plan->request->addresses[count]);
		if (first)
			fault_free(fault);
		else
			first = fault;
	}
	return first;
}

/* The first of two faults, the other is freed. */
static struct fault *earlier(struct fault *first, struct fault *second)
{
	if (!first)
		return second;
	fault_free(second);
	return first;
}

static struct fault *undo(struct engine *engine, const struct plan *plan, struct progress *progress,
			  struct fault *fault)
{
	struct fault *failure = NULL;

	if (progress->persist)
		failure = tun_set_persist(progress->fd, false);
	failure = earlier(failure, undo_addresses(engine, plan, progress->addresses));
	if (progress->link)
		failure = earlier(failure, undo_link(engine, plan));
	if (progress->recorded) {
		bool in_use;

		/* Attaching as it was before sets the record back. */
		close_quietly(steal_fd(&progress->fd));
		failure =
			earlier(failure, access_get(engine, plan->device, &progress->fd, &in_use));
	}
	/* Of one that is gone, nothing is left to be taken back. */
	if (failure && failure->status != STATUS_MISSING)
		fault = fault_explain(fault, fault->status,
				      "%s; what had been changed cannot be set back: %s",
				      fault->why, failure->why);
	fault_free(failure);
	return fault;
}

struct fault *plan_apply(struct engine *engine, struct plan *plan)
{
	struct progress progress = {.fd = -1};
	struct fault *fault = apply(engine, plan, &progress);

	if (fault)
		fault = undo(engine, plan, &progress, fault);
	close_quietly(progress.fd);
	return fault;
}

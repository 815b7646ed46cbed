// SPDX-License-Identifier: GPL-2.0-or-later
// Applies a plan property by property, and undoes it in reverse order if a step fails.

#include "interface/plan.h"

#include <errno.h>
#include <stdlib.h>

#include "interface/access.h"
#include "interface/handle.h"
#include "interface/ids.h"
#include "interface/ipv6-loss.h"
#include "interface/losses.h"
#include "interface/refusal.h"
#include "interface/unplug.h"
#include "kernel/link.h"
#include "kernel/tun.h"
#include "property/properties.h"
#include "util/cleanup.h"

#define RECORDS (PROPERTY_BIT(PROPERTY_PI) | PROPERTY_BIT(PROPERTY_VNET_HDR))
#define IDS	(PROPERTY_BIT(PROPERTY_OWNER) | PROPERTY_BIT(PROPERTY_GROUP))

void plan_begin(struct plan *plan, struct engine *engine, const struct request *request,
		const struct device *device, bool fresh)
{
	*plan = (struct plan){.engine = engine, .request = request, .device = device, .fd = -1};
	for (int id = 0; id < PROPERTY_COUNT; id++)
		plan->parts[id] = (struct property_change){
			.engine = engine,
			.device = device,
			.request = request,
			.fresh = fresh,
		};
}

void plan_clear(struct plan *plan)
{
	free(plan->lost);
	for (int id = 0; id < PROPERTY_COUNT; id++) {
		value_clear(&plan->parts[id].add);
		value_clear(&plan->parts[id].remove);
	}
}

static struct fault *compare_value(struct plan *plan, int id, bool *differs)
{
	auto_value struct value now = {0};

	if (properties[id]->read(plan->device, &now) < 0)
		return fault_memory();
	*differs = !value_equal(&now, &plan->request->values[id]);
	return NULL;
}

static struct fault *compare_property(struct plan *plan, int id)
{
	bool differs = false;
	struct fault *fault = properties[id]->differs
				      ? properties[id]->differs(&plan->parts[id], &differs)
				      : compare_value(plan, id, &differs);

	if (differs)
		plan->changes |= PROPERTY_BIT(id);
	return fault;
}

struct fault *plan_compare(struct plan *plan)
{
	uint64_t asked = plan->request->given | plan->request->withdrawn;
	struct fault *fault = properties_conflict(plan->device, plan->request);

	for (int id = 0; !fault && id < PROPERTY_COUNT; id++)
		if (asked & PROPERTY_BIT(id))
			fault = compare_property(plan, id);
	if (ipv6_loss_is_whole(plan->device, plan->request, plan->changes))
		plan->changes |= CHANGE_BIT(CHANGE_IPV6);
	return fault ? fault : losses_find(plan);
}

/* A property may know better than the errno what was refused; then the errno is ignored. */
static struct fault *explain_refusal(const struct plan *plan, uint64_t sent, struct fault *fault)
{
	for (int id = 0; id < PROPERTY_COUNT; id++) {
		enum status before = fault->status;

		if (!(sent & PROPERTY_BIT(id)) || !properties[id]->explain)
			continue;
		fault = properties[id]->explain(fault, &plan->parts[id]);
		if (fault->status != before)
			return fault;
	}
	return refusal_change(fault);
}

/* Messages go by index, and another link can get the index of an interface that was deleted. */
static struct fault *check_index(const struct plan *plan)
{
	char name[IFNAMSIZ];
	struct fault *fault;

	if (plan->fd < 0)
		return NULL;
	fault = tun_get_name(plan->fd, name);
	return fault || name[0] ? fault : fault_gone();
}

/* Sends the message for the properties in *pending. */
static struct fault *flush(const struct plan *plan, struct link_change *change, uint64_t *pending)
{
	uint64_t sent = *pending;
	struct link_socket *links;
	struct fault *fault;

	*pending = 0;
	if (link_change_is_empty(change))
		return NULL;
	fault = engine_links(plan->engine, &links);
	if (!fault)
		fault = check_index(plan);
	if (!fault) {
		fault = link_change_send(change, links, plan->device->ifindex);
		if (fault)
			fault = explain_refusal(plan, sent, fault);
	}
	return fault;
}

/*
 * A message may turn out to be unnecessary: an address that was added in the meantime is not a
 * change.
 */
static struct fault *set_by_itself(struct plan *plan, int id)
{
	struct property_change *part = &plan->parts[id];
	struct fault *fault = check_index(plan);

	if (!fault)
		fault = properties[id]->set(part);
	if (fault)
		return refusal_change(fault);
	if (!part->add.count && !part->remove.count)
		plan->changes &= ~PROPERTY_BIT(id);
	return NULL;
}

struct fault *plan_set_link(struct plan *plan)
{
	auto_link_change struct link_change change = {0};
	struct fault *fault = NULL;
	uint64_t pending = 0;

	fault = unplug(plan, false);
	if (fault)
		return refusal_change(fault);
	for (int id = 0; !fault && id < PROPERTY_COUNT; id++) {
		if (id == UNPLUG_LAST + 1)
			fault = unplug_end(plan);
		if (fault || !(plan->changes & PROPERTY_BIT(id)))
			continue;
		if (properties[id]->put) {
			properties[id]->put(&plan->request->values[id], &change);
			pending |= PROPERTY_BIT(id);
		} else if (properties[id]->set) {
			fault = flush(plan, &change, &pending);
			if (!fault)
				fault = set_by_itself(plan, id);
		}
	}
	return fault ? fault : flush(plan, &change, &pending);
}

/* How far the plan was applied: what has to be undone. */
struct progress {
	int fd;
	bool recorded; /* fd was attached with another record than before */
	bool link;     /* some of the link's properties may have changed */
	bool persist;
};

/*
 * The descriptor for everything that is set through one. The record can only be changed by
 * attaching; if another program is attached by now, the record is that program's.
 */
static struct fault *get_descriptor(struct plan *plan, struct progress *progress)
{
	const struct device *device = plan->device;
	bool in_use;
	struct fault *fault;

	if (plan->changes & RECORDS) {
		fault = access_attach_with(
			plan->engine, device,
			device->pi || (plan->changes & PROPERTY_BIT(PROPERTY_PI)),
			device->vnet_hdr || (plan->changes & PROPERTY_BIT(PROPERTY_VNET_HDR)),
			&progress->fd);
		progress->recorded = progress->fd >= 0;
		if (!fault || progress->recorded || fault->status != STATUS_BUSY)
			return fault;
		fault_free(fault);
		plan->changes &= ~RECORDS;
	}
	if (!(plan->changes & (IDS | PROPERTY_BIT(PROPERTY_PERSIST))))
		return NULL;
	return access_get(plan->engine, device, &progress->fd, &in_use);
}

/*
 * Changes that need CAP_NET_ADMIN come first, those that an owner may make come later; the ids come
 * last, as a new owner cannot be removed.
 */
static struct fault *apply(struct plan *plan, struct progress *progress)
{
	const struct request *request = plan->request;
	struct fault *fault = get_descriptor(plan, progress);

	if (fault)
		return fault;
	plan->fd = progress->fd;
	progress->link = true;
	fault = plan_set_link(plan);
	if (!fault && (plan->changes & PROPERTY_BIT(PROPERTY_PERSIST))) {
		fault = tun_set_persist(progress->fd, true);
		progress->persist = !fault;
	}
	if (!fault && (plan->changes & IDS))
		fault = ids_set(progress->fd, plan->changes,
				(uid_t)request_number(request, PROPERTY_OWNER),
				(gid_t)request_number(request, PROPERTY_GROUP), plan->device);
	return fault;
}

/* Puts the value from before into the message, if the current one differs. */
static struct fault *put_value_back(const struct plan *plan, int id, const struct device *now,
				    struct link_change *change)
{
	const struct property *property = properties[id];
	auto_value struct value old = {0};
	auto_value struct value after = {0};

	if (property->read(plan->device, &old) < 0 || property->read(now, &after) < 0)
		return fault_memory();
	if (!value_equal(&old, &after))
		property->put(&old, change);
	return NULL;
}

/* Restores, with one message, the requested properties that differ from before. */
static struct fault *undo_values(const struct plan *plan)
{
	auto_link_change struct link_change change = {0};
	auto_device struct device now = {0};
	struct link_socket *links;
	struct fault *fault = engine_links(plan->engine, &links);

	if (!fault)
		fault = link_find_index(links, plan->device->ifindex, &now);
	if (!fault && !now.ifindex)
		fault = fault_gone();
	for (int id = 0; !fault && id < PROPERTY_COUNT; id++)
		if ((plan->changes & PROPERTY_BIT(id)) && properties[id]->put)
			fault = put_value_back(plan, id, &now, &change);
	if (fault)
		return fault;
	fault = link_change_send(&change, links, plan->device->ifindex);
	return fault ? refusal_change(fault) : NULL;
}

/* Returns the first of two faults, and frees the other. */
static struct fault *earlier(struct fault *first, struct fault *second)
{
	if (!first)
		return second;
	fault_free(second);
	return first;
}

/* What may be lost with a change: saved before it, and restored after it was undone. */
static struct fault *keep_parts(struct plan *plan)
{
	struct fault *fault = NULL;

	for (int id = 0; !fault && id < PROPERTY_COUNT; id++)
		if ((properties[id]->goes_with & plan->changes) && properties[id]->keep)
			fault = properties[id]->keep(&plan->parts[id]);
	return fault;
}

static struct fault *restore(struct plan *plan)
{
	struct fault *failure = NULL;

	for (int id = 0; id < PROPERTY_COUNT; id++)
		if ((properties[id]->goes_with & plan->changes) && properties[id]->restore)
			failure = earlier(failure, properties[id]->restore(&plan->parts[id]));
	return failure;
}

static struct fault *undo_link(struct plan *plan)
{
	struct fault *failure = unplug(plan, true);
	bool any = false;

	for (int id = PROPERTY_COUNT - 1; id >= 0; id--) {
		if (!(plan->changes & PROPERTY_BIT(id)))
			continue;
		any |= properties[id]->put != NULL;
		if (properties[id]->undo)
			failure = earlier(failure, properties[id]->undo(&plan->parts[id]));
	}
	if (any)
		failure = earlier(failure, undo_values(plan));
	failure = earlier(failure, restore(plan));
	return earlier(failure, unplug_end(plan));
}

/*
 * The failure may be that the interface is gone, and its index may be another one's by now. If that
 * cannot be found out, its changes are undone all the same.
 */
static struct fault *undo_link_of_same(struct plan *plan, int fd)
{
	struct fault *fault = identity_follow(plan->engine, plan->device, fd, NULL);

	if (fault && fault->status == STATUS_MISSING)
		return fault;
	fault_free(fault);
	return undo_link(plan);
}

static struct fault *undo(struct plan *plan, struct progress *progress, struct fault *fault)
{
	struct fault *failure = NULL;

	if (progress->persist)
		failure = tun_set_persist(progress->fd, false);
	if (progress->link)
		failure = earlier(failure, undo_link_of_same(plan, progress->fd));
	if (progress->recorded) {
		bool in_use;

		/* Attaching as before restores the record. */
		plan->fd = -1;
		close_quietly(steal_fd(&progress->fd));
		failure = earlier(failure,
				  access_get(plan->engine, plan->device, &progress->fd, &in_use));
	}
	/* If the interface is gone, there is nothing to undo. */
	if (failure && failure->status != STATUS_MISSING)
		fault = fault_explain(fault, fault->status,
				      "%s; what had been changed cannot be set back: %s",
				      fault->why, failure->why);
	fault_free(failure);
	return fault;
}

/* Whether the link has fewer IPv6 addresses than before; false if they cannot be looked up. */
static bool has_lost_ipv6(struct plan *plan)
{
	size_t now = 0;
	struct fault *fault =
		ipv6_loss_count(plan->engine, plan->device->ifindex, plan->request, &now);
	bool lost = !fault && now < plan->ipv6_addresses;

	fault_free(fault);
	return lost;
}

struct fault *plan_apply(struct plan *plan)
{
	struct progress progress = {.fd = -1};
	bool near = ipv6_loss_is_near(plan->engine, plan->device, plan->request, plan->changes);
	struct fault *fault = keep_parts(plan);

	if (!fault && near)
		fault = ipv6_loss_count(plan->engine, plan->device->ifindex, plan->request,
					&plan->ipv6_addresses);
	if (fault)
		return fault;
	fault = apply(plan, &progress);
	if (fault)
		fault = undo(plan, &progress, fault);
	close_quietly(progress.fd);
	if (!near || !has_lost_ipv6(plan))
		return fault;
	if (fault)
		return fault_explain(fault, fault->status,
				     "%s; IPv6 addresses and routes went meanwhile, and cannot be "
				     "set back",
				     fault->why);
	plan->changes |= CHANGE_BIT(CHANGE_IPV6);
	return NULL;
}

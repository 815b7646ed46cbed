// SPDX-License-Identifier: GPL-2.0-or-later
// Deletes a batch: by link group, one by one, or as an owner without privilege.

#include "interface/delete-batch.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "interface/attach.h"
#include "interface/handle.h"
#include "interface/refusal.h"
#include "kernel/link-change.h"
#include "kernel/link.h"
#include "kernel/tun.h"
#include "util/cleanup.h"
#include "util/clock.h"

#define CANNOT_DELETE "cannot delete"

/* How many link groups are tried to find an unused one. */
#define GROUP_TRIES 8

static void finish_item(struct delete_item *item, struct fault *fault)
{
	if (fault)
		target_fail(item->target, fault_wrap(refusal_change(fault),
						     item->target->device.name, CANNOT_DELETE));
	else
		item->target->action = ACTION_DELETED;
	reserve_release(&item->reserve);
}

static bool is_open(const struct delete_item *item)
{
	return item->target->action == ACTION_NONE;
}

/* Undoes the reservation; with another program attached, the interface is left as it was. */
static void keep_interface(struct engine *engine, const struct device *device)
{
	auto_close int fd = -1;
	struct fault *fault = attach_queue(engine, device, TUN_CARRIER_KEEP, &fd);

	if (!fault)
		fault = identity_follow(engine, device, fd, NULL);
	if (!fault && device->persist)
		fault = tun_set_persist(fd, true);
	fault_free(fault);
}

/*
 * Between the closing of two queues another process can attach, and a duplicate of a descriptor has
 * the same effect: the interface then stays until that process ends. It also stays persistent,
 * except if it has a single queue, whose owner it keeps from attaching.
 */
static struct fault *check_gone(struct engine *engine, struct link_socket *links,
				const struct device *device)
{
	auto_device struct device now = {0};
	struct fault *fault = link_find_index(links, device->ifindex, &now);

	if (fault || !now.ifindex)
		return fault;
	keep_interface(engine, device);
	return fault_new(STATUS_BUSY, "in use");
}

/* Who may, of an interface that is not reserved: as for a refusal to attach, or the capability. */
static struct fault *explain_denied_deletion(struct engine *engine, const struct device *device,
					     struct fault *denied)
{
	const struct credentials *who;
	struct fault *fault = engine_credentials(engine, &who);

	if (!fault)
		fault = refusal_find(device, who);
	if (!fault)
		return denied;
	fault_free(denied);
	return fault;
}

/*
 * An owner may not delete by netlink, but may remove persistence: the interface is deleted with its
 * last descriptor, ours. If it is not reserved, another process keeps it alive.
 */
static struct fault *drop_item(struct engine *engine, struct link_socket *links,
			       struct delete_item *item, struct fault *denied)
{
	struct fault *fault;

	if (denied->error != EPERM)
		return denied;
	if (item->reserve.fd < 0)
		return explain_denied_deletion(engine, &item->target->device, denied);
	fault_free(denied);
	fault = identity_check(engine, &item->target->device, item->reserve.fd, NULL);
	if (!fault)
		fault = tun_set_persist(item->reserve.fd, false);
	reserve_release(&item->reserve);
	return fault ? fault : check_gone(engine, links, &item->target->device);
}

/*
 * Whether it is still there: another interface can get the index of one that was deleted. The
 * descriptor tells that almost for nothing; without one, look.
 */
static struct fault *check_there(struct engine *engine, const struct delete_item *item)
{
	char name[IFNAMSIZ];
	struct fault *fault;

	if (item->reserve.fd < 0)
		return identity_check(engine, &item->target->device, -1, NULL);
	fault = tun_get_name(item->reserve.fd, name);
	return fault || name[0] ? fault : fault_gone();
}

static void delete_singly(struct engine *engine, struct delete_item *item)
{
	struct link_socket *links;
	struct fault *fault = engine_links(engine, &links);

	if (!fault)
		fault = identity_check(engine, &item->target->device, item->reserve.fd, NULL);
	/* That takes several calls, during which the interface can go. */
	if (!fault && item->reserve.fd >= 0)
		fault = check_there(engine, item);
	if (!fault) {
		fault = link_delete(links, item->target->device.ifindex);
		if (fault)
			fault = drop_item(engine, links, item, fault);
	}
	finish_item(item, fault);
}

/*
 * Any number except 0, the group of all new links, and those that ip(8) prints as negative and does
 * not accept: somebody may have to look at what a killed run has left.
 */
static uint32_t pick_group(void)
{
	uint32_t group;

	if (getrandom(&group, sizeof(group), GRND_NONBLOCK) != sizeof(group))
		group = (uint32_t)clock_now() * 2654435761u;
	group &= INT_MAX;
	return group ? group : 1;
}

static struct fault *set_group(struct link_socket *links, const struct device *device,
			       uint32_t group)
{
	auto_link_change struct link_change change = {0};

	link_change_group(&change, group);
	return link_change_send(&change, links, device->ifindex);
}

static void leave_group(struct link_socket *links, struct delete_item *item)
{
	const struct device *device = &item->target->device;

	if (item->grouped)
		fault_free(set_group(links, device, device->link_group));
	item->grouped = false;
}

static void fail_all(struct link_socket *links, struct delete_batch *batch, struct fault *fault)
{
	for (size_t i = 0; i < batch->count; i++) {
		struct delete_item *item = &batch->items[i];

		if (!is_open(item))
			continue;
		leave_group(links, item);
		finish_item(item, fault_explain(fault_errno(fault->error ? fault->error : EIO),
						fault->status, "%s", fault->why));
	}
	fault_free(fault);
}

static void join_group(struct engine *engine, struct link_socket *links, struct delete_batch *batch,
		       uint32_t group)
{
	for (size_t i = 0; i < batch->count; i++) {
		struct delete_item *item = &batch->items[i];
		struct fault *fault;

		if (!is_open(item))
			continue;
		fault = check_there(engine, item);
		if (fault) {
			finish_item(item, fault);
			continue;
		}
		fault = set_group(links, &item->target->device, group);
		item->grouped = true;
		if (!fault)
			continue;
		/* Only the answer may have been lost. */
		leave_group(links, item);
		finish_item(item, drop_item(engine, links, item, fault));
	}
}

static int by_item_index(const void *a, const void *b)
{
	int left = (*(struct delete_item *const *)a)->target->device.ifindex;
	int right = (*(struct delete_item *const *)b)->target->device.ifindex;

	return (left > right) - (left < right);
}

static int compare_item_index(const void *ifindex, const void *item)
{
	int wanted = *(const int *)ifindex;
	int there = (*(struct delete_item *const *)item)->target->device.ifindex;

	return (wanted > there) - (wanted < there);
}

static struct delete_item *find_item(struct delete_item **sorted, size_t count, int ifindex)
{
	struct delete_item **found =
		bsearch(&ifindex, sorted, count, sizeof(struct delete_item *), compare_item_index);

	return found ? *found : NULL;
}

/*
 * The fault of an item if the interface that has its index in the group, `now`, is not ours under
 * its name. The index belongs to another one if the descriptor says that ours was deleted. Ask
 * after the look: what is there then was there before.
 */
static struct fault *check_member(const struct delete_item *item, const struct device *now)
{
	const struct device *seen = &item->target->device;
	bool reserved = item->reserve.fd >= 0;
	char name[IFNAMSIZ];
	struct fault *fault = reserved ? tun_get_name(item->reserve.fd, name) : NULL;

	if (fault)
		return fault;
	if ((reserved && !name[0]) || !identity_is_alike(seen, now))
		return identity_fault(IDENTITY_REPLACED, now);
	return strcmp(now->name, seen->name) == 0 ? NULL : identity_fault(IDENTITY_RENAMED, now);
}

/*
 * Looks at all links once more before the group is deleted: it must contain only ours, under the
 * names by which we hold them. *foreign: it contains another one.
 */
static struct fault *verify(struct link_socket *links, struct delete_item **sorted, size_t count,
			    uint32_t group, bool *foreign)
{
	auto_device_list struct device_list all = {0};
	struct fault *fault = link_dump(links, true, &all);

	*foreign = false;
	for (size_t i = 0; !fault && i < all.count; i++) {
		const struct device *now = &all.items[i];
		struct delete_item *item = find_item(sorted, count, now->ifindex);
		struct fault *changed;

		if (now->link_group != group)
			continue;
		if (!item || !item->grouped) {
			*foreign = true;
			continue;
		}
		changed = check_member(item, now);
		if (changed) {
			leave_group(links, item);
			finish_item(item, changed);
		}
	}
	return fault;
}

static struct fault *gather_group(struct engine *engine, struct link_socket *links,
				  struct delete_batch *batch, struct delete_item **sorted,
				  uint32_t *group)
{
	for (int attempt = 0; attempt < GROUP_TRIES; attempt++) {
		bool foreign;
		struct fault *fault;

		*group = pick_group();
		join_group(engine, links, batch, *group);
		fault = verify(links, sorted, batch->count, *group, &foreign);
		if (fault || !foreign)
			return fault;
		for (size_t i = 0; i < batch->count; i++)
			leave_group(links, &batch->items[i]);
	}
	return fault_new(STATUS_FAILED, "no link group is unused");
}

/* The group is deleted. A descriptor that is still attached shows that its interface was moved. */
static struct fault *check_deleted(const struct delete_item *item)
{
	char name[IFNAMSIZ];
	struct fault *fault;
	bool attached;

	if (item->reserve.fd < 0)
		return NULL;
	fault = tun_get_name(item->reserve.fd, name);
	attached = !fault && name[0];
	fault_free(fault);
	return attached ? identity_fault(IDENTITY_MOVED, &item->target->device) : NULL;
}

static void delete_group(struct engine *engine, struct link_socket *links,
			 struct delete_batch *batch, struct delete_item **sorted)
{
	uint32_t group;
	size_t left = 0;
	struct fault *fault;

	for (size_t i = 0; i < batch->count; i++)
		sorted[i] = &batch->items[i];
	qsort(sorted, batch->count, sizeof(struct delete_item *), by_item_index);
	fault = gather_group(engine, links, batch, sorted, &group);
	for (size_t i = 0; i < batch->count; i++)
		left += is_open(&batch->items[i]);
	if (!fault && left)
		fault = link_delete_group(links, group);
	if (fault) {
		fail_all(links, batch, fault);
		return;
	}
	for (size_t i = 0; i < batch->count; i++)
		if (is_open(&batch->items[i]))
			finish_item(&batch->items[i], check_deleted(&batch->items[i]));
}

void delete_batch(struct engine *engine, struct delete_batch *batch)
{
	struct delete_item **sorted = NULL;
	struct link_socket *links;
	struct fault *fault;

	if (batch->count > 1) {
		fault = engine_links(engine, &links);
		sorted = fault ? NULL : calloc(batch->count, sizeof(struct delete_item *));
		fault_free(fault);
	}
	if (sorted)
		delete_group(engine, links, batch, sorted);
	else
		for (size_t i = 0; i < batch->count; i++)
			delete_singly(engine, &batch->items[i]);
	free(sorted);
	batch->count = 0;
	batch->descriptors = 0;
}

void delete_batch_release(struct delete_batch *batch)
{
	for (size_t i = 0; i < batch->count; i++)
		reserve_release(&batch->items[i].reserve);
	batch->count = 0;
	batch->descriptors = 0;
}

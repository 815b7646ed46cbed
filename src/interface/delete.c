// SPDX-License-Identifier: GPL-2.0-or-later
// Deleting: reserve idle interfaces, delete them in batches, and name the holders of the others.

#include "interface/delete.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "interface/attach.h"
#include "interface/delete-batch.h"
#include "interface/reserve.h"
#include "util/cleanup.h"

/* The maximum number of descriptors in a batch; more would not be faster. */
#define BATCH_DESCRIPTORS 4096u

/* Descriptors left free for other sockets and files. */
#define SPARE_DESCRIPTORS 32u

#define CANNOT_DELETE "cannot delete"

static void fail_target(struct target *target, struct fault *fault)
{
	const char *name = target->device.name[0] ? target->device.name : target->operand;

	target_fail(target, fault_wrap(fault, name, CANNOT_DELETE));
}

/* For an owner without privilege, who deletes one by one and can be interrupted in between. */
static bool may_delete_by_netlink(struct engine *engine)
{
	const struct credentials *who;
	auto_fault struct fault *fault = engine_credentials(engine, &who);

	return fault || who->capable;
}

/* Raises the limit of descriptors as far as possible, and returns how many a batch may hold. */
static size_t descriptors_for_batch(size_t wanted)
{
	struct rlimit limit;

	if (wanted > BATCH_DESCRIPTORS)
		wanted = BATCH_DESCRIPTORS;
	if (getrlimit(RLIMIT_NOFILE, &limit) < 0)
		return 1;
	if (limit.rlim_cur < wanted + SPARE_DESCRIPTORS && limit.rlim_cur < limit.rlim_max) {
		rlim_t soft = limit.rlim_cur;

		limit.rlim_cur = wanted + SPARE_DESCRIPTORS;
		if (limit.rlim_cur > limit.rlim_max)
			limit.rlim_cur = limit.rlim_max;
		if (setrlimit(RLIMIT_NOFILE, &limit) < 0)
			limit.rlim_cur = soft;
	}
	if (limit.rlim_cur < wanted + SPARE_DESCRIPTORS)
		return limit.rlim_cur > 2 * SPARE_DESCRIPTORS
			       ? (size_t)limit.rlim_cur - SPARE_DESCRIPTORS
			       : 1;
	return wanted;
}

/*
 * With --force the interface is deleted without being reserved: a program that attaches loses it
 * too. So reasons for which we cannot attach do not matter, except two: that it is gone, and that
 * the caller may not delete it by netlink and needs a descriptor.
 */
static bool may_pass(struct engine *engine, const struct fault *fault, unsigned int flags)
{
	if (fault->status == STATUS_BUSY && (flags & DELETE_IDLE))
		return true;
	if (!(flags & DELETE_FORCE) || fault->status == STATUS_MISSING)
		return false;
	return fault->status == STATUS_BUSY || may_delete_by_netlink(engine);
}

/*
 * Adds a target to the batch, unless there is an obstacle. The limit of descriptors does not say
 * how many the caller has left open; if they run out nevertheless, the batch is deleted to make
 * room.
 */
static void take_target(struct engine *engine, struct target *target, unsigned int flags,
			struct delete_batch *batch)
{
	struct reserve reserve;
	struct fault *fault = reserve_take(engine, &target->device, &reserve);

	if (fault && fault->error == EMFILE && batch->count) {
		fault_free(fault);
		delete_batch(engine, batch);
		fault = reserve_take(engine, &target->device, &reserve);
	}
	if (fault && may_pass(engine, fault, flags)) {
		fault_free(fault);
		fault = NULL;
		if (flags & DELETE_IDLE) {
			target->action = ACTION_SKIPPED;
			return;
		}
	}
	if (fault && fault->error == EMFILE)
		fault = fault_hint(fault, "nobody else may attach while it is deleted, which takes "
					  "a descriptor for each of its queues: raise the limit "
					  "(ulimit -n)");
	if (fault) {
		fail_target(target, fault);
		return;
	}
	batch->items[batch->count++] = (struct delete_item){.target = target, .reserve = reserve};
	batch->descriptors += reserve_cost(&target->device);
}

const char *delete_advice(unsigned int flags)
{
	return flags & DELETE_PRUNE ? "stop it first, or give the interface an entry"
				    : "stop it first, or use --force";
}

enum action delete_action(unsigned int flags)
{
	return flags & DELETE_PRUNE ? ACTION_PRUNED : ACTION_DELETED;
}

static void forgive_missing(struct target_list *targets)
{
	for (size_t i = 0; i < targets->count; i++) {
		struct target *target = &targets->items[i];

		if (!target->fault || target->fault->status != STATUS_MISSING)
			continue;
		fault_free(target->fault);
		target->fault = NULL;
		target->action = ACTION_ABSENT;
	}
}

void delete_targets(struct engine *engine, struct target_list *targets, unsigned int flags)
{
	auto_free struct delete_item *items = NULL;
	struct delete_batch batch = {0};
	size_t wanted = 0;
	size_t limit;

	for (size_t i = 0; i < targets->count; i++)
		if (targets->items[i].action == ACTION_NONE)
			wanted += reserve_cost(&targets->items[i].device);
	if (wanted == 0)
		return;
	limit = wanted > 1 ? descriptors_for_batch(wanted) : 1;
	if (limit > 1 && !may_delete_by_netlink(engine))
		limit = 1;
	items = calloc(targets->count, sizeof(*items));
	for (size_t i = 0; i < targets->count; i++) {
		struct target *target = &targets->items[i];

		if (target->action != ACTION_NONE)
			continue;
		if (!items) {
			fail_target(target, fault_memory());
			continue;
		}
		batch.items = items;
		if (!engine_proceed(engine, i, targets->count)) {
			delete_batch_release(&batch);
			break;
		}
		if (batch.count && batch.descriptors + reserve_cost(&target->device) > limit)
			delete_batch(engine, &batch);
		take_target(engine, target, flags, &batch);
	}
	delete_batch(engine, &batch);
	attach_name_all(engine, targets, CANNOT_DELETE, delete_advice(flags));
	if (flags & DELETE_IF_EXISTS)
		forgive_missing(targets);
	for (size_t i = 0; i < targets->count; i++)
		if (targets->items[i].action == ACTION_DELETED)
			targets->items[i].action = delete_action(flags);
}

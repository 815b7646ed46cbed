// SPDX-License-Identifier: GPL-2.0-or-later
// Completes new interfaces: at once, or when udevd is done with them.

#include "interface/settle.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "interface/create.h"
#include "kernel/link-change.h"
#include "util/array.h"

/* Each waiting interface needs a descriptor; these are left for other uses. */
#define BATCH	  16384
#define SPARE	  64
#define BATCH_MIN 16

/*
 * Raises the limit of descriptors as far as possible; interfaces beyond it are waited for
 * separately.
 */
static size_t find_limit(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) < 0)
		return BATCH_MIN;
	if (limit.rlim_cur < limit.rlim_max && limit.rlim_cur < BATCH + SPARE) {
		struct rlimit raised = limit;

		raised.rlim_cur = limit.rlim_max < BATCH + SPARE ? limit.rlim_max : BATCH + SPARE;
		if (setrlimit(RLIMIT_NOFILE, &raised) == 0)
			limit = raised;
	}
	if (limit.rlim_cur >= BATCH + SPARE)
		return BATCH;
	return limit.rlim_cur > SPARE + BATCH_MIN ? (size_t)limit.rlim_cur - SPARE : BATCH_MIN;
}

static bool is_found(const struct settle *settle, const struct target *target, const char *name)
{
	return !settle->name_found || strcmp(target->operand, name) == 0 ||
	       settle->name_found(settle->data, target, name);
}

/*
 * A lookup by the requested name, as by the next --ensure, then finds it. This fails on older
 * kernels, which have no alternative names, and if another interface has taken the name.
 */
static void keep_name(const struct settle *settle, const struct target *target,
		      const struct handle *handle)
{
	struct link_socket *links;
	struct fault *fault;

	if (!settle->keep_names || strcmp(target->operand, handle->seen.name) == 0)
		return;
	fault = engine_links(settle->engine, &links);
	if (!fault)
		fault = link_add_altname(links, handle->seen.ifindex, target->operand);
	fault_free(fault);
}

static struct fault *complete_interface(struct settle *settle, struct handle *handle,
					struct request *request, struct target *target)
{
	struct fault *fault = create_complete(handle, target->operand, request);

	if (fault)
		return fault;
	if (!is_found(settle, target, handle->seen.name)) {
		handle_close(handle);
		target->action = ACTION_NONE;
		return NULL;
	}
	keep_name(settle, target, handle);
	fault = create_commit(handle);
	if (fault)
		return fault;
	(void)snprintf(target->device.name, sizeof(target->device.name), "%s", handle->seen.name);
	target->action = ACTION_CREATED;
	return NULL;
}

struct fault *settle_take(struct settle *settle, struct handle *handle, struct request *request,
			  struct target *target)
{
	struct unsettled *items;

	if (!settle->engine->udev)
		return complete_interface(settle, handle, request, target);
	items = array_grow(settle->items, settle->count, &settle->capacity, sizeof(*items));
	if (!items) {
		handle_close(handle);
		return fault_memory();
	}
	settle->items = items;
	items[settle->count++] = (struct unsettled){*handle, request, target};
	*handle = (struct handle)HANDLE_NONE;
	return NULL;
}

bool settle_is_full(struct settle *settle)
{
	if (!settle->count)
		return false;
	if (!settle->limit)
		settle->limit = find_limit();
	return settle->count >= settle->limit;
}

bool settle_has(const struct settle *settle, int ifindex)
{
	for (size_t i = 0; i < settle->count; i++)
		if (settle->items[i].handle.seen.ifindex == ifindex)
			return true;
	return false;
}

/* How far the command is while udevd is awaited. */
struct course {
	struct engine *engine;
	struct settle *settle; /* NULL: the caller completes them itself */
	size_t done;
	size_t total;
};

static void complete_item(struct settle *settle, struct unsettled *item)
{
	struct fault *fault =
		complete_interface(settle, &item->handle, item->request, item->target);

	if (fault && settle->failed)
		fault = settle->failed(settle->data, item->target, fault);
	if (fault)
		target_fail(item->target, fault);
	handle_close(&item->handle);
}

static bool is_done_with(const struct settle *settle, const struct unsettled *item)
{
	return udev_is_settled(settle->engine->udev, item->handle.seen.ifindex);
}

/*
 * Completes the first interfaces with which udevd is done. udevd processes them roughly in order,
 * and goes on with the next ones while we wait for the kernel.
 */
static void complete_front(struct settle *settle)
{
	while (settle->completed < settle->count &&
	       is_done_with(settle, &settle->items[settle->completed]))
		complete_item(settle, &settle->items[settle->completed++]);
}

static bool proceed_settling(void *data, size_t settled, size_t expected)
{
	const struct course *course = data;

	(void)expected;
	if (course->settle)
		complete_front(course->settle);
	return engine_proceed(course->engine, course->done + settled, course->total);
}

static enum udev_end wait_for(struct course *course)
{
	struct udev *udev = course->engine->udev;

	return udev ? udev_settle(udev, proceed_settling, course) : UDEV_SETTLED;
}

enum udev_end settle_wait(struct engine *engine, size_t done, size_t total)
{
	struct course course = {.engine = engine, .done = done, .total = total};

	return wait_for(&course);
}

static void count_stalled(struct settle *settle)
{
	for (size_t i = settle->completed; i < settle->count; i++) {
		if (is_done_with(settle, &settle->items[i]))
			continue;
		if (!settle->stalled++)
			settle->stalled_at = settle->items[i].target->operand;
	}
}

static void drop(struct settle *settle)
{
	for (; settle->completed < settle->count; settle->completed++) {
		struct unsettled *item = &settle->items[settle->completed];

		item->target->action = ACTION_NONE;
		handle_close(&item->handle);
	}
	settle->count = 0;
	settle->completed = 0;
}

void settle_all(struct settle *settle, size_t done, size_t total)
{
	struct course course = {
		.engine = settle->engine,
		.settle = settle,
		.done = done,
		.total = total,
	};
	enum udev_end end;

	if (!settle->count)
		return;
	end = wait_for(&course);
	if (end == UDEV_STALLED)
		count_stalled(settle);
	if (settle->engine->udev)
		udev_forget(settle->engine->udev);
	if (end != UDEV_STOPPED)
		while (settle->completed < settle->count)
			complete_item(settle, &settle->items[settle->completed++]);
	drop(settle);
}

void settle_clear(struct settle *settle)
{
	drop(settle);
	free(settle->items);
	settle->items = NULL;
	settle->capacity = 0;
}

// SPDX-License-Identifier: GPL-2.0-or-later
// Ensuring: look, compare, and create the interface or change what differs.

#include "interface/ensure.h"

#include <string.h>

#include "interface/create.h"
#include "interface/maker.h"
#include "interface/plan.h"
#include "interface/rehearse.h"
#include "interface/select.h"
#include "property/properties.h"

/* If an interface appears and disappears this often, it is not a race. */
#define TRIES 8

/* Compares the interface with the request; the caller clears *plan. */
static struct fault *make_plan(struct engine *engine, const struct device *device,
			       struct request *request, struct plan *plan)
{
	struct fault *fault = properties_resolve(engine, request);

	if (!fault)
		fault = properties_fit(engine, request, device, device->mode);
	plan_begin(plan, engine, request, device, false);
	return fault ? fault : plan_compare(plan);
}

struct fault *ensure_compare(struct engine *engine, const struct device *device,
			     struct request *request, uint64_t *differs)
{
	auto_plan struct plan plan = {0};
	struct fault *fault = make_plan(engine, device, request, &plan);

	*differs = plan.changes;
	return fault;
}

/* What was or would be changed, and what is lost with it. */
static void take_changes(struct target *target, struct plan *plan)
{
	target->changes = plan->changes | plan->losses;
	free(target->lost);
	target->lost = plan->lost;
	plan->lost = NULL;
}

struct fault *ensure_change(struct engine *engine, struct request *request, struct target *target)
{
	auto_plan struct plan plan = {0};
	struct fault *fault = make_plan(engine, &target->device, request, &plan);

	if (!fault && plan.changes)
		fault = plan_apply(&plan);
	if (!fault)
		take_changes(target, &plan);
	return fault;
}

/* A name that begins with tun or tap requests that mode if no option does. */
static struct fault *check_mode(const struct device *device, const struct request *request,
				const char *name)
{
	struct request asked = {0};

	if (request_has(request, PROPERTY_MODE))
		return NULL;
	request_set(&asked, PROPERTY_MODE, request_mode(request, name));
	return properties_conflict(device, &asked);
}

static struct fault *change_existing(struct engine *engine, const char *name,
				     struct request *request, bool dry_run, struct target *target)
{
	const struct device *device = &target->device;
	auto_plan struct plan plan = {0};
	struct fault *fault = check_mode(device, request, name);

	if (!fault)
		fault = make_plan(engine, device, request, &plan);
	if (!device->persist)
		plan.changes |= PROPERTY_BIT(PROPERTY_PERSIST);
	if (!fault && dry_run)
		fault = rehearse_change(&plan);
	if (!fault && !dry_run && plan.changes)
		fault = plan_apply(&plan);
	take_changes(target, &plan);
	return fault;
}

static struct fault *rehearse_missing(struct engine *engine, const char *name,
				      struct request *request)
{
	struct fault *fault = create_rehearse(engine, name, request);

	return fault ? fault : rehearse_create(engine, name, request);
}

static struct fault *create_missing(struct settle *settle, const char *name,
				    struct request *request, bool dry_run, struct target *target,
				    bool *exists)
{
	auto_handle struct handle handle = HANDLE_NONE;
	struct fault *fault;

	if (dry_run)
		return rehearse_missing(settle->engine, name, request);
	fault = create_begin(settle->engine, name, request, &handle, exists);
	return fault ? fault : settle_take(settle, &handle, request, target);
}

/* If this process itself is creating it, it is completed first. *device is empty if it is gone. */
static struct fault *await_maker(struct settle *settle, struct device *device)
{
	enum identity identity;
	struct device now;
	struct fault *fault;

	if (!settle_has(settle, device->ifindex))
		return maker_await(settle->engine, device);
	settle_all(settle, 0, 0);
	fault = identity_look(settle->engine, device, -1, &now, &identity);
	if (fault)
		return fault;
	device_clear(device);
	*device = now;
	return NULL;
}

/*
 * One look and its consequence. *again: the interface has appeared or disappeared in the meantime.
 */
static void look_and_act(struct settle *settle, const char *name, struct request *request,
			 bool dry_run, struct target *target, bool *again)
{
	struct engine *engine = settle->engine;
	struct device *device = &target->device;
	struct fault *fault = NULL;

	*again = false;
	if (!device->ifindex)
		fault = select_one(engine, name, device);
	if (!fault && device->ifindex && settle->found && strcmp(device->name, name) != 0)
		fault = settle->found(settle->data, target, device);
	if (!fault && device->ifindex && !device->persist)
		fault = await_maker(settle, device);
	if (!fault && !device->ifindex) {
		fault = create_missing(settle, name, request, dry_run, target, again);
		target->action = ACTION_CREATED;
	} else if (!fault) {
		fault = change_existing(engine, name, request, dry_run, target);
		*again = fault && fault->status == STATUS_MISSING;
		target->action = target->changes ? ACTION_CHANGED : ACTION_UNCHANGED;
	}
	if (fault) {
		target->changes = 0;
		target_fail(target, fault_wrap(fault, name, "cannot bring in line"));
	}
}

void ensure_interface(struct settle *settle, const char *name, struct request *request,
		      const struct device *existing, bool dry_run, struct target *target)
{
	bool again;

	device_clear(&target->device);
	if (existing)
		target->device = device_copy(existing);
	for (int attempt = 1;; attempt++) {
		look_and_act(settle, name, request, dry_run, target, &again);
		if (!again || attempt == TRIES)
			return;
		fault_free(target->fault);
		target->fault = NULL;
		device_clear(&target->device);
	}
}

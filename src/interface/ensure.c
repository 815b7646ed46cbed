// SPDX-License-Identifier: GPL-2.0-or-later
// Ensuring an interface: look, compare, and create or change just what differs.

#include "interface/ensure.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "interface/access.h"
#include "interface/change.h"
#include "interface/create.h"
#include "interface/ensure-plan.h"
#include "interface/maker.h"
#include "interface/select.h"
#include "util/cleanup.h"
#include "util/shell-word.h"

/* An interface that comes and goes all the time is no longer a race but somebody's doing. */
#define TRIES 8

static struct fault *hint_anew(struct fault *fault, const struct device *device)
{
	return fault_hint(fault,
			  "the kernel cannot change that on an existing interface: "
			  "`tunadm del %s` and add it again",
			  shell_name(device->name).text);
}

/* What no call could change: found before anything else is done. */
static struct fault *find_conflict(const struct device *device, const struct request *request,
				   enum tun_mode mode)
{
	struct fault *fault = NULL;

	if (device->mode != mode)
		fault = fault_new(STATUS_CONFLICT, "it is a %s, and asked for is a %s",
				  tun_mode_name(device->mode), tun_mode_name(mode));
	else if ((request->given & REQUEST_MULTI_QUEUE) && !device->multi_queue)
		fault = fault_new(STATUS_CONFLICT,
				  "it has a single queue, and asked for is multi-queue");
	else if ((request->given & REQUEST_ANYONE) && (device->has & DEVICE_HAS_OWNER))
		fault = fault_new(STATUS_CONFLICT, "it has an owner, and asked for is none");
	else if ((request->given & REQUEST_ANYONE) && (device->has & DEVICE_HAS_GROUP))
		fault = fault_new(STATUS_CONFLICT, "it has a group, and asked for is none");
	if (fault)
		return hint_anew(fault, device);
	if (request->given & REQUEST_MTU)
		fault = change_check_mtu(device, request->mtu);
	if (!fault)
		fault = request_check_ipv6(request, request->given & REQUEST_MTU ? request->mtu
										 : device->mtu);
	return fault;
}

/*
 * While a program is attached, packet information and virtio-net header are its own affair, and
 * the next one to attach decides anew: there is nothing to bring in line.
 */
static unsigned int compare_records(const struct device *device, const struct request *request)
{
	unsigned int differs = 0;

	if (device->carrier || access_has_queues(device))
		return 0;
	if ((request->given & REQUEST_PI) && !device->pi)
		differs |= REQUEST_PI;
	if ((request->given & REQUEST_VNET_HDR) && !device->vnet_hdr)
		differs |= REQUEST_VNET_HDR;
	return differs;
}

static unsigned int compare_link(const struct device *device, const struct request *request,
				 int master)
{
	unsigned int differs = 0;

	if (memcmp(device->mac, request->mac, sizeof(device->mac)) != 0)
		differs |= REQUEST_MAC;
	if (device->mtu != request->mtu)
		differs |= REQUEST_MTU;
	if (device->txqlen != request->txqueuelen)
		differs |= REQUEST_TXQUEUELEN;
	if (!(device->has & DEVICE_HAS_MASTER) || device->master != master)
		differs |= REQUEST_MASTER;
	if (!(device->flags & IFF_UP))
		differs |= REQUEST_UP;
	return differs & request->given;
}

static struct fault *compare_addresses(struct engine *engine, struct plan *plan)
{
	const struct request *request = plan->request;

	if (!request->address_count)
		return NULL;
	plan->missing = calloc(request->address_count, sizeof(*plan->missing));
	if (!plan->missing)
		return fault_memory();
	for (size_t i = 0; i < request->address_count; i++) {
		bool has;
		struct fault *fault = engine_has_address(engine, plan->device->ifindex,
							 &request->addresses[i], &has);

		if (fault)
			return fault;
		plan->missing[i] = !has;
		if (!has)
			plan->changes |= REQUEST_ADDRESS;
	}
	return NULL;
}

static struct fault *compare(struct engine *engine, struct plan *plan)
{
	const struct device *device = plan->device;
	const struct request *request = plan->request;

	if (request->given & REQUEST_MASTER) {
		struct fault *fault = engine_master(engine, request->master, &plan->master);

		if (fault)
			return fault;
	}
	plan->changes =
		change_owner_differs(device, request->given, request->owner, request->group) |
		compare_records(device, request) | compare_link(device, request, plan->master);
	if (!device->persist)
		plan->changes |= REQUEST_PERSIST;
	return compare_addresses(engine, plan);
}

struct fault *ensure_compare(struct engine *engine, const struct device *device,
			     const struct request *request, unsigned int *differs)
{
	struct plan plan = {.request = request, .device = device};
	bool named = request->given & REQUEST_MODE;
	struct fault *fault = find_conflict(device, request, named ? request->mode : device->mode);

	if (!fault)
		fault = compare(engine, &plan);
	free(plan.missing);
	*differs = plan.changes;
	return fault;
}

static struct fault *change(struct engine *engine, const struct device *device, const char *name,
			    const struct request *request, bool dry_run, unsigned int *changes)
{
	struct plan plan = {.request = request, .device = device};
	struct fault *fault = find_conflict(device, request, request_mode(request, name));

	if (!fault)
		fault = compare(engine, &plan);
	if (!fault && !dry_run && plan.changes)
		fault = plan_apply(engine, &plan);
	free(plan.missing);
	*changes = plan.changes;
	return fault;
}

static struct fault *create(struct engine *engine, const char *name, const struct request *request,
			    bool dry_run)
{
	struct handle handle auto_handle = HANDLE_NONE;
	struct fault *fault = NULL;
	int master;

	if (dry_run) {
		if (request->given & REQUEST_MASTER)
			fault = engine_master(engine, request->master, &master);
		return fault ? fault_wrap(fault, name, "cannot create") : NULL;
	}
	fault = create_begin(engine, name, request, &handle);
	return fault ? fault : create_commit(&handle);
}

/* One look and what follows from it. *again: meanwhile it has come or gone. */
static void look_and_act(struct engine *engine, const char *name, const struct request *request,
			 bool dry_run, struct target *target, bool *again)
{
	struct device *device = &target->device;
	struct fault *fault = NULL;

	*again = false;
	if (!device->name[0])
		fault = select_one(engine, name, device);
	if (!fault && !device->persist)
		fault = maker_await(engine, device);
	if (fault && fault->status == STATUS_MISSING) {
		fault_free(fault);
		fault = create(engine, name, request, dry_run);
		*again = fault && fault->error == EBUSY && fault->status == STATUS_CONFLICT;
		target->action = ACTION_CREATED;
	} else if (!fault) {
		fault = change(engine, device, name, request, dry_run, &target->changes);
		*again = fault && fault->status == STATUS_MISSING;
		target->action = target->changes ? ACTION_CHANGED : ACTION_UNCHANGED;
	}
	if (fault) {
		target->changes = 0;
		target_fail(target, fault_wrap(fault, name, "cannot bring in line"));
	}
}

void ensure_interface(struct engine *engine, const char *name, const struct request *request,
		      const struct device *existing, bool dry_run, struct target *target)
{
	bool again;

	device_clear(&target->device);
	if (existing) {
		target->device = *existing;
		target->device.altnames = NULL; /* stays the caller's */
	}
	for (int try = 1;; try++) {
		look_and_act(engine, name, request, dry_run, target, &again);
		if (!again || try == TRIES)
			return;
		fault_free(target->fault);
		target->fault = NULL;
		device_clear(&target->device);
	}
}

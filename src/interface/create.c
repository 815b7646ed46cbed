// SPDX-License-Identifier: GPL-2.0-or-later
// Creates an interface: tun ioctls, then netlink, and persistence last.

#include "interface/create.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "interface/ids.h"
#include "interface/refusal.h"
#include "interface/plan.h"
#include "kernel/link-change.h"
#include "kernel/tun.h"
#include "property/properties.h"
#include "util/cleanup.h"

/* If a stranger gets into a new interface this many times in a row, it is not by chance. */
#define MAKE_TRIES 10

static struct fault *explain_create(struct engine *engine, int error, const char *name)
{
	struct fault *fault;

	switch (error) {
	case EBUSY:
		fault = fault_new(STATUS_CONFLICT, "an interface of that name exists");
		return fault_hint(fault, "`tunadm add --ensure` brings an existing one in line");
	case EACCES:
	case EPERM: return refusal_create(engine, error);
	case ENFILE: return fault_new(STATUS_FAILED, "no number is free for '%s'", name);
	default: return fault_errno(error);
	}
}

/* Sets owner and group, as `given` (PROPERTY_BIT()s) says. */
struct ids {
	uint64_t given;
	uid_t owner;
	gid_t group;
};

#define OWNER PROPERTY_BIT(PROPERTY_OWNER)
#define GROUP PROPERTY_BIT(PROPERTY_GROUP)

/*
 * Their final values: by default the caller, as without both the interface may be open to
 * everybody.
 */
static struct ids wanted_ids(const struct request *request)
{
	struct ids ids = {
		.given = request->given & (OWNER | GROUP),
		.owner = (uid_t)request_number(request, PROPERTY_OWNER),
		.group = (gid_t)request_number(request, PROPERTY_GROUP),
	};

	if (!ids.given && !request_has(request, PROPERTY_ANYONE)) {
		ids.given = OWNER;
		ids.owner = geteuid();
	}
	return ids;
}

/*
 * Their values during creation. A multi-queue interface has room for the users that it admits, and
 * an attached process keeps it alive, even by making it persistent. So until it is complete it
 * belongs only to us, and is deleted with us. The id that keeps others out is changed last, and
 * only that one.
 */
static struct ids first_ids(const struct request *request)
{
	struct ids ids = wanted_ids(request);

	if (!request_has(request, PROPERTY_MULTI_QUEUE))
		return ids;
	if (ids.given & OWNER)
		ids.owner = geteuid();
	else
		ids.group = getegid();
	return ids;
}

static struct fault *set_ids(int fd, const struct ids *ids)
{
	return ids_set(fd, ids->given, ids->owner, ids->group, NULL);
}

/* If both are set, the group was set at creation, so only the owner is left to hand over. */
static struct fault *hand_to_owner(int fd, const struct request *request)
{
	struct ids ids = wanted_ids(request);

	if (!request_has(request, PROPERTY_MULTI_QUEUE))
		return NULL;
	if (ids.given & OWNER)
		ids.given = OWNER;
	return set_ids(fd, &ids);
}

/* Sets what netlink sets, if anything is requested. */
static struct fault *configure(struct handle *handle, const struct request *request)
{
	auto_plan struct plan plan = {0};
	struct fault *fault;

	if (!properties_are_of_link(request->given))
		return NULL;
	fault = handle->seen.ifindex ? NULL : handle_look(handle);
	if (fault)
		return fault;
	plan_begin(&plan, handle->engine, request, &handle->seen, true);
	plan.fd = handle->fd;
	fault = plan_compare(&plan);
	return fault ? fault : plan_set_link(&plan);
}

static bool has_ids(const struct device *device, const struct ids *ids)
{
	bool owned = device->has & DEVICE_HAS_OWNER;
	bool grouped = device->has & DEVICE_HAS_GROUP;

	if (owned != !!(ids->given & OWNER) || grouped != !!(ids->given & GROUP))
		return false;
	return (!owned || device->owner == ids->owner) && (!grouped || device->group == ids->group);
}

/*
 * Until its owner is set, a new interface may admit everybody, and a multi-queue one has room for
 * them. A stranger who attached then could stay, or set another owner. If there is one, the
 * interface is deleted and created again. With only us attached and the owner set, the kernel keeps
 * strangers out from then on.
 */
static struct fault *look_for_strangers(struct handle *handle, const struct ids *ids, bool *found)
{
	const struct device *device = &handle->seen;
	struct link_socket *links;
	struct fault *fault = engine_links(handle->engine, &links);

	if (!fault)
		fault = handle_look(handle);
	if (fault)
		return fault;
	*found = device->numqueues + device->numdisabled != 1 || device->persist ||
		 !has_ids(device, ids);
	return *found ? link_delete(links, device->ifindex) : NULL;
}

/* Creates an interface that belongs only to us and admits nobody else. */
static struct fault *make_interface(struct engine *engine, const char *name,
				    const struct request *request, struct handle *handle,
				    bool *exists)
{
	bool exposed = request_has(request, PROPERTY_MULTI_QUEUE) &&
		       !request_has(request, PROPERTY_ANYONE);
	struct ids ids = first_ids(request);

	for (int attempt = 1;; attempt++) {
		bool strangers = false;
		struct fault *fault = handle_open(engine, handle);
		int error;

		if (fault)
			return fault;
		error = handle_create(handle, name, request_mode(request, name), request);
		if (exists && error == EBUSY)
			*exists = true;
		if (error)
			return explain_create(engine, error, name);
		fault = set_ids(handle->fd, &ids);
		if (!fault && exposed)
			fault = look_for_strangers(handle, &ids, &strangers);
		if (fault || !strangers)
			return fault;
		handle_close(handle);
		if (attempt == MAKE_TRIES)
			return fault_new(STATUS_FAILED, "another process attaches to it each time "
							"before it has an owner");
	}
}

/*
 * If the interface disappears during creation, that is a failure to create, not a missing operand.
 */
static struct fault *explain_loss(struct fault *fault)
{
	if (fault->status != STATUS_MISSING)
		return fault;
	if (fault->error == IDENTITY_MOVED_ERROR)
		return fault_explain(fault, STATUS_FAILED,
				     "it was moved to another network namespace while it was being "
				     "made");
	return fault_explain(fault, STATUS_FAILED, "it was deleted while it was being made");
}

/* Registers with udevd, if udevd will process the new interface. */
static struct fault *expect_udev(struct handle *handle, struct udev *udev)
{
	struct fault *fault = handle->seen.ifindex ? NULL : handle_look(handle);

	return fault ? fault : udev_expect(udev, handle->seen.ifindex);
}

struct fault *create_rehearse(struct engine *engine, const char *name, struct request *request)
{
	struct fault *fault = properties_resolve(engine, request);

	if (!fault)
		fault = properties_fit(engine, request, NULL, request_mode(request, name));
	return fault ? fault_wrap(fault, name, "cannot create") : NULL;
}

struct fault *create_begin(struct engine *engine, const char *name, struct request *request,
			   struct handle *handle, bool *exists)
{
	struct udev *udev = NULL;
	struct fault *fault = create_rehearse(engine, name, request);

	*handle = (struct handle)HANDLE_NONE;
	if (!fault)
		fault = engine_udev(engine, &udev);
	if (fault)
		return fault_wrap(fault, name, "cannot create");
	fault = make_interface(engine, name, request, handle, exists);
	if (!fault && udev)
		fault = expect_udev(handle, udev);
	if (!fault)
		return NULL;
	handle_close(handle);
	return fault_wrap(explain_loss(fault), name, "cannot create");
}

struct fault *create_complete(struct handle *handle, const char *name, struct request *request)
{
	struct fault *fault = handle->engine->udev ? handle_look(handle) : NULL;

	if (!fault)
		fault = configure(handle, request);
	if (!fault)
		fault = hand_to_owner(handle->fd, request);
	/* It may have been renamed since it was looked at, and its name is told before the end. */
	if (!fault)
		fault = tun_get_name(handle->fd, handle->seen.name);
	if (!fault && !handle->seen.name[0])
		fault = fault_gone();
	if (!fault)
		return NULL;
	handle_close(handle);
	return fault_wrap(explain_loss(fault), name, "cannot create");
}

/*
 * An interface that was moved to another network namespace has lost its addresses, and is down.
 * Look after it has become persistent: from then on a move is one of a finished interface. One that
 * was never looked at has nothing to lose, so an add of thousands is spared three calls for each.
 */
static struct fault *commit(struct handle *handle)
{
	struct fault *fault = tun_set_persist(handle->fd, true);

	if (fault || !handle->seen.ifindex || !engine_is_elsewhere(handle->engine, handle->fd))
		return fault;
	fault_free(tun_set_persist(handle->fd, false));
	return identity_fault(IDENTITY_MOVED, &handle->seen);
}

struct fault *create_commit(struct handle *handle)
{
	struct fault *fault = commit(handle);

	close_quietly(steal_fd(&handle->fd));
	if (!fault)
		return NULL;
	return fault_wrap(explain_loss(fault), handle->seen.name, "cannot make persistent");
}

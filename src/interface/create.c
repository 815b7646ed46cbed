// SPDX-License-Identifier: GPL-2.0-or-later
// Creating an interface: tun ioctls, then netlink, and persistence last of all.

#include "interface/create.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "interface/ids.h"
#include "kernel/tun.h"
#include "util/cleanup.h"

/* Who gets into a new interface so many times in a row does nothing else. */
#define MAKE_TRIES 10

static struct fault *explain_create(struct fault *fault, const char *name)
{
	switch (fault->error) {
	case EBUSY:
		fault = fault_explain(fault, STATUS_CONFLICT, "an interface of that name exists");
		return fault_hint(fault, "`tunadm add --ensure` brings an existing one in line");
	case EPERM:
		fault = fault_explain(fault, STATUS_DENIED, "permission denied");
		return fault_hint(fault, "creating an interface needs CAP_NET_ADMIN in the user "
					 "namespace of this network namespace");
	case ENFILE: return fault_explain(fault, STATUS_FAILED, "no number is free for '%s'", name);
	default: return fault;
	}
}

/* Owner and group as they are to be: by default the caller, as without both everybody gets in. */
static struct request wanted_ids(const struct request *request)
{
	struct request ids = {
		.given = request->given & (REQUEST_OWNER | REQUEST_GROUP),
		.owner = request->owner,
		.group = request->group,
	};

	if (!ids.given && !(request->given & REQUEST_ANYONE)) {
		ids.given = REQUEST_OWNER;
		ids.owner = geteuid();
	}
	return ids;
}

/*
 * The same while it is being made. A multi-queue interface has room for those whom it admits, and
 * whoever is attached keeps it alive, by making it persistent if need be: only ours until it is
 * complete, it goes with us. What stands in its way is changed last, and is all that is changed.
 */
static struct request first_ids(const struct request *request)
{
	struct request ids = wanted_ids(request);

	if (!(request->given & REQUEST_MULTI_QUEUE))
		return ids;
	if (ids.given & REQUEST_OWNER)
		ids.owner = geteuid();
	else
		ids.group = getegid();
	return ids;
}

static struct fault *set_ids(int fd, const struct request *ids)
{
	return ids_set(fd, ids->given, ids->owner, ids->group, NULL);
}

/* Of both, the group is there from the first on: its members get in when they are the owner. */
static struct fault *hand_over(int fd, const struct request *request)
{
	struct request ids = wanted_ids(request);

	if (!(request->given & REQUEST_MULTI_QUEUE))
		return NULL;
	if (ids.given & REQUEST_OWNER)
		ids.given = REQUEST_OWNER;
	return set_ids(fd, &ids);
}

/* The kernel says no more than an errno to what people ask in vain. */
static struct fault *explain_link(struct fault *fault, enum tun_mode mode,
				  const struct request *request)
{
	if (fault->error == EINVAL && mode == TUN_MODE_TUN && (request->given & REQUEST_MASTER))
		return fault_explain(fault, STATUS_CONFLICT,
				     "a tun carries no Ethernet frames: no bridge takes it");
	if (request->given & REQUEST_MASTER)
		return engine_explain_master(fault, request->master);
	return fault;
}

static struct fault *explain_address(struct fault *fault, const struct address *address,
				     const struct device *device)
{
	if (fault->error == EINVAL && address->family == AF_INET6 && device->mtu < IPV6_MIN_MTU)
		return fault_explain(fault, STATUS_CONFLICT, "IPv6 needs an MTU of at least %u",
				     IPV6_MIN_MTU);
	return fault;
}

static struct fault *add_addresses(struct engine *engine, const struct device *device,
				   const struct request *request)
{
	struct link_socket *links;
	struct device now auto_device = {0};
	struct fault *fault = engine_links(engine, &links);

	for (size_t i = 0; !fault && i < request->address_count; i++) {
		const struct address *address = &request->addresses[i];
		struct fault *lookup;

		fault = link_add_address(links, device->ifindex, address);
		if (!fault)
			continue;
		/* What it says may rest on an MTU that was set a moment ago. */
		lookup = link_find_index(links, device->ifindex, &now);
		if (!lookup)
			fault = explain_address(fault, address, &now);
		fault_free(lookup);
	}
	return fault;
}

/*
 * One message holds all that netlink has to set, but for an interface with addresses: it gets
 * them before it comes up, as whoever watches links expects of one that is up.
 */
static struct fault *configure(struct handle *handle, int master, const struct request *request)
{
	struct link_change change = {
		.mtu = request->mtu,
		.txqlen = request->txqueuelen,
		.master = master,
	};
	struct link_change up = {.has = LINK_CHANGE_FLAGS, .up = true};
	struct link_socket *links;
	struct fault *fault;
	int ifindex;

	memcpy(change.mac, request->mac, sizeof(change.mac));
	if (request->given & REQUEST_MAC)
		change.has |= LINK_CHANGE_MAC;
	if (request->given & REQUEST_MTU)
		change.has |= LINK_CHANGE_MTU;
	if (request->given & REQUEST_TXQUEUELEN)
		change.has |= LINK_CHANGE_TXQLEN;
	if (request->given & REQUEST_MASTER)
		change.has |= LINK_CHANGE_MASTER;
	if ((request->given & REQUEST_UP) && !request->address_count) {
		change.has |= LINK_CHANGE_FLAGS;
		change.up = true;
	}
	if (!change.has && !request->address_count)
		return NULL;
	fault = handle_index(handle, &ifindex);
	if (!fault)
		fault = engine_links(handle->engine, &links);
	if (!fault && change.has) {
		fault = link_change(links, ifindex, &change);
		if (fault)
			fault = explain_link(fault, handle->seen.mode, request);
	}
	if (!fault && request->address_count)
		fault = add_addresses(handle->engine, &handle->seen, request);
	if (!fault && request->address_count && (request->given & REQUEST_UP))
		fault = link_change(links, ifindex, &up);
	return fault;
}

static bool has_ids(const struct device *device, const struct request *ids)
{
	bool owned = device->has & DEVICE_HAS_OWNER;
	bool grouped = device->has & DEVICE_HAS_GROUP;

	if (owned != !!(ids->given & REQUEST_OWNER) || grouped != !!(ids->given & REQUEST_GROUP))
		return false;
	return (!owned || device->owner == ids->owner) && (!grouped || device->group == ids->group);
}

/*
 * Until its owner is set a new interface admits everybody, and a multi-queue one has room for them:
 * who slipped in could stay, or give it another owner. If anybody did, it is deleted under him;
 * with nobody but us attached and its owner set, the kernel keeps strangers out from then on.
 */
static struct fault *look_for_strangers(struct handle *handle, const struct request *ids,
					bool *found)
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

/* An interface that is only ours, and admits nobody else. */
static struct fault *make(struct engine *engine, const char *name, const struct request *request,
			  struct handle *handle)
{
	bool exposed = (request->given & REQUEST_MULTI_QUEUE) && !(request->given & REQUEST_ANYONE);
	struct request ids = first_ids(request);

	for (int try = 1;; try++) {
		bool strangers = false;
		struct fault *fault = handle_open(engine, handle);

		if (fault)
			return fault;
		fault = handle_create(handle, name, request_mode(request, name), request);
		if (fault)
			return explain_create(fault, name);
		fault = set_ids(handle->fd, &ids);
		if (!fault && exposed)
			fault = look_for_strangers(handle, &ids, &strangers);
		if (fault || !strangers)
			return fault;
		handle_close(handle);
		if (try == MAKE_TRIES)
			return fault_new(STATUS_FAILED, "another process attaches to it each time "
							"before it has an owner");
	}
}

/* Its end under our hands is a failure to create, not a missing operand. */
static struct fault *explain_end(struct fault *fault)
{
	if (fault->status != STATUS_MISSING && fault->error != EBADFD)
		return fault;
	return fault_explain(fault, STATUS_FAILED, "it was deleted while it was being made");
}

struct fault *create_begin(struct engine *engine, const char *name, const struct request *request,
			   struct handle *handle)
{
	struct fault *fault = NULL;
	int master = 0;

	*handle = (struct handle)HANDLE_NONE;
	if (request->given & REQUEST_MASTER)
		fault = engine_master(engine, request->master, &master);
	if (fault)
		return fault_wrap(fault, name, "cannot create");
	fault = make(engine, name, request, handle);
	if (!fault)
		fault = configure(handle, master, request);
	if (!fault)
		fault = hand_over(handle->fd, request);
	if (!fault)
		return NULL;
	handle_close(handle);
	return fault_wrap(explain_end(fault), name, "cannot create");
}

struct fault *create_commit(struct handle *handle)
{
	char name[IFNAMSIZ];
	struct fault *fault = tun_get_name(handle->fd, name);

	if (!fault)
		fault = tun_set_persist(handle->fd, true);
	close_quietly(steal_fd(&handle->fd));
	if (fault)
		return fault_wrap(explain_end(fault), handle->seen.name, "cannot make persistent");
	memcpy(handle->seen.name, name, sizeof(name));
	return NULL;
}

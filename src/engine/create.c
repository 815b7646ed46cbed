// SPDX-License-Identifier: GPL-2.0-or-later
// Creating an interface: tun ioctls, then netlink, and persistence last of all.

#include "engine/create.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "engine/ids.h"
#include "kernel/tun.h"
#include "util/cleanup.h"

/* include/uapi/linux/ipv6.h: IPV6_MIN_MTU; that header clashes with the C library's. */
#define IPV6_MIN_MTU 1280u

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

/* Nobody gets in by default: with neither owner nor group, every user could attach. */
static struct fault *set_ids(int fd, const struct request *request)
{
	struct fault *fault = ids_set(fd, request->given, request->owner, request->group, NULL);

	if (fault)
		return fault;
	if (request->given & (REQUEST_OWNER | REQUEST_GROUP | REQUEST_ANYONE))
		return NULL;
	return tun_set_owner(fd, geteuid());
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

static struct fault *add_addresses(struct engine *engine, const char *name,
				   const struct request *request)
{
	struct device device auto_device = {0};
	struct link_socket *links;
	struct fault *fault = engine_links(engine, &links);

	if (!fault)
		fault = link_find(links, name, &device);
	for (size_t i = 0; !fault && i < request->address_count; i++) {
		const struct address *address = &request->addresses[i];

		fault = link_add_address(links, device.ifindex, address);
		if (fault)
			fault = explain_address(fault, address, &device);
	}
	return fault;
}

/*
 * One message holds all that netlink has to set, but for an interface with addresses: it gets
 * them before it comes up, as whoever watches links expects of one that is up.
 */
static struct fault *configure(struct engine *engine, const char *name, int master,
			       const struct request *request)
{
	struct link_change change = {
		.mtu = request->mtu,
		.txqlen = request->txqueuelen,
		.master = master,
	};
	struct link_change up = {.has = LINK_CHANGE_FLAGS, .up = true};
	struct link_socket *links;
	struct fault *fault = NULL;

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
	fault = engine_links(engine, &links);
	if (!fault && change.has) {
		fault = link_change(links, 0, name, &change);
		if (fault)
			fault = explain_link(fault, request_mode(request, name), request);
	}
	if (!fault && request->address_count)
		fault = add_addresses(engine, name, request);
	if (!fault && request->address_count && (request->given & REQUEST_UP))
		fault = link_change(links, 0, name, &up);
	/* Its end under our hands is a failure to create, not a missing operand. */
	if (fault && fault->status == STATUS_MISSING)
		fault = fault_explain(fault, STATUS_FAILED,
				      "it was renamed or deleted while it was being made");
	return fault;
}

struct fault *create_begin(struct engine *engine, const char *name, const struct request *request,
			   struct pending *pending)
{
	auto_close int fd = -1;
	struct fault *fault = NULL;
	int master = 0;

	pending->fd = -1;
	(void)snprintf(pending->name, sizeof(pending->name), "%s", name);
	if (request->given & REQUEST_MASTER)
		fault = engine_master(engine, request->master, &master);
	if (!fault)
		fault = tun_open(&fd);
	if (!fault) {
		fault = tun_create(fd, pending->name, request_mode(request, name), request);
		if (fault)
			fault = explain_create(fault, name);
	}
	if (!fault)
		fault = set_ids(fd, request);
	if (!fault)
		fault = configure(engine, pending->name, master, request);
	if (fault)
		return fault_wrap(fault, name, "cannot create");
	pending->fd = steal_fd(&fd);
	return NULL;
}

struct fault *create_commit(struct pending *pending)
{
	auto_close int fd = steal_fd(&pending->fd);
	struct fault *fault = tun_set_persist(fd, true);

	if (fault)
		return fault_wrap(fault, pending->name, "cannot make persistent");
	return NULL;
}

void create_abandon(struct pending *pending)
{
	close_quietly(steal_fd(&pending->fd));
}

// SPDX-License-Identifier: GPL-2.0-or-later
// Resets: attaches without a carrier, reads what was left, clears all of it, and keeps the record.

#include "interface/reset.h"

#include <errno.h>
#include <net/if.h>

#include "interface/attach.h"
#include "interface/handle.h"
#include "kernel/ethtool.h"
#include "kernel/tun-leftover.h"
#include "kernel/tun.h"
#include "model/property-id.h"
#include "util/cleanup.h"
#include "util/shell-word.h"

/* If an interface is renamed between this many pairs of looks, it is not by chance. */
#define TRIES 3

#define CANNOT_RESET "cannot reset"

/*
 * Attaching without packet information skips the filter: IFF_NO_PI and IFF_NOFILTER are the same
 * bit.
 */
static struct fault *take_filter_off(struct engine *engine, const struct device *device, int fd)
{
	int error = tun_attach_with(fd, device, false, device->vnet_hdr);
	struct fault *fault;

	if (error)
		return attach_explain(engine, device, error);
	fault = identity_follow(engine, device, fd, NULL);
	return fault ? fault : tun_clear_filter(fd);
}

/*
 * Attaches with packet information, and so records it again; tried twice, as the record depends on
 * it. It is recorded whether or not the filter is gone.
 */
static struct fault *attach_again(struct engine *engine, const struct device *device, int fd)
{
	int error = tun_attach(fd, device, TUN_CARRIER_KEEP);
	struct fault *fault;

	if (error && error != EBUSY)
		error = tun_attach(fd, device, TUN_CARRIER_KEEP);
	if (!error)
		return NULL;
	fault = attach_explain(engine, device, error);
	if (fault->status == STATUS_BUSY || fault->status == STATUS_MISSING)
		return fault;
	return fault_hint(fault,
			  "its record of packet information is lost; `tunadm add --ensure %s "
			  "--mode tap --pi` puts it back",
			  shell_name(device->name).text);
}

/*
 * With packet information, a classic filter that was left behind keeps all programs out: the kernel
 * applies it to the descriptor, returns success, and does not attach. While the filter is removed
 * and until we attach again, the record says that there is no packet information. So everything
 * else that may fail comes before.
 */
static struct fault *attach_past_filter(struct engine *engine, const struct device *device, int *fd)
{
	auto_close int without = -1;
	auto_close int again = -1;
	struct fault *fault = tun_open(&without);
	struct fault *restored;

	if (!fault)
		fault = tun_open(&again);
	if (fault)
		return fault;
	fault = take_filter_off(engine, device, without);
	close_quietly(steal_fd(&without));
	restored = attach_again(engine, device, again);
	if (fault || restored) {
		fault_free(fault ? restored : NULL);
		return fault ? fault : restored;
	}
	*fd = steal_fd(&again);
	return NULL;
}

/*
 * Attaches with the recorded flags. A filter that prevented that is removed, and reported in
 * *found.
 */
static struct fault *attach(struct engine *engine, const struct device *device, int *fd,
			    uint64_t *found)
{
	char name[IFNAMSIZ];
	struct fault *fault = attach_queue(engine, device, TUN_CARRIER_KEEP, fd);

	if (fault || !device->pi)
		return fault;
	fault = tun_get_name(*fd, name);
	/* The kernel may report success without attaching. */
	if (fault || name[0])
		return fault;
	close_quietly(steal_fd(fd));
	/*
	 * The reason may be another one than a filter: the interface may have been deleted in the
	 * meantime.
	 */
	fault = identity_follow(engine, device, -1, NULL);
	if (!fault)
		fault = attach_past_filter(engine, device, fd);
	if (!fault)
		*found |= CHANGE_BIT(CHANGE_FILTER);
	return fault;
}

/* Other programs may attach to a multi-queue interface at the same time. */
static struct fault *check_alone(const struct device *now, const char *why)
{
	if (!device_has_queues(now) || now->numqueues + now->numdisabled == 1)
		return NULL;
	return fault_new(STATUS_BUSY, "%s", why);
}

/*
 * Looks, and attaches under the current name with the current record. *now is the state at that
 * time; *fd is attached.
 */
static struct fault *enter(struct engine *engine, const struct device *device, int *fd,
			   struct device *now, uint64_t *found)
{
	struct fault *fault = NULL;

	for (int attempt = 0; attempt < TRIES; attempt++) {
		auto_device struct device seen = {0};

		fault_free(fault);
		close_quietly(steal_fd(fd));
		fault = identity_follow(engine, device, -1, &seen);
		if (fault)
			return fault;
		/* Another queue would take packets from a program that is attached. */
		if (device_has_queues(&seen))
			return fault_new(STATUS_BUSY, "in use");
		fault = attach(engine, &seen, fd, found);
		if (!fault)
			fault = identity_follow(engine, device, *fd, now);
		if (!fault || fault->status != STATUS_MISSING)
			break;
	}
	return fault ? fault : check_alone(now, "in use");
}

static struct fault *link_is_up(const struct device *now)
{
	struct fault *fault = fault_new(STATUS_BUSY,
					"its link type is %u, which cannot be changed while the "
					"link is up",
					now->type);

	return fault_hint(fault, "set it down first: `tunadm set %s --down`",
			  shell_name(now->name).text);
}

/* The kernel changes it only while the link is down. */
static struct fault *check_type(const struct device *now)
{
	if (now->type == tun_mode_link_type(now->mode) || !(now->flags & IFF_UP))
		return NULL;
	return link_is_up(now);
}

/* The link's features are read by name, and the name may change in the meantime. */
static struct fault *find_offloads(struct engine *engine, const struct device *device, int fd,
				   struct device *now, struct offloads *offloads, uint64_t *found)
{
	struct fault *fault = ethtool_offloads(now->name, now->ifindex, offloads);

	for (int attempt = 1; fault && fault->error == ENODEV && attempt < TRIES; attempt++) {
		fault_free(fault);
		device_clear(now);
		fault = identity_follow(engine, device, fd, now);
		if (fault)
			return fault;
		fault = ethtool_offloads(now->name, now->ifindex, offloads);
	}
	if (!fault && offloads->checksums)
		*found |= CHANGE_BIT(CHANGE_OFFLOAD);
	/* Some kernels cannot read them. */
	if (!fault || fault->error != EOPNOTSUPP)
		return fault;
	fault_free(fault);
	return NULL;
}

static struct fault *find_leftovers(struct engine *engine, const struct device *device, int fd,
				    struct device *now, struct offloads *offloads, uint64_t *found)
{
	uint64_t shown;
	struct fault *fault = tun_find_leftovers(fd, now->mode, &shown);

	if (!fault)
		fault = find_offloads(engine, device, fd, now, offloads, found);
	if (fault)
		return fault_wrap(fault, NULL, "cannot read what was left");
	*found |= shown;
	if (now->type != tun_mode_link_type(now->mode))
		*found |= CHANGE_BIT(CHANGE_LINKTYPE);
	return NULL;
}

/*
 * A program that attached in the meantime has lost its settings. And as our queue was the first and
 * so decided about packet information and virtio-net header, it may have other headers than it
 * asked for.
 */
static struct fault *check_still_alone(struct engine *engine, const struct device *device, int fd)
{
	auto_device struct device now = {0};
	struct fault *fault = identity_follow(engine, device, fd, &now);

	if (fault)
		return fault;
	fault = check_alone(&now, "in use by a program that attached meanwhile");
	return fault ? fault_hint(fault, "restart that program") : NULL;
}

/*
 * If no program has set offloads, clearing them would be visible: the kernel would forget the
 * defaults. The link type is visible to others, so nothing that may fail comes after it.
 */
static struct fault *clear_leftovers(struct engine *engine, const struct device *device, int fd,
				     const struct device *now, const struct offloads *offloads)
{
	struct fault *fault = tun_clear_leftovers(fd, now->mode, !offloads->held_back);

	if (!fault && now->multi_queue)
		fault = check_still_alone(engine, device, fd);
	if (fault || now->type == tun_mode_link_type(now->mode))
		return fault;
	fault = tun_set_link_type(fd, tun_mode_link_type(now->mode));
	if (fault && fault->error == EBUSY) {
		fault_free(fault);
		return link_is_up(now);
	}
	return fault ? fault_wrap(fault, NULL, "cannot reset its link type") : NULL;
}

static struct fault *reset(struct engine *engine, const struct device *device, uint64_t *found)
{
	auto_close int fd = -1;
	auto_device struct device now = {0};
	struct offloads offloads = {0};
	struct fault *fault = enter(engine, device, &fd, &now, found);

	if (!fault)
		fault = check_type(&now);
	if (!fault)
		fault = find_leftovers(engine, device, fd, &now, &offloads, found);
	if (!fault)
		fault = clear_leftovers(engine, device, fd, &now, &offloads);
	return fault;
}

void reset_targets(struct engine *engine, struct target_list *targets)
{
	size_t done = 0;

	for (size_t i = 0; i < targets->count; i++) {
		struct target *target = &targets->items[i];
		struct fault *fault;

		if (target->action != ACTION_NONE)
			continue;
		if (!engine_proceed(engine, done, targets->count))
			break;
		fault = reset(engine, &target->device, &target->changes);
		if (fault) {
			target_fail(target, fault_wrap(fault, target->device.name, CANNOT_RESET));
			continue;
		}
		target->action = target->changes ? ACTION_CHANGED : ACTION_UNCHANGED;
		done++;
	}
	attach_name_all(engine, targets, CANNOT_RESET, "stop it first");
}

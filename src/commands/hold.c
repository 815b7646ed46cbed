// SPDX-License-Identifier: GPL-2.0-or-later
// tunadm hold: stay attached, so that the link has a carrier, and discard its packets.

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "input/listen-fds.h"
#include "interface/attach.h"
#include "interface/handle.h"
#include "interface/select.h"
#include "kernel/link-watch.h"
#include "kernel/netns.h"
#include "output/notify.h"
#include "util/cleanup.h"
#include "util/signals.h"

/* The largest packet from a tun or tap: 64 KiB and the headers before it. */
#define PACKET_SIZE (65536 + 64)

/*
 * A packet that poll(2) reported can be gone when it is read (a change of txqueuelen drops some),
 * and a blocking read would delay signals.
 */
static struct fault *never_wait(int fd)
{
	int flags = fcntl(fd, F_GETFL);

	if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0)
		return fault_errno(errno);
	return NULL;
}

/* Attaches like a program that uses the interface, with a carrier. */
static struct fault *attach_as_client(struct engine *engine, const struct device *device, int *fd)
{
	struct fault *fault = attach_verified(engine, device, TUN_CARRIER_RAISE, fd);

	/* A detached queue takes no packets away from other programs. */
	if (!fault)
		fault = device->multi_queue ? tun_detach_queue(*fd) : never_wait(*fd);
	if (fault)
		close_quietly(steal_fd(fd));
	return fault;
}

/* The name under which the service manager keeps the descriptor across a restart. */
#define KEPT_NAME "tunadm-hold"

/*
 * Compares more than the name: the service may have been in another network namespace, with another
 * interface of that name.
 */
static bool is_on(struct engine *engine, const struct device *device, int fd)
{
	auto_device struct device now = {0};
	enum identity identity = IDENTITY_MOVED;
	struct fault *fault;
	ino_t here;
	ino_t there;

	if (!tun_is_descriptor(fd) || tun_get_netns(fd, &there) != 0)
		return false;
	fault = netns_current(&here);
	if (!fault && here == there)
		fault = identity_look(engine, device, fd, &now, &identity);
	fault_free(fault);
	return identity == IDENTITY_SAME;
}

/*
 * Takes the descriptor that the service manager kept across a restart; the link had a carrier all
 * the time.
 */
static bool take_back(struct engine *engine, const struct device *device, int *fd)
{
	*fd = listen_fds_take(KEPT_NAME);
	if (*fd < 0)
		return false;
	if (is_on(engine, device, *fd))
		return true;
	close_quietly(steal_fd(fd));
	notify_manager("FDSTOREREMOVE=1\nFDNAME=" KEPT_NAME);
	return false;
}

/*
 * A manager removes a stored descriptor if it shows an error, which happens when its interface is
 * deleted; but a detached queue always shows an error.
 */
#define STATE_READY "READY=1\nSTATUS=Holding the interface"
#define STATE_KEEP  STATE_READY "\nFDSTORE=1\nFDNAME=" KEPT_NAME

static void tell_ready(const struct device *device, int fd, bool kept)
{
	if (kept)
		notify_manager(STATE_READY);
	else
		notify_manager_with(device->multi_queue ? STATE_KEEP "\nFDPOLL=0" : STATE_KEEP, fd);
}

static struct fault *gone(void)
{
	return fault_new(STATUS_MISSING,
			 "it has been deleted, or moved to another network namespace");
}

/* Reads one packet, if there is one. A fault says that the interface is gone. */
static struct fault *read_packet(int fd, const struct device *device, struct report *report)
{
	static char packet[PACKET_SIZE];
	ssize_t size = read(fd, packet, sizeof(packet));

	if (size >= 0) {
		report_done(report, "%s: %zd bytes", device->name, size);
		return NULL;
	}
	if (errno == EINTR || errno == EAGAIN)
		return NULL;
	return errno == EBADFD ? gone() : fault_errno(errno);
}

static struct fault *still_there(struct engine *engine, const struct device *device, int fd)
{
	auto_device struct device now = {0};
	enum identity identity;
	struct fault *fault = identity_look(engine, device, fd, &now, &identity);

	return fault || now.ifindex ? fault : gone();
}

/* Polling a detached queue returns at once with an error, so it is not polled. */
static struct fault *stay(struct engine *engine, const struct device *device, int fd, int watch,
			  struct report *report)
{
	struct pollfd fds[] = {
		{.fd = watch, .events = POLLIN},
		{.fd = device->multi_queue ? -1 : fd, .events = POLLIN},
	};
	struct fault *fault = NULL;

	while (!signals_caught() && !fault) {
		if (signals_poll(fds, 2, NULL) < 0) {
			if (errno != EINTR)
				fault = fault_errno(errno);
			continue;
		}
		/* An error before any packet: the interface is being deleted. */
		if (fds[1].revents & POLLERR)
			fault = gone();
		else if (fds[1].revents)
			fault = read_packet(fd, device, report);
		if (!fault && fds[0].revents) {
			link_watch_drain(watch);
			fault = still_there(engine, device, fd);
		}
	}
	return fault;
}

static void hold_target(struct engine *engine, const struct device *device, struct report *report)
{
	auto_close int watch = -1;
	auto_close int fd = -1;
	bool kept = take_back(engine, device, &fd);
	struct fault *fault = link_watch(&watch);

	signals_catch();
	if (!fault && !kept)
		fault = attach_as_client(engine, device, &fd);
	if (!fault) {
		report_done(report, "%s: held", device->name);
		tell_ready(device, fd, kept);
		fault = stay(engine, device, fd, watch, report);
		notify_manager("STOPPING=1");
	}
	/* SIGTERM and SIGINT are the regular way to stop a service. */
	if (signals_caught() != SIGHUP)
		signals_forget();
	if (fault)
		(void)report_fault(report, fault_wrap(fault, device->name, "cannot hold"));
}

static void hold_run(struct invocation *invocation, struct report *report)
{
	auto_target_list struct target_list targets = {0};
	auto_engine struct engine engine = {0};
	bool literal = invocation_has(invocation, OPTION_ESCAPED);

	if (report_fault(report, select_targets(&engine, (const char *const *)invocation->operands,
						1, literal ? SELECT_LITERAL : 0, &targets)))
		return;
	if (targets.count > 1) {
		struct fault *fault = fault_new(STATUS_USAGE,
						"matches %zu interfaces; one can be "
						"held",
						targets.count);

		(void)report_fault(report,
				   fault_wrap(fault, invocation->operands[0], "cannot hold"));
		return;
	}
	target_list_wrap(&targets, "cannot hold");
	if (targets.items[0].fault)
		report_targets(report, &targets);
	else
		hold_target(&engine, &targets.items[0].device, report);
}

const struct command command_hold = {
	.name = "hold",
	.operands = "NAME",
	.summary = "stay attached: the link has a carrier",
	.options = OPTION_BIT(OPTION_ESCAPED),
	.min_operands = 1,
	.max_operands = 1,
	.name_operands = 1,
	.run = hold_run,
};

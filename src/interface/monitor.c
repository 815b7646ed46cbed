// SPDX-License-Identifier: GPL-2.0-or-later
// The monitor's loop: read the kernel's notifications, and look where it sends none.

#include "interface/monitor.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "interface/glances.h"
#include "interface/monitor-state.h"
#include "interface/select.h"
#include "kernel/link-watch.h"
#include "kernel/link.h"
#include "util/cleanup.h"
#include "util/clock.h"
#include "util/signals.h"

/*
 * How long a change without a notification may go unseen; many interfaces are looked at less often.
 */
#define TICK	    (800 * CLOCK_MILLISECOND)
#define REST_FACTOR 20

struct loop {
	struct monitor monitor;
	struct engine *engine;
	int links; /* link_watch() */
	struct glances glances;
	int64_t tick;
	bool lost;	      /* start again */
	unsigned int put_off; /* this many looks in a row have found nothing usable */
	bool glance;	      /* and the last of them was due */
	int64_t vlans_told; /* when a notification may have been about VLANs of a port; 0: never */
	int64_t vlans_due;  /* the earliest time for the next look at them */
	bool fresh;	    /* what is read is older than what was looked at */
};

/* If notifications never stop, a look counts after this many. */
#define PUT_OFF_MAX 8

/* Notifications that were not read yet. */
static bool has_events(const struct loop *loop)
{
	struct pollfd fd = {.fd = loop->links, .events = POLLIN};

	return poll(&fd, 1, 0) > 0;
}

/* Looks at the interface's current state, regardless of notifications. */
static struct fault *look_at_link(struct loop *loop, int ifindex)
{
	struct device device = {0};
	struct link_socket *links;
	struct fault *fault = engine_links(loop->engine, &links);

	if (!fault)
		fault = link_find_index(links, ifindex, &device);
	if (fault)
		return fault;
	if (device.ifindex)
		monitor_there(&loop->monitor, &device);
	else
		monitor_gone(&loop->monitor, ifindex);
	return NULL;
}

static void on_port(struct loop *loop, int ifindex)
{
	struct record *record = record_find(&loop->monitor.records, ifindex);

	if (!record)
		return;
	record->port_told = true;
	if (!loop->vlans_told)
		loop->vlans_told = clock_now();
}

static void on_monitor_event(struct link_event *event, void *data)
{
	struct loop *loop = data;
	bool link = event->kind == LINK_EVENT_THERE || event->kind == LINK_EVENT_GONE;

	/* If the look failed, reading would fail for the same reason: start again. */
	if (loop->fresh && link && !loop->lost) {
		struct fault *fault = look_at_link(loop, event->ifindex);

		loop->lost = fault != NULL;
		fault_free(fault);
		return;
	}
	switch (loop->lost ? LINK_EVENT_LOST : event->kind) {
	case LINK_EVENT_THERE:
		monitor_there(&loop->monitor, &event->device);
		event->device = (struct device){0};
		break;
	case LINK_EVENT_GONE: monitor_gone(&loop->monitor, event->ifindex); break;
	case LINK_EVENT_ADDRESS: monitor_address(&loop->monitor, &event->address, true); break;
	case LINK_EVENT_NO_ADDRESS: monitor_address(&loop->monitor, &event->address, false); break;
	case LINK_EVENT_PORT: on_port(loop, event->ifindex); break;
	case LINK_EVENT_LOST: loop->lost = true; break;
	default: break;
	}
}

/* One dump has the VLANs of all ports; the longer it takes, the longer the pause after it. */
static struct fault *look_at_vlans(struct loop *loop)
{
	struct link_vlans *vlans = NULL;
	struct link_socket *links;
	size_t count = 0;
	int64_t begun = clock_now();
	struct fault *fault = engine_links(loop->engine, &links);

	loop->vlans_told = 0;
	if (!fault && monitor_has_ports(&loop->monitor))
		fault = bridge_dump_vlans(links, &vlans, &count);
	if (fault)
		return fault;
	monitor_vlans(&loop->monitor, vlans, count);
	loop->vlans_due = clock_now() + REST_FACTOR * (clock_now() - begun);
	return NULL;
}

/* A notification that waits may say that the port has joined another bridge: read it first. */
static bool are_vlans_due(const struct loop *loop)
{
	int64_t now = clock_now();

	if (!loop->vlans_told || now < loop->vlans_due)
		return false;
	return now > loop->vlans_told + TICK || (!loop->put_off && !has_events(loop));
}

/*
 * Reads everything that is there. Notifications that were waiting by then are no longer reported.
 */
static struct fault *begin_loop(struct loop *loop, bool tell)
{
	auto_device_list struct device_list devices = {0};
	auto_free struct link_address *addresses = NULL;
	size_t address_count = 0;
	struct link_socket *links;
	struct fault *fault = engine_links(loop->engine, &links);

	link_watch_drain(loop->links);
	if (!fault)
		fault = link_dump(links, false, &devices);
	if (!fault)
		fault = link_dump_addresses(links, &addresses, &address_count);
	if (fault)
		return fault;
	monitor_begin(&loop->monitor, &devices, addresses, address_count, tell);
	loop->fresh = true;
	return look_at_vlans(loop);
}

/* Looks once at each interface, in the order of `due`; one that is gone has no name. */
static struct fault *find_due(struct loop *loop, const int *due, size_t count,
			      struct device_list *devices)
{
	struct link_socket *links;
	struct fault *fault = engine_links(loop->engine, &links);

	if (!fault && count >= SELECT_DUMP_FROM)
		return link_dump(links, false, devices);
	for (size_t i = 0; !fault && i < count; i++) {
		struct device device;

		fault = link_find_index(links, due[i], &device);
		device.ifindex = due[i];
		if (!fault && device_list_push(devices, &device) < 0) {
			device_clear(&device);
			fault = fault_memory();
		}
	}
	return fault;
}

/*
 * Takes over what was seen. New interfaces are left to notifications, and so is the end of one that
 * a list lacks.
 */
static void take_over(struct loop *loop, struct device_list *devices)
{
	for (size_t i = 0; i < devices->count; i++) {
		struct device *device = &devices->items[i];

		if (!record_find(&loop->monitor.records, device->ifindex))
			continue;
		if (device->name[0])
			monitor_there(&loop->monitor, device);
		else
			monitor_gone(&loop->monitor, device->ifindex);
		*device = (struct device){0};
	}
}

/*
 * New interfaces that are due, and at a tick or a glance those of the others without notifications.
 */
static struct fault *look_at_due(struct loop *loop, bool silent, bool all)
{
	struct record_list *records = &loop->monitor.records;
	auto_free int *due = calloc(records->count + 1, sizeof(*due));
	auto_device_list struct device_list devices = {0};
	int64_t begun = clock_now();
	struct fault *fault = NULL;
	size_t count = 0;

	if (!due)
		return fault_memory();
	for (size_t i = 0; i < records->count; i++) {
		struct record *record = &records->items[i];

		if (silent)
			monitor_doubt(record);
		if (all || record->port_told || (silent && monitor_is_silent(record)) ||
		    (record->settles && record->settles <= begun))
			due[count++] = record->device.ifindex;
	}
	if (count)
		fault = find_due(loop, due, count, &devices);
	if (fault)
		return fault;
	/* Notifications received by then are older: they come first, followed by another look. */
	if (count && has_events(loop) && loop->put_off++ < PUT_OFF_MAX) {
		loop->glance = all;
		return NULL;
	}
	loop->put_off = 0;
	loop->glance = false;
	take_over(loop, &devices);
	for (size_t i = 0; i < records->count; i++) {
		records->items[i].port_told = false;
		if (records->items[i].settles && records->items[i].settles <= begun)
			monitor_settle(&loop->monitor, &records->items[i]);
	}
	if (count)
		glances_looked(&loop->glances, begun);
	if (silent)
		loop->tick = begun + clock_later(TICK, REST_FACTOR * (clock_now() - begun));
	return fault;
}

static int64_t next_monitor_look(const struct loop *loop)
{
	const struct record_list *records = &loop->monitor.records;
	int64_t due = clock_earlier(glances_due(&loop->glances), monitor_resolves(&loop->monitor));
	bool silent = false;

	for (size_t i = 0; i < records->count; i++) {
		if (records->items[i].settles)
			due = clock_earlier(due, records->items[i].settles);
		silent |= monitor_is_silent(&records->items[i]);
	}
	if (loop->vlans_told)
		due = clock_earlier(due, loop->vlans_due);
	return silent ? clock_earlier(due, loop->tick) : due;
}

static struct fault *reader_gone(void)
{
	struct fault *fault =
		fault_explain(fault_errno(EPIPE), STATUS_FAILED, "its reader is gone");

	return fault_wrap(fault, "standard output", "cannot write");
}

/* Waits until something has happened or a look is due. */
static struct fault *turn(struct loop *loop)
{
	struct pollfd fds[] = {
		{.fd = loop->links, .events = POLLIN},
		{.fd = STDOUT_FILENO},
		{.fd = -1},
	};
	struct timespec timeout;
	struct fault *fault = NULL;
	bool glance;

	glances_listen(&loop->glances, &fds[2]);
	if (signals_poll(fds, 3, clock_until(next_monitor_look(loop), &timeout)) < 0)
		return errno == EINTR ? NULL : fault_errno(errno);
	if (fds[1].revents & POLLERR)
		return reader_gone();
	if (fds[0].revents)
		fault = link_watch_read(loop->links, on_monitor_event, loop);
	loop->fresh = false;
	glance = glances_take(&loop->glances, &fds[2]) || loop->glance;
	if (!fault && loop->lost) {
		loop->lost = false;
		monitor_lost(&loop->monitor);
		return begin_loop(loop, true);
	}
	if (!fault)
		fault = look_at_due(loop, loop->tick <= clock_now(), glance);
	if (!fault && are_vlans_due(loop))
		fault = look_at_vlans(loop);
	monitor_resolve(&loop->monitor);
	return fault;
}

struct fault *monitor_run(struct engine *engine, const struct monitor_request *request,
			  event_fn *take, void *data)
{
	struct loop loop = {
		.monitor = {.request = request, .take = take, .data = data},
		.engine = engine,
		.links = -1,
	};
	struct fault *fault = link_watch(&loop.links);

	glances_begin(&loop.glances);
	if (!fault)
		fault = link_watch_addresses(loop.links);
	if (!fault) {
		link_watch_vlans(loop.links);
		fault = begin_loop(&loop, request->initial);
	}
	if (!fault && loop.monitor.holders.list.gaps)
		request->blind(loop.monitor.holders.list.gaps, data);
	while (!fault && !loop.monitor.fault && !signals_caught())
		fault = turn(&loop);
	if (!fault) {
		fault = loop.monitor.fault;
		loop.monitor.fault = NULL;
	}
	close_quietly(loop.links);
	glances_end(&loop.glances);
	monitor_clear(&loop.monitor);
	return fault;
}

// SPDX-License-Identifier: GPL-2.0-or-later
// Waiting: subscribe, look, and look again at what may have changed.

#include "interface/wait.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "interface/attached.h"
#include "interface/glances.h"
#include "interface/select.h"
#include "kernel/link-attribute.h"
#include "kernel/link-watch.h"
#include "kernel/link.h"
#include "util/cleanup.h"
#include "util/clock.h"
#include "util/signals.h"

/* How long a change without a notification may go unseen: less than the promised second. */
#define TICK (800 * CLOCK_MILLISECOND)

/* Many targets are looked at less often, so that this takes at most a twentieth of the time. */
#define REST_FACTOR 20

/* What is known about one target besides its device. */
struct item {
	int ifindex; /* 0: it does not exist */
	bool dirty;  /* it must be looked at again */
	enum attached attached;
};

struct wait {
	struct engine *engine;
	struct target_list *targets;
	enum state state;
	struct item *items; /* one per target */
	int links;	    /* link_watch() */
	struct glances glances;
	struct sparing_holders holders;
	struct device_list dump; /* sorted; empty except during a look */
	size_t dirty;
	size_t reached;
	enum status hopeless; /* of a target that can never be seen to be in the state */
	bool named;	      /* the holders were looked up to be named */
	bool owed;	      /* a scan of /proc was due too early */
	int64_t tick;	      /* when those without notifications are looked at */
	bool ticked;	      /* they are marked for that reason */
	bool brief;	      /* only the carrier is of interest */
};

static void mark(struct wait *wait, size_t i)
{
	wait->dirty += !wait->items[i].dirty;
	wait->items[i].dirty = true;
}

static void mark_all(struct wait *wait)
{
	for (size_t i = 0; i < wait->targets->count; i++)
		mark(wait, i);
}

static void on_wait_event(struct link_event *event, void *data)
{
	struct wait *wait = data;

	if (event->kind == LINK_EVENT_PORT)
		return;
	if (event->kind == LINK_EVENT_LOST)
		mark_all(wait);
	for (size_t i = 0; i < wait->targets->count; i++)
		if (wait->items[i].ifindex == event->ifindex ||
		    link_is_called(&event->device, wait->targets->items[i].operand))
			mark(wait, i);
}

static bool is_about_attaching(const struct wait *wait)
{
	return wait->state == STATE_ATTACHED || wait->state == STATE_IDLE;
}

/*
 * Whether the kernel may not notify about what is awaited: attaching to a link that is down or
 * without raising the carrier, and an alternative name that a link which is down gets or loses.
 */
static bool is_silent(const struct wait *wait, size_t i)
{
	const struct target *target = &wait->targets->items[i];
	const struct device *device = &target->device;

	if (!wait->items[i].ifindex)
		return wait->state != STATE_ABSENT;
	if (device->flags & IFF_UP)
		return is_about_attaching(wait) && attached_by_link(device) == ATTACHED_UNKNOWN;
	return is_about_attaching(wait) || strcmp(device->name, target->operand) != 0;
}

/*
 * From the dump if there is one; alternative names, other kinds and missing interfaces need a
 * request.
 */
static struct fault *find_awaited(struct wait *wait, const char *name, struct device *device)
{
	struct device *found = device_list_find(&wait->dump, name);

	if (!found)
		return select_one(wait->engine, name, device);
	*device = device_copy(found);
	return NULL;
}

static struct fault *look_at_awaited(struct wait *wait, size_t i)
{
	struct target *target = &wait->targets->items[i];
	struct item *item = &wait->items[i];
	struct device device = {0};
	struct fault *fault = find_awaited(wait, target->operand, &device);
	enum attached attached;

	if (fault && fault->status == STATUS_CONFLICT) {
		wait->hopeless = fault->status;
		target_fail(target, fault);
		return NULL;
	}
	if (fault)
		return fault;
	device_clear(&target->device);
	target->device = device;
	item->ifindex = device.ifindex;
	attached = item->ifindex ? attached_by_link(&device) : ATTACHED_NO;
	if (attached != ATTACHED_UNKNOWN || !wait->brief)
		item->attached = attached;
	return NULL;
}

/* Those that the description does not decide. */
static void look_for_holders(struct wait *wait)
{
	bool looked = false;

	wait->owed = false;
	if (wait->brief)
		return;
	for (size_t i = 0; i < wait->targets->count; i++) {
		struct item *item = &wait->items[i];
		struct target *target = &wait->targets->items[i];

		if (!item->dirty || !item->ifindex || item->attached != ATTACHED_UNKNOWN)
			continue;
		wait->owed = !looked && sparing_holders_due(&wait->holders) > clock_now();
		if (wait->owed)
			return;
		if (!looked)
			sparing_holders_look(&wait->holders);
		looked = true;
		item->attached = attached_by_holders(&target->device, &wait->holders.list);
		if (item->attached != ATTACHED_UNKNOWN || wait->state != STATE_IDLE)
			continue;
		target_fail(target, attached_not_idle(holders_gaps(&wait->holders.list,
								   target->device.name)));
		wait->hopeless = target->fault->status;
	}
}

static bool is_reached(const struct wait *wait, size_t i)
{
	const struct item *item = &wait->items[i];

	switch (wait->state) {
	case STATE_PRESENT: return item->ifindex;
	case STATE_ABSENT: return !item->ifindex;
	case STATE_ATTACHED: return item->ifindex && item->attached == ATTACHED_YES;
	case STATE_IDLE: return item->ifindex && item->attached == ATTACHED_NO;
	default: return item->ifindex && (wait->targets->items[i].device.flags & IFF_UP);
	}
}

/* If the dump fails, each is looked up individually. */
static void dump_links(struct wait *wait)
{
	struct link_socket *links;
	struct fault *fault = engine_links(wait->engine, &links);

	if (!fault)
		fault = link_dump(links, false, &wait->dump);
	fault_free(fault);
	device_list_sort(&wait->dump);
}

/* Looks at those that are marked. */
static struct fault *look_at_dirty(struct wait *wait)
{
	int64_t begun = clock_now();
	struct fault *fault = NULL;
	int64_t now;

	if (!wait->dirty)
		return NULL;
	if (wait->dirty >= SELECT_DUMP_FROM)
		dump_links(wait);
	for (size_t i = 0; i < wait->targets->count && !fault; i++)
		if (wait->items[i].dirty)
			fault = look_at_awaited(wait, i);
	device_list_clear(&wait->dump);
	if (fault)
		return fault;
	now = clock_now();
	glances_looked(&wait->glances, begun);
	if (wait->ticked)
		wait->tick = now + clock_later(TICK, REST_FACTOR * (now - begun));
	wait->ticked = false;
	if (is_about_attaching(wait))
		look_for_holders(wait);
	wait->dirty = 0;
	wait->reached = 0;
	for (size_t i = 0; i < wait->targets->count; i++) {
		wait->items[i].dirty = false;
		wait->reached += is_reached(wait, i);
	}
	return NULL;
}

/* When to look again without a notification. */
static int64_t next_wait_look(const struct wait *wait)
{
	int64_t due = glances_due(&wait->glances);

	if (wait->owed)
		due = clock_earlier(due, sparing_holders_due(&wait->holders));
	for (size_t i = 0; i < wait->targets->count; i++)
		if (is_silent(wait, i))
			return clock_earlier(due, wait->tick);
	return due;
}

static void mark_present(struct wait *wait, bool silent_only)
{
	for (size_t i = 0; i < wait->targets->count; i++)
		if (silent_only ? is_silent(wait, i) : wait->items[i].ifindex != 0)
			mark(wait, i);
}

/* Marks what is due by the clock. */
static void mark_due(struct wait *wait)
{
	int64_t now = clock_now();

	if (wait->tick > now && !(wait->owed && sparing_holders_due(&wait->holders) <= now))
		return;
	mark_present(wait, true);
	wait->ticked = true;
	wait->brief = false;
}

/* Waits until something may have changed, or until the given time. */
static struct fault *await(struct wait *wait, int64_t end)
{
	struct pollfd fds[] = {{.fd = wait->links, .events = POLLIN}, {.fd = -1}};
	struct timespec timeout;
	struct fault *fault = NULL;

	glances_listen(&wait->glances, &fds[1]);
	if (signals_poll(fds, 2, clock_until(clock_earlier(end, next_wait_look(wait)), &timeout)) <
	    0)
		return errno == EINTR ? NULL : fault_errno(errno);
	if (fds[0].revents)
		fault = link_watch_read(wait->links, on_wait_event, wait);
	wait->brief = !wait->dirty && wait->state == STATE_ATTACHED;
	if (glances_take(&wait->glances, &fds[1]))
		mark_present(wait, false);
	wait->brief = wait->brief && !glances_are_late(&wait->glances);
	mark_due(wait);
	return fault;
}

static const char *lack(const struct wait *wait, size_t i)
{
	if (!wait->items[i].ifindex)
		return "no such interface";
	switch (wait->state) {
	case STATE_ABSENT: return "it is still there";
	case STATE_ATTACHED: return "no process is attached";
	default: return "the link is down";
	}
}

/* The fault of a target that is not in the state. */
static struct fault *wait_fault(struct wait *wait, size_t i)
{
	const struct device *device = &wait->targets->items[i].device;
	struct fault *fault;

	if (signals_caught())
		return fault_new(STATUS_FAILED, "interrupted by %s",
				 signals_name(signals_caught()));
	if (wait->state == STATE_ATTACHED && wait->items[i].attached == ATTACHED_UNKNOWN)
		return attached_not_seen(holders_gaps(&wait->holders.list, device->name));
	if (wait->state != STATE_IDLE || !wait->items[i].ifindex)
		return fault_new(STATUS_FAILED, "%s", lack(wait, i));
	/* If /proc may be read, reads it once to name all holders. */
	if (!wait->holders.passes[1] || !wait->named)
		sparing_holders_look(&wait->holders);
	wait->named = true;
	fault = holders_fault(&wait->holders.list, device->name);
	return fault_explain(fault, STATUS_FAILED, "%s", fault->why);
}

static void conclude(struct wait *wait)
{
	for (size_t i = 0; i < wait->targets->count; i++) {
		struct target *target = &wait->targets->items[i];

		if (target->fault)
			continue;
		if (is_reached(wait, i))
			target->action = ACTION_WAITED;
		else if (wait->hopeless)
			target_fail(target, fault_new(wait->hopeless,
						      "no longer waited for, because another one "
						      "can never be"));
		else
			target_fail(target, wait_fault(wait, i));
	}
}

static struct fault *wait_loop(struct wait *wait, int64_t end)
{
	struct fault *fault = NULL;

	mark_all(wait);
	for (;;) {
		fault = look_at_dirty(wait);
		if (fault || wait->hopeless || wait->reached == wait->targets->count ||
		    signals_caught() || clock_now() >= end)
			return fault;
		fault = await(wait, end);
		if (fault)
			return fault;
	}
}

struct fault *wait_targets(struct engine *engine, struct target_list *targets, enum state state,
			   int64_t timeout)
{
	auto_free struct item *items = calloc(targets->count + 1, sizeof(*items));
	struct wait wait = {
		.engine = engine,
		.targets = targets,
		.state = state,
		.items = items,
		.links = -1,
		.glances = {.fd = -1},
	};
	int64_t now = clock_now();
	struct fault *fault;

	if (!items)
		return fault_memory();
	fault = link_watch(&wait.links);
	if (is_about_attaching(&wait))
		glances_begin(&wait.glances);
	wait.tick = now + TICK;
	if (!fault)
		fault = wait_loop(&wait, timeout > CLOCK_NEVER - now ? CLOCK_NEVER : now + timeout);
	if (!fault)
		conclude(&wait);
	close_quietly(wait.links);
	glances_end(&wait.glances);
	sparing_holders_clear(&wait.holders);
	return fault;
}

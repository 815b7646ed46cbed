// SPDX-License-Identifier: GPL-2.0-or-later
// Turns what is learned about interfaces into events. A change of the carrier alone does not prove
// a detach.

#include "interface/monitor-state.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/bridge-vlans.h"
#include "kernel/link-attribute.h"
#include "property/properties.h"
#include "util/clock.h"

/* A process that creates an interface is attached for a moment, which is not reported. */
#define SETTLE (60 * CLOCK_MILLISECOND)

static bool is_asked_for(const struct monitor *monitor, const struct device *device)
{
	const struct monitor_request *request = monitor->request;

	for (size_t i = 0; i < request->name_count; i++)
		if (link_is_called(device, request->names[i]) ||
		    fnmatch(request->names[i], device->name, 0) == 0)
			return true;
	return request->name_count == 0;
}

static void keep_fault(struct monitor *monitor, struct fault *fault)
{
	if (monitor->fault)
		fault_free(fault);
	else
		monitor->fault = fault;
}

static struct timespec real_time(void)
{
	struct timespec time;

	(void)clock_gettime(CLOCK_REALTIME, &time);
	return time;
}

static void emit(struct monitor *monitor, const struct record *record, struct event event)
{
	event.ifindex = record->device.ifindex;
	event.ifname = record->device.name;
	if (!event.time.tv_sec)
		event.time = real_time();
	if (event.kind == EVENT_ATTACHED || event.kind == EVENT_DETACHED) {
		event.holders = record->holders;
		event.holder_count = record->holder_count;
	}
	if (!monitor->fault)
		keep_fault(monitor, monitor->take(&event, monitor->data));
}

static void emit_if_asked(struct monitor *monitor, const struct record *record, struct event event)
{
	if (is_asked_for(monitor, &record->device))
		emit(monitor, record, event);
}

/* Reports an attach, with the processes if they are known by now. */
static void tell_attached(struct monitor *monitor, struct record *record)
{
	record->pending = PENDING_NONE;
	emit_if_asked(monitor, record,
		      (struct event){.kind = EVENT_ATTACHED, .time = record->since});
}

static void tell_detached(struct monitor *monitor, struct record *record)
{
	record->pending = PENDING_NONE;
	record->attached = ATTACHED_NO;
	emit_if_asked(monitor, record,
		      (struct event){.kind = EVENT_DETACHED, .time = record->since});
	record->holder_count = 0;
}

static void tell_carrier(struct monitor *monitor, struct record *record, struct timespec time)
{
	emit_if_asked(monitor, record,
		      (struct event){
			      .kind = EVENT_CHANGED,
			      .time = time,
			      .changes = PROPERTY_BIT(PROPERTY_CARRIER),
		      });
}

static void wait_for_holders(struct record *record, enum pending pending)
{
	record->pending = pending;
	record->since = real_time();
}

/* The kernel reports the carrier that attaching raises up to a second late (linkwatch). */
#define CARRIER_LATE CLOCK_SECOND

static void on_attached(struct monitor *monitor, struct record *record, bool carrier_came)
{
	/* The carrier went off and on before /proc could be read, so it is not known by whom. */
	if (record->pending == PENDING_CARRIER) {
		record->pending = PENDING_NONE;
		tell_carrier(monitor, record, record->since);
		return;
	}
	if (record->attached != ATTACHED_YES) {
		record->attached = ATTACHED_YES;
		record->attached_at = clock_now();
		wait_for_holders(record, PENDING_ATTACHED);
	} else if (carrier_came && record->pending != PENDING_ATTACHED &&
		   clock_now() > record->attached_at + CARRIER_LATE) {
		record->pending = PENDING_NONE;
		tell_carrier(monitor, record, real_time());
	}
}

/*
 * Whether a program is attached according to the description; if that does not say, /proc is read.
 */
static void step_attached(struct monitor *monitor, struct record *record, bool had_carrier)
{
	enum attached now = attached_by_link(&record->device);
	bool carrier = record->device.carrier;

	if (now == ATTACHED_YES && (carrier || !had_carrier)) {
		on_attached(monitor, record, carrier && !had_carrier);
		return;
	}
	if (record->attached != ATTACHED_YES || record->pending == PENDING_CARRIER ||
	    !(had_carrier || now == ATTACHED_NO))
		return;
	if (record->pending == PENDING_ATTACHED)
		tell_attached(monitor, record);
	if (device_has_queues(&record->device)) {
		tell_carrier(monitor, record, real_time());
		return;
	}
	wait_for_holders(record, PENDING_CARRIER);
	if (now == ATTACHED_NO)
		tell_detached(monitor, record);
}

static void begin_record(struct monitor *monitor, struct device *device)
{
	struct record *record = record_add(&monitor->records, device);

	device_clear(device);
	if (!record) {
		keep_fault(monitor, fault_memory());
		return;
	}
	record->attached = ATTACHED_NO;
	record->settles = clock_now() + SETTLE;
	emit_if_asked(monitor, record, (struct event){.kind = EVENT_CREATED});
}

void monitor_there(struct monitor *monitor, struct device *device)
{
	struct record *record = record_find(&monitor->records, device->ifindex);
	struct device before;
	struct event event = {.kind = EVENT_CHANGED};

	if (!device_is_tun(device)) {
		device_clear(device);
		return;
	}
	if (!record) {
		begin_record(monitor, device);
		return;
	}
	before = record->device;
	record->device = *device;
	event.changes = properties_differ(&before, device);
	/* While the interface is being created, persistence and owner are not final. */
	if (record->settles)
		event.changes &= ~PROPERTY_BIT(PROPERTY_PERSIST);
	if (event.changes & CHANGE_BIT(CHANGE_NAME))
		event.was = before.name;
	if (event.changes &&
	    (is_asked_for(monitor, device) || (event.was && is_asked_for(monitor, &before))))
		emit(monitor, record, event);
	if (!record->settles)
		step_attached(monitor, record, before.carrier);
	device_clear(&before);
}

void monitor_settle(struct monitor *monitor, struct record *record)
{
	record->settles = 0;
	step_attached(monitor, record, false);
}

void monitor_gone(struct monitor *monitor, int ifindex)
{
	struct record *record = record_find(&monitor->records, ifindex);

	if (!record)
		return;
	if (record->pending == PENDING_ATTACHED)
		tell_attached(monitor, record);
	if (record->attached == ATTACHED_YES) {
		if (record->pending != PENDING_CARRIER)
			record->since = real_time();
		tell_detached(monitor, record);
	}
	emit_if_asked(monitor, record, (struct event){.kind = EVENT_DELETED});
	record_remove(&monitor->records, record);
}

void monitor_address(struct monitor *monitor, const struct link_address *address, bool there)
{
	struct record *record = record_find(&monitor->records, address->ifindex);

	if (record && record_note_address(record, address, there))
		emit_if_asked(monitor, record,
			      (struct event){.kind = EVENT_CHANGED,
					     .changes = PROPERTY_BIT(PROPERTY_ADDRESS)});
}

static bool same_vlans(const struct bridge_vlans *a, const struct bridge_vlans *b)
{
	return a && b ? bridge_vlans_equal(a, b) : a == b;
}

void monitor_vlans(struct monitor *monitor, struct link_vlans *vlans, size_t count)
{
	for (size_t i = 0; i < monitor->records.count; i++) {
		struct record *record = &monitor->records.items[i];
		int ifindex = record->device.ifindex;
		int master = link_master(&record->device);

		if (master && record->vlan_master == master &&
		    !same_vlans(bridge_find_vlans(monitor->vlans, monitor->vlan_count, ifindex),
				bridge_find_vlans(vlans, count, ifindex)))
			emit_if_asked(monitor, record,
				      (struct event){.kind = EVENT_CHANGED,
						     .changes = PROPERTY_BIT(PROPERTY_VLAN)});
		record->vlan_master = master;
	}
	free(monitor->vlans);
	monitor->vlans = vlans;
	monitor->vlan_count = count;
}

bool monitor_has_ports(const struct monitor *monitor)
{
	for (size_t i = 0; i < monitor->records.count; i++)
		if (link_is_bridge_port(&monitor->records.items[i].device))
			return true;
	return false;
}

void monitor_begin(struct monitor *monitor, struct device_list *devices,
		   const struct link_address *addresses, size_t address_count, bool tell)
{
	record_list_clear(&monitor->records);
	for (size_t i = 0; i < devices->count; i++)
		if (!record_add(&monitor->records, &devices->items[i]))
			keep_fault(monitor, fault_memory());
	for (size_t i = 0; i < address_count; i++) {
		struct record *record = record_find(&monitor->records, addresses[i].ifindex);

		if (record)
			(void)record_note_address(record, &addresses[i], true);
	}
	sparing_holders_look(&monitor->holders);
	for (size_t i = 0; i < monitor->records.count; i++) {
		struct record *record = &monitor->records.items[i];

		record->attached = attached_by_holders(&record->device, &monitor->holders.list);
		record_note_holders(record, &monitor->holders.list);
		if (!tell)
			continue;
		emit_if_asked(monitor, record,
			      (struct event){.kind = EVENT_CREATED, .initial = true});
		if (record->attached == ATTACHED_YES)
			emit_if_asked(monitor, record,
				      (struct event){.kind = EVENT_ATTACHED, .initial = true});
	}
}

void monitor_lost(struct monitor *monitor)
{
	struct event event = {.kind = EVENT_LOST, .time = real_time()};

	if (!monitor->fault)
		keep_fault(monitor, monitor->take(&event, monitor->data));
}

int64_t monitor_resolves(const struct monitor *monitor)
{
	for (size_t i = 0; i < monitor->records.count; i++)
		if (monitor->records.items[i].pending != PENDING_NONE)
			return sparing_holders_due(&monitor->holders);
	return CLOCK_NEVER;
}

static void resolve_pending(struct monitor *monitor, struct record *record)
{
	enum pending pending = record->pending;
	enum attached now = attached_by_holders(&record->device, &monitor->holders.list);

	record->pending = PENDING_NONE;
	if (pending == PENDING_ATTACHED) {
		record_note_holders(record, &monitor->holders.list);
		tell_attached(monitor, record);
	} else if (now == ATTACHED_NO) {
		tell_detached(monitor, record);
	} else if (pending == PENDING_CARRIER) {
		record->attached = now;
		record_note_holders(record, &monitor->holders.list);
		tell_carrier(monitor, record, record->since);
	}
}

void monitor_resolve(struct monitor *monitor)
{
	if (monitor_resolves(monitor) > clock_now())
		return;
	sparing_holders_look(&monitor->holders);
	for (size_t i = 0; i < monitor->records.count; i++)
		if (monitor->records.items[i].pending != PENDING_NONE)
			resolve_pending(monitor, &monitor->records.items[i]);
}

bool monitor_is_silent(const struct record *record)
{
	return !(record->device.flags & IFF_UP) || record->settles ||
	       (record->attached == ATTACHED_YES && !record->device.carrier);
}

void monitor_doubt(struct record *record)
{
	if (record->attached == ATTACHED_YES && record->pending == PENDING_NONE &&
	    attached_by_link(&record->device) == ATTACHED_UNKNOWN)
		wait_for_holders(record, PENDING_CHECK);
}

void monitor_clear(struct monitor *monitor)
{
	record_list_clear(&monitor->records);
	sparing_holders_clear(&monitor->holders);
	free(monitor->vlans);
	fault_free(monitor->fault);
}

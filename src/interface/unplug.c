// SPDX-License-Identifier: GPL-2.0-or-later
// Switches off the carrier of an interface that becomes a port with flags or VLANs, and restores
// it.

#include "interface/unplug.h"

#include <errno.h>

#include "kernel/link-attribute.h"
#include "kernel/link-change.h"

#define PORT (PROPERTY_BIT(PROPERTY_PORT) | PROPERTY_BIT(PROPERTY_VLAN))

/* No program writes into an interface that was just created. */
static bool must_unplug(const struct plan *plan, bool back)
{
	if (!plan->device->carrier || plan->parts[PROPERTY_MASTER].fresh || plan->unplugged ||
	    !(plan->changes & PROPERTY_BIT(PROPERTY_MASTER)))
		return false;
	return back ? link_is_bridge_port(plan->device) : plan->changes & PORT;
}

static struct fault *send_carrier(const struct plan *plan, struct link_change *change)
{
	struct link_socket *links;
	struct fault *fault = engine_links(plan->engine, &links);

	if (fault)
		link_change_clear(change);
	return fault ? fault : link_change_send(change, links, plan->device->ifindex);
}

struct fault *unplug(struct plan *plan, bool back)
{
	struct link_change change = {0};
	struct fault *fault;

	if (!must_unplug(plan, back))
		return NULL;
	link_change_carrier(&change, false);
	link_change_dormant(&change);
	fault = send_carrier(plan, &change);
	plan->unplugged = !fault;
	return fault;
}

/*
 * A process that could switch it off may switch it on: a refusal means that no queue is active any
 * more. If a program is attached, the refusal has another cause, such as a security module.
 */
static bool has_program(const struct plan *plan)
{
	auto_holder_list struct holder_list holders = {0};
	size_t count;

	holders_look(&holders);
	return holders_of(&holders, plan->device->name, &count);
}

struct fault *unplug_end(struct plan *plan)
{
	struct link_change change = {0};
	struct fault *fault;

	if (!plan->unplugged)
		return NULL;
	link_change_carrier(&change, true);
	fault = send_carrier(plan, &change);
	if (fault && fault->error == EPERM && !has_program(plan)) {
		fault_free(fault);
		fault = NULL;
	}
	plan->unplugged = fault != NULL;
	return fault;
}

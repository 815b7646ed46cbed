// SPDX-License-Identifier: GPL-2.0-or-later
// Predicts what the kernel would refuse, without asking it to change anything.

#include "interface/rehearse.h"

#include <errno.h>

#include "interface/attached.h"
#include "interface/ids.h"
#include "interface/refusal.h"
#include "kernel/holders.h"
#include "kernel/tun-node-state.h"
#include "kernel/tun-node.h"
#include "property/properties.h"

#define RECORDS (PROPERTY_BIT(PROPERTY_PI) | PROPERTY_BIT(PROPERTY_VNET_HDR))
#define IDS	(PROPERTY_BIT(PROPERTY_OWNER) | PROPERTY_BIT(PROPERTY_GROUP))

/* If the device can be opened for the first interface, it can for all. */
struct fault *rehearse_open(struct engine *engine)
{
	auto_tun_node struct tun_node node = {0};
	struct fault *fault;

	if (engine->node_usable)
		return NULL;
	fault = tun_node_look(NULL, &node);
	engine->node_usable = !fault && node.state == TUN_NODE_USABLE;
	return fault || engine->node_usable ? fault : tun_node_fault(&node);
}

/* What properties check against the rest of the system; device is NULL for a new interface. */
static struct fault *ask_properties(const struct request *request, const char *name,
				    const struct device *device, uint64_t asked)
{
	struct fault *fault = NULL;

	for (int id = 0; id < PROPERTY_COUNT && !fault; id++)
		if ((asked & PROPERTY_BIT(id)) && properties[id]->rehearse)
			fault = properties[id]->rehearse(request, name, device);
	return fault;
}

static struct fault *rehearse_ids(const struct request *request, uint64_t given)
{
	return ids_rehearse(given, (uid_t)request_number(request, PROPERTY_OWNER),
			    (gid_t)request_number(request, PROPERTY_GROUP));
}

struct fault *rehearse_create(struct engine *engine, const char *name,
			      const struct request *request)
{
	const struct credentials *who;
	struct fault *fault = rehearse_open(engine);

	if (!fault)
		fault = engine_credentials(engine, &who);
	if (!fault && !who->capable)
		fault = refusal_create(engine, EPERM);
	if (!fault)
		fault = rehearse_ids(request, request->given & IDS);
	if (!fault)
		fault = ask_properties(request, name, NULL, request->given);
	return fault ? fault_wrap(fault, name, "cannot create") : NULL;
}

/* An interface in use is changed through a borrowed descriptor, without opening the device. */
static struct fault *check_descriptor(const struct plan *plan, const struct holder_list *holders)
{
	const struct credentials *who;
	struct fault *fault = engine_credentials(plan->engine, &who);

	if (!fault)
		fault = refusal_find(plan->device, who);
	if (fault || attached_by_holders(plan->device, holders) == ATTACHED_YES)
		return fault;
	return rehearse_open(plan->engine);
}

static struct fault *check_link(const struct plan *plan)
{
	const struct credentials *who;
	struct fault *fault;

	if (!properties_are_of_link(plan->changes))
		return NULL;
	fault = engine_credentials(plan->engine, &who);
	return fault || who->capable ? fault : refusal_change(fault_errno(EPERM));
}

struct fault *rehearse_change(struct plan *plan)
{
	auto_holder_list struct holder_list holders = {0};
	struct fault *fault = NULL;

	if (plan->changes & (RECORDS | IDS | PROPERTY_BIT(PROPERTY_PERSIST))) {
		holders_look(&holders);
		if ((plan->changes & RECORDS) &&
		    attached_by_holders(plan->device, &holders) == ATTACHED_YES)
			plan->changes &= ~RECORDS;
	}
	if (plan->changes & (RECORDS | IDS | PROPERTY_BIT(PROPERTY_PERSIST)))
		fault = check_descriptor(plan, &holders);
	if (!fault)
		fault = check_link(plan);
	if (!fault)
		fault = ask_properties(plan->request, plan->device->name, plan->device,
				       plan->changes);
	if (!fault)
		fault = rehearse_ids(plan->request, plan->changes & IDS);
	return fault;
}

// SPDX-License-Identifier: GPL-2.0-or-later
// The bridge of a port: the requested one, otherwise the current one.

#include "property/bridged.h"

#include "kernel/link-attribute.h"

struct fault *bridged_find(struct engine *engine, const struct request *request,
			   const struct device *device, const struct device **bridge)
{
	int ifindex = device && link_is_bridge_port(device) ? link_master(device) : 0;
	struct fault *fault;

	*bridge = NULL;
	if (request_has(request, PROPERTY_MASTER))
		ifindex = (int)request_number(request, PROPERTY_MASTER);
	if (!ifindex)
		return NULL;
	fault = engine_find_index(engine, ifindex, bridge);
	if (fault && fault->status == STATUS_MISSING)
		return fault_explain(fault, STATUS_FAILED, "its master has gone meanwhile");
	if (!fault && !device_is_bridge(*bridge))
		*bridge = NULL;
	return fault;
}

struct fault *bridged_require(struct engine *engine, const struct request *request,
			      const struct device *device, const char *option,
			      const struct device **bridge)
{
	struct fault *fault = bridged_find(engine, request, device, bridge);

	if (fault || *bridge)
		return fault;
	return fault_new(STATUS_CONFLICT, "%s needs a bridge as master", option);
}

bool bridged_joins(const struct property_change *change)
{
	const struct request *request = change->request;

	return request_has(request, PROPERTY_MASTER) &&
	       (int)request_number(request, PROPERTY_MASTER) != link_master(change->device);
}

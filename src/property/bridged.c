// SPDX-License-Identifier: GPL-2.0-or-later
// The bridge of a port: the requested one, otherwise the current one.

#include "property/bridged.h"

#include <string.h>

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
	if (fault)
		return fault;
	if (!*bridge)
		return fault_new(STATUS_FAILED, "its master has gone meanwhile");
	if (!device_is_bridge(*bridge))
		*bridge = NULL;
	return NULL;
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

static bool is_in_vrf(const struct device *device)
{
	const char *kind =
		link_attribute_text(device, LINK_PATH(IFLA_LINKINFO, IFLA_INFO_SLAVE_KIND));

	return kind && strcmp(kind, "vrf") == 0;
}

bool bridged_cycles_link(struct engine *engine, const struct request *request,
			 const struct device *device)
{
	int ifindex = (int)request_number(request, PROPERTY_MASTER);
	const struct device *master;
	struct fault *fault;
	bool vrf;

	if (!request_has(request, PROPERTY_MASTER) || !(device->flags & IFF_UP) ||
	    ifindex == link_master(device))
		return false;
	if (is_in_vrf(device) || !ifindex)
		return is_in_vrf(device);
	fault = engine_find_index(engine, ifindex, &master);
	vrf = !fault && master && strcmp(master->kind, "vrf") == 0;
	fault_free(fault);
	return vrf;
}

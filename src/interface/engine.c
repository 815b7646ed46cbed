// SPDX-License-Identifier: GPL-2.0-or-later
// What one run needs once, however many interfaces it is about.

#include "interface/engine.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct fault *engine_links(struct engine *engine, struct link_socket **links)
{
	struct fault *fault = engine->links ? NULL : link_open(&engine->links);

	*links = engine->links;
	return fault;
}

struct fault *engine_master(struct engine *engine, const char *name, int *ifindex)
{
	struct device device auto_device = {0};
	struct link_socket *links;
	struct fault *fault;

	if (!engine->master_index || strcmp(engine->master_name, name) != 0) {
		fault = engine_links(engine, &links);
		if (!fault)
			fault = link_find(links, name, &device);
		if (fault) {
			if (fault->status == STATUS_MISSING)
				fault = fault_explain(fault, STATUS_FAILED, "no bridge '%s'", name);
			return fault;
		}
		(void)snprintf(engine->master_name, sizeof(engine->master_name), "%s", name);
		engine->master_index = device.ifindex;
	}
	*ifindex = engine->master_index;
	return NULL;
}

struct fault *engine_explain_master(struct fault *fault, const char *name)
{
	if (fault->error != EOPNOTSUPP)
		return fault;
	return fault_explain(fault, STATUS_CONFLICT, "'%s' is no bridge", name);
}

/* Neighbours in a list mostly share their master: the last answer is kept. */
struct fault *engine_name_masters(struct engine *engine, struct device_list *devices)
{
	struct device master auto_device = {0};

	for (size_t i = 0; i < devices->count; i++) {
		struct device *device = &devices->items[i];
		struct link_socket *links;
		struct fault *fault;

		if (!(device->has & DEVICE_HAS_MASTER))
			continue;
		if (master.ifindex != device->master) {
			device_clear(&master);
			fault = engine_links(engine, &links);
			if (!fault)
				fault = link_find_index(links, device->master, &master);
			if (fault && fault->status != STATUS_MISSING)
				return fault_wrap(fault, device->name, "cannot look up its master");
			fault_free(fault);
			master.ifindex = device->master;
		}
		memcpy(device->master_name, master.name, sizeof(device->master_name));
	}
	return NULL;
}

struct fault *engine_has_address(struct engine *engine, int ifindex, const struct address *address,
				 bool *has)
{
	if (!engine->addresses_known) {
		struct link_socket *links;
		struct fault *fault = engine_links(engine, &links);

		if (!fault)
			fault = link_dump_addresses(links, &engine->addresses,
						    &engine->address_count);
		if (fault)
			return fault;
		engine->addresses_known = true;
	}
	*has = false;
	for (size_t i = 0; i < engine->address_count && !*has; i++)
		*has = engine->addresses[i].ifindex == ifindex &&
		       address_equal(&engine->addresses[i].address, address);
	return NULL;
}

void engine_forget_addresses(struct engine *engine)
{
	free(engine->addresses);
	engine->addresses = NULL;
	engine->address_count = 0;
	engine->addresses_known = false;
}

bool engine_proceed(const struct engine *engine, size_t done, size_t total)
{
	return !engine->proceed || engine->proceed(engine->proceed_data, done, total);
}

void engine_close(struct engine *engine)
{
	link_close(engine->links);
	free(engine->addresses);
	holder_places_clear(&engine->places);
	*engine = (struct engine){0};
}

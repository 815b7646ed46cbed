// SPDX-License-Identifier: GPL-2.0-or-later
// The table of properties, and what is checked for all of them before an interface is touched.

#include "property/properties.h"

#include <string.h>

#include "property/accounts.h"
#include "property/values.h"

#define PROPERTY_ENTRY(ID, variable, word) [PROPERTY_##ID] = &property_##variable,
const struct property *const properties[PROPERTY_COUNT] = {PROPERTY_LIST(PROPERTY_ENTRY)};
#undef PROPERTY_ENTRY

static struct fault *refuse_both(const char *option, const char *other)
{
	return fault_wrap(fault_new(STATUS_USAGE, "cannot be given together with %s", other),
			  option, NULL);
}

struct fault *property_take(struct request *request, enum property_id id, const char *argument)
{
	const struct property *property = properties[id];
	struct fault *fault = NULL;

	/* A single value cannot be set and removed at the same time. */
	if (!property->parse_back && (request->withdrawn & PROPERTY_BIT(id)))
		return refuse_both(property->option, property->back);
	if (property->parse)
		fault = property->parse(argument, &request->values[id]);
	else
		request->values[id].number = 1;
	if (fault)
		return value_fault(fault, property->option, argument);
	request->given |= PROPERTY_BIT(id);
	return NULL;
}

struct fault *property_take_back(struct request *request, enum property_id id, const char *argument)
{
	const struct property *property = properties[id];
	struct fault *fault;

	if (!property->parse_back) {
		if (request_has(request, id) && !(request->withdrawn & PROPERTY_BIT(id)))
			return refuse_both(property->back, property->option);
		request->given |= PROPERTY_BIT(id);
		request->withdrawn |= PROPERTY_BIT(id);
		return NULL;
	}
	fault = property->parse_back(argument, &request->withdrawals[id]);
	if (fault)
		return value_fault(fault, property->back, argument);
	request->withdrawn |= PROPERTY_BIT(id);
	return NULL;
}

static struct fault *check_all(const struct request *request, enum tun_mode mode)
{
	struct fault *fault = NULL;

	for (int id = 0; !fault && id < PROPERTY_COUNT; id++) {
		if (!properties[id]->check ||
		    !((request->given | request->withdrawn) & PROPERTY_BIT(id)))
			continue;
		fault = properties[id]->check(request, mode);
		/* If no interface is known, the fault is about the option. */
		if (fault && mode == TUN_MODE_NONE)
			fault = fault_wrap(fault, properties[id]->option, NULL);
	}
	return fault;
}

struct fault *properties_check(const struct request *request, const char *name)
{
	enum tun_mode mode = request_mode(request, name);

	if (mode == TUN_MODE_NONE)
		return fault_hint(fault_new(STATUS_USAGE,
					    "no mode is given, and the name begins with "
					    "neither tun nor tap"),
				  "add --mode tun or --mode tap");
	return check_all(request, mode);
}

struct fault *properties_check_any(const struct request *request)
{
	return check_all(request, TUN_MODE_NONE);
}

static struct fault *resolve_value(struct engine *engine, const struct property *property,
				   struct value *value)
{
	struct fault *fault = property->resolve(engine, value);

	return fault && property->account ? value_fault(fault, property->option, value->name)
					  : fault;
}

struct fault *property_look_up(struct request *request, enum property_id id)
{
	if (!properties[id]->account || !request->values[id].name)
		return NULL;
	return resolve_value(NULL, properties[id], &request->values[id]);
}

enum property_haste properties_haste(const struct request *request)
{
	const char *user = request->values[PROPERTY_OWNER].name;
	const char *group = request->values[PROPERTY_GROUP].name;

	if (!user && !group)
		return PROPERTY_AT_ONCE;
	return (!user || account_is_local_user(user)) && (!group || account_is_local_group(group))
		       ? PROPERTY_SOON
		       : PROPERTY_LATER;
}

struct fault *properties_resolve(struct engine *engine, struct request *request)
{
	struct fault *fault = NULL;

	for (int id = 0; !fault && id < PROPERTY_COUNT; id++)
		if (properties[id]->resolve && (request->given & PROPERTY_BIT(id)) &&
		    request->values[id].name)
			fault = resolve_value(engine, properties[id], &request->values[id]);
	return fault;
}

struct fault *properties_fit(struct engine *engine, const struct request *request,
			     const struct device *device, enum tun_mode mode)
{
	struct fault *fault = NULL;

	for (int id = 0; !fault && id < PROPERTY_COUNT; id++)
		if (properties[id]->fits &&
		    ((request->given | request->withdrawn) & PROPERTY_BIT(id)))
			fault = properties[id]->fits(engine, request, device, mode);
	return fault;
}

const char *properties_name(const struct request *request, size_t n)
{
	const char *name = NULL;

	for (int id = 0; !name && id < PROPERTY_COUNT; id++)
		if (properties[id]->name && (request->given & PROPERTY_BIT(id)))
			name = properties[id]->name(request, n);
	return name;
}

bool properties_are_of_link(uint64_t set)
{
	for (int id = 0; id < PROPERTY_COUNT; id++)
		if ((set & PROPERTY_BIT(id)) && (properties[id]->put || properties[id]->set))
			return true;
	return false;
}

struct fault *properties_conflict(const struct device *device, const struct request *request)
{
	struct fault *fault = NULL;

	for (int id = 0; !fault && id < PROPERTY_COUNT; id++)
		if (properties[id]->conflict &&
		    ((request->given | request->withdrawn) & PROPERTY_BIT(id)))
			fault = properties[id]->conflict(device, request);
	return fault;
}

static bool is_same(const struct property *property, const struct device *before,
		    const struct device *now)
{
	auto_value struct value old = {0};
	auto_value struct value after = {0};

	return property->read(before, &old) < 0 || property->read(now, &after) < 0 ||
	       value_equal(&old, &after);
}

uint64_t properties_differ(const struct device *before, const struct device *now)
{
	uint64_t changes = strcmp(before->name, now->name) == 0 ? 0 : CHANGE_BIT(CHANGE_NAME);

	for (int id = 0; id < PROPERTY_COUNT; id++)
		if (id != PROPERTY_CARRIER && properties[id]->read &&
		    !is_same(properties[id], before, now))
			changes |= PROPERTY_BIT(id);
	/* The flags of a port are added and removed with its bridge. */
	return changes & PROPERTY_BIT(PROPERTY_MASTER) ? changes & ~PROPERTY_BIT(PROPERTY_PORT)
						       : changes;
}

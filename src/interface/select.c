// SPDX-License-Identifier: GPL-2.0-or-later
// Selects interfaces by name, alternative name or pattern.

#include "interface/select.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/link.h"
#include "util/cleanup.h"

bool select_is_pattern(const char *name)
{
	return strpbrk(name, "*?[") != NULL;
}

static struct fault *refuse_kind(const struct device *device)
{
	if (device->kind[0])
		return fault_new(STATUS_CONFLICT, "not a tun/tap interface, but of kind %s",
				 device->kind);
	return fault_new(STATUS_CONFLICT, "not a tun/tap interface");
}

struct fault *select_one(struct engine *engine, const char *name, struct device *device)
{
	struct link_socket *links;
	struct fault *fault;

	memset(device, 0, sizeof(*device));
	fault = engine_links(engine, &links);
	if (!fault)
		fault = link_find(links, name, device);
	if (device->ifindex && !device_is_tun(device)) {
		fault = refuse_kind(device);
		device_clear(device);
	}
	return fault ? fault_wrap(fault, name, NULL) : NULL;
}

/* The state of one call: the dump, sorted by name, and which of its interfaces are selected. */
struct selection {
	struct engine *engine;
	struct target_list *targets;
	unsigned int flags;
	struct device_list dump;
	bool *taken; /* one for each interface of the dump */
	bool dumped;
};

static struct fault *dump_devices(struct selection *selection)
{
	struct link_socket *links;
	struct fault *fault = engine_links(selection->engine, &links);

	device_list_clear(&selection->dump);
	if (!fault)
		fault = link_dump(links, false, &selection->dump);
	if (fault)
		return fault;
	device_list_sort(&selection->dump);
	selection->taken = calloc(selection->dump.count + 1, sizeof(*selection->taken));
	if (!selection->taken)
		return fault_memory();
	selection->dumped = true;
	return NULL;
}

/* Copies an interface of the dump into a target, unless another name has selected it. */
static struct fault *take_device(struct selection *selection, struct device *device,
				 const char *name)
{
	bool *taken = &selection->taken[device - selection->dump.items];
	struct target *target;

	if (*taken)
		return NULL;
	target = target_list_add(selection->targets, name);
	if (!target)
		return fault_memory();
	*taken = true;
	target->device = device_copy(device);
	return NULL;
}

static struct fault *take_pattern(struct selection *selection, const char *pattern, bool *any)
{
	struct fault *fault = NULL;

	*any = false;
	for (size_t i = 0; !fault && i < selection->dump.count; i++) {
		struct device *device = &selection->dump.items[i];

		if (fnmatch(pattern, device->name, 0) != 0)
			continue;
		*any = true;
		fault = take_device(selection, device, pattern);
	}
	return fault;
}

static bool is_target_already(const struct target_list *targets, int ifindex)
{
	for (size_t i = 0; i < targets->count; i++)
		if (targets->items[i].device.ifindex == ifindex)
			return true;
	return false;
}

/* It may be an alternative name, an interface of another kind, or missing: ask the kernel. */
static struct fault *look_up_name(struct selection *selection, const char *name)
{
	auto_device struct device device = {0};
	struct fault *fault = select_one(selection->engine, name, &device);
	struct target *target;

	if (device.ifindex && is_target_already(selection->targets, device.ifindex))
		return NULL;
	if (device.ifindex && selection->dumped) {
		struct device *twin = device_list_find(&selection->dump, device.name);

		if (twin)
			selection->taken[twin - selection->dump.items] = true;
	}
	target = target_list_add(selection->targets, name);
	if (!target) {
		fault_free(fault);
		return fault_memory();
	}
	target->device = device;
	if (device.ifindex)
		memset(&device, 0, sizeof(device));
	else if (!fault && (selection->flags & SELECT_IF_EXISTS))
		target->action = ACTION_ABSENT;
	else
		target_fail(target, fault ? fault : fault_wrap(fault_missing(), name, NULL));
	return NULL;
}

/*
 * An exact name takes precedence over a pattern, even an alternative name or one of another kind.
 */
static bool is_pattern(const struct selection *selection, const char *name)
{
	auto_device struct device device = {0};
	struct link_socket *links;
	struct fault *fault;

	if ((selection->flags & SELECT_LITERAL) || !select_is_pattern(name))
		return false;
	fault = engine_links(selection->engine, &links);
	if (!fault)
		fault = link_find(links, name, &device);
	fault_free(fault);
	return !device.ifindex;
}

/* A pattern that matches nothing, or for which the dump failed. */
static struct fault *add_unmatched(struct selection *selection, const char *pattern,
				   struct fault *fault)
{
	struct target *target = target_list_add(selection->targets, pattern);

	if (!target) {
		fault_free(fault);
		return fault_memory();
	}
	if (!fault && (selection->flags & SELECT_IF_EXISTS)) {
		target->action = ACTION_ABSENT;
		return NULL;
	}
	if (!fault)
		fault = fault_new(STATUS_MISSING, "matches no tun/tap interface");
	target_fail(target, fault_wrap(fault, pattern, NULL));
	return NULL;
}

static struct fault *add_name(struct selection *selection, const char *name)
{
	struct device *device = selection->dumped ? device_list_find(&selection->dump, name) : NULL;
	struct fault *fault = NULL;
	bool any;

	if (device)
		return take_device(selection, device, name);
	if (!is_pattern(selection, name))
		return look_up_name(selection, name);
	if (!selection->dumped)
		fault = dump_devices(selection);
	if (fault)
		return add_unmatched(selection, name, fault);
	fault = take_pattern(selection, name, &any);
	return fault || any ? fault : add_unmatched(selection, name, NULL);
}

struct fault *select_targets(struct engine *engine, const char *const *names, size_t count,
			     unsigned int flags, struct target_list *targets)
{
	struct selection selection = {.engine = engine, .targets = targets, .flags = flags};
	bool need_dump = count >= SELECT_DUMP_FROM;
	struct fault *fault = NULL;

	for (size_t i = 0; i < count && !need_dump; i++)
		need_dump = !(flags & SELECT_LITERAL) && select_is_pattern(names[i]);
	/* Without the dump, each name is looked up, and a pattern tries another dump. */
	if (need_dump)
		fault_free(dump_devices(&selection));
	for (size_t i = 0; i < count && !fault; i++)
		fault = add_name(&selection, names[i]);
	device_list_clear(&selection.dump);
	free(selection.taken);
	return fault;
}

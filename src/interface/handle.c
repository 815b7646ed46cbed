// SPDX-License-Identifier: GPL-2.0-or-later
// The only place that decides whether an interface is still the same.

#include "interface/handle.h"

#include <stdio.h>
#include <string.h>

#include "kernel/link.h"
#include "kernel/tun.h"
#include "util/cleanup.h"

/* If an interface is renamed between this many pairs of looks, it is not by chance. */
#define LOOKS 16

/* By name, or by index if that is NULL; `found` is empty if there is none. */
static struct fault *look_up_link(struct engine *engine, const char *name, int ifindex,
				  struct device *found)
{
	struct link_socket *links;
	struct fault *fault = engine_links(engine, &links);

	memset(found, 0, sizeof(*found));
	if (fault)
		return fault;
	return name ? link_find(links, name, found) : link_find_index(links, ifindex, found);
}

/* Its index is free: does another interface have its name? */
static struct fault *look_for_namesake(struct engine *engine, const struct device *seen,
				       enum identity *identity)
{
	auto_device struct device namesake = {0};
	struct fault *fault = look_up_link(engine, seen->name, 0, &namesake);

	*identity = namesake.ifindex ? IDENTITY_REPLACED : IDENTITY_GONE;
	return fault;
}

bool identity_is_alike(const struct device *seen, const struct device *now)
{
	return now->mode == seen->mode && now->multi_queue == seen->multi_queue;
}

/* Why one look did not find the interface. */
struct absence {
	bool missing;
	bool torn;  /* it was renamed in between, or the descriptor belongs to another one */
	bool moved; /* another one has its name or its index here */
};

/*
 * Looks at both once. Ask for the network namespace last: then the interface was in this one during
 * the look.
 */
static struct fault *look_once(struct engine *engine, const struct device *seen, int fd,
			       struct device *now, struct absence *absence)
{
	char name[IFNAMSIZ] = "";
	struct fault *fault;

	device_clear(now);
	*absence = (struct absence){0};
	fault = fd >= 0 ? tun_get_name(fd, name) : NULL;
	absence->missing = fd >= 0 && !name[0];
	if (fault || absence->missing)
		return fault;
	fault = look_up_link(engine, NULL, seen->ifindex, now);
	absence->missing = !now->ifindex;
	if (fault || fd < 0)
		return fault;
	absence->torn = !absence->missing && strcmp(name, now->name) != 0;
	absence->moved = engine_is_elsewhere(engine, fd);
	return NULL;
}

struct fault *identity_look(struct engine *engine, const struct device *seen, int fd,
			    struct device *now, enum identity *identity)
{
	struct absence absence = {.torn = true};
	struct fault *fault = NULL;

	memset(now, 0, sizeof(*now));
	*identity = IDENTITY_GONE;
	for (int look = 0; !fault && absence.torn && !absence.moved && look < LOOKS; look++)
		fault = look_once(engine, seen, fd, now, &absence);
	if (fault)
		return fault;
	if (absence.moved) {
		device_clear(now);
		*identity = IDENTITY_MOVED;
		return NULL;
	}
	if (absence.missing)
		return look_for_namesake(engine, seen, identity);
	if (absence.torn || !identity_is_alike(seen, now)) {
		device_clear(now);
		*identity = IDENTITY_REPLACED;
	} else {
		*identity = strcmp(seen->name, now->name) == 0 ? IDENTITY_SAME : IDENTITY_RENAMED;
	}
	return NULL;
}

struct fault *identity_fault(enum identity identity, const struct device *now)
{
	switch (identity) {
	case IDENTITY_RENAMED:
		return fault_new(STATUS_MISSING, "renamed to '%s' meanwhile", now->name);
	case IDENTITY_REPLACED:
		return fault_new(STATUS_MISSING,
				 "no such interface (any more), but another one of that "
				 "name");
	case IDENTITY_MOVED:
		return fault_explain(fault_errno(IDENTITY_MOVED_ERROR), STATUS_MISSING,
				     "moved to another network namespace meanwhile");
	default: return fault_gone();
	}
}

static struct fault *expect_same(struct engine *engine, const struct device *seen, int fd,
				 bool renamed, struct device *now)
{
	auto_device struct device found = {0};
	enum identity identity;
	struct fault *fault = identity_look(engine, seen, fd, &found, &identity);

	if (now)
		*now = (struct device){0};
	if (fault)
		return fault;
	if (identity != IDENTITY_SAME && !(renamed && identity == IDENTITY_RENAMED))
		return identity_fault(identity, &found);
	if (now) {
		*now = found;
		found = (struct device){0};
	}
	return NULL;
}

struct fault *identity_check(struct engine *engine, const struct device *seen, int fd,
			     struct device *now)
{
	return expect_same(engine, seen, fd, false, now);
}

struct fault *identity_follow(struct engine *engine, const struct device *seen, int fd,
			      struct device *now)
{
	return expect_same(engine, seen, fd, true, now);
}

struct fault *handle_open(struct engine *engine, struct handle *handle)
{
	*handle = (struct handle){.engine = engine, .fd = -1};
	return tun_open(&handle->fd);
}

int handle_create(struct handle *handle, const char *name, enum tun_mode mode,
		  const struct request *request)
{
	(void)snprintf(handle->seen.name, sizeof(handle->seen.name), "%s", name);
	handle->seen.mode = mode;
	handle->seen.multi_queue = request_has(request, PROPERTY_MULTI_QUEUE);
	return tun_create(handle->fd, handle->seen.name, mode, request);
}

/*
 * One attempt to find a new interface by name; `found` is empty if the name belonged to another
 * one. Ask for the network namespace last, as look_once() does.
 */
static struct fault *look_by_name(struct handle *handle, struct device *found)
{
	char before[IFNAMSIZ];
	char after[IFNAMSIZ];
	struct fault *fault = tun_get_name(handle->fd, before);

	if (!fault && before[0])
		fault = look_up_link(handle->engine, before, 0, found);
	if (!fault)
		fault = tun_get_name(handle->fd, after);
	if (fault)
		return fault;
	if (!after[0])
		return identity_fault(IDENTITY_GONE, found);
	if (engine_is_elsewhere(handle->engine, handle->fd)) {
		device_clear(found);
		return identity_fault(IDENTITY_MOVED, found);
	}
	if (strcmp(before, after) == 0 && strcmp(found->name, after) == 0 &&
	    identity_is_alike(&handle->seen, found))
		return NULL;
	device_clear(found);
	return NULL;
}

struct fault *handle_look(struct handle *handle)
{
	struct device now = {0};
	enum identity identity = IDENTITY_SAME;
	struct fault *fault = NULL;

	if (handle->seen.ifindex)
		fault = identity_look(handle->engine, &handle->seen, handle->fd, &now, &identity);
	for (int look = 0; !fault && !handle->seen.ifindex && !now.ifindex && look < LOOKS; look++)
		fault = look_by_name(handle, &now);
	if (!fault && !now.ifindex)
		fault = identity_fault(identity == IDENTITY_SAME ? IDENTITY_REPLACED : identity,
				       &now);
	if (fault) {
		device_clear(&now);
		return fault;
	}
	device_clear(&handle->seen);
	handle->seen = now;
	return NULL;
}

void handle_close(struct handle *handle)
{
	close_quietly(steal_fd(&handle->fd));
	device_clear(&handle->seen);
}

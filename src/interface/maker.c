// SPDX-License-Identifier: GPL-2.0-or-later
// Waits for another process that is creating the same interface, without a lock.

#include "interface/maker.h"

#include <stdbool.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "interface/handle.h"
#include "kernel/holders.h"
#include "util/clock.h"
#include "util/signals.h"

#define WAIT_SECONDS 10

/*
 * Creating an interface takes less than a millisecond, unless there are many or udevd is awaited.
 * If the link is down, the kernel sends no notification when it becomes persistent, so it is looked
 * at again.
 */
#define FIRST_PAUSE_MS 1
#define LAST_PAUSE_MS  50

/* How many looks come before the holder is looked up in /proc again. */
#define LOOKS_BETWEEN 8

enum maker {
	MAKER_NONE,    /* its holder is another program */
	MAKER_HIDDEN,  /* no process is seen */
	MAKER_PRESENT, /* a tunadm */
};

static bool is_tunadm(const char *comm)
{
	static const char *const names[] = {"tunadm", "tunctl", "VBoxTunctl", "vde_tunctl"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(comm, names[i]) == 0)
			return true;
	return false;
}

static enum maker look_for_maker(const struct device *device, pid_t *pid)
{
	auto_holder_list struct holder_list holders = {0};
	const struct holder *holder;
	size_t count;

	holders_look(&holders);
	holder = holders_of(&holders, device->name, &count);
	if (!holder)
		return MAKER_HIDDEN;
	for (size_t i = 0; i < count; i++) {
		/* An inherited descriptor is not one of its own. */
		if (!is_tunadm(holder[i].comm) || holder[i].pid == getpid())
			continue;
		*pid = holder[i].pid;
		return MAKER_PRESENT;
	}
	return MAKER_NONE;
}

/* *device is empty afterwards if no interface is at its index under its name. */
static struct fault *look_at_made(struct engine *engine, struct device *device)
{
	enum identity identity;
	struct device now;
	struct fault *fault = identity_look(engine, device, -1, &now, &identity);

	if (fault)
		return fault;
	if (identity == IDENTITY_RENAMED)
		device_clear(&now);
	device_clear(device);
	*device = now;
	return NULL;
}

static void pause_for(long ms)
{
	struct timespec time = {.tv_nsec = ms * CLOCK_MILLISECOND};

	(void)nanosleep(&time, NULL);
}

/* tunadm attaches without a carrier; before Linux 6.1 it cannot, and is recognized by its name. */
static bool may_be_made(const struct device *device, enum maker maker)
{
	return maker == MAKER_PRESENT || (maker == MAKER_HIDDEN && !device->carrier);
}

struct fault *maker_await(struct engine *engine, struct device *device)
{
	int64_t until = clock_now() + WAIT_SECONDS * CLOCK_SECOND;
	long pause = FIRST_PAUSE_MS;
	enum maker maker = MAKER_NONE;
	struct fault *fault = NULL;
	pid_t pid = 0;

	for (unsigned int looks = 0; device->ifindex && !device->persist; looks++) {
		if (looks % LOOKS_BETWEEN == 0) {
			maker = look_for_maker(device, &pid);
			/*
			 * The process that was seen may have finished, and one that was not seen
			 * may have ended.
			 */
			fault = look_at_made(engine, device);
			if (fault || !device->ifindex || device->persist ||
			    !may_be_made(device, maker))
				break;
		}
		if (clock_now() >= until || signals_caught()) {
			if (maker == MAKER_PRESENT)
				fault = fault_new(STATUS_BUSY,
						  "another process (pid %d) is still making it",
						  (int)pid);
			break;
		}
		pause_for(pause);
		pause = pause < LAST_PAUSE_MS / 2 ? pause * 2 : LAST_PAUSE_MS;
		fault = look_at_made(engine, device);
		if (fault)
			break;
	}
	engine_forget_addresses(engine);
	return fault;
}

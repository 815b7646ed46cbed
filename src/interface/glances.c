// SPDX-License-Identifier: GPL-2.0-or-later
// Glances: a few looks at growing intervals after the tun device was opened or closed.

#include "interface/glances.h"

#include "kernel/tun-watch.h"
#include "util/cleanup.h"
#include "util/clock.h"

/* A program usually attaches right after opening the device; some take longer. */
static const int64_t after[] = {
	CLOCK_MILLISECOND / 4,	1 * CLOCK_MILLISECOND,	2 * CLOCK_MILLISECOND,
	4 * CLOCK_MILLISECOND,	8 * CLOCK_MILLISECOND,	16 * CLOCK_MILLISECOND,
	32 * CLOCK_MILLISECOND, 64 * CLOCK_MILLISECOND, 256 * CLOCK_MILLISECOND,
};

#define GLANCES (sizeof(after) / sizeof(after[0]))

/* All but these are usual. */
#define EARLY 6

/* After an event, no more are read for this time; what was missed is looked at afterwards. */
#define DEAF (5 * CLOCK_MILLISECOND)

/* After a look, the pause is this many times its duration. */
#define REST_FACTOR 20

void glances_begin(struct glances *glances)
{
	*glances = (struct glances){.fd = tun_watch()};
	tun_watch_arm(glances->fd);
}

void glances_end(struct glances *glances)
{
	close_quietly(steal_fd(&glances->fd));
}

static int64_t next_glance(const struct glances *glances)
{
	int64_t due;

	if (!glances->opened || glances->next == GLANCES)
		return CLOCK_NEVER;
	due = glances->opened + after[glances->next];
	return clock_later(due, glances->rest);
}

int64_t glances_due(const struct glances *glances)
{
	int64_t due = next_glance(glances);

	return glances->deaf ? clock_earlier(due, glances->opened + DEAF) : due;
}

void glances_listen(const struct glances *glances, struct pollfd *pollfd)
{
	*pollfd = (struct pollfd){
		.fd = glances->deaf ? -1 : glances->fd,
		.events = POLLIN,
	};
}

bool glances_take(struct glances *glances, const struct pollfd *pollfd)
{
	int64_t now = clock_now();
	bool missed = glances->deaf && glances->opened + DEAF <= now;

	if (missed) {
		tun_watch_arm(glances->fd);
		glances->deaf = false;
	} else if (pollfd->revents) {
		glances->deaf = true;
		glances->opened = now;
		glances->next = 0;
	}
	if (!missed && next_glance(glances) > now)
		return false;
	while (glances->next < GLANCES && glances->opened + after[glances->next] <= now)
		glances->next++;
	return true;
}

bool glances_are_late(const struct glances *glances)
{
	return glances->next > EARLY;
}

void glances_looked(struct glances *glances, int64_t begun)
{
	int64_t now = clock_now();

	glances->rest = now + REST_FACTOR * (now - begun);
}

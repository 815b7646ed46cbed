/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Events: what can happen to an interface. */
#ifndef TUNADM_MODEL_EVENT_H
#define TUNADM_MODEL_EVENT_H

enum event_kind {
	EVENT_CREATED,
	EVENT_DELETED,
	EVENT_ATTACHED,
	EVENT_DETACHED,
	EVENT_CHANGED,
	EVENT_LOST, /* there were more events than could be read */
};

/* "created", "deleted", ... as JSON and lines say it. */
const char *event_name(enum event_kind kind) __attribute__((const, returns_nonnull));

#endif

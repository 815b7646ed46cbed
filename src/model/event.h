/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Events: changes of an interface. */
#ifndef TUNADM_MODEL_EVENT_H
#define TUNADM_MODEL_EVENT_H

enum event_kind {
	EVENT_CREATED,
	EVENT_DELETED,
	EVENT_ATTACHED,
	EVENT_DETACHED,
	EVENT_CHANGED,
	EVENT_LOST, /* events were lost, as they could not be read fast enough */
};

/* "created", "deleted", ... as in JSON and in lines of text. */
const char *event_name(enum event_kind kind) __attribute__((const, returns_nonnull));

#endif

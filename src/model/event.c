// SPDX-License-Identifier: GPL-2.0-or-later
// Words for events.

#include "model/event.h"

const char *event_name(enum event_kind kind)
{
	switch (kind) {
	case EVENT_CREATED: return "created";
	case EVENT_DELETED: return "deleted";
	case EVENT_ATTACHED: return "attached";
	case EVENT_DETACHED: return "detached";
	case EVENT_CHANGED: return "changed";
	default: return "lost";
	}
}

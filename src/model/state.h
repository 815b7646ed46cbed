/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The states of an interface for which `wait` can wait. */
#ifndef TUNADM_MODEL_STATE_H
#define TUNADM_MODEL_STATE_H

enum state {
	STATE_PRESENT,
	STATE_ABSENT,
	STATE_ATTACHED, /* a process is attached */
	STATE_IDLE,	/* present, and no process is attached */
	STATE_UP,	/* IFF_UP */
	STATE_COUNT,
};

/* "present", "absent", ... as on the command line. */
static inline const char *state_name(enum state state)
{
	switch (state) {
	case STATE_PRESENT: return "present";
	case STATE_ABSENT: return "absent";
	case STATE_ATTACHED: return "attached";
	case STATE_IDLE: return "idle";
	default: return "up";
	}
}

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which processes compete, and how a round may end. */
#ifndef TUNADM_TESTS_GAMES_H
#define TUNADM_TESTS_GAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "../faults/links.h"

enum {
	GAME_SORTS = 3,
	PLAYERS_MAX = 16,
};

struct round {
	const char *name;	   /* of the interface */
	size_t sorts[PLAYERS_MAX]; /* which of the game's sorts each process is */
	int statuses[PLAYERS_MAX]; /* as from waitpid(2) */
	size_t count;
};

struct game {
	const char *name;
	bool existing; /* the interface exists before */
	bool one_name; /* every round uses the same name */
	unsigned int killed_within_us;
	bool strangers; /* a process of another user tries to attach all the time */
	struct {
		const char *command; /* what follows "tunadm"; NAME is the interface */
		unsigned int count;
		const char *allowed; /* exit statuses, one digit each */
	} sorts[GAME_SORTS];
	/*
	 * What is wrong besides the statuses, or NULL; done[i] is how many of sort i ended with 0.
	 */
	const char *(*rule)(const unsigned int *done, bool there);
};

extern const struct game games[];
extern const size_t game_count;

/* What is wrong with a round, or NULL. */
const char *game_judge(const struct game *game, const struct round *round,
		       const struct snapshot *after);

#endif

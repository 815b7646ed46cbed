// SPDX-License-Identifier: GPL-2.0-or-later
// The games, and the rules for all of them and for each.

#include "games.h"

#include <string.h>
#include <sys/wait.h>

static const char *one_creates(const unsigned int *done, bool there)
{
	if (done[0] != 1)
		return "not exactly one has created it";
	return there ? NULL : "it is not there";
}

static const char *all_there(const unsigned int *done, bool there)
{
	(void)done;
	return there ? NULL : "it is not there";
}

static const char *one_deletes(const unsigned int *done, bool there)
{
	if (done[0] != 1)
		return "not exactly one has deleted it";
	return there ? "it is still there" : NULL;
}

static const char *comes_and_goes(const unsigned int *done, bool there)
{
	if (done[0] != done[1] + there)
		return "it has not been created once more than deleted, or just as often";
	return NULL;
}

static const char *goes_at_last(const unsigned int *done, bool there)
{
	if (done[1] > 1)
		return "it has been deleted twice";
	return there == !done[1] ? NULL : "it is there although it was deleted, or not though not";
}

const struct game games[] = {
	{.name = "creators", .sorts = {{"add NAME", 6, "04"}}, .rule = one_creates},
	{.name = "deleters",
	 .existing = true,
	 .sorts = {{"del NAME", 5, "035"}},
	 .rule = one_deletes},
	{.name = "deleters-if-exists",
	 .existing = true,
	 .sorts = {{"del --if-exists NAME", 5, "05"}}},
	{.name = "creators-deleters",
	 .sorts = {{"add NAME --mtu 1400 --up", 4, "04"}, {"del NAME", 4, "035"}},
	 .rule = comes_and_goes},
	{.name = "ensure-deleters",
	 .existing = true,
	 .sorts = {{"add --ensure NAME --mtu 1400 --group bin", 3, "05"}, {"del NAME", 3, "035"}}},
	{.name = "ensurers",
	 .sorts =
		 {{"add --ensure NAME --mtu 1400 --address 192.0.2.1/24 --address 2001:db8::1/64 --up",
		   4, "0"}},
	 .rule = all_there},
	{.name = "ups",
	 .one_name = true,
	 .sorts = {{"up --file /mnt/tuntab", 4, "0"}},
	 .rule = all_there},
	{.name = "up-down",
	 .one_name = true,
	 .sorts = {{"up --file /mnt/tuntab", 3, "05"}, {"down --file /mnt/tuntab", 3, "05"}}},
	{.name = "changers-deleters",
	 .existing = true,
	 .sorts = {{"chown NAME --owner bin", 2, "035"},
		   {"del NAME", 2, "035"},
		   {"persist NAME on", 2, "035"}},
	 .rule = goes_at_last},
	{.name = "strangers",
	 .strangers = true,
	 .sorts = {{"add NAME --multi-queue", 1, "0"}},
	 .rule = one_creates},
	{.name = "killed-creator",
	 .killed_within_us = 4000,
	 .sorts = {{"add NAME --owner bin --mtu 1400 --up --address 192.0.2.1/24", 1, "0"}}},
};

const size_t game_count = sizeof(games) / sizeof(games[0]);

static bool is(const struct snapshot *snapshot, const char *link, const char *what,
	       const char *value)
{
	const char *found = snapshot_get(snapshot, link, what, 0);

	return found && strcmp(found, value) == 0;
}

/* Its creator has created all of it: it stays, and belongs to somebody. */
static const char *judge_links(const struct snapshot *after)
{
	for (size_t i = 0; i < after->count; i++) {
		const struct fact *fact = &after->facts[i];

		if (strcmp(fact->what, "kind") != 0 || strcmp(fact->value, "tun") != 0)
			continue;
		if (!is(after, fact->link, "persist", "1"))
			return "an interface is left that is not persistent";
		if (!snapshot_get(after, fact->link, "owner", 0) &&
		    !snapshot_get(after, fact->link, "gid", 0))
			return "an interface belongs to nobody";
		if (is(after, fact->link, "multiqueue", "1") &&
		    !is(after, fact->link, "queues", "0"))
			return "a stranger has got in";
		if (!is(after, fact->link, "group", "0"))
			return "an interface is left in another link group";
	}
	return NULL;
}

/* What a creator requested, if its interface exists. */
static const char *judge_killed(const struct round *round, const struct snapshot *after)
{
	if (!snapshot_has(after, round->name))
		return NULL;
	if (!is(after, round->name, "owner", "2") || !is(after, round->name, "mtu", "1400") ||
	    !snapshot_get(after, round->name, "addr", 0))
		return "half of an interface is left";
	return NULL;
}

const char *game_judge(const struct game *game, const struct round *round,
		       const struct snapshot *after)
{
	unsigned int done[GAME_SORTS] = {0};
	const char *why;

	for (size_t i = 0; i < round->count; i++) {
		int status = round->statuses[i];
		size_t sort = round->sorts[i];

		if (WIFSIGNALED(status) && WTERMSIG(status) == 9 && game->killed_within_us)
			continue;
		if (!WIFEXITED(status) || WEXITSTATUS(status) > 9 ||
		    !strchr(game->sorts[sort].allowed, '0' + WEXITSTATUS(status)))
			return "a status that is not allowed";
		done[sort] += WEXITSTATUS(status) == 0;
	}
	why = judge_links(after);
	if (!why && game->killed_within_us)
		why = judge_killed(round, after);
	if (!why && game->rule)
		why = game->rule(done, snapshot_has(after, round->name));
	return why;
}

// SPDX-License-Identifier: GPL-2.0-or-later
// Compares the state with the promises: as before or as asked, with the matching status and words.

#include "judge.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "trial.h"

static bool is_word_of(const char *words, const char *word)
{
	size_t length = strlen(word);

	for (const char *at = words; at && (at = strstr(at, word)); at += length)
		if ((at == words || at[-1] == ' ') && (!at[length] || at[length] == ' '))
			return true;
	return false;
}

/* The kernel chooses these for a new interface, and attaching programs change them. */
bool judge_is_chosen(const struct reference *reference, const struct fact *fact)
{
	if (strncmp(fact->what, "carrier-", strlen("carrier-")) == 0 &&
	    reference->scenario->flags & (ATTACHES | UNPLUGS))
		return true;
	if (snapshot_has(&reference->before, fact->link))
		return false;
	if (strcmp(fact->what, "address") == 0)
		return !strstr(reference->scenario->command, "--mac");
	return strcmp(fact->what, "index") == 0;
}

static bool holds(const struct snapshot *snapshot, const struct fact *fact)
{
	for (size_t i = 0; i < snapshot->count; i++) {
		const struct fact *other = &snapshot->facts[i];

		if (strcmp(other->link, fact->link) == 0 && strcmp(other->what, fact->what) == 0 &&
		    strcmp(other->value, fact->value) == 0)
			return true;
	}
	return false;
}

/* The first fact of the link in `a` that `b` lacks. */
static const struct fact *missing(const struct reference *reference, const char *link,
				  const struct snapshot *a, const struct snapshot *b,
				  const char *but)
{
	for (size_t i = 0; i < a->count; i++) {
		const struct fact *fact = &a->facts[i];

		if (strcmp(fact->link, link) == 0 && !judge_is_chosen(reference, fact) &&
		    !is_word_of(but, fact->what) && !holds(b, fact))
			return fact;
	}
	return NULL;
}

static bool same_link(const struct reference *reference, const char *link, const struct snapshot *a,
		      const struct snapshot *b, const char *but)
{
	return snapshot_has(a, link) == snapshot_has(b, link) &&
	       !missing(reference, link, a, b, but) && !missing(reference, link, b, a, but);
}

/* Calls back with the name of each link in either. */
static const char *next_link(const struct snapshot *snapshot, size_t *i)
{
	const char *last = *i ? snapshot->facts[*i - 1].link : "";

	for (; *i < snapshot->count; ++*i)
		if (strcmp(snapshot->facts[*i].link, last) != 0)
			return snapshot->facts[(*i)++].link;
	return NULL;
}

bool judge_same(const struct reference *reference, const struct snapshot *expected,
		const struct snapshot *found)
{
	const struct snapshot *sides[] = {expected, found};
	const char *link;

	for (int side = 0; side < 2; side++) {
		size_t i = 0;

		while ((link = next_link(sides[side], &i)))
			if (!same_link(reference, link, expected, found, NULL))
				return false;
	}
	return true;
}

void judge_choose_subject(struct reference *reference)
{
	const struct snapshot *sides[] = {&reference->before, &reference->asked};
	const char *link;

	reference->subject[0] = '\0';
	for (int side = 0; side < 2; side++) {
		size_t i = 0;

		while ((link = next_link(sides[side], &i))) {
			const char *kind = snapshot_get(sides[side], link, "kind", 0);

			if (!kind || strcmp(kind, "tun") != 0 ||
			    same_link(reference, link, sides[0], sides[1], NULL))
				continue;
			memcpy(reference->subject, link, strlen(link) + 1);
			return;
		}
	}
}

static void show_difference(struct trial *trial, const char *link, const char *than,
			    const struct snapshot *expected)
{
	const struct reference *reference = trial->reference;
	const struct fact *fact = missing(reference, link, expected, trial->after, NULL);

	if (fact)
		object(trial, "  %s has not its %s %s as %s", link, fact->what, fact->value, than);
	fact = missing(reference, link, trial->after, expected, NULL);
	if (fact)
		object(trial, "  %s has %s %s, not as %s", link, fact->what, fact->value, than);
}

/* What a killed command may leave: each fact is as before or as asked. */
static bool is_between(const struct trial *trial, const char *link, const char *but)
{
	const struct reference *reference = trial->reference;
	const struct snapshot *after = trial->after;

	for (size_t i = 0; i < after->count; i++) {
		const struct fact *fact = &after->facts[i];

		if (strcmp(fact->link, link) == 0 && !judge_is_chosen(reference, fact) &&
		    !is_word_of(but, fact->what) && !holds(&reference->before, fact) &&
		    !holds(&reference->asked, fact))
			return false;
	}
	return snapshot_has(after, link);
}

static const char *called(const struct trial *trial)
{
	const char *name = trial->reference->scenario->called;

	return name ? name : "tunadm";
}

/*
 * Whether a line on stderr reports a failure of that interface, or of the name that the kernel gave
 * it.
 */
static bool is_reported(const struct trial *trial, const char *link)
{
	const struct reference *reference = trial->reference;
	char prefix[40];

	(void)snprintf(prefix, sizeof(prefix), "%s: %s: ", called(trial), link);
	return strstr(trial->run->err, prefix) ||
	       (strstr(reference->scenario->command, "%d") && strstr(trial->run->err, "%d: ") &&
		!snapshot_has(&reference->before, link));
}

/* Whether a failure is located at the entry of that interface. */
static bool is_located(const struct run *run, const char *link)
{
	FILE *table = fopen(TABLE_PATH, "re");
	bool located = false;
	char entry[128];

	for (int line = 1; table && fgets(entry, sizeof(entry), table); line++) {
		char prefix[40];
		size_t length = strcspn(entry, " \n");

		(void)snprintf(prefix, sizeof(prefix), "tunadm: " TABLE_PATH ":%d: ", line);
		if (strstr(run->err, prefix) && length == strlen(link) &&
		    strncmp(entry, link, length) == 0)
			located = true;
	}
	if (table)
		(void)fclose(table);
	return located;
}

static bool is_about_all(const struct run *run)
{
	return strstr(run->err, ": out of memory\n") || strstr(run->err, ": cannot load: ") ||
	       strstr(run->err, "tunadm: --") || strstr(run->err, "tunctl: -u: ") ||
	       strstr(run->err, "tunadm: " TABLE_PATH ": ") ||
	       strstr(run->err, "tunadm: interrupted by ") ||
	       strstr(run->err, ": standard output: cannot write: ");
}

/* Without any memory left, nothing can be undone. */
static bool is_exhausted(const struct trial *trial)
{
	return trial->fault->kind == FAULT_MEMORY && trial->fault->lasting;
}

/* Without its carrier a port passes no packet, and so may lack the flag for which that was taken. */
static bool is_unplugged(const struct trial *trial, const char *link)
{
	const char *carrier = snapshot_get(trial->after, link, "carrier", 0);

	return is_between(trial, link, "carrier operstate flags") ||
	       (carrier && strcmp(carrier, "0") == 0 &&
		is_between(trial, link, "carrier operstate flags isolated"));
}

static enum verdict judge_killed(struct trial *trial, const char *link)
{
	const struct scenario *scenario = trial->reference->scenario;
	const char *but = scenario->flags & REGROUPS ? "group" : NULL;
	bool at_once = trial->fault->kind == FAULT_KILL || is_exhausted(trial);

	if (at_once && scenario->flags & RESUMABLE && is_between(trial, link, NULL))
		return VERDICT_RESUME;
	if (at_once && scenario->flags & UNPLUGS && is_unplugged(trial, link))
		return VERDICT_KEPT;
	if (at_once && but &&
	    same_link(trial->reference, link, &trial->reference->before, trial->after, but))
		return VERDICT_RESUME;
	object(trial, "ended at once, it leaves %s neither as before nor as asked", link);
	show_difference(trial, link, "before", &trial->reference->before);
	show_difference(trial, link, "asked", &trial->reference->asked);
	return VERDICT_BROKEN;
}

/* A change that could not be undone, and that the message admits. */
static bool is_excused(const struct trial *trial, const char *link)
{
	const struct scenario *scenario = trial->reference->scenario;

	return scenario->stays && strstr(trial->run->err, scenario->says) &&
	       is_between(trial, link, NULL) &&
	       same_link(trial->reference, link, &trial->reference->before, trial->after,
			 scenario->stays);
}

/* A consequence of another change, such as a bridge's of its ports, has no message of its own. */
static bool follows(const struct trial *trial, const char *link)
{
	const char *kind = snapshot_get(&trial->reference->before, link, "kind", 0);

	return kind && strcmp(kind, "tun") != 0;
}

/* One link that the command was to change. */
static enum verdict judge_target(struct trial *trial, const char *link)
{
	const struct reference *reference = trial->reference;
	const struct run *run = trial->run;
	bool before = same_link(reference, link, &reference->before, trial->after, NULL);
	bool asked = same_link(reference, link, &reference->asked, trial->after, NULL);

	if (WIFSIGNALED(run->status) || (is_exhausted(trial) && WEXITSTATUS(run->status)))
		return before || asked ? VERDICT_KEPT : judge_killed(trial, link);
	if (asked && is_reported(trial, link)) {
		object(trial, "%s is as asked, and reported as a failure", link);
		return VERDICT_BROKEN;
	}
	if (asked)
		return VERDICT_KEPT;
	if (!before && !is_excused(trial, link)) {
		object(trial, "%s is neither as before nor as asked", link);
		show_difference(trial, link, "before", &reference->before);
		show_difference(trial, link, "asked", &reference->asked);
		return VERDICT_BROKEN;
	}
	if (follows(trial, link))
		return VERDICT_KEPT;
	if (WEXITSTATUS(run->status) == 0)
		object(trial, "%s is not as asked, and the status is 0", link);
	else if (!is_reported(trial, link) && !is_located(run, link) && !is_about_all(run))
		object(trial, "no message says that %s is not as asked", link);
	return VERDICT_KEPT;
}

static enum verdict judge_links(struct trial *trial)
{
	const struct reference *reference = trial->reference;
	const struct snapshot *sides[] = {&reference->before, &reference->asked, trial->after};
	enum verdict worst = VERDICT_KEPT;

	for (int side = 0; side < 3; side++) {
		const char *link;
		size_t i = 0;

		while ((link = next_link(sides[side], &i))) {
			enum verdict verdict;

			if ((side > 0 && snapshot_has(sides[0], link)) ||
			    (side > 1 && snapshot_has(sides[1], link)))
				continue;
			if (same_link(reference, link, &reference->before, &reference->asked,
				      NULL)) {
				if (!same_link(reference, link, &reference->before, trial->after,
					       NULL)) {
					object(trial, "%s has changed", link);
					show_difference(trial, link, "before", &reference->before);
				}
				continue;
			}
			verdict = judge_target(trial, link);
			if (verdict == VERDICT_RESUME || verdict == VERDICT_BROKEN)
				worst = verdict;
		}
	}
	return worst;
}

/* The only write whose failure is silent is that of the message itself. */
static bool lost_its_message(const struct trial *trial)
{
	const struct call *hit = &trial->run->hit;

	return trial->fault->kind == FAULT_ERROR && trial->run->injected &&
	       trial->reference->status != 0 && call_writes(hit);
}

static bool is_partly(const struct trial *trial)
{
	const struct reference *reference = trial->reference;

	return !judge_same(reference, &reference->before, trial->after) &&
	       !judge_same(reference, &reference->asked, trial->after);
}

/* What may end it. */
static int signal_of(const struct fault_spec *fault)
{
	switch (fault->kind) {
	case FAULT_KILL: return SIGKILL;
	case FAULT_TERM: return SIGTERM;
	case FAULT_HUP: return SIGHUP;
	default: return 0;
	}
}

/* It ends in an orderly way by that signal, unless it ended before. */
static void judge_end(struct trial *trial)
{
	const struct run *run = trial->run;
	int signal = signal_of(trial->fault);

	if (run->hung)
		object(trial, "it hangs");
	else if (WIFSIGNALED(run->status) && WTERMSIG(run->status) != signal)
		object(trial, "it died of signal %d", WTERMSIG(run->status));
	else if (signal && !WIFSIGNALED(run->status))
		object(trial, "it did not die of signal %d", signal);
	else if (signal && signal != SIGKILL && is_partly(trial) &&
		 !strstr(run->err, ": interrupted by SIG"))
		object(trial, "it does not say how far it got");
}

enum verdict judge(const struct reference *reference, const struct fault_spec *fault,
		   const struct run *run, const struct snapshot *after, char *why, size_t size)
{
	struct trial trial = {
		.reference = reference,
		.fault = fault,
		.run = run,
		.after = after,
		.why = why,
		.size = size,
	};
	enum verdict verdict;
	bool signalled = WIFSIGNALED(run->status);

	*why = '\0';
	judge_end(&trial);
	if (fault->subject) {
		judge_moved(&trial);
		verdict = VERDICT_KEPT;
	} else {
		verdict = judge_links(&trial);
	}
	judge_json(&trial);
	if (!signalled && !lost_its_message(&trial)) {
		judge_status(&trial);
		judge_words(&trial);
	}
	return trial.used ? VERDICT_BROKEN : verdict;
}

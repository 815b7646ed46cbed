// SPDX-License-Identifier: GPL-2.0-or-later
// Compares the state with the promises if interfaces are renamed: an interface is not known by its
// name.

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "names.h"
#include "trial.h"

/* Whether `a` has the fact of its link, which has another name there. */
static bool has(const struct snapshot *a, const char *link, const struct fact *fact)
{
	for (size_t i = 0; i < a->count; i++)
		if (strcmp(a->facts[i].link, link) == 0 &&
		    strcmp(a->facts[i].what, fact->what) == 0 &&
		    strcmp(a->facts[i].value, fact->value) == 0)
			return true;
	return false;
}

/*
 * With --ensure, an interface that was renamed during its creation is found by the requested name.
 */
static bool is_kept_name(const struct trial *trial, const struct fact *fact)
{
	return strcmp(fact->what, "altname") == 0 &&
	       strcmp(fact->value, trial->fault->subject) == 0 &&
	       strstr(trial->reference->scenario->command, "--ensure");
}

/* The first fact of a's link that b's link lacks, except what the kernel chooses for a new link. */
static const struct fact *missing(const struct trial *trial, const struct snapshot *a,
				  const char *a_link, const struct snapshot *b, const char *b_link)
{
	for (size_t i = 0; i < a->count; i++) {
		struct fact fact = a->facts[i];

		if (strcmp(fact.link, a_link) != 0)
			continue;
		memcpy(fact.link, trial->fault->subject, strlen(trial->fault->subject) + 1);
		if (!judge_is_chosen(trial->reference, &fact) && !is_kept_name(trial, &fact) &&
		    !has(b, b_link, &fact))
			return &a->facts[i];
	}
	return NULL;
}

static bool same(const struct trial *trial, const struct snapshot *a, const char *a_link,
		 const struct snapshot *b, const char *b_link)
{
	return snapshot_has(a, a_link) == snapshot_has(b, b_link) &&
	       !missing(trial, a, a_link, b, b_link) && !missing(trial, b, b_link, a, a_link);
}

/* Whether the command works on existing interfaces, so that a renamed one is missing. */
static bool may_miss(const struct trial *trial)
{
	const char *command = trial->reference->scenario->command;

	return strncmp(command, "up ", 3) == 0 || strncmp(command, "down ", 5) == 0 ||
	       strchr(command, '*') || strstr(command, "--ensure");
}

/* Of several interfaces another one may have failed, even without a fault. */
static bool is_done(const struct trial *trial)
{
	char prefix[32];

	if (!WIFEXITED(trial->run->status))
		return false;
	if (trial->reference->status == 0)
		return WEXITSTATUS(trial->run->status) == 0;
	(void)snprintf(prefix, sizeof(prefix), ": %s: ", trial->fault->subject);
	return !strstr(trial->run->err, prefix);
}

/* The renamed interface itself: complete or unchanged, and the status says which. */
static void judge_subject(struct trial *trial)
{
	const struct reference *reference = trial->reference;
	const char *name = trial->fault->subject;
	const struct fact *fact;
	bool before = same(trial, trial->after, NAMES_MOVED, &reference->before, name);
	bool asked = same(trial, trial->after, NAMES_MOVED, &reference->asked, name);
	bool done = is_done(trial);

	if (done ? asked || (before && may_miss(trial)) : before)
		return;
	object(trial, "the renamed %s is %s", name,
	       before  ? "as before, and the status is 0"
	       : asked ? "as asked, and the status is a failure"
		       : "neither as before nor as asked");
	fact = missing(trial, &reference->asked, name, trial->after, NAMES_MOVED);
	if (fact)
		object(trial, "  it has not its %s %s as asked", fact->what, fact->value);
	fact = missing(trial, trial->after, NAMES_MOVED, &reference->asked, name);
	if (fact)
		object(trial, "  it has %s %s, not as asked", fact->what, fact->value);
	fact = missing(trial, trial->after, NAMES_MOVED, &reference->before, name);
	if (fact)
		object(trial, "  it has %s %s, not as before", fact->what, fact->value);
}

/* The other interface of that name, which must not be touched. */
static void judge_namesake(struct trial *trial)
{
	const char *name = trial->fault->subject;
	const struct snapshot *then = &trial->run->then;
	const struct fact *fact;

	if (snapshot_has(then, name) && !snapshot_has(trial->after, name)) {
		object(trial, "the namesake is gone");
		return;
	}
	for (size_t i = 0; i < then->count; i++) {
		fact = &then->facts[i];
		if (strcmp(fact->link, name) == 0 && !has(trial->after, name, fact))
			object(trial, "the namesake has not its %s %s", fact->what, fact->value);
	}
	/* If there is none, the command may have created it. */
	for (size_t i = 0; snapshot_has(then, name) && i < trial->after->count; i++) {
		fact = &trial->after->facts[i];
		if (strcmp(fact->link, name) == 0 && !has(then, name, fact))
			object(trial, "the namesake has %s %s", fact->what, fact->value);
	}
}

void judge_moved(struct trial *trial)
{
	judge_subject(trial);
	judge_namesake(trial);
}

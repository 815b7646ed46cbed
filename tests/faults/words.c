// SPDX-License-Identifier: GPL-2.0-or-later
// Judges what a run printed: status, form and words.

#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "trial.h"

void object(struct trial *trial, const char *format, ...)
{
	va_list args;
	int length;

	va_start(args, format);
	length = vsnprintf(trial->why + trial->used, trial->size - trial->used, format, args);
	va_end(args);
	if (length > 0)
		trial->used += (size_t)length;
	if (trial->used > trial->size - 2)
		trial->used = trial->size - 2;
	trial->why[trial->used++] = '\n';
	trial->why[trial->used] = '\0';
}

#define POPT_MEMORY "virtual memory exhausted."

static bool is_unknown(const struct run *run)
{
	return strstr(run->err, "': no such user\n") || strstr(run->err, "': no such group\n");
}

static const char *prefix_of(const struct trial *trial)
{
	return trial->reference->scenario->called ? "tunctl: " : "tunadm: ";
}

/* What the message for a status must contain. */
static const char *const status_words[7][7] = {
	[3] = {"no such interface", "meanwhile", "No such device"},
	[4] = {"exists", "not a tun/tap interface", "is a t", "conflict",
	       "an interface has the name '", "needs a bridge as master"},
	[5] = {"in use", "busy"},
	[6] = {"ermission denied", "not permitted", "may not be", "refused"},
};

void judge_status(struct trial *trial)
{
	const struct run *run = trial->run;
	int status = WEXITSTATUS(run->status);
	bool fits = false;
	const char *prefix = prefix_of(trial);

	/* The C library may report a failing name service as an unknown name. */
	/* Only for `exec`, as in shells. */
	if (status == 126 && strstr(run->err, ": cannot run: "))
		return;
	if (status > 6 ||
	    (status == 2 && (!is_unknown(run) || trial->fault->kind == FAULT_MEMORY))) {
		object(trial, "status %d", status);
		return;
	}
	if (status == 0 && trial->reference->status != 0)
		object(trial, "status 0, and what was asked is impossible");
	if (status == 0 && strcmp(run->out, trial->reference->out) != 0 && !trial->fault->subject &&
	    !(trial->reference->scenario->flags & LISTS && trial->fault->kind == FAULT_ERROR))
		object(trial, "stdout is '%s'", run->out);
	if (status == 0 && strstr(run->err, prefix))
		object(trial, "status 0 with a failure");
	if (status != 0 && !strstr(run->err, prefix))
		object(trial, "status %d without a message", status);
	for (int i = 0; i < 7 && status_words[status][i]; i++)
		fits = fits || strstr(run->err, status_words[status][i]);
	if (status_words[status][0] && !fits)
		object(trial, "the message does not fit status %d", status);
}

static bool is_prefix(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

/* "tunadm: OBJECT: WHAT: WHY", "hint: TEXT" or "note: TEXT", complete. */
static void judge_line(struct trial *trial, const char *line)
{
	size_t length = strlen(line);
	const char *rest;

	const char *prefix = prefix_of(trial);

	/* popt also reports this before it ends the program. */
	if (trial->fault->kind == FAULT_MEMORY && strcmp(line, POPT_MEMORY) == 0)
		return;
	if (!is_prefix(line, prefix) && !is_prefix(line, "hint: ") && !is_prefix(line, "note: "))
		object(trial, "neither a failure nor a hint nor a note");
	rest = strchr(line, ':');
	if (is_prefix(line, prefix) && strcmp(line + strlen(prefix), "out of memory") != 0 &&
	    (!rest || !strstr(rest + 2, ": ")))
		object(trial, "it does not say of what it speaks");
	if (strstr(line, ": :") || strstr(line, "  ") || strstr(line, "(null)") ||
	    strstr(line, "()") || strstr(line, "''") || strstr(line, " ,") ||
	    strstr(line, "Success"))
		object(trial, "a word is missing");
	if (strstr(line, "IPv6") && !strstr(trial->reference->scenario->command, "::") &&
	    !strstr(trial->reference->scenario->setup ? trial->reference->scenario->setup : "",
		    "::"))
		object(trial, "it speaks of IPv6");
	if (length && strchr(": ", line[length - 1]))
		object(trial, "the end is missing");
	for (const char *at = line; *at; at++)
		if ((unsigned char)*at < ' ')
			object(trial, "a control character");
}

void judge_words(struct trial *trial)
{
	char text[TRACE_TEXT_MAX];
	char *rest = text;
	char *line;

	memcpy(text, trial->run->err, sizeof(text));
	if (strstr(text, "Sanitizer") || strstr(text, "runtime error:"))
		object(trial, "a sanitizer has found something");
	if (*text && text[strlen(text) - 1] != '\n')
		object(trial, "the last line does not end");
	while ((line = strsep(&rest, "\n")))
		if (*line)
			judge_line(trial, line);
}

/*
 * There is no array if it ends before it has read its options, if a write fails, or if show has not
 * begun to list.
 */
static bool may_lack_json(const struct trial *trial)
{
	const struct run *run = trial->run;

	return trial->fault->kind == FAULT_KILL || (WIFSIGNALED(run->status) && !*run->err) ||
	       strstr(run->err, ": standard output: cannot write: ") ||
	       (trial->reference->scenario->flags & LISTS && !*run->out);
}

void judge_json(struct trial *trial)
{
	json_t *array;
	json_t *object_of;
	json_error_t error;
	size_t i;

	if (!strstr(trial->reference->scenario->command, " --json") || may_lack_json(trial))
		return;
	array = json_loads(trial->run->out, JSON_REJECT_DUPLICATES, &error);
	if (!json_is_array(array))
		object(trial, "stdout is no JSON array: %s", trial->run->out);
	json_array_foreach(array, i, object_of)
	{
		json_int_t status = json_integer_value(json_object_get(object_of, "status"));
		const char *action = json_string_value(json_object_get(object_of, "action"));
		bool failed = action && strcmp(action, "failed") == 0;

		if (failed != (status != 0) ||
		    failed != json_is_string(json_object_get(object_of, "error")))
			object(trial, "action, status and error do not fit: %s", trial->run->out);
	}
	json_decref(array);
}

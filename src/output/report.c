// SPDX-License-Identifier: GPL-2.0-or-later
// Messages on stderr in one format, and the exit status that results.

#include "output/report.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/property-id.h"
#include "output/document.h"
#include "output/hint.h"
#include "util/escape.h"
#include "output/json-results.h"
#include "util/cleanup.h"

/*
 * The text itself if it can be shown, otherwise an escaped copy, which is *owned; without memory, a
 * mark.
 */
static const char *safe(const char *text, char **owned)
{
	if (escape_is_plain(text))
		return text;
	*owned = escape_controls(text);
	return *owned ? *owned : "(?)";
}

/*
 * Writes a line with one call, so that lines of several programs do not mix; a failure is ignored.
 */
static void print_message(const char *prefix, const char *text)
{
	auto_free char *owned = NULL;

	(void)fprintf(stderr, "%s%s\n", prefix, safe(text, &owned));
}

/* Whether stderr is the journal's: systemd.exec(5), JOURNAL_STREAM. */
static bool in_journal(void)
{
	const char *stream = getenv("JOURNAL_STREAM");
	char own[2 * 3 * sizeof(uintmax_t) + sizeof(":")];
	struct stat now;

	if (!stream || fstat(STDERR_FILENO, &now) < 0)
		return false;
	(void)snprintf(own, sizeof(own), "%ju:%ju", (uintmax_t)now.st_dev, (uintmax_t)now.st_ino);
	return strcmp(own, stream) == 0;
}

/* A unit's messages are errors there, but a note is not: sd-daemon(3). */
static const char *note_prefix(void)
{
	return in_journal() ? "<5>note: " : "note: ";
}

/* Without a copy of the whole message, so that a lack of memory can be reported too. */
static void print_fault(const char *program, const struct fault *fault)
{
	auto_free char *object = NULL;
	auto_free char *what = NULL;
	auto_free char *why = NULL;

	(void)fprintf(stderr, "%s: %s%s%s%s%s\n", program,
		      fault->object ? safe(fault->object, &object) : "", fault->object ? ": " : "",
		      fault->what ? safe(fault->what, &what) : "", fault->what ? ": " : "",
		      safe(fault->why, &why));
}

/* Without memory none: one for another network namespace would be wrong. */
static void print_hint(const struct report *report, const char *hint)
{
	auto_free char *there = report->netns ? hint_in_netns(hint, report->netns) : NULL;

	if (there || !report->netns)
		print_message("hint: ", there ? there : hint);
}

void report_wipe(struct report *report)
{
	if (report->in_line)
		(void)fputs("\r\033[K", stderr);
	report->in_line = false;
}

bool report_fault(struct report *report, struct fault *fault)
{
	if (!fault)
		return false;
	if (report->status == STATUS_DONE)
		report->status = fault->status;
	json_document_remember(&report->document, fault);
	report_wipe(report);
	print_fault(report->program, fault);
	if (fault->hint && !report->quiet)
		print_hint(report, fault->hint);
	fault_free(fault);
	return true;
}

static void print_text(const char *prefix, const char *text, va_list args)
	__attribute__((format(printf, 2, 0)));
static void print_text(const char *prefix, const char *text, va_list args)
{
	char usual[512];
	auto_free char *longer = NULL;
	va_list again;
	int length;

	/* Most texts fit without allocating, and so can be printed without memory. */
	va_copy(again, args);
	length = vsnprintf(usual, sizeof(usual), text, args);
	if (length >= (int)sizeof(usual) && vasprintf(&longer, text, again) < 0)
		longer = NULL;
	va_end(again);
	print_message(prefix, longer ? longer : usual);
}

void report_note(struct report *report, const char *text, ...)
{
	va_list args;

	if (report->quiet)
		return;
	report_wipe(report);
	va_start(args, text);
	print_text(note_prefix(), text, args);
	va_end(args);
}

void report_usage(struct report *report, const char *usage)
{
	if (!report->quiet)
		(void)fputs(usage, stderr);
}

void report_done(struct report *report, const char *text, ...)
{
	va_list args;

	if (!report->verbose)
		return;
	va_start(args, text);
	print_text("", text, args);
	va_end(args);
}

bool report_name(struct report *report, const char *name)
{
	auto_free char *safe = NULL;

	report->chosen = true;
	if (report->document.wanted)
		return true;
	safe = escape_for_stdout(name);
	if (!safe)
		return !report_fault(report, fault_memory());
	report_wipe(report);
	(void)puts(safe);
	return !report_flush(report);
}

bool report_line(struct report *report, const char *text, ...)
{
	auto_free char *line = NULL;
	auto_free char *safe = NULL;
	va_list args;

	if (report->document.wanted)
		return true;
	va_start(args, text);
	if (vasprintf(&line, text, args) < 0)
		line = NULL;
	va_end(args);
	safe = line ? escape_controls(line) : NULL;
	if (!safe)
		return !report_fault(report, fault_memory());
	report_wipe(report);
	(void)puts(safe);
	return true;
}

/* "NAME: deleted", or "NAME: changed mtu, owner"; NULL without memory. */
static char *describe_target(const struct target *target)
{
	char names[CHANGE_WORDS_SIZE] = "";
	char *text;

	if (target->action == ACTION_CHANGED)
		change_words(target->changes, names);
	if (asprintf(&text, "%s: %s%s%s", target_name(target), action_name(target->action),
		     *names ? " " : "", names) < 0)
		return NULL;
	return text;
}

/* Prints the target's fault; returns false if there is none. */
static bool report_failure(struct report *report, struct target *target)
{
	struct fault *fault = target->fault;

	target->fault = NULL;
	return report_fault(report, fault) || target->action == ACTION_NONE;
}

/* What the kernel removed by itself is reported even without --verbose. */
static void note_losses(struct report *report, const struct target *target, const char *go)
{
	if (target->action == ACTION_CHANGED && (target->changes & CHANGE_BIT(CHANGE_IPV6)))
		report_note(report,
			    "%s: IPv6 addresses and routes %s with this, below an MTU of 1280 all "
			    "of IPv6",
			    target_name(target), go);
}

/* What a bridge knew of its port, it forgets. */
static void note_lost(struct report *report, const struct target *target)
{
	if (target->action == ACTION_CHANGED && target->lost)
		report_note(report, "%s: lost with the bridge that it leaves: %s",
			    target_name(target), target->lost);
}

static void print_target(struct report *report, struct target *target)
{
	auto_free char *line = NULL;

	note_losses(report, target, "went");
	note_lost(report, target);
	if (report_failure(report, target) || !report->verbose || target->action == ACTION_CHECKED)
		return;
	line = describe_target(target);
	if (line)
		print_message("", line);
}

void report_target(struct report *report, struct target *target)
{
	json_add_target(&report->document, target, NULL, NULL);
	print_target(report, target);
}

void report_target_with(struct report *report, struct target *target, json_fill_fn *more,
			const void *data)
{
	json_add_target(&report->document, target, more, data);
	print_target(report, target);
}

void report_failed(struct report *report, const char *name, struct fault *fault)
{
	struct target target = {.operand = name, .fault = fault, .action = ACTION_FAILED};

	report_target(report, &target);
}

void report_unreached(struct report *report, const char *name)
{
	struct target target = {.operand = name};

	report_target(report, &target);
}

bool report_refused(struct report *report, const char *const *names, struct fault *const *faults,
		    size_t count)
{
	bool refused = false;

	for (size_t i = 0; i < count; i++) {
		if (!faults[i])
			continue;
		refused = true;
		report_failed(report, names[i], faults[i]);
	}
	for (size_t i = 0; refused && i < count; i++)
		if (!faults[i])
			report_unreached(report, names[i]);
	return refused;
}

void report_rehearsed(struct report *report, struct target *target)
{
	auto_free char *line = NULL;

	json_add_target(&report->document, target, NULL, NULL);
	note_losses(report, target, "would go");
	note_lost(report, target);
	if (report_failure(report, target))
		return;
	line = describe_target(target);
	if (line)
		(void)report_line(report, "%s", line);
	else
		(void)report_fault(report, fault_memory());
}

void report_targets(struct report *report, struct target_list *targets)
{
	for (size_t i = 0; i < targets->count; i++)
		report_target(report, &targets->items[i]);
}

static bool report_lost(struct report *report, int error)
{
	struct fault *fault =
		fault_explain(fault_errno(error), STATUS_FAILED, "%s", strerror(error));

	return report_fault(report, fault_wrap(fault, "standard output", "cannot write"));
}

bool report_flush(struct report *report)
{
	bool failed = ferror(stdout);
	int error = EIO;

	errno = 0;
	if (fflush(stdout) != 0) {
		failed = true;
		error = errno ? errno : EIO;
	}
	if (!failed)
		return false;
	/* Reported once: the next flush finds a clean stream. */
	clearerr(stdout);
	return report_lost(report, error);
}

/* An interface whose name was lost could not be found by anybody. */
static void tell_names(const struct json_document *document)
{
	for (size_t i = 0; i < document->count; i++) {
		auto_free char *line = NULL;
		const char *name = json_document_name(document, i);
		const char *action = json_document_action(document, i);

		if (!name || !action || strcmp(action, action_name(ACTION_CREATED)) != 0)
			continue;
		if (asprintf(&line, "%s: %s", name, action) < 0)
			line = NULL;
		if (line)
			print_message("note: ", line);
	}
}

void report_in_json(struct report *report)
{
	(void)report_fault(report, json_document_begin(&report->document));
}

/* Returns whether output was lost, as do the functions below. */
static bool print_json(struct report *report)
{
	auto_free char *text = NULL;

	if (!report->document.wanted)
		return false;
	text = json_document_text(&report->document);
	if (report_fault(report, document_print(text ? text : "[]")))
		return true;
	return report_fault(report, json_document_check(&report->document, text));
}

static bool close_stdout(struct report *report)
{
	if (report_flush(report))
		return true;
	/* Some file systems report only at this point that they have no room. */
	errno = 0;
	return fclose(stdout) != 0 && report_lost(report, errno ? errno : EIO);
}

void report_close(struct report *report)
{
	bool lost = print_json(report);

	lost |= close_stdout(report);
	if (lost && report->chosen && !report->verbose)
		tell_names(&report->document);
	json_document_clear(&report->document);
}

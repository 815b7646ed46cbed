// SPDX-License-Identifier: GPL-2.0-or-later
// Messages on stderr, in one form, and the exit status that comes of them.

#include "output/report.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "model/request.h"
#include "output/escape.h"
#include "util/cleanup.h"

/* A line in one write, so that those of several programs do not mix; too bad if it is lost. */
static void print_line(const char *prefix, const char *text)
{
	auto_free char *safe = escape_controls(text);

	(void)fprintf(stderr, "%s%s\n", prefix, safe ? safe : "(out of memory)");
}

void report_wipe(struct report *report)
{
	if (report->in_line)
		(void)fputs("\r\033[K", stderr);
	report->in_line = false;
}

char *report_fault_text(const struct fault *fault)
{
	char *line;

	if (asprintf(&line, "%s%s%s%s%s", fault->object ? fault->object : "",
		     fault->object ? ": " : "", fault->what ? fault->what : "",
		     fault->what ? ": " : "", fault->why) < 0)
		return NULL;
	return line;
}

static char *join(const struct report *report, const struct fault *fault)
{
	auto_free char *text = report_fault_text(fault);
	char *line;

	if (!text || asprintf(&line, "%s: %s", report->program, text) < 0)
		return NULL;
	return line;
}

bool report_fault(struct report *report, struct fault *fault)
{
	auto_free char *line = NULL;

	if (!fault)
		return false;
	if (report->status == STATUS_DONE)
		report->status = fault->status;
	line = join(report, fault);
	report_wipe(report);
	print_line("", line ? line : fault->why);
	if (fault->hint && !report->quiet)
		print_line("hint: ", fault->hint);
	fault_free(fault);
	return true;
}

static void print_text(const char *prefix, const char *text, va_list args)
	__attribute__((format(printf, 2, 0)));
static void print_text(const char *prefix, const char *text, va_list args)
{
	char *line;

	if (vasprintf(&line, text, args) < 0)
		return;
	print_line(prefix, line);
	free(line);
}

void report_note(struct report *report, const char *text, ...)
{
	va_list args;

	if (report->quiet)
		return;
	report_wipe(report);
	va_start(args, text);
	print_text("note: ", text, args);
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

/* "NAME: deleted", or "NAME: changed mtu, owner"; NULL without memory. */
static char *describe(const struct target *target)
{
	const char *name = target->device.name[0] ? target->device.name : target->operand;
	char names[REQUEST_NAMES_SIZE] = "";
	char *text;

	if (target->action == ACTION_CHANGED)
		request_property_names(target->changes, names);
	if (asprintf(&text, "%s: %s%s%s", name, action_name(target->action), *names ? " " : "",
		     names) < 0)
		return NULL;
	return text;
}

/* Prints the target's fault, or returns false with nothing to say of it but what was done. */
static bool report_failure(struct report *report, struct target *target)
{
	struct fault *fault = target->fault;

	target->fault = NULL;
	return report_fault(report, fault) || target->action == ACTION_NONE;
}

void report_target(struct report *report, struct target *target)
{
	auto_free char *line = NULL;

	if (report_failure(report, target) || !report->verbose)
		return;
	line = describe(target);
	if (line)
		print_line("", line);
}

void report_rehearsed(struct report *report, struct target *target)
{
	auto_free char *line = NULL;
	auto_free char *safe = NULL;

	if (report_failure(report, target))
		return;
	line = describe(target);
	safe = line ? escape_controls(line) : NULL;
	if (safe)
		printf("%s\n", safe);
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
	/* Said once: the next flush finds a clean stream. */
	clearerr(stdout);
	return report_lost(report, error);
}

void report_close(struct report *report)
{
	if (report_flush(report))
		return;
	/* A file server tells only now that it has no room. */
	errno = 0;
	if (fclose(stdout) != 0)
		(void)report_lost(report, errno ? errno : EIO);
}

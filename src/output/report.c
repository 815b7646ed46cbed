// SPDX-License-Identifier: GPL-2.0-or-later
// Messages: a line each, written at once, so that those of other processes do not cut in.

#include "output/report.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "model/request.h"
#include "output/escape.h"
#include "util/cleanup.h"

/* Writes what has been put together, or without memory for that its most important part. */
static void emit(FILE *stream, char **text, const char *otherwise)
{
	bool lost = !stream || ferror(stream);

	if (stream && fclose(stream) != 0)
		lost = true;
	if (lost || !*text)
		(void)fprintf(stderr, "%s\n", otherwise);
	else
		(void)fputs(*text, stderr);
}

static void print_part(FILE *stream, const char *part, const char *separator)
{
	if (!part)
		return;
	escape_print(stream, part);
	(void)fputs(separator, stream);
}

bool report_fault(struct report *report, struct fault *fault)
{
	auto_free char *text = NULL;
	size_t size;
	FILE *stream;

	if (!fault)
		return false;
	if (report->status == STATUS_DONE)
		report->status = fault->status;
	stream = open_memstream(&text, &size);
	if (stream) {
		(void)fprintf(stream, "%s: ", report->program);
		print_part(stream, fault->object, ": ");
		print_part(stream, fault->what, ": ");
		print_part(stream, fault->why, "\n");
		if (fault->hint && !report->quiet) {
			(void)fputs("hint: ", stream);
			print_part(stream, fault->hint, "\n");
		}
	}
	emit(stream, &text, fault->why);
	fault_free(fault);
	return true;
}

static void print_line(const char *prefix, const char *text, va_list args)
	__attribute__((format(printf, 2, 0)));
static void print_line(const char *prefix, const char *text, va_list args)
{
	auto_free char *formatted = NULL;
	auto_free char *line = NULL;
	size_t size;
	FILE *stream;

	if (vasprintf(&formatted, text, args) < 0) {
		formatted = NULL;
		return;
	}
	stream = open_memstream(&line, &size);
	if (stream) {
		print_part(stream, prefix, ": ");
		print_part(stream, formatted, "\n");
	}
	emit(stream, &line, formatted);
}

void report_note(struct report *report, const char *text, ...)
{
	va_list args;

	if (report->quiet)
		return;
	va_start(args, text);
	print_line(report->program, text, args);
	va_end(args);
}

void report_done(struct report *report, const char *text, ...)
{
	va_list args;

	if (!report->verbose)
		return;
	va_start(args, text);
	print_line(NULL, text, args);
	va_end(args);
}

/* " mtu, owner", or nothing where no property says what changed. */
static char *changes_text(unsigned int changes)
{
	char *text = NULL;
	size_t size;
	FILE *stream = open_memstream(&text, &size);
	const char *separator = " ";

	if (!stream)
		return NULL;
	for (unsigned int bit = 1; bit && bit <= changes; bit <<= 1) {
		const char *name = changes & bit ? request_property_name(bit) : NULL;

		if (!name)
			continue;
		(void)fprintf(stream, "%s%s", separator, name);
		separator = ", ";
	}
	if (fclose(stream) == 0)
		return text;
	free(text);
	return NULL;
}

void report_target(struct report *report, struct target *target)
{
	const char *name = target->device.name[0] ? target->device.name : target->operand;
	auto_free char *changes = NULL;

	if (target->fault) {
		(void)report_fault(report, target->fault);
		target->fault = NULL;
		return;
	}
	if (target->action == ACTION_NONE || !report->verbose)
		return;
	if (target->action == ACTION_CHANGED)
		changes = changes_text(target->changes);
	report_done(report, "%s: %s%s", name, action_name(target->action), changes ? changes : "");
}

void report_targets(struct report *report, struct target_list *targets)
{
	for (size_t i = 0; i < targets->count; i++)
		report_target(report, &targets->items[i]);
}

bool report_flush(struct report *report)
{
	static bool lost;
	struct fault *fault;
	int error;

	errno = 0;
	if (fflush(stdout) == 0 && !ferror(stdout) && !lost)
		return false;
	error = errno;
	/* It is said once, though every name that cannot be told any more is a failure. */
	if (lost)
		return true;
	lost = true;
	fault = fault_new(STATUS_FAILED, "%s", error ? strerror(error) : "some of it is lost");
	return report_fault(report, fault_wrap(fault, "standard output", "cannot write"));
}

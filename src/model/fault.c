// SPDX-License-Identifier: GPL-2.0-or-later
// Faults: created where something fails; each caller adds context.

#include "model/fault.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util/brief.h"

/* Limits each part of a message, so that it is readable; no path that a person types is longer. */
#define PART_SIZE 1024

static char memory_text[] = "out of memory";
static struct fault memory_fault = {
	.status = STATUS_FAILED,
	.error = ENOMEM,
	.why = memory_text,
};

struct fault *fault_memory(void)
{
	return &memory_fault;
}

bool fault_is_shortage(int error)
{
	return error == ENOMEM || error == EMFILE || error == ENFILE;
}

bool fault_is_refusal(int error)
{
	return error == EACCES || error == EPERM;
}

static enum status status_of(int error)
{
	switch (error) {
	case EPERM:
	case EACCES: return STATUS_DENIED;
	case ENODEV: return STATUS_MISSING;
	case EEXIST: return STATUS_CONFLICT;
	case EBUSY: return STATUS_BUSY;
	default: return STATUS_FAILED;
	}
}

static struct fault *make_fault(enum status status, int error, char *why)
{
	struct fault *fault = calloc(1, sizeof(*fault));

	if (!fault || !why) {
		free(fault);
		free(why);
		return fault_memory();
	}
	fault->status = status;
	fault->error = error;
	fault->why = why;
	return fault;
}

static char *shortened(char *text)
{
	size_t length = brief_length(text, PART_SIZE);

	if (text[length])
		memcpy(text + length, BRIEF_MARK, sizeof(BRIEF_MARK));
	return text;
}

static char *copy(const char *text)
{
	char *copied = strdup(text);

	return copied ? shortened(copied) : NULL;
}

static char *format_part(const char *text, va_list args) __attribute__((format(printf, 1, 0)));
static char *format_part(const char *text, va_list args)
{
	char *formatted;

	return vasprintf(&formatted, text, args) < 0 ? NULL : shortened(formatted);
}

struct fault *fault_new(enum status status, const char *why, ...)
{
	va_list args;

	va_start(args, why);
	char *text = format_part(why, args);
	va_end(args);
	return make_fault(status, 0, text);
}

struct fault *fault_errno(int error)
{
	/* Only a descriptor whose tun interface was deleted returns this. */
	if (error == EBADFD)
		return fault_gone();
	return make_fault(status_of(error), error, strdup(strerror(error)));
}

struct fault *fault_missing(void)
{
	return fault_new(STATUS_MISSING, "no such interface");
}

struct fault *fault_gone(void)
{
	return fault_new(STATUS_MISSING, "no such interface (any more)");
}

struct fault *fault_wrap(struct fault *fault, const char *object, const char *what)
{
	char *object_copy = NULL;
	char *what_copy = NULL;

	/* There may be enough memory again for a few words of context. */
	if (fault == &memory_fault)
		fault = make_fault(STATUS_FAILED, ENOMEM, strdup(memory_text));
	if (fault == &memory_fault)
		return fault;
	/* An empty word that was given would look like a fault of nothing. */
	if (object && !fault->object)
		object_copy = copy(*object ? object : "''");
	if (what && !fault->what)
		what_copy = copy(what);
	if ((object && !fault->object && !object_copy) || (what && !fault->what && !what_copy)) {
		free(object_copy);
		free(what_copy);
		fault_free(fault);
		return fault_memory();
	}
	if (object_copy)
		fault->object = object_copy;
	if (what_copy)
		fault->what = what_copy;
	return fault;
}

struct fault *fault_locate(struct fault *fault, const char *prefix)
{
	char *object;

	if (fault == &memory_fault || !fault->object)
		return fault_wrap(fault, prefix, NULL);
	if (asprintf(&object, "%s: %s", prefix, fault->object) < 0) {
		fault_free(fault);
		return fault_memory();
	}
	free(fault->object);
	fault->object = object;
	return fault;
}

struct fault *fault_explain(struct fault *fault, enum status status, const char *why, ...)
{
	va_list args;

	if (fault == &memory_fault)
		return fault;
	va_start(args, why);
	char *text = format_part(why, args);
	va_end(args);
	if (!text) {
		fault_free(fault);
		return fault_memory();
	}
	free(fault->why);
	fault->why = text;
	fault->status = status;
	return fault;
}

struct fault *fault_hint(struct fault *fault, const char *hint, ...)
{
	va_list args;

	if (fault == &memory_fault || fault->hint)
		return fault;
	va_start(args, hint);
	/* A fault without its hint is still correct, so losing the hint is not another fault. */
	fault->hint = format_part(hint, args);
	va_end(args);
	return fault;
}

char *fault_text(const struct fault *fault)
{
	char *text;

	if (asprintf(&text, "%s%s%s%s%s", fault->object ? fault->object : "",
		     fault->object ? ": " : "", fault->what ? fault->what : "",
		     fault->what ? ": " : "", fault->why) < 0)
		return NULL;
	return text;
}

void fault_free(struct fault *fault)
{
	if (!fault || fault == &memory_fault)
		return;
	free(fault->object);
	free(fault->what);
	free(fault->why);
	free(fault->hint);
	free(fault);
}

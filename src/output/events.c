// SPDX-License-Identifier: GPL-2.0-or-later
// An event as a line of text or of JSON.

#include "output/events.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "output/document.h"
#include "output/json-results.h"
#include "util/escape.h"
#include "json/json-build.h"
#include "model/property-id.h"
#include "util/cleanup.h"
#include "util/text-stream.h"

static void write_time(FILE *stream, const struct timespec *time)
{
	char text[32] = "";
	struct tm local;

	if (localtime_r(&time->tv_sec, &local))
		(void)strftime(text, sizeof(text), "%Y-%m-%d %H:%M:%S", &local);
	(void)fprintf(stream, "%s.%03ld ", text, time->tv_nsec / 1000000);
}

static void write_changes(FILE *stream, const struct event *event)
{
	const char *before = " ";

	for (int id = 0; id < CHANGE_COUNT; id++) {
		if (!(event->changes & CHANGE_BIT(id)))
			continue;
		(void)fprintf(stream, "%s%s", before, change_word(id));
		before = ", ";
	}
	if (event->was)
		(void)fprintf(stream, " (was %s)", event->was);
}

static void write_holders(FILE *stream, const struct event *event)
{
	for (size_t i = 0; i < event->holder_count; i++)
		(void)fprintf(stream, "%s%s (pid %d)", i ? ", " : ": ",
			      event->holders[i].comm[0] ? event->holders[i].comm : "a process",
			      (int)event->holders[i].pid);
}

/* "there" is a state from before: the time of the event is not known. */
static const char *word(const struct event *event)
{
	return event->initial && event->kind == EVENT_CREATED ? "there" : event_name(event->kind);
}

static void write_line(FILE *stream, const struct event *event)
{
	write_time(stream, &event->time);
	if (event->kind == EVENT_LOST) {
		(void)fputs("events were lost; what is there now follows", stream);
		return;
	}
	(void)fprintf(stream, "%s: %s", event->ifname, word(event));
	write_changes(stream, event);
	write_holders(stream, event);
}

struct fault *events_print_line(const struct event *event)
{
	auto_free char *line = NULL;
	auto_free char *safe = NULL;
	struct text_stream stream = {0};

	if (!text_open(&stream))
		return fault_memory();
	write_line(stream.file, event);
	line = text_close(&stream);
	if (!line)
		return fault_memory();
	safe = escape_for_stdout(line);
	return safe ? document_print(safe) : fault_memory();
}

static void set_holders(struct json_builder *builder, json_t *object, const struct event *event)
{
	json_t *array = json_build_array();

	for (size_t i = 0; i < event->holder_count; i++) {
		json_t *process = json_build_object();

		json_build_number(builder, process, "pid", event->holders[i].pid);
		json_build_text(builder, process, "name", event->holders[i].comm);
		json_build_append(builder, array, process);
	}
	json_build_set(builder, object, "processes", array);
}

struct fault *events_print_json(const struct event *event)
{
	struct json_builder builder = {0};
	json_t *object = json_build_object();
	auto_free char *line = NULL;

	json_build_real(&builder, object, "time",
			(double)event->time.tv_sec + (double)event->time.tv_nsec / 1e9);
	json_build_text(&builder, object, "event", event_name(event->kind));
	if (event->ifname) {
		json_build_text(&builder, object, "ifname", event->ifname);
		json_build_number(&builder, object, "ifindex", event->ifindex);
	}
	json_set_changes(&builder, object, event->changes);
	set_holders(&builder, object, event);
	if (event->initial)
		json_build_bool(&builder, object, "initial", true);
	line = json_build_dump_line(&builder, object);
	json_build_free(object);
	return line ? document_print(line) : fault_memory();
}

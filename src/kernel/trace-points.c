// SPDX-License-Identifier: GPL-2.0-or-later
// The table of tracepoints, and how a record of one becomes an event.

#include "kernel/trace-points.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util/cleanup.h"
#include "util/text-stream.h"

/* What the kernel filters by, to keep back the events of other links. */
enum key {
	BY_NOTHING, /* no filter: the event names no link */
	BY_NAME,
	BY_NAPI,
	BY_INDEX,
};

struct description {
	const char *system;
	const char *name;
	enum trace_kind kind;
	enum key key;
	bool needed; /* without it packets cannot be followed */
};

/* TRACE_DROPPED has to be the first: trace_points_reason() reads its names. */
static const struct description descriptions[TRACE_POINTS] = {
	{"skb", "kfree_skb", TRACE_DROPPED, BY_NOTHING, true},
	{"net", "netif_receive_skb_entry", TRACE_ARRIVED, BY_NAME, false},
	{"net", "netif_receive_skb", TRACE_RECEIVED, BY_NAME, true},
	{"net", "netif_receive_skb_exit", TRACE_RETURNED, BY_NOTHING, true},
	{"napi", "napi_poll", TRACE_RETURNED, BY_NAPI, false},
	{"net", "net_dev_queue", TRACE_QUEUED, BY_NAME, true},
	{"qdisc", "qdisc_enqueue", TRACE_WAITING, BY_INDEX, false},
	{"qdisc", "qdisc_dequeue", TRACE_RESUMED, BY_INDEX, false},
	{"net", "net_dev_start_xmit", TRACE_STARTED, BY_NAME, true},
	{"net", "net_dev_xmit", TRACE_SENT, BY_NAME, true},
};

/* The driver was busy, and the packet returns to its queue. */
#define NETDEV_TX_BUSY 0x10

/* The kernel takes a filter of one page at most. */
#define FILTER_LINKS_MAX 16

static void load_point(const struct trace_library *api, struct tep_handle *tep,
		       const struct description *description, struct trace_point *point)
{
	int size = 0;
	auto_free char *format = api->tracefs_event_file_read(NULL, description->system,
							      description->name, "format", &size);

	*point = (struct trace_point){0};
	if (format && size > 0 &&
	    api->tep_parse_event(tep, format, (unsigned long)size, description->system) == 0)
		point->event =
			api->tep_find_event_by_name(tep, description->system, description->name);
	if (!point->event)
		return;
	point->skb = api->tep_find_field(point->event, "skbaddr");
	point->name = api->tep_find_field(point->event, "name");
	point->reason = api->tep_find_field(point->event, "reason");
	point->protocol = api->tep_find_field(point->event, "protocol");
	point->location = api->tep_find_field(point->event, "location");
	point->rc = api->tep_find_field(point->event, "rc");
}

/* Whether the event has the fields that its kind needs. */
static bool is_complete(const struct description *description, const struct trace_point *point)
{
	if (!point->event)
		return !description->needed;
	if (description->kind == TRACE_DROPPED)
		return point->skb && point->reason;
	if (description->key == BY_NAME)
		return point->skb && point->name;
	return description->kind == TRACE_RETURNED || point->skb;
}

struct fault *trace_points_load(const struct trace_library *api, struct tep_handle *tep,
				struct trace_point points[TRACE_POINTS])
{
	for (size_t i = 0; i < TRACE_POINTS; i++) {
		load_point(api, tep, &descriptions[i], &points[i]);
		if (is_complete(&descriptions[i], &points[i]))
			continue;
		if (descriptions[i].kind == TRACE_DROPPED)
			return fault_new(STATUS_FAILED, "this kernel does not say why it drops a "
							"packet, as Linux 5.17 and later do");
		if (descriptions[i].needed)
			return fault_new(STATUS_FAILED, "this kernel has no tracepoint %s:%s",
					 descriptions[i].system, descriptions[i].name);
		points[i].event = NULL;
	}
	return NULL;
}

/*
 * Whether no character of the name can end a string of the filter's language, or mean more in it.
 */
static bool is_plain(const char *name)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
				    "._-";

	return name[strspn(name, plain)] == '\0';
}

static bool can_filter(const struct trace_link *links, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!is_plain(links[i].name))
			return false;
	return count <= FILTER_LINKS_MAX;
}

/* A processor's backlog carries packets of any link. Its poll has no name. */
static void write_filter(FILE *file, enum key key, const struct trace_link *links, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *separator = i ? " || " : "";

		if (key == BY_INDEX)
			(void)fprintf(file, "%sifindex == %d", separator, links[i].ifindex);
		else
			(void)fprintf(file, "%s%s == \"%s\"", separator,
				      key == BY_NAPI ? "dev_name" : "name", links[i].name);
	}
	if (key == BY_NAPI)
		(void)fputs(" || dev_name == \"(no_device)\"", file);
}

static struct fault *set_filter(const struct trace_library *api, struct tracefs_instance *instance,
				const struct description *description,
				const struct trace_link *links, size_t count)
{
	struct text_stream stream = {0};
	auto_free char *text = NULL;

	if (!text_open(&stream))
		return fault_memory();
	write_filter(stream.file, description->key, links, count);
	text = text_close(&stream);
	if (!text)
		return fault_memory();
	if (api->tracefs_event_file_write(instance, description->system, description->name,
					  "filter", text) < 0)
		return fault_wrap(fault_errno(errno), description->name, "cannot filter");
	return NULL;
}

struct fault *trace_points_enable(const struct trace_library *api,
				  struct tracefs_instance *instance,
				  const struct trace_point points[TRACE_POINTS],
				  const struct trace_link *links, size_t count)
{
	bool by_name = can_filter(links, count);
	struct fault *fault = NULL;

	for (size_t i = 0; i < TRACE_POINTS && !fault; i++) {
		const struct description *description = &descriptions[i];
		bool filter = description->key == BY_INDEX
				      ? count <= FILTER_LINKS_MAX
				      : description->key != BY_NOTHING && by_name;

		if (!points[i].event)
			continue;
		if (filter)
			fault = set_filter(api, instance, description, links, count);
		if (!fault && api->tracefs_event_file_write(instance, description->system,
							    description->name, "enable", "1") < 0)
			fault = fault_wrap(fault_errno(errno), description->name, "cannot trace");
	}
	return fault;
}

/* A number of the record, 0 if the event lacks the field. */
static uint64_t read_field(const struct trace_library *api, const struct tep_format_field *field,
			   const void *record, size_t size)
{
	unsigned long long value = 0;

	if (!field || field->offset < 0 || field->size <= 0 ||
	    (size_t)field->offset + (size_t)field->size > size ||
	    api->tep_read_number_field((struct tep_format_field *)(uintptr_t)field, record,
				       &value) < 0)
		return 0;
	return value;
}

static int compare_traced_name(const void *name, const void *link)
{
	return strcmp(name, ((const struct trace_link *)link)->name);
}

/* The field has the offset of the string in its lower half and the length in its upper half. */
static int link_of(const struct trace_library *api, const struct tep_format_field *field,
		   const void *record, size_t size, const struct trace_link *links, size_t count)
{
	uint64_t place = read_field(api, field, record, size);
	size_t offset = place & 0xffff;
	size_t length = place >> 16 & 0xffff;
	const char *name = (const char *)record + offset;
	const struct trace_link *link;

	if (!length || offset + length > size || name[length - 1])
		return TRACE_NO_LINK;
	link = bsearch(name, links, count, sizeof(*link), compare_traced_name);
	return link ? (int)(link - links) : TRACE_NO_LINK;
}

bool trace_points_take(const struct trace_library *api,
		       const struct trace_point points[TRACE_POINTS], const void *record,
		       size_t size, const struct trace_link *links, size_t count,
		       struct trace_event *event)
{
	const struct trace_point *point = NULL;
	uint16_t id;
	size_t i;

	/* Every record begins with the number of its event. */
	if (size < sizeof(id))
		return false;
	memcpy(&id, record, sizeof(id));
	for (i = 0; i < TRACE_POINTS && !point; i++)
		if (points[i].event && points[i].event->id == id)
			point = &points[i];
	if (!point)
		return false;
	*event = (struct trace_event){
		.kind = descriptions[i - 1].kind,
		.link = TRACE_NO_LINK,
		.skb = read_field(api, point->skb, record, size),
		.reason = (uint32_t)read_field(api, point->reason, record, size),
		.protocol = (uint16_t)read_field(api, point->protocol, record, size),
		.location = read_field(api, point->location, record, size),
		.busy = read_field(api, point->rc, record, size) == NETDEV_TX_BUSY,
	};
	if (event->kind == TRACE_RETURNED)
		return true;
	if (descriptions[i - 1].key == BY_NAME)
		event->link = link_of(api, point->name, record, size, links, count);
	return event->skb && (descriptions[i - 1].key != BY_NAME || event->link >= 0);
}

const char *trace_points_reason(const struct trace_point points[TRACE_POINTS], uint32_t reason)
{
	const struct tep_print_arg *arg = points[0].event->print_fmt.args;

	while (arg && arg->type != TEP_PRINT_SYMBOL)
		arg = arg->next;
	for (const struct tep_print_flag_sym *symbol = arg ? arg->symbol.symbols : NULL; symbol;
	     symbol = symbol->next)
		if (strtoull(symbol->value, NULL, 0) == reason)
			return symbol->str;
	return NULL;
}

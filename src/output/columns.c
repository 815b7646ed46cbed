// SPDX-License-Identifier: GPL-2.0-or-later
// The one table of columns.

#include "output/columns.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "output/link-words.h"
#include "util/cleanup.h"
#include "util/text-stream.h"

/* Printed without -o; these are the first of the table. */
#define USUAL_COUNT 9

static void print_name(FILE *cell, const struct device *device, struct cell_source *source)
{
	(void)source;
	(void)fputs(device->name, cell);
}

static void print_mode(FILE *cell, const struct device *device, struct cell_source *source)
{
	(void)source;
	(void)fputs(tun_mode_name(device->mode), cell);
}

static void print_id(FILE *cell, bool has, uint32_t id, const char *name)
{
	if (!has)
		(void)fputc('-', cell);
	else if (name)
		(void)fputs(name, cell);
	else
		(void)fprintf(cell, "%u", id);
}

static void print_owner(FILE *cell, const struct device *device, struct cell_source *source)
{
	bool has = device->has & DEVICE_HAS_OWNER;

	print_id(cell, has, device->owner,
		 has ? id_names_user(&source->users, device->owner) : NULL);
}

static void print_group(FILE *cell, const struct device *device, struct cell_source *source)
{
	bool has = device->has & DEVICE_HAS_GROUP;

	print_id(cell, has, device->group,
		 has ? id_names_group(&source->groups, device->group) : NULL);
}

static void print_state(FILE *cell, const struct device *device, struct cell_source *source)
{
	(void)source;
	for (const char *c = link_operstate(device->operstate); *c; c++)
		(void)fputc(tolower((unsigned char)*c), cell);
}

static void print_yes_no(FILE *cell, bool yes)
{
	(void)fputs(yes ? "yes" : "no", cell);
}

static void print_carrier(FILE *cell, const struct device *device, struct cell_source *source)
{
	(void)source;
	print_yes_no(cell, device->carrier);
}

static void print_mtu(FILE *cell, const struct device *device, struct cell_source *source)
{
	(void)source;
	(void)fprintf(cell, "%u", device->mtu);
}

static void print_mac(FILE *cell, const struct device *device, struct cell_source *source)
{
	char text[LINK_MAC_SIZE];

	(void)source;
	if (!(device->has & DEVICE_HAS_MAC))
		return;
	link_mac(device->mac, text);
	(void)fputs(text, cell);
}

/* Of a single queue the kernel says no more than whether the link has a carrier. */
static void print_queues(FILE *cell, const struct device *device, struct cell_source *source)
{
	(void)source;
	if (!(device->has & DEVICE_HAS_QUEUES)) {
		(void)fprintf(cell, "%d", device->carrier ? 1 : 0);
		return;
	}
	(void)fprintf(cell, "%u", device->numqueues);
	if (device->numdisabled)
		(void)fprintf(cell, "+%u", device->numdisabled);
}

static void print_index(FILE *cell, const struct device *device, struct cell_source *source)
{
	(void)source;
	(void)fprintf(cell, "%d", device->ifindex);
}

static void print_master(FILE *cell, const struct device *device, struct cell_source *source)
{
	(void)source;
	(void)fputs(device->master_name, cell);
}

static void print_txqlen(FILE *cell, const struct device *device, struct cell_source *source)
{
	(void)source;
	(void)fprintf(cell, "%u", device->txqlen);
}

static void print_pi(FILE *cell, const struct device *device, struct cell_source *source)
{
	(void)source;
	print_yes_no(cell, device->pi);
}

static void print_vnet_hdr(FILE *cell, const struct device *device, struct cell_source *source)
{
	(void)source;
	print_yes_no(cell, device->vnet_hdr);
}

static void print_multi_queue(FILE *cell, const struct device *device, struct cell_source *source)
{
	(void)source;
	print_yes_no(cell, device->multi_queue);
}

static void print_persist(FILE *cell, const struct device *device, struct cell_source *source)
{
	(void)source;
	print_yes_no(cell, device->persist);
}

/* A list under way: what stands before its next word. */
struct words {
	FILE *cell;
	const char *separator;
};

static void print_word(const char *word, void *data)
{
	struct words *words = data;

	(void)fprintf(words->cell, "%s%s", words->separator, word);
	words->separator = ",";
}

static void print_flags(FILE *cell, const struct device *device, struct cell_source *source)
{
	struct words words = {.cell = cell, .separator = ""};

	(void)source;
	link_flags(device->flags, print_word, &words);
}

static void print_uid(FILE *cell, const struct device *device, struct cell_source *source)
{
	(void)source;
	print_id(cell, device->has & DEVICE_HAS_OWNER, device->owner, NULL);
}

static void print_gid(FILE *cell, const struct device *device, struct cell_source *source)
{
	(void)source;
	print_id(cell, device->has & DEVICE_HAS_GROUP, device->group, NULL);
}

static void print_processes(FILE *cell, const struct device *device, struct cell_source *source)
{
	const struct holder_list *holders = source->listing->holders;
	const struct holder *holder;
	size_t count = 0;

	holder = holders ? holders_of(holders, device->name, &count) : NULL;
	for (size_t i = 0; i < count; i++)
		(void)fprintf(cell, "%s%s(%d)", i ? "," : "", holder[i].comm, (int)holder[i].pid);
}

static void print_altnames(FILE *cell, const struct device *device, struct cell_source *source)
{
	struct words words = {.cell = cell, .separator = ""};

	(void)source;
	for (char **alt = device->altnames; alt && *alt; alt++)
		print_word(*alt, &words);
}

static const struct column all[] = {
	{"NAME", "the interface's name", false, print_name},
	{"MODE", "tun or tap", false, print_mode},
	{"OWNER", "the user who may attach, - without one", false, print_owner},
	{"GROUP", "the group whose members may attach, - without one", false, print_group},
	{"STATE", "the operational state: up, down or unknown", false, print_state},
	{"CARRIER", "whether a program has plugged it in", false, print_carrier},
	{"MTU", "the maximum transmission unit in bytes", true, print_mtu},
	{"MAC", "a tap's MAC address", false, print_mac},
	{"QUEUES", "attached queues, behind a + those out of service", true, print_queues},
	{"INDEX", "the interface's index", true, print_index},
	{"MASTER", "the bridge that it is a port of", false, print_master},
	{"TXQLEN", "packets that may wait to be read", true, print_txqlen},
	{"PI", "packet information, as the last program chose it", false, print_pi},
	{"VNET_HDR", "virtio-net header, likewise", false, print_vnet_hdr},
	{"MULTI_QUEUE", "whether several descriptors can attach", false, print_multi_queue},
	{"PERSIST", "whether it stays without a program", false, print_persist},
	{"FLAGS", "the link's flags, as ip-link(8) names them", false, print_flags},
	{"UID", "the owner as a number", true, print_uid},
	{"GID", "the group as a number", true, print_gid},
	{"PROCESSES", "who is attached: name(pid)", false, print_processes},
	{"ALTNAMES", "alternative names", false, print_altnames},
};

#define COLUMN_COUNT (sizeof(all) / sizeof(all[0]))

static const struct column *find(const char *name, size_t length)
{
	for (size_t i = 0; i < COLUMN_COUNT; i++)
		if (strlen(all[i].name) == length && strncasecmp(all[i].name, name, length) == 0)
			return &all[i];
	return NULL;
}

static struct fault *invalid(const char *name, size_t length, struct fault *fault)
{
	auto_free char *what = NULL;

	if (asprintf(&what, "invalid column '%.*s'", (int)length, name) < 0) {
		what = NULL;
		fault_free(fault);
		return fault_memory();
	}
	return fault_wrap(fault, "--output", what);
}

static struct fault *unknown(const char *name, size_t length)
{
	auto_free char *allowed = NULL;
	struct text_stream stream = {0};
	struct words words = {.cell = text_open(&stream), .separator = ""};

	if (!words.cell)
		return fault_memory();
	for (size_t i = 0; i < COLUMN_COUNT; i++)
		print_word(all[i].name, &words);
	allowed = text_close(&stream);
	if (!allowed)
		return fault_memory();
	return invalid(name, length, fault_new(STATUS_USAGE, "allowed are %s", allowed));
}

static struct fault *usual(bool processes, struct column_list *columns)
{
	columns->items = calloc(USUAL_COUNT + 1, sizeof(struct column *));
	if (!columns->items)
		return fault_memory();
	while (columns->count < USUAL_COUNT) {
		columns->items[columns->count] = &all[columns->count];
		columns->count++;
	}
	if (processes)
		columns->items[columns->count++] = find("PROCESSES", strlen("PROCESSES"));
	return NULL;
}

struct fault *columns_parse(const char *text, bool processes, struct column_list *columns)
{
	*columns = (struct column_list){0};
	if (!text)
		return usual(processes, columns);
	/* A name has a letter at least, and a comma behind it or the end. */
	columns->items = calloc(strlen(text) / 2 + 1, sizeof(struct column *));
	if (!columns->items)
		return fault_memory();
	for (;;) {
		size_t length = strcspn(text, ",");
		const struct column *column = find(text, length);

		if (!column) {
			columns_clear(columns);
			return unknown(text, length);
		}
		columns->items[columns->count++] = column;
		if (!text[length])
			return NULL;
		text += length + 1;
	}
}

void columns_clear(struct column_list *columns)
{
	free(columns->items);
	*columns = (struct column_list){0};
}

bool columns_need_processes(const struct column_list *columns)
{
	for (size_t i = 0; i < columns->count; i++)
		if (columns->items[i]->print == print_processes)
			return true;
	return false;
}

void columns_print_help(void)
{
	for (size_t i = 0; i < COLUMN_COUNT; i++)
		printf("%-12s %s\n", all[i].name, all[i].help);
}

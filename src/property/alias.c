// SPDX-License-Identifier: GPL-2.0-or-later
// --alias: a description of the interface, for people.

#include "property/property.h"

#include <string.h>

#include "kernel/link-attribute.h"
#include "property/print.h"
#include "property/link-name.h"

/* include/uapi/linux/if.h: IFALIASZ, which includes a NUL byte. */
#define ALIAS_MAX 255u

/*
 * The kernel accepts every byte. Control characters are refused: a table cannot contain them, and
 * they could forge a list or a log. Text that is not UTF-8 may be in the administrator's own
 * character set.
 */
static struct fault *check_alias(const char *text)
{
	size_t length = strlen(text);

	if (length > ALIAS_MAX)
		return fault_new(STATUS_USAGE, "the alias has %zu bytes; allowed are up to %u",
				 length, ALIAS_MAX);
	if (value_has_control(text))
		return fault_new(STATUS_USAGE, "an alias may not contain control characters");
	return NULL;
}

static struct fault *alias_parse(const char *text, struct value *value)
{
	struct fault *fault = check_alias(text);

	if (!fault && value_set_text(value, text) < 0)
		fault = fault_memory();
	return fault;
}

/* An empty alias is the same as none. */
static const char *alias_of(const struct device *device)
{
	const char *alias = link_attribute_text(device, LINK_PATH(IFLA_IFALIAS));

	return alias ? alias : "";
}

static int alias_read(const struct device *device, struct value *value)
{
	return value_set_text(value, alias_of(device));
}

/*
 * Without a NUL byte, which the kernel would count as part of the alias; libnl's own function adds
 * one.
 */
static void alias_put(const struct value *value, struct link_change *change)
{
	link_change_attribute(change, IFLA_IFALIAS, value->text, strlen(value->text));
}

static void alias_column(FILE *cell, const struct device *device, struct listing *listing)
{
	(void)listing;
	(void)fputs(alias_of(device), cell);
}

static void alias_json(struct json_builder *builder, json_t *object, const struct device *device,
		       struct listing *listing)
{
	(void)listing;
	if (*alias_of(device))
		json_build_text(builder, object, "ifalias", alias_of(device));
}

static void alias_entry(FILE *line, const struct device *device, struct listing *listing)
{
	struct fault *fault = check_alias(alias_of(device));

	if (fault) {
		listing->left_out |= PROPERTY_BIT(PROPERTY_ALIAS);
	} else if (*alias_of(device)) {
		(void)fputs(" --alias ", line);
		print_entry_word(line, alias_of(device));
	}
	fault_free(fault);
}

static const struct column alias_columns[] = {
	{"ALIAS", "the description", .print = alias_column},
	{0},
};

const struct property property_alias = {
	.option = "--alias",
	.argument = "TEXT",
	.help = "describe it; an empty text takes that away",
	.parse = alias_parse,
	.read = alias_read,
	.put = alias_put,
	.columns = alias_columns,
	.json = alias_json,
	.entry = alias_entry,
};

// SPDX-License-Identifier: GPL-2.0-or-later
// --altname: alternative names, each of which identifies the interface like its name.

#include "kernel/link-change.h"
#include "kernel/link.h"
#include "property/property.h"

#include <errno.h>
#include <string.h>

#include "kernel/link-attribute.h"
#include "property/print.h"
#include "property/link-name.h"

/*
 * An item of the list, with the size that the kernel allows (include/linux/netdevice.h:
 * ALTIFNAMSIZ).
 */
struct altname {
	char text[ALTNAME_SIZE];
};

static struct fault *append_altname(struct value *value, const char *text)
{
	struct altname altname = {0};

	memcpy(altname.text, text, strlen(text));
	for (size_t i = 0; i < value->count; i++)
		if (memcmp(value_item(value, i), &altname, sizeof(altname)) == 0)
			return fault_new(STATUS_USAGE, "the same name is given twice");
	return value_append(value, &altname, sizeof(altname)) < 0 ? fault_memory() : NULL;
}

static struct fault *altname_parse(const char *text, struct value *value)
{
	struct fault *fault = value_new_altname(text);

	return fault ? fault : append_altname(value, text);
}

/* An existing name may be one that --altname would refuse. */
static struct fault *altname_parse_back(const char *text, struct value *withdrawal)
{
	struct fault *fault = value_old_altname(text);

	return fault ? fault : append_altname(withdrawal, text);
}

static struct fault *altname_check(const struct request *request, enum tun_mode mode)
{
	const struct value *wanted = &request->values[PROPERTY_ALTNAME];
	const struct value *unwanted = &request->withdrawals[PROPERTY_ALTNAME];

	(void)mode;
	for (size_t i = 0; i < wanted->count; i++)
		for (size_t j = 0; j < unwanted->count; j++)
			if (memcmp(value_item(wanted, i), value_item(unwanted, j),
				   sizeof(struct altname)) == 0)
				return fault_wrap(
					fault_new(STATUS_USAGE,
						  "the same name is given with --altname"),
					property_altname.back, NULL);
	return NULL;
}

static bool device_has(const struct device *device, const struct altname *altname)
{
	for (const char *alt = NULL; (alt = link_altname(device, alt));)
		if (strcmp(alt, altname->text) == 0)
			return true;
	return false;
}

static struct fault *refuse_taken(const struct altname *altname)
{
	return fault_new(STATUS_CONFLICT, "an interface has the name '%s' already", altname->text);
}

static struct fault *altname_fits(struct engine *engine, const struct request *request,
				  const struct device *device, enum tun_mode mode)
{
	const struct value *wanted = &request->values[PROPERTY_ALTNAME];
	struct link_socket *links;
	struct fault *fault = engine_links(engine, &links);

	(void)mode;
	for (size_t i = 0; !fault && i < wanted->count; i++) {
		const struct altname *altname = value_item(wanted, i);
		auto_device struct device other = {0};

		if (device && device_has(device, altname))
			continue;
		fault = link_find(links, altname->text, &other);
		if (other.ifindex)
			return refuse_taken(altname);
	}
	return fault;
}

/* Its own name is taken as soon as it is there. */
static struct fault *altname_rehearse(const struct request *request, const char *name,
				      const struct device *device)
{
	const struct value *wanted = &request->values[PROPERTY_ALTNAME];

	for (size_t i = 0; !device && i < wanted->count; i++) {
		const struct altname *altname = value_item(wanted, i);

		if (strcmp(altname->text, name) == 0)
			return refuse_taken(altname);
	}
	return NULL;
}

static const char *altname_name(const struct request *request, size_t n)
{
	const struct value *wanted = &request->values[PROPERTY_ALTNAME];

	return n < wanted->count ? ((const struct altname *)value_item(wanted, n))->text : NULL;
}

/* All of them with their NUL bytes, in the kernel's order: only for comparison. */
static int altname_read(const struct device *device, struct value *value)
{
	for (const char *alt = NULL; (alt = link_altname(device, alt));)
		for (const char *c = alt; c == alt || c[-1]; c++)
			if (value_append(value, c, 1) < 0)
				return -1;
	return 0;
}

static struct fault *altname_differs(struct property_change *change, bool *differs)
{
	const struct value *wanted = &change->request->values[PROPERTY_ALTNAME];
	const struct value *unwanted = &change->request->withdrawals[PROPERTY_ALTNAME];

	for (size_t i = 0; i < wanted->count; i++)
		if (!device_has(change->device, value_item(wanted, i)) &&
		    value_append(&change->add, value_item(wanted, i), wanted->size) < 0)
			return fault_memory();
	for (size_t i = 0; i < unwanted->count; i++)
		if (device_has(change->device, value_item(unwanted, i)) &&
		    value_append(&change->remove, value_item(unwanted, i), unwanted->size) < 0)
			return fault_memory();
	*differs = change->add.count || change->remove.count;
	return NULL;
}

static struct fault *remove_next(struct property_change *change, struct link_socket *links)
{
	const struct altname *altname = value_item(&change->remove, change->removed);
	struct fault *fault = link_remove_altname(links, change->device->ifindex, altname->text);

	if (!fault) {
		change->removed++;
		return NULL;
	}
	if (fault->error != ENOENT)
		return fault;
	/* It was removed in the meantime, and must not be restored. */
	value_drop(&change->remove, change->removed);
	fault_free(fault);
	return NULL;
}

/* In the same way, a name that was added in the meantime must not be removed. */
static struct fault *add_next(struct property_change *change, struct link_socket *links)
{
	const struct altname *altname = value_item(&change->add, change->added);
	struct fault *fault = link_add_altname(links, change->device->ifindex, altname->text);
	auto_device struct device now = {0};
	struct fault *lookup;

	if (!fault) {
		change->added++;
		return NULL;
	}
	if (fault->error != EEXIST)
		return fault;
	lookup = link_find_index(links, change->device->ifindex, &now);
	fault_free(lookup);
	if (!device_has(&now, altname)) {
		fault_free(fault);
		return refuse_taken(altname);
	}
	value_drop(&change->add, change->added);
	fault_free(fault);
	return NULL;
}

static struct fault *altname_set(struct property_change *change)
{
	struct link_socket *links;
	struct fault *fault = engine_links(change->engine, &links);

	while (!fault && change->removed < change->remove.count)
		fault = remove_next(change, links);
	while (!fault && change->added < change->add.count)
		fault = add_next(change, links);
	return fault;
}

static struct fault *altname_undo(struct property_change *change)
{
	struct link_socket *links;
	struct fault *fault = engine_links(change->engine, &links);

	for (; !fault && change->added; change->added -= !fault) {
		const struct altname *altname = value_item(&change->add, change->added - 1);

		fault = link_remove_altname(links, change->device->ifindex, altname->text);
	}
	for (; !fault && change->removed; change->removed -= !fault) {
		const struct altname *altname = value_item(&change->remove, change->removed - 1);

		fault = link_add_altname(links, change->device->ifindex, altname->text);
	}
	return fault;
}

static void altname_column(FILE *cell, const struct device *device, struct listing *listing)
{
	const char *separator = "";

	(void)listing;
	for (const char *alt = NULL; (alt = link_altname(device, alt)); separator = ",")
		(void)fprintf(cell, "%s%s", separator, alt);
}

static void altname_json(struct json_builder *builder, json_t *object, const struct device *device,
			 struct listing *listing)
{
	auto_value struct value names = {0};
	const char *alt = NULL;

	(void)listing;
	do {
		alt = link_altname(device, alt);
		if (value_append(&names, &alt, sizeof(alt)) < 0) {
			builder->failed = true;
			return;
		}
	} while (alt);
	if (names.count > 1)
		json_build_texts(builder, object, "altnames", names.items);
}

static void altname_entry(FILE *line, const struct device *device, struct listing *listing)
{
	for (const char *alt = NULL; (alt = link_altname(device, alt));) {
		struct fault *fault = value_new_altname(alt);

		if (fault) {
			listing->left_out |= PROPERTY_BIT(PROPERTY_ALTNAME);
		} else {
			(void)fputs(" --altname ", line);
			print_entry_word(line, alt);
		}
		fault_free(fault);
	}
}

static const struct column altname_columns[] = {
	{"ALTNAMES", "alternative names", .print = altname_column},
	{0},
};

const struct property property_altname = {
	.option = "--altname",
	.argument = "NAME",
	.help = "add an alternative name (repeatable)",
	.back = "--no-altname",
	.back_argument = "NAME",
	.back_help = "take an alternative name away (repeatable)",
	.parse = altname_parse,
	.parse_back = altname_parse_back,
	.check = altname_check,
	.fits = altname_fits,
	.rehearse = altname_rehearse,
	.name = altname_name,
	.read = altname_read,
	.differs = altname_differs,
	.set = altname_set,
	.undo = altname_undo,
	.columns = altname_columns,
	.json = altname_json,
	.entry = altname_entry,
};

// SPDX-License-Identifier: GPL-2.0-or-later
// --vlan: the VLANs that a bridge port is in, and no others.

#include "kernel/bridge-vlans.h"
#include "property/property.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/bridge-change.h"
#include "kernel/link-attribute.h"
#include "property/bridged.h"
#include "property/values.h"
#include "property/vlan-show.h"
#include "util/cleanup.h"
#include "util/shell-word.h"

#define ALLOWED                                                                                    \
	"allowed are VID or VID-VID, from 1 to 4094, then ,pvid and ,untagged; a range has no pvid"

static struct fault *take_vid(const char *text, uint16_t *vid)
{
	uint32_t number;
	struct fault *fault = value_number(text, BRIDGE_VID_MIN, BRIDGE_VID_MAX, &number);

	if (fault) {
		fault_free(fault);
		return fault_new(STATUS_USAGE, ALLOWED);
	}
	*vid = (uint16_t)number;
	return NULL;
}

static struct fault *take_range(char *text, struct bridge_range *range)
{
	char *last = strchr(text, '-');
	struct fault *fault;

	if (last)
		*last++ = '\0';
	fault = take_vid(text, &range->first);
	if (!fault)
		fault = take_vid(last ? last : text, &range->last);
	if (!fault && range->last < range->first)
		fault = fault_new(STATUS_USAGE, "it ends before it begins");
	return fault;
}

static struct fault *take_word(const char *word, struct bridge_range *range)
{
	bool *flag = strcmp(word, "pvid") == 0	     ? &range->pvid
		     : strcmp(word, "untagged") == 0 ? &range->untagged
						     : NULL;

	if (!flag || *flag || (flag == &range->pvid && range->first != range->last))
		return fault_new(STATUS_USAGE, ALLOWED);
	*flag = true;
	return NULL;
}

static struct fault *parse_vids(const char *text, bool flags, struct bridge_range *range)
{
	auto_free char *words = strdup(text);
	struct fault *fault;
	char *rest = words;

	if (!words)
		return fault_memory();
	fault = take_range(strsep(&rest, ","), range);
	if (!fault && rest && !flags)
		fault = fault_new(STATUS_USAGE, "allowed are VID or VID-VID, from 1 to 4094");
	while (!fault && rest)
		fault = take_word(strsep(&rest, ","), range);
	return fault;
}

static const struct bridge_range *item(const struct value *value, size_t i)
{
	return value_item(value, i);
}

/* The first range of the list that shares a VLAN with this one, or NULL. */
static const struct bridge_range *find_overlap(const struct value *value,
					       const struct bridge_range *range)
{
	for (size_t i = 0; i < value->count; i++)
		if (item(value, i)->first <= range->last && item(value, i)->last >= range->first)
			return item(value, i);
	return NULL;
}

static struct fault *append_vlans(struct value *value, const struct bridge_range *range)
{
	const struct bridge_range *other = find_overlap(value, range);

	if (other)
		return fault_new(STATUS_USAGE, "VLAN %d is given twice",
				 other->first > range->first ? other->first : range->first);
	for (size_t i = 0; i < value->count; i++)
		if (range->pvid && item(value, i)->pvid)
			return fault_new(STATUS_USAGE, "VLAN %d is the pvid already",
					 item(value, i)->first);
	return value_append(value, range, sizeof(*range)) < 0 ? fault_memory() : NULL;
}

static struct fault *vlan_parse(const char *text, struct value *value)
{
	struct bridge_range range = {0};
	struct fault *fault = parse_vids(text, true, &range);

	return fault ? fault : append_vlans(value, &range);
}

static struct fault *vlan_parse_back(const char *text, struct value *withdrawal)
{
	struct bridge_range range = {0};
	struct fault *fault = parse_vids(text, false, &range);

	return fault ? fault : append_vlans(withdrawal, &range);
}

static struct fault *vlan_check(const struct request *request, enum tun_mode mode)
{
	const struct value *unwanted = &request->withdrawals[PROPERTY_VLAN];

	(void)mode;
	for (size_t i = 0; i < unwanted->count; i++)
		if (find_overlap(&request->values[PROPERTY_VLAN], item(unwanted, i)))
			return fault_wrap(
				fault_new(STATUS_USAGE, "the same VLAN is given with --vlan"),
				property_vlan.back, NULL);
	return NULL;
}

/* A kernel whose bridges know no VLANs does not report this either. */
static bool default_pvid_of(const struct device *bridge, uint16_t *vid)
{
	return link_attribute_u16(
		bridge, LINK_PATH(IFLA_LINKINFO, IFLA_INFO_DATA, IFLA_BR_VLAN_DEFAULT_PVID), vid);
}

static bool filters(const struct device *bridge)
{
	uint8_t on;

	return link_attribute_u8(bridge,
				 LINK_PATH(IFLA_LINKINFO, IFLA_INFO_DATA, IFLA_BR_VLAN_FILTERING),
				 &on) &&
	       on;
}

/* Without a bridge, VLANs to be removed are not there, but VLANs to be added are a conflict. */
static struct fault *vlan_fits(struct engine *engine, const struct request *request,
			       const struct device *device, enum tun_mode mode)
{
	const struct device *bridge;
	struct fault *fault;
	uint16_t vid;

	(void)mode;
	if (!request_has(request, PROPERTY_VLAN))
		return NULL;
	fault = bridged_require(engine, request, device, property_vlan.option, &bridge);
	if (fault)
		return fault;
	if (!default_pvid_of(bridge, &vid))
		return fault_new(STATUS_CONFLICT, "this kernel's bridges do not filter VLANs");
	if (filters(bridge))
		return NULL;
	return fault_hint(fault_new(STATUS_CONFLICT, "'%s' does not filter VLANs", bridge->name),
			  "`ip link set dev %s type bridge vlan_filtering 1`",
			  shell_name(bridge->name).text);
}

/* The VLANs of the port before the change. */
static struct fault *find_before(struct property_change *change, struct bridge_vlans *vlans)
{
	const struct bridge_vlans *there = NULL;
	const struct device *bridge;
	struct bridge_range range = {.untagged = true, .pvid = true};
	struct fault *fault;

	*vlans = (struct bridge_vlans){0};
	if (!bridged_joins(change)) {
		fault = engine_vlans(change->engine, change->device->ifindex, &there);
		if (there)
			*vlans = *there;
		return fault;
	}
	fault = bridged_find(change->engine, change->request, change->device, &bridge);
	if (fault || !bridge || !default_pvid_of(bridge, &range.first) || !range.first)
		return fault;
	range.last = range.first;
	bridge_vlans_add(vlans, &range);
	return NULL;
}

/* Finds what to remove and what to add: a set each in change->remove and change->add. */
static struct fault *vlan_differs(struct property_change *change, bool *differs)
{
	const struct value *wanted = &change->request->values[PROPERTY_VLAN];
	const struct value *unwanted = &change->request->withdrawals[PROPERTY_VLAN];
	struct bridge_vlans before;
	struct bridge_vlans after = {0};
	struct bridge_vlans away = {0};
	struct fault *fault = find_before(change, &before);

	if (fault)
		return fault;
	if (request_has(change->request, PROPERTY_VLAN)) {
		for (size_t i = 0; i < wanted->count; i++)
			bridge_vlans_add(&after, item(wanted, i));
		away = bridge_vlans_others(&after);
		*differs = !bridge_vlans_equal(&before, &after);
	} else {
		for (size_t i = 0; i < unwanted->count; i++)
			bridge_vlans_add(&away, item(unwanted, i));
		*differs = bridge_vlans_meet(&before, &away);
	}
	if (*differs && (value_append(&change->remove, &away, sizeof(away)) < 0 ||
			 value_append(&change->add, &after, sizeof(after)) < 0))
		return fault_memory();
	return NULL;
}

static struct fault *submit_vlans(struct property_change *change, const struct bridge_vlans *away,
				  const struct bridge_vlans *in)
{
	struct link_socket *links;
	struct fault *fault = engine_links(change->engine, &links);

	if (!fault)
		fault = bridge_change_vlans(links, change->device->ifindex, away, in);
	if (fault && fault->error == EOPNOTSUPP)
		fault = fault_explain(fault, STATUS_CONFLICT, "its master takes no VLANs");
	return fault;
}

static struct fault *vlan_set(struct property_change *change)
{
	change->added = 1;
	return submit_vlans(change, value_item(&change->remove, 0), value_item(&change->add, 0));
}

static struct fault *set_vlans_back(struct property_change *change,
				    const struct bridge_vlans *before)
{
	struct bridge_vlans others = bridge_vlans_others(before);

	return submit_vlans(change, &others, before);
}

/* A port that returns to its master begins with the defaults: see vlan_restore(). */
static struct fault *vlan_undo(struct property_change *change)
{
	struct bridge_vlans before;
	struct fault *fault;

	if (!change->added || bridged_joins(change))
		return NULL;
	fault = find_before(change, &before);
	return fault ? fault : set_vlans_back(change, &before);
}

/* VLANs are looked up once in a run, so these are from before any change. */
static struct fault *vlan_keep(struct property_change *change)
{
	const struct bridge_vlans *vlans;

	if (!link_is_bridge_port(change->device))
		return NULL;
	return engine_vlans(change->engine, change->device->ifindex, &vlans);
}

static struct fault *vlan_restore(struct property_change *change)
{
	const struct bridge_vlans *vlans;
	struct fault *fault;

	if (!link_is_bridge_port(change->device))
		return NULL;
	fault = engine_vlans(change->engine, change->device->ifindex, &vlans);
	/*
	 * Without any, its bridge knows no VLANs, or it was in none: then the new PVID is removed.
	 */
	if (fault || (!vlans && !change->engine->vlan_count))
		return fault;
	return set_vlans_back(change, vlans ? vlans : &(const struct bridge_vlans){0});
}

/*
 * The VLANs that the port is in, and those that its bridge gives to any new port. A bridge that has
 * gone meanwhile has taken them along.
 */
static struct fault *find_there(struct property_change *change, struct bridge_vlans *there,
				struct bridge_vlans *usual)
{
	struct bridge_range range = {.untagged = true, .pvid = true};
	const struct bridge_vlans *vlans;
	const struct device *bridge;
	struct fault *fault =
		engine_find_index(change->engine, link_master(change->device), &bridge);

	if (fault || !bridge || !default_pvid_of(bridge, &range.first))
		return fault;
	range.last = range.first;
	if (range.first)
		bridge_vlans_add(usual, &range);
	fault = engine_vlans(change->engine, change->device->ifindex, &vlans);
	if (vlans)
		*there = *vlans;
	return fault;
}

static struct fault *vlan_loses(struct property_change *change, FILE *words)
{
	const struct value *unwanted = &change->request->withdrawals[PROPERTY_VLAN];
	struct bridge_vlans there = {0};
	struct bridge_vlans usual = {0};
	struct bridge_range range = {0};
	struct fault *fault;

	if (!link_is_bridge_port(change->device) || request_has(change->request, PROPERTY_VLAN))
		return NULL;
	fault = find_there(change, &there, &usual);
	if (fault || bridge_vlans_equal(&there, &usual))
		return fault;
	if (!bridge_vlans_any(&there))
		(void)fputs("being in no VLAN", words);
	for (size_t i = 0; i < unwanted->count; i++)
		bridge_vlans_remove(&there, item(unwanted, i));
	if (bridge_vlans_equal(&there, &usual))
		return NULL;
	for (const char *before = "--vlan "; bridge_vlans_next(&there, &range);
	     before = " --vlan ") {
		(void)fputs(before, words);
		vlan_print_range(words, &range);
	}
	return NULL;
}

static const struct column vlan_columns[] = {
	{"VLANS", "the VLANs that a bridge port is in", .needs = LISTING_VLANS,
	 .print = vlan_show_column},
	{0},
};

const struct property property_vlan = {
	.option = "--vlan",
	.argument = "VID[-VID][,pvid][,untagged]",
	.help = "be in these VLANs and no others (repeatable)",
	.back = "--no-vlan",
	.back_argument = "VID[-VID]",
	.back_help = "leave VLANs of the bridge (repeatable)",
	.parse = vlan_parse,
	.parse_back = vlan_parse_back,
	.check = vlan_check,
	.fits = vlan_fits,
	.differs = vlan_differs,
	.set = vlan_set,
	.undo = vlan_undo,
	.goes_with = PROPERTY_BIT(PROPERTY_MASTER),
	.loses = vlan_loses,
	.keep = vlan_keep,
	.restore = vlan_restore,
	.columns = vlan_columns,
	.json = vlan_show_json,
	.entry = vlan_show_entry,
};

// SPDX-License-Identifier: GPL-2.0-or-later
// How the VLANs of a bridge port are shown.

#include "property/vlan-show.h"

#include "kernel/link-attribute.h"

void vlan_print_range(FILE *stream, const struct bridge_range *range)
{
	(void)fprintf(stream, "%d", range->first);
	if (range->last != range->first)
		(void)fprintf(stream, "-%d", range->last);
	(void)fprintf(stream, "%s%s", range->pvid ? ",pvid" : "",
		      range->untagged ? ",untagged" : "");
}

void vlan_show_column(FILE *cell, const struct device *device, struct listing *listing)
{
	const struct bridge_vlans *vlans = listing_vlans(listing, device);
	struct bridge_range range = {0};

	for (const char *before = ""; vlans && bridge_vlans_next(vlans, &range); before = " ") {
		(void)fputs(before, cell);
		vlan_print_range(cell, &range);
	}
}

/* Each VLAN separately, as in `bridge -j vlan`. */
static void append_range(struct json_builder *builder, json_t *array,
			 const struct bridge_range *range)
{
	for (int vid = range->first; vid <= range->last; vid++) {
		json_t *vlan = json_build_object();
		json_t *flags = json_build_array();

		json_build_number(builder, vlan, "vlan", vid);
		if (range->pvid)
			json_build_append_text(builder, flags, "PVID");
		if (range->untagged)
			json_build_append_text(builder, flags, "Egress Untagged");
		if (range->pvid || range->untagged)
			json_build_set(builder, vlan, "flags", flags);
		else
			json_build_free(flags);
		json_build_append(builder, array, vlan);
	}
}

void vlan_show_json(struct json_builder *builder, json_t *object, const struct device *device,
		    struct listing *listing)
{
	const struct bridge_vlans *vlans = listing_vlans(listing, device);
	struct bridge_range range = {0};
	json_t *array;

	if (!link_is_bridge_port(device))
		return;
	array = json_build_array();
	while (vlans && bridge_vlans_next(vlans, &range))
		append_range(builder, array, &range);
	json_build_set(builder, object, "vlans", array);
}

/*
 * Writes what a filtering bridge does not assign by itself. An entry cannot express that a port is
 * in none.
 */
void vlan_show_entry(FILE *line, const struct device *device, struct listing *listing)
{
	const struct bridge_vlans *vlans = listing_vlans(listing, device);
	struct bridge_range range = {0};

	if (!link_is_bridge_port(device) || !listing_filters_vlans(listing, link_master(device)))
		return;
	if (!vlans)
		listing_leave_out(listing, "that the port is in no VLAN");
	else if (listing_has_usual_vlan(listing, link_master(device), vlans))
		return;
	while (vlans && bridge_vlans_next(vlans, &range)) {
		(void)fputs(" --vlan ", line);
		vlan_print_range(line, &range);
	}
}

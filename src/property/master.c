// SPDX-License-Identifier: GPL-2.0-or-later
// --master: the bridge, VRF, bond or other link that the interface is a port of.

#include "property/property.h"

#include <errno.h>
#include <string.h>

#include "kernel/link-attribute.h"
#include "property/print.h"
#include "property/link-name.h"
#include "util/shell-word.h"

static struct fault *master_parse(const char *text, struct value *value)
{
	struct fault *fault = value_master_name(text);

	if (!fault && value_set_name(value, text) < 0)
		fault = fault_memory();
	return fault;
}

/* A missing master is a failure (1), not a missing operand (3). */
static struct fault *find_requested(struct engine *engine, const char *name,
				    const struct device **master)
{
	struct fault *fault = engine_find_link(engine, name, master);

	if (fault || *master)
		return fault;
	return fault_new(STATUS_FAILED, "no interface '%s'", name);
}

static struct fault *master_resolve(struct engine *engine, struct value *value)
{
	const struct device *master;
	struct fault *fault = find_requested(engine, value->name, &master);

	if (!fault)
		value->number = (uint64_t)master->ifindex;
	return fault;
}

static int master_read(const struct device *device, struct value *value)
{
	value->number = (uint64_t)link_master(device);
	return 0;
}

static void master_put(const struct value *value, struct link_change *change)
{
	link_change_master(change, (int)value->number);
}

/*
 * Kinds that take no ports, as their drivers lack ndo_add_slave; hardware and the loopback
 * interface have no kind. For other kinds the kernel decides.
 */
static const char *const portless_kinds[] = {
	"",	     "tun",    "veth",	 "dummy",	"ifb",	  "vlan",    "macvlan",
	"macvtap",   "ipvlan", "ipvtap", "vxlan",	"geneve", "gre",     "gretap",
	"erspan",    "ip6gre", "ipip",	 "ip6gretap",	"sit",	  "ip6tnl",  "vti",
	"vti6",	     "xfrm",   "macsec", "ip6erspan",	"nlmon",  "bareudp", "gtp",
	"wireguard", "netkit", "hsr",	 "openvswitch", "ppp",	  "amt",     "ovpn",
};

static bool takes_no_ports(const struct device *master)
{
	for (size_t i = 0; i < sizeof(portless_kinds) / sizeof(portless_kinds[0]); i++)
		if (strcmp(master->kind, portless_kinds[i]) == 0)
			return true;
	return false;
}

static struct fault *refuse_ports(const struct device *master)
{
	const char *kind = device_is_tun(master) ? tun_mode_name(master->mode) : master->kind;

	if (!*kind)
		return fault_new(STATUS_CONFLICT, "'%s' is no bridge, and takes no ports",
				 master->name);
	return fault_new(STATUS_CONFLICT, "'%s' is %s %s, and takes no ports", master->name,
			 strchr("aeiou", *kind) ? "an" : "a", kind);
}

/* These take over the whole interface, including its state. */
static bool takes_only_down(const struct device *master)
{
	return strcmp(master->kind, "bond") == 0 || strcmp(master->kind, "team") == 0;
}

static struct fault *refuse_up(const struct device *master, const struct device *device)
{
	return fault_hint(fault_new(STATUS_CONFLICT,
				    "it is up, and '%s' is a %s, which takes an interface that is "
				    "down",
				    master->name, master->kind),
			  "`tunadm set %s --down` first", shell_name(device->name).text);
}

static struct fault *master_fits(struct engine *engine, const struct request *request,
				 const struct device *device, enum tun_mode mode)
{
	const char *name = request->values[PROPERTY_MASTER].name;
	const struct device *master;
	struct fault *fault = name ? find_requested(engine, name, &master) : NULL;

	if (!name || fault || (device && link_master(device) == master->ifindex))
		return fault;
	if (device && device->ifindex == master->ifindex)
		return fault_new(STATUS_CONFLICT, "an interface cannot be its own master");
	if (takes_no_ports(master))
		return refuse_ports(master);
	if (mode == TUN_MODE_TUN && device_is_bridge(master))
		return fault_new(STATUS_CONFLICT,
				 "a tun carries no Ethernet frames: no bridge takes it");
	if (device && (device->flags & IFF_UP) && takes_only_down(master))
		return refuse_up(master, device);
	return NULL;
}

/*
 * Explains refusals that could not be predicted. For missing rights the kernel gives no message,
 * and the master is not the reason.
 */
static struct fault *master_explain(struct fault *fault, const struct property_change *change)
{
	const char *name = change->request->values[PROPERTY_MASTER].name;

	if (!name)
		return fault;
	switch (fault->error) {
	case EXFULL:
		return fault_explain(fault, STATUS_CONFLICT,
				     "'%s' has as many ports as it can have", name);
	case EPERM:
	case EINVAL:
	case EBUSY:
		if (strcmp(fault->why, strerror(fault->error)) == 0)
			return fault;
		return fault_explain(fault, STATUS_CONFLICT, "%s", fault->why);
	case EOPNOTSUPP:
		if (strcmp(fault->why, strerror(fault->error)) != 0)
			return fault_explain(fault, STATUS_CONFLICT, "%s", fault->why);
		return fault_explain(fault, STATUS_CONFLICT, "'%s' takes no %s as a port", name,
				     tun_mode_name(change->device->mode));
	default: return fault;
	}
}

static void master_column(FILE *cell, const struct device *device, struct listing *listing)
{
	const char *name = listing_master(listing, link_master(device));

	if (name)
		(void)fputs(name, cell);
}

static void master_json(struct json_builder *builder, json_t *object, const struct device *device,
			struct listing *listing)
{
	const char *name = listing_master(listing, link_master(device));

	if (name)
		json_build_text(builder, object, "master", name);
}

static void master_entry(FILE *line, const struct device *device, struct listing *listing)
{
	const char *name = listing_master(listing, link_master(device));

	if (!name)
		return;
	(void)fputs(" --master ", line);
	print_entry_word(line, name);
}

static const struct column master_columns[] = {
	{"MASTER", "the link that it is a port of", .print = master_column},
	{0},
};

const struct property property_master = {
	.option = "--master",
	.argument = "LINK",
	.help = "put the interface into a bridge, a VRF, ...",
	.back = "--no-master",
	.back_help = "take it out of its master",
	.parse = master_parse,
	.resolve = master_resolve,
	.fits = master_fits,
	.read = master_read,
	.put = master_put,
	.explain = master_explain,
	.columns = master_columns,
	.json = master_json,
	.entry = master_entry,
};

// SPDX-License-Identifier: GPL-2.0-or-later
// --addrgenmode: how the kernel generates IPv6 addresses.

#include "property/property.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include "kernel/link-attribute.h"
#include "kernel/sysctl.h"
#include "model/address.h"
#include "property/ipv6.h"
#include "property/values.h"
#include "util/shell-word.h"

/* The words of ip(8), indexed by the kernel's numbers (include/uapi/linux/if_link.h). */
static const char *const modes[] = {
	[IN6_ADDR_GEN_MODE_EUI64] = "eui64",
	[IN6_ADDR_GEN_MODE_NONE] = "none",
	[IN6_ADDR_GEN_MODE_STABLE_PRIVACY] = "stable_secret",
	[IN6_ADDR_GEN_MODE_RANDOM] = "random",
};

#define MODE_COUNT (sizeof(modes) / sizeof(modes[0]))

/* The value for an interface without IPv6. */
#define NO_MODE UINT8_MAX

static struct fault *addrgenmode_parse(const char *text, struct value *value)
{
	for (size_t mode = 0; mode < MODE_COUNT; mode++) {
		if (strcmp(text, modes[mode]) != 0)
			continue;
		value->number = mode;
		return NULL;
	}
	return fault_new(STATUS_USAGE, "allowed are none, eui64, stable_secret and random");
}

static struct fault *refuse_mode(uint64_t wanted, enum tun_mode mode, uint64_t mtu)
{
	if (wanted == IN6_ADDR_GEN_MODE_EUI64 && mode == TUN_MODE_TUN)
		return fault_new(STATUS_CONFLICT,
				 "a tun has no MAC address for eui64 to make addresses of");
	return ipv6_refuse_mtu(mtu);
}

static struct fault *addrgenmode_check(const struct request *request, enum tun_mode mode)
{
	return refuse_mode(request_number(request, PROPERTY_ADDRGENMODE), mode,
			   request_has(request, PROPERTY_MTU)
				   ? request_number(request, PROPERTY_MTU)
				   : IPV6_MTU_MIN);
}

static struct fault *addrgenmode_conflict(const struct device *device,
					  const struct request *request)
{
	return refuse_mode(request_number(request, PROPERTY_ADDRGENMODE), device->mode,
			   request_has(request, PROPERTY_MTU)
				   ? request_number(request, PROPERTY_MTU)
				   : link_mtu(device));
}

static struct fault *no_secret(const char *name)
{
	return fault_hint(fault_new(STATUS_FAILED, "no secret is set for it"),
			  "`sysctl -w net/ipv6/conf/%s/stable_secret=SECRET`, an IPv6 address that "
			  "nobody else knows",
			  shell_name(name).text);
}

static enum sysctl_state secret_of(const char *name)
{
	return sysctl_state("ipv6", name, "stable_secret");
}

/* A secret that this user cannot read is left to the kernel. */
static struct fault *addrgenmode_fits(struct engine *engine, const struct request *request,
				      const struct device *device, enum tun_mode mode)
{
	(void)engine;
	(void)mode;
	if (request_number(request, PROPERTY_ADDRGENMODE) != IN6_ADDR_GEN_MODE_STABLE_PRIVACY ||
	    secret_of("default") != SYSCTL_UNSET ||
	    (device && secret_of(device->name) != SYSCTL_UNSET))
		return NULL;
	return no_secret("default");
}

static uint8_t mode_of(const struct device *device)
{
	uint8_t mode = NO_MODE;

	(void)link_attribute_u8(device, LINK_PATH(IFLA_AF_SPEC, AF_INET6, IFLA_INET6_ADDR_GEN_MODE),
				&mode);
	return mode;
}

/*
 * When a program attaches to a tun, the kernel turns eui64 into random; that is not a change by a
 * user.
 */
static uint8_t lasting(enum tun_mode of, uint8_t mode)
{
	return of == TUN_MODE_TUN && mode == IN6_ADDR_GEN_MODE_EUI64 ? IN6_ADDR_GEN_MODE_RANDOM
								     : mode;
}

/*
 * It is not a change either when IPv6 is removed or added, which the kernel reports with a delay.
 */
static int addrgenmode_read(const struct device *device, struct value *value)
{
	uint8_t mode = mode_of(device);

	if (mode == NO_MODE)
		return -1;
	value->number = lasting(device->mode, mode);
	return 0;
}

static struct fault *addrgenmode_differs(struct property_change *change, bool *differs)
{
	uint8_t wanted = (uint8_t)request_number(change->request, PROPERTY_ADDRGENMODE);

	*differs = mode_of(change->device) != wanted;
	if (*differs && value_append(&change->add, &wanted, sizeof(wanted)) < 0)
		return fault_memory();
	return NULL;
}

static struct fault *explain_mode(struct fault *fault, struct link_socket *links,
				  const struct device *device, uint8_t mode)
{
	if (fault->error == EINVAL && mode == IN6_ADDR_GEN_MODE_STABLE_PRIVACY) {
		fault_free(fault);
		return no_secret(shell_name(device->name).text);
	}
	if (fault->error != EAFNOSUPPORT)
		return fault;
	fault = fault_explain(fault, STATUS_FAILED, "IPv6 is switched off in this kernel");
	return ipv6_explain(fault, links, device->ifindex);
}

static struct fault *send_mode(struct engine *engine, const struct device *device, uint8_t mode)
{
	auto_link_change struct link_change message = {0};
	struct link_socket *links;
	struct fault *fault = engine_links(engine, &links);

	if (fault)
		return fault;
	link_change_addrgenmode(&message, mode);
	fault = link_change_send(&message, links, device->ifindex);
	return fault ? explain_mode(fault, links, device, mode) : NULL;
}

/* If there was no IPv6 before, the mode disappears with the MTU that enabled it. */
static struct fault *set_mode_back(struct property_change *change)
{
	uint8_t mode = mode_of(change->device);

	return mode == NO_MODE ? NULL : send_mode(change->engine, change->device, mode);
}

/*
 * Use a separate message: if the same message brought the link up, the kernel would do that first,
 * and generate an address in the old mode; and IPv6 exists only after the MTU was set.
 */
static struct fault *addrgenmode_set(struct property_change *change)
{
	struct fault *fault =
		send_mode(change->engine, change->device,
			  (uint8_t)request_number(change->request, PROPERTY_ADDRGENMODE));

	change->added += !fault;
	return fault;
}

static struct fault *addrgenmode_undo(struct property_change *change)
{
	struct fault *fault = change->added ? set_mode_back(change) : NULL;

	change->added = 0;
	return fault;
}

/* The MTU brings IPv6 back, with the mode of a new interface. */
static struct fault *addrgenmode_restore(struct property_change *change)
{
	if (request_number(change->request, PROPERTY_MTU) >= IPV6_MTU_MIN)
		return NULL;
	return set_mode_back(change);
}

static void addrgenmode_column(FILE *cell, const struct device *device, struct listing *listing)
{
	uint8_t mode = mode_of(device);

	(void)listing;
	if (mode < MODE_COUNT)
		(void)fputs(modes[mode], cell);
}

static void addrgenmode_json(struct json_builder *builder, json_t *object,
			     const struct device *device, struct listing *listing)
{
	uint8_t mode = mode_of(device);

	(void)listing;
	if (mode < MODE_COUNT)
		json_build_text(builder, object, "inet6_addr_gen_mode", modes[mode]);
}

/*
 * The mode of a new interface (net/ipv6/addrconf.c: ipv6_add_dev): the default secret, which only
 * root can read, takes precedence. NO_MODE if it cannot be found out.
 */
static uint8_t default_of(struct listing *listing)
{
	long mode;

	if (listing->has_addrgenmode)
		return listing->addrgenmode;
	listing->has_addrgenmode = true;
	listing->addrgenmode = NO_MODE;
	if (!sysctl_number("ipv6", "default", "addr_gen_mode", &mode))
		return NO_MODE;
	listing->addrgenmode = secret_of("default") == SYSCTL_SET ? IN6_ADDR_GEN_MODE_STABLE_PRIVACY
								  : (uint8_t)mode;
	return listing->addrgenmode;
}

static void addrgenmode_entry(FILE *line, const struct device *device, struct listing *listing)
{
	uint8_t usual = lasting(device->mode, default_of(listing));
	uint8_t mode = lasting(device->mode, mode_of(device));

	if (mode < MODE_COUNT && mode != usual)
		(void)fprintf(line, " --addrgenmode %s", modes[mode]);
}

static const struct column addrgenmode_columns[] = {
	{"ADDRGENMODE", "how IPv6 addresses come by themselves", .print = addrgenmode_column},
	{0},
};

const struct property property_addrgenmode = {
	.option = "--addrgenmode",
	.argument = "MODE",
	.help = "IPv6 by itself: none, eui64, stable_secret, random",
	.parse = addrgenmode_parse,
	.check = addrgenmode_check,
	.fits = addrgenmode_fits,
	.conflict = addrgenmode_conflict,
	.read = addrgenmode_read,
	.differs = addrgenmode_differs,
	.set = addrgenmode_set,
	.undo = addrgenmode_undo,
	.goes_with = PROPERTY_BIT(PROPERTY_MTU),
	.restore = addrgenmode_restore,
	.columns = addrgenmode_columns,
	.json = addrgenmode_json,
	.entry = addrgenmode_entry,
};

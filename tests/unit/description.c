// SPDX-License-Identifier: GPL-2.0-or-later
// What the kernel's description says about each property, and how two descriptions differ.

#include "property/properties.h"
#include "property/txqueuelen.h"
#include "unit.h"

#include <linux/if_link.h>
#include <linux/if_tun.h>
#include <linux/rtnetlink.h>
#include <netlink/attr.h>
#include <netlink/msg.h>
#include <string.h>
#include <sys/socket.h>

#include "kernel/link-attribute.h"
#include "kernel/link-parse.h"

/* The contents of a description, each of which can be varied. */
struct description {
	const char *name;
	uint32_t flags, mtu, txqlen, master, owner, group;
	uint8_t mac, pi, vnet_hdr, persist, carrier, operstate;
	const char *altnames[2];
	const char *alias;
	int addrgenmode; /* plus 1; 0: it has no IPv6 */
	uint8_t mode;	 /* 0: IFF_TAP */
};

static const struct description usual = {
	.name = "tap0",
	.mtu = 1500,
	.txqlen = 1000,
	.owner = 1000,
	.mac = 1,
	.persist = 1,
	.addrgenmode = 1 + IN6_ADDR_GEN_MODE_EUI64,
};

static void put_tun(struct nl_msg *message, const struct description *from)
{
	struct nlattr *info = nla_nest_start(message, IFLA_LINKINFO);
	struct nlattr *data;

	assert_int_equal(nla_put_string(message, IFLA_INFO_KIND, "tun"), 0);
	data = nla_nest_start(message, IFLA_INFO_DATA);
	assert_int_equal(nla_put_u8(message, IFLA_TUN_TYPE, from->mode ? from->mode : IFF_TAP), 0);
	if (from->owner)
		assert_int_equal(nla_put_u32(message, IFLA_TUN_OWNER, from->owner), 0);
	if (from->group)
		assert_int_equal(nla_put_u32(message, IFLA_TUN_GROUP, from->group), 0);
	assert_int_equal(nla_put_u8(message, IFLA_TUN_PI, from->pi), 0);
	assert_int_equal(nla_put_u8(message, IFLA_TUN_VNET_HDR, from->vnet_hdr), 0);
	assert_int_equal(nla_put_u8(message, IFLA_TUN_PERSIST, from->persist), 0);
	nla_nest_end(message, data);
	nla_nest_end(message, info);
}

static void put_altnames(struct nl_msg *message, const struct description *from)
{
	struct nlattr *list = nla_nest_start(message, IFLA_PROP_LIST);

	for (size_t i = 0; i < 2 && from->altnames[i]; i++)
		assert_int_equal(nla_put_string(message, IFLA_ALT_IFNAME, from->altnames[i]), 0);
	nla_nest_end(message, list);
}

static void put_addrgenmode(struct nl_msg *message, int addrgenmode)
{
	struct nlattr *families = nla_nest_start(message, IFLA_AF_SPEC);
	struct nlattr *ipv6 = nla_nest_start(message, AF_INET6);

	assert_int_equal(nla_put_u8(message, IFLA_INET6_ADDR_GEN_MODE, (uint8_t)addrgenmode), 0);
	nla_nest_end(message, ipv6);
	nla_nest_end(message, families);
}

static struct device make(const struct description *from)
{
	struct ifinfomsg info = {.ifi_index = 7, .ifi_flags = from->flags};
	uint8_t mac[6] = {2, 0, 0, 0, 0, from->mac};
	struct nl_msg *message = nlmsg_alloc_simple(RTM_NEWLINK, 0);
	struct device device;

	assert_int_equal(nlmsg_append(message, &info, sizeof(info), NLMSG_ALIGNTO), 0);
	assert_int_equal(nla_put_string(message, IFLA_IFNAME, from->name), 0);
	assert_int_equal(nla_put_u32(message, IFLA_MTU, from->mtu), 0);
	assert_int_equal(nla_put_u32(message, IFLA_TXQLEN, from->txqlen), 0);
	assert_int_equal(nla_put_u8(message, IFLA_OPERSTATE, from->operstate), 0);
	assert_int_equal(nla_put_u8(message, IFLA_CARRIER, from->carrier), 0);
	if (from->mac)
		assert_int_equal(nla_put(message, IFLA_ADDRESS, sizeof(mac), mac), 0);
	if (from->master)
		assert_int_equal(nla_put_u32(message, IFLA_MASTER, from->master), 0);
	put_tun(message, from);
	if (from->altnames[0])
		put_altnames(message, from);
	if (from->alias)
		assert_int_equal(nla_put_string(message, IFLA_IFALIAS, from->alias), 0);
	if (from->addrgenmode)
		put_addrgenmode(message, from->addrgenmode - 1);
	assert_int_equal(link_parse(nlmsg_hdr(message), &device), 0);
	nlmsg_free(message);
	return device;
}

static void compare(uint64_t changes, const struct description *one,
		    const struct description *other)
{
	auto_device struct device before = make(one);
	auto_device struct device now = make(other);

	assert_true(properties_differ(&before, &now) == changes);
	assert_true(properties_differ(&now, &before) == changes);
}

static void test_differ(void **state)
{
	struct description now;

	(void)state;
#define differs(changes, assignment)                                                               \
	now = usual;                                                                               \
	assignment;                                                                                \
	compare(changes, &usual, &now)
#define differs_in(ID, assignment) differs(PROPERTY_BIT(PROPERTY_##ID), assignment)
	differs(0, (void)now);
	differs(0, now.carrier = 1);
	differs(0, now.operstate = 6);
	differs(0, now.flags = IFF_PROMISC);
	differs(CHANGE_BIT(CHANGE_NAME), now.name = "tap1");
	differs_in(OWNER, now.owner = 1001);
	differs_in(OWNER, now.owner = 0);
	differs_in(GROUP, now.group = 7);
	differs_in(PI, now.pi = 1);
	differs_in(VNET_HDR, now.vnet_hdr = 1);
	differs_in(PERSIST, now.persist = 0);
	differs_in(MAC, now.mac = 2);
	differs_in(MAC, now.mac = 0);
	differs_in(MTU, now.mtu = 1400);
	differs_in(TXQUEUELEN, now.txqlen = 5);
	differs_in(MASTER, now.master = 3);
	differs_in(UP, now.flags = IFF_UP);
	differs_in(ALTNAME, now.altnames[0] = "one");
	differs_in(ALIAS, now.alias = "words");
	differs(0, now.alias = "");
	differs_in(ADDRGENMODE, now.addrgenmode = 1 + IN6_ADDR_GEN_MODE_NONE);
	differs(PROPERTY_BIT(PROPERTY_UP) | PROPERTY_BIT(PROPERTY_MTU),
		(now.flags = IFF_UP, now.mtu = 9000));
}

/* A tun's eui64 becomes random by itself. */
static void test_mode_of_a_tun(void **state)
{
	struct description eui64 = usual;
	struct description random;

	(void)state;
	eui64.addrgenmode = 1 + IN6_ADDR_GEN_MODE_EUI64;
	random = eui64;
	random.addrgenmode = 1 + IN6_ADDR_GEN_MODE_RANDOM;
	compare(PROPERTY_BIT(PROPERTY_ADDRGENMODE), &eui64, &random);
	eui64.mode = random.mode = IFF_TUN;
	compare(0, &eui64, &random);
}

static void test_list_of_names(void **state)
{
	struct description one = usual;
	struct description both = usual;
	auto_device struct device device = {0};

	(void)state;
	one.altnames[0] = "one";
	both.altnames[0] = "one";
	both.altnames[1] = "two";
	compare(PROPERTY_BIT(PROPERTY_ALTNAME), &one, &both);
	compare(0, &both, &both);
	device = make(&both);
	assert_true(link_is_called(&device, "tap0"));
	assert_true(link_is_called(&device, "one"));
	assert_true(link_is_called(&device, "two"));
	assert_false(link_is_called(&device, "onetwo"));
	assert_false(link_is_called(&device, "tap"));
}

/* What is advised if a queue overflows. */
static void test_longer_queue(void **state)
{
	static const struct {
		uint32_t now;
		unsigned int longer;
	} cases[] = {
		{0, 10000},	 {10, 10000},	   {1000, 10000}, {1500, 15000},
		{60000, 524288}, {524287, 524288}, {524288, 0},	  {4000000000u, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct description now = usual;
		auto_device struct device device = {0};

		now.txqlen = cases[i].now;
		device = make(&now);
		assert_int_equal(txqueuelen_longer(&device), cases[i].longer);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_longer_queue),
		cmocka_unit_test(test_differ),
		cmocka_unit_test(test_list_of_names),
		cmocka_unit_test(test_mode_of_a_tun),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

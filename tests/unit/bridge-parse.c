// SPDX-License-Identifier: GPL-2.0-or-later
// Messages about bridges, ports and VLANs, as the kernel builds them and malformed ones.

#include "kernel/bridge-vlans.h"
#include "unit.h"

#include <errno.h>
#include <linux/if_bridge.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <netlink/attr.h>
#include <netlink/msg.h>
#include <string.h>
#include <sys/socket.h>

#include "kernel/bridge-parse.h"

static struct nl_msg *begin(int family)
{
	struct ifinfomsg info = {.ifi_family = (unsigned char)family, .ifi_index = 7};
	struct nl_msg *message = nlmsg_alloc_simple(RTM_NEWLINK, 0);

	assert_non_null(message);
	assert_int_equal(nlmsg_append(message, &info, sizeof(info), NLMSG_ALIGNTO), 0);
	return message;
}

/* A nested number within IFLA_LINKINFO, after the kind. */
static struct nl_msg *with_info(int kind_type, const char *kind, int data_type, int type,
				uint8_t number)
{
	struct nl_msg *message = begin(AF_UNSPEC);
	struct nlattr *info = nla_nest_start(message, IFLA_LINKINFO);
	struct nlattr *data;

	assert_int_equal(nla_put_string(message, kind_type, kind), 0);
	data = nla_nest_start(message, data_type);
	assert_int_equal(nla_put_u8(message, type, number), 0);
	nla_nest_end(message, data);
	nla_nest_end(message, info);
	return message;
}

static struct bridge bridge_of(const char *kind, int type)
{
	struct nl_msg *message = with_info(IFLA_INFO_KIND, kind, IFLA_INFO_DATA, type, 1);
	struct bridge bridge = {0};

	assert_int_equal(bridge_parse(nlmsg_hdr(message), &bridge), 0);
	nlmsg_free(message);
	return bridge;
}

static void test_bridge(void **state)
{
	(void)state;
	assert_true(bridge_of("bridge", IFLA_BR_VLAN_FILTERING).filters_vlans);
	assert_false(bridge_of("bridge", IFLA_BR_VLAN_FILTERING).calls_iptables);
	assert_true(bridge_of("bridge", IFLA_BR_NF_CALL_IPTABLES).calls_iptables);
	assert_true(bridge_of("bridge", IFLA_BR_NF_CALL_IP6TABLES).calls_iptables);
	assert_false(bridge_of("bond", IFLA_BR_VLAN_FILTERING).filters_vlans);
}

static void test_port(void **state)
{
	struct nl_msg *message = with_info(IFLA_INFO_SLAVE_KIND, "bridge", IFLA_INFO_SLAVE_DATA,
					   IFLA_BRPORT_STATE, BR_STATE_BLOCKING);
	struct bridge_port port = {0};

	(void)state;
	assert_int_equal(bridge_parse_port(nlmsg_hdr(message), &port), 0);
	assert_true(port.known && port.state == BRIDGE_BLOCKING && !port.isolated);
	nlmsg_free(message);
	port = (struct bridge_port){0};
	message = with_info(IFLA_INFO_SLAVE_KIND, "vrf", IFLA_INFO_SLAVE_DATA, IFLA_BRPORT_STATE,
			    BR_STATE_FORWARDING);
	assert_int_equal(bridge_parse_port(nlmsg_hdr(message), &port), 0);
	assert_false(port.known);
	nlmsg_hdr(message)->nlmsg_type = RTM_NEWADDR;
	assert_int_equal(bridge_parse_port(nlmsg_hdr(message), &port), -EBADMSG);
	nlmsg_free(message);
}

static bool has(const struct bridge_vlans *vlans, unsigned int vid)
{
	return vlans->bits[vid / 64] >> (vid % 64) & 1;
}

static int parse_vlans(const struct bridge_vlan_info *infos, size_t count, int size,
		       struct bridge_vlans *vlans)
{
	struct nl_msg *message = begin(AF_BRIDGE);
	struct nlattr *spec = nla_nest_start(message, IFLA_AF_SPEC);
	int ifindex = 0;
	int error;

	for (size_t i = 0; i < count; i++)
		assert_int_equal(nla_put(message, IFLA_BRIDGE_VLAN_INFO, size, &infos[i]), 0);
	nla_nest_end(message, spec);
	error = bridge_parse_vlans(nlmsg_hdr(message), &ifindex, vlans);
	assert_int_equal(ifindex, 7);
	nlmsg_free(message);
	return error;
}

static void test_vlans(void **state)
{
	static const struct bridge_vlan_info infos[] = {
		{BRIDGE_VLAN_INFO_PVID | BRIDGE_VLAN_INFO_UNTAGGED, 1},
		{BRIDGE_VLAN_INFO_RANGE_BEGIN, 100},
		{BRIDGE_VLAN_INFO_RANGE_END, 200},
		{0, 4094},
		{BRIDGE_VLAN_INFO_RANGE_BEGIN, 4000},
		{BRIDGE_VLAN_INFO_RANGE_END, 65535},
	};
	struct bridge_vlans vlans;
	struct bridge_vlans other = {.bits = {[3] = UINT64_C(1) << 8}};

	(void)state;
	assert_int_equal(parse_vlans(infos, 4, sizeof(infos[0]), &vlans), 0);
	assert_int_equal(vlans.pvid, 1);
	assert_true(has(&vlans, 1) && has(&vlans, 100) && has(&vlans, 150) && has(&vlans, 200));
	assert_true(has(&vlans, 4094));
	assert_false(has(&vlans, 99) || has(&vlans, 201) || has(&vlans, 2) || has(&vlans, 4095));
	assert_true(bridge_vlans_meet(&vlans, &other));
	other.bits[3] = UINT64_C(1) << 9;
	assert_false(bridge_vlans_meet(&vlans, &other));
	assert_int_equal(parse_vlans(infos, 6, sizeof(infos[0]), &vlans), 0);
	assert_true(has(&vlans, 4095));
	assert_int_equal(parse_vlans(infos, 0, 0, &vlans), 0);
	assert_false(bridge_vlans_any(&vlans));
	assert_int_equal(parse_vlans(infos, 1, 2, &vlans), -EBADMSG);
}

static void test_ranges(void **state)
{
	static const struct bridge_range given[] = {{100, 110, .untagged = true},
						    {1, 4, .pvid = false},
						    {7, 7, .pvid = true},
						    {8, 9, .pvid = false}};
	static const struct bridge_range inner = {103, 105, .pvid = false};
	static const char *const expected[] = {"1-4 00",     "7-7 10",	   "8-9 00",
					       "100-102 01", "106-110 01", "4094-4094 00"};
	struct bridge_range range = {0};
	struct bridge_vlans vlans = {0};
	struct bridge_vlans others;
	size_t count = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(given) / sizeof(given[0]); i++)
		bridge_vlans_add(&vlans, &given[i]);
	bridge_vlans_remove(&vlans, &inner);
	bridge_vlans_add(&vlans, &(const struct bridge_range){4094, 4094, .pvid = false});
	for (; bridge_vlans_next(&vlans, &range); count++) {
		char text[32];

		(void)snprintf(text, sizeof(text), "%d-%d %d%d", range.first, range.last,
			       range.pvid, range.untagged);
		assert_true(count < sizeof(expected) / sizeof(expected[0]));
		assert_string_equal(text, expected[count]);
	}
	assert_int_equal(count, sizeof(expected) / sizeof(expected[0]));
	others = bridge_vlans_others(&vlans);
	assert_false(bridge_vlans_meet(&vlans, &others));
	assert_true(has(&others, 5) && has(&others, 104) && has(&others, 4093));
	assert_false(has(&others, 0) || has(&others, 4095));
	bridge_vlans_remove(&vlans, &given[2]);
	assert_int_equal(vlans.pvid, 0);
	others = vlans;
	assert_true(bridge_vlans_equal(&vlans, &others));
	others.untagged[1] ^= 1;
	assert_false(bridge_vlans_equal(&vlans, &others));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bridge),
		cmocka_unit_test(test_port),
		cmocka_unit_test(test_vlans),
		cmocka_unit_test(test_ranges),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

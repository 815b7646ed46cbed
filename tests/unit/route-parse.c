// SPDX-License-Identifier: GPL-2.0-or-later
// Messages about routes and neighbours, as the kernel builds them and malformed ones.

#include "unit.h"

#include <errno.h>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>
#include <netlink/attr.h>
#include <netlink/msg.h>
#include <string.h>
#include <sys/socket.h>

#include "kernel/route-parse.h"

static const uint8_t network[4] = {192, 0, 2, 0};
static const uint8_t gateway[4] = {192, 0, 2, 254};
static const uint8_t gateway6[16] = {0xfe, 0x80, [15] = 1};

struct taken {
	struct route routes[4];
	int count;
};

static int take(const struct route *route, void *data)
{
	struct taken *taken = data;

	if (taken->count == 4)
		return -ENOMEM;
	taken->routes[taken->count++] = *route;
	return 0;
}

static struct nl_msg *begin(int family, uint8_t type, uint8_t prefix)
{
	struct rtmsg info = {
		.rtm_family = (unsigned char)family,
		.rtm_type = type,
		.rtm_dst_len = prefix,
		.rtm_table = RT_TABLE_MAIN,
	};
	struct nl_msg *message = nlmsg_alloc_simple(RTM_NEWROUTE, 0);

	assert_non_null(message);
	assert_int_equal(nlmsg_append(message, &info, sizeof(info), NLMSG_ALIGNTO), 0);
	return message;
}

static int parse(struct nl_msg *message, struct taken *taken)
{
	int error;

	memset(taken, 0, sizeof(*taken));
	error = route_parse(nlmsg_hdr(message), take, taken);
	nlmsg_free(message);
	return error;
}

static void test_plain(void **state)
{
	struct nl_msg *message = begin(AF_INET, RTN_UNICAST, 24);
	struct taken taken;

	(void)state;
	assert_int_equal(nla_put(message, RTA_DST, 4, network), 0);
	assert_int_equal(nla_put_u32(message, RTA_OIF, 7), 0);
	assert_int_equal(nla_put_u32(message, RTA_TABLE, 1000), 0);
	assert_int_equal(nla_put(message, RTA_GATEWAY, 4, gateway), 0);
	assert_int_equal(parse(message, &taken), 0);
	assert_int_equal(taken.count, 1);
	assert_int_equal(taken.routes[0].family, AF_INET);
	assert_int_equal(taken.routes[0].prefix, 24);
	assert_int_equal(taken.routes[0].oif, 7);
	assert_int_equal(taken.routes[0].table, 1000);
	assert_true(taken.routes[0].is_unicast && !taken.routes[0].is_local);
	assert_memory_equal(taken.routes[0].destination, network, 4);
	assert_true(taken.routes[0].has_gateway);
	assert_int_equal(taken.routes[0].gateway_family, AF_INET);
	assert_memory_equal(taken.routes[0].gateway, gateway, 4);
}

static void test_default_and_local(void **state)
{
	struct nl_msg *message = begin(AF_INET6, RTN_LOCAL, 0);
	struct taken taken;

	(void)state;
	assert_int_equal(parse(message, &taken), 0);
	assert_int_equal(taken.routes[0].prefix, 0);
	assert_int_equal(taken.routes[0].oif, 0);
	assert_int_equal(taken.routes[0].table, RT_TABLE_MAIN);
	assert_true(taken.routes[0].is_local && !taken.routes[0].is_unicast);
	assert_false(taken.routes[0].has_gateway);
}

/* An IPv4 route through an IPv6 neighbour. */
static void test_via(void **state)
{
	struct nl_msg *message = begin(AF_INET, RTN_UNICAST, 24);
	char via[sizeof(struct rtvia) + 16] = {0};
	const struct rtvia head = {.rtvia_family = AF_INET6};
	struct taken taken;

	(void)state;
	memcpy(via, &head, sizeof(head));
	memcpy(via + sizeof(head), gateway6, 16);
	assert_int_equal(nla_put(message, RTA_VIA, sizeof(via), via), 0);
	assert_int_equal(parse(message, &taken), 0);
	assert_true(taken.routes[0].has_gateway);
	assert_int_equal(taken.routes[0].gateway_family, AF_INET6);
	assert_memory_equal(taken.routes[0].gateway, gateway6, 16);
	message = begin(AF_INET, RTN_UNICAST, 24);
	assert_int_equal(nla_put(message, RTA_VIA, sizeof(head) + 3, via), 0);
	assert_int_equal(parse(message, &taken), -EBADMSG);
}

static void test_next_hops(void **state)
{
	struct nl_msg *message = begin(AF_INET, RTN_UNICAST, 24);
	struct {
		struct rtnexthop head;
		struct nlattr attr;
		uint8_t address[4];
	} hops[2] = {
		{{sizeof(hops[0]), 0, 0, 7}, {8, RTA_GATEWAY}, {192, 0, 2, 254}},
		{{sizeof(hops[0]), 0, 0, 9}, {8, RTA_GATEWAY}, {192, 0, 2, 253}},
	};
	struct taken taken;

	(void)state;
	assert_int_equal(nla_put(message, RTA_MULTIPATH, sizeof(hops), hops), 0);
	assert_int_equal(parse(message, &taken), 0);
	assert_int_equal(taken.count, 2);
	assert_int_equal(taken.routes[0].oif, 7);
	assert_int_equal(taken.routes[1].oif, 9);
	assert_int_equal(taken.routes[1].gateway[3], 253);
	hops[1].head.rtnh_len = sizeof(hops[0]) + 4;
	message = begin(AF_INET, RTN_UNICAST, 24);
	assert_int_equal(nla_put(message, RTA_MULTIPATH, sizeof(hops), hops), 0);
	assert_int_equal(parse(message, &taken), -EBADMSG);
	hops[0].head.rtnh_len = 0;
	message = begin(AF_INET, RTN_UNICAST, 24);
	assert_int_equal(nla_put(message, RTA_MULTIPATH, sizeof(hops), hops), 0);
	assert_int_equal(parse(message, &taken), -EBADMSG);
}

static void test_refused(void **state)
{
	struct taken taken;
	struct nl_msg *message = begin(AF_INET, RTN_UNICAST, 33);

	(void)state;
	assert_int_equal(parse(message, &taken), -EBADMSG);
	message = begin(AF_INET, RTN_UNICAST, 24);
	assert_int_equal(nla_put(message, RTA_DST, 16, gateway6), 0);
	assert_int_equal(parse(message, &taken), -EBADMSG);
	assert_int_equal(parse(begin(AF_DECnet, RTN_UNICAST, 0), &taken), -EAFNOSUPPORT);
	message = begin(AF_INET, RTN_UNICAST, 24);
	nlmsg_hdr(message)->nlmsg_type = RTM_NEWLINK;
	assert_int_equal(parse(message, &taken), -EBADMSG);
}

static int parse_neighbour(int family, uint16_t flags, int size, struct neighbour *neighbour)
{
	struct ndmsg info = {
		.ndm_family = (unsigned char)family, .ndm_ifindex = 7, .ndm_state = flags};
	struct nl_msg *message = nlmsg_alloc_simple(RTM_NEWNEIGH, 0);
	int error;

	assert_int_equal(nlmsg_append(message, &info, sizeof(info), NLMSG_ALIGNTO), 0);
	if (size)
		assert_int_equal(nla_put(message, NDA_DST, size, gateway6), 0);
	error = neighbour_parse(nlmsg_hdr(message), neighbour);
	nlmsg_free(message);
	return error;
}

static void test_neighbour(void **state)
{
	struct neighbour neighbour;

	(void)state;
	assert_int_equal(parse_neighbour(AF_INET6, NUD_FAILED, 16, &neighbour), 0);
	assert_int_equal(neighbour.ifindex, 7);
	assert_int_equal(neighbour.family, AF_INET6);
	assert_memory_equal(neighbour.bytes, gateway6, 16);
	assert_true(neighbour.failed);
	assert_int_equal(parse_neighbour(AF_INET, NUD_INCOMPLETE, 4, &neighbour), 0);
	assert_false(neighbour.failed);
	assert_int_equal(parse_neighbour(AF_INET, NUD_FAILED, 16, &neighbour), -EBADMSG);
	assert_int_equal(parse_neighbour(AF_INET, NUD_FAILED, 0, &neighbour), -EBADMSG);
	assert_int_equal(parse_neighbour(AF_BRIDGE, NUD_FAILED, 6, &neighbour), -EAFNOSUPPORT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain),	cmocka_unit_test(test_default_and_local),
		cmocka_unit_test(test_via),	cmocka_unit_test(test_next_hops),
		cmocka_unit_test(test_refused), cmocka_unit_test(test_neighbour),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

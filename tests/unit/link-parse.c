// SPDX-License-Identifier: GPL-2.0-or-later
// Link and address messages, as the kernel builds them and malformed ones.

#include "kernel/link-ack.h"
#include "kernel/link-address-parse.h"
#include "unit.h"

#include <errno.h>
#include <linux/if_link.h>
#include <linux/if_tun.h>
#include <linux/rtnetlink.h>
#include <netlink/attr.h>
#include <netlink/msg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "kernel/link-attribute.h"
#include "kernel/link-parse.h"

static const uint8_t mac[6] = {2, 0, 0, 0, 0, 1};

static struct nl_msg *begin_link(const char *name)
{
	struct ifinfomsg info = {.ifi_index = 7, .ifi_flags = IFF_UP | IFF_BROADCAST};
	struct nl_msg *message = nlmsg_alloc_simple(RTM_NEWLINK, 0);

	assert_non_null(message);
	assert_int_equal(nlmsg_append(message, &info, sizeof(info), NLMSG_ALIGNTO), 0);
	if (name)
		assert_int_equal(nla_put_string(message, IFLA_IFNAME, name), 0);
	return message;
}

static void put_tun(struct nl_msg *message, const char *kind, uint8_t type)
{
	struct nlattr *info = nla_nest_start(message, IFLA_LINKINFO);
	struct nlattr *data;

	assert_int_equal(nla_put_string(message, IFLA_INFO_KIND, kind), 0);
	data = nla_nest_start(message, IFLA_INFO_DATA);
	assert_int_equal(nla_put_u8(message, IFLA_TUN_TYPE, type), 0);
	assert_int_equal(nla_put_u32(message, IFLA_TUN_OWNER, 1000), 0);
	assert_int_equal(nla_put_u8(message, IFLA_TUN_PI, 0), 0);
	assert_int_equal(nla_put_u8(message, IFLA_TUN_VNET_HDR, 1), 0);
	assert_int_equal(nla_put_u8(message, IFLA_TUN_PERSIST, 1), 0);
	assert_int_equal(nla_put_u8(message, IFLA_TUN_MULTI_QUEUE, 1), 0);
	assert_int_equal(nla_put_u32(message, IFLA_TUN_NUM_QUEUES, 3), 0);
	assert_int_equal(nla_put_u32(message, IFLA_TUN_NUM_DISABLED_QUEUES, 2), 0);
	nla_nest_end(message, data);
	nla_nest_end(message, info);
}

static int parse(struct nl_msg *message, struct device *device)
{
	int error = link_parse(nlmsg_hdr(message), device);

	nlmsg_free(message);
	return error;
}

static uint32_t u32(const struct device *device, const struct link_path *path)
{
	uint32_t number;

	assert_true(link_attribute_u32(device, path, &number));
	return number;
}

static void test_tap(void **state)
{
	struct nl_msg *message = begin_link("tap0");
	struct device device;
	struct nlattr *list;
	const void *content;
	size_t size;

	(void)state;
	assert_int_equal(nla_put_u32(message, IFLA_MTU, 9000), 0);
	assert_int_equal(nla_put_u32(message, IFLA_MIN_MTU, 68), 0);
	assert_int_equal(nla_put_u32(message, IFLA_MAX_MTU, 65521), 0);
	assert_int_equal(nla_put_u32(message, IFLA_TXQLEN, 500), 0);
	assert_int_equal(nla_put_u32(message, IFLA_GROUP, 9), 0);
	assert_int_equal(nla_put_u32(message, IFLA_MASTER, 4), 0);
	assert_int_equal(nla_put_u8(message, IFLA_OPERSTATE, 6), 0);
	assert_int_equal(nla_put_u8(message, IFLA_CARRIER, 1), 0);
	assert_int_equal(nla_put(message, IFLA_ADDRESS, sizeof(mac), mac), 0);
	put_tun(message, "tun", IFF_TAP);
	list = nla_nest_start(message, IFLA_PROP_LIST);
	assert_int_equal(nla_put_string(message, IFLA_ALT_IFNAME, "a-much-longer-name"), 0);
	assert_int_equal(nla_put_string(message, IFLA_ALT_IFNAME, "other"), 0);
	nla_nest_end(message, list);
	assert_int_equal(parse(message, &device), 0);

	assert_string_equal(device.name, "tap0");
	assert_int_equal(device.ifindex, 7);
	assert_int_equal(device.flags, IFF_UP | IFF_BROADCAST);
	assert_true(device_is_tun(&device));
	assert_int_equal(device.mode, TUN_MODE_TAP);
	assert_int_equal(device.has, DEVICE_HAS_OWNER | DEVICE_HAS_QUEUES);
	assert_int_equal(device.owner, 1000);
	assert_int_equal(u32(&device, LINK_PATH(IFLA_MTU)), 9000);
	assert_int_equal(u32(&device, LINK_PATH(IFLA_MIN_MTU)), 68);
	assert_int_equal(u32(&device, LINK_PATH(IFLA_MAX_MTU)), 65521);
	assert_int_equal(u32(&device, LINK_PATH(IFLA_TXQLEN)), 500);
	assert_int_equal(u32(&device, LINK_PATH(IFLA_LINKINFO, IFLA_INFO_DATA, IFLA_TUN_OWNER)),
			 1000);
	assert_int_equal(device.link_group, 9);
	assert_int_equal(u32(&device, LINK_PATH(IFLA_MASTER)), 4);
	assert_int_equal(device.operstate, 6);
	assert_true(device.carrier);
	content = link_attribute(&device, LINK_PATH(IFLA_ADDRESS), &size);
	assert_int_equal(size, sizeof(mac));
	assert_memory_equal(content, mac, sizeof(mac));
	assert_null(link_attribute(&device, LINK_PATH(IFLA_BROADCAST), &size));
	assert_null(link_attribute(&device, LINK_PATH(IFLA_MTU, 1), &size));
	assert_false(device.pi);
	assert_true(device.vnet_hdr);
	assert_true(device.persist);
	assert_true(device.multi_queue);
	assert_int_equal(device.numqueues, 3);
	assert_int_equal(device.numdisabled, 2);
	assert_true(link_is_called(&device, "tap0"));
	assert_true(link_is_called(&device, "a-much-longer-name"));
	assert_true(link_is_called(&device, "other"));
	assert_false(link_is_called(&device, "tap"));
	device_clear(&device);
}

static void test_tun_has_no_mac(void **state)
{
	struct nl_msg *message = begin_link("tun0");
	struct device device;
	size_t size;

	(void)state;
	/* The kernel reports an empty address attribute for a tun. */
	assert_int_equal(nla_put(message, IFLA_ADDRESS, 0, NULL), 0);
	put_tun(message, "tun", IFF_TUN);
	assert_int_equal(parse(message, &device), 0);
	assert_int_equal(device.mode, TUN_MODE_TUN);
	assert_non_null(link_attribute(&device, LINK_PATH(IFLA_ADDRESS), &size));
	assert_int_equal(size, 0);
	device_clear(&device);
}

static void test_other_kinds(void **state)
{
	struct nl_msg *message = begin_link("lo");
	struct device device;

	(void)state;
	assert_int_equal(parse(message, &device), 0);
	assert_string_equal(device.kind, "");
	assert_false(device_is_tun(&device));
	device_clear(&device);

	/* Data of another kind uses the same numbers for other attributes. */
	message = begin_link("br0");
	put_tun(message, "bridge", IFF_TAP);
	assert_int_equal(parse(message, &device), 0);
	assert_string_equal(device.kind, "bridge");
	assert_false(device_is_tun(&device));
	assert_false(device.has & DEVICE_HAS_OWNER);
	device_clear(&device);

	/* A kernel before 4.17 gives the kind and nothing else. */
	message = begin_link("tap0");
	struct nlattr *info = nla_nest_start(message, IFLA_LINKINFO);
	assert_int_equal(nla_put_string(message, IFLA_INFO_KIND, "tun"), 0);
	nla_nest_end(message, info);
	assert_int_equal(parse(message, &device), 0);
	assert_false(device_is_tun(&device));
	device_clear(&device);

	message = begin_link("x");
	put_tun(message, "a-kind-of-more-than-fifteen-bytes", IFF_TAP);
	assert_int_equal(parse(message, &device), 0);
	assert_string_equal(device.kind, "a-kind-of-more-");
	device_clear(&device);
}

static void test_malformed(void **state)
{
	struct device device;
	struct nl_msg *message;

	(void)state;
	assert_int_equal(parse(begin_link(NULL), &device), -EBADMSG);
	assert_int_equal(parse(begin_link("a-name-of-sixteen"), &device), -EBADMSG);

	/* Numbers of the wrong size. */
	message = begin_link("tap0");
	assert_int_equal(nla_put_u8(message, IFLA_MTU, 1), 0);
	assert_int_equal(parse(message, &device), -EBADMSG);

	/* A message that is not about a link, and a truncated one. */
	message = begin_link("tap0");
	nlmsg_hdr(message)->nlmsg_type = RTM_NEWADDR;
	assert_int_equal(parse(message, &device), -EBADMSG);
	message = begin_link("tap0");
	nlmsg_hdr(message)->nlmsg_len = NLMSG_HDRLEN + 4;
	assert_int_equal(parse(message, &device), -EBADMSG);

	/* A nested number that is too short: the whole nest must be rejected. */
	message = begin_link("tap0");
	struct nlattr *info = nla_nest_start(message, IFLA_LINKINFO);
	assert_int_equal(nla_put_string(message, IFLA_INFO_KIND, "tun"), 0);
	struct nlattr *data = nla_nest_start(message, IFLA_INFO_DATA);
	assert_int_equal(nla_put_u8(message, IFLA_TUN_OWNER, 1), 0);
	nla_nest_end(message, data);
	nla_nest_end(message, info);
	assert_int_equal(parse(message, &device), -EBADMSG);
	assert_int_equal(device.has, 0);
	assert_string_equal(device.name, "");
}

static struct nl_msg *begin_address(uint8_t family)
{
	struct ifaddrmsg info = {
		.ifa_family = family,
		.ifa_prefixlen = 24,
		.ifa_index = 3,
		.ifa_flags = IFA_F_PERMANENT,
	};
	struct nl_msg *message = nlmsg_alloc_simple(RTM_NEWADDR, 0);

	assert_non_null(message);
	assert_int_equal(nlmsg_append(message, &info, sizeof(info), NLMSG_ALIGNTO), 0);
	return message;
}

static void test_address(void **state)
{
	static const uint8_t peer[4] = {192, 0, 2, 2};
	static const uint8_t local[4] = {192, 0, 2, 1};
	static const uint8_t six[16] = {0x20, 1, 0xd, 0xb8, [15] = 1};
	struct nl_msg *message = begin_address(AF_INET);
	struct link_address found;

	(void)state;
	assert_int_equal(nla_put(message, IFA_ADDRESS, 4, peer), 0);
	assert_int_equal(nla_put(message, IFA_LOCAL, 4, local), 0);
	assert_int_equal(link_address_parse(nlmsg_hdr(message), &found), 0);
	nlmsg_free(message);
	assert_int_equal(found.ifindex, 3);
	assert_true(found.permanent);
	assert_int_equal(found.address.family, AF_INET);
	assert_int_equal(found.address.prefix, 24);
	assert_memory_equal(found.address.bytes, local, 4);
	assert_true(found.address.has_peer);
	assert_memory_equal(found.address.peer, peer, 4);

	message = begin_address(AF_INET6);
	assert_int_equal(nla_put(message, IFA_ADDRESS, 16, six), 0);
	assert_int_equal(nla_put_u32(message, IFA_FLAGS, IFA_F_NOPREFIXROUTE), 0);
	assert_int_equal(link_address_parse(nlmsg_hdr(message), &found), 0);
	nlmsg_free(message);
	assert_false(found.permanent);
	assert_int_equal(found.address.family, AF_INET6);
	assert_memory_equal(found.address.bytes, six, 16);

	/* An address with the size of another family, and one of a family that is not supported. */
	message = begin_address(AF_INET6);
	assert_int_equal(nla_put(message, IFA_ADDRESS, 4, local), 0);
	assert_int_equal(link_address_parse(nlmsg_hdr(message), &found), -EBADMSG);
	nlmsg_free(message);
	message = begin_address(AF_PHONET);
	assert_int_equal(nla_put_u8(message, IFA_LOCAL, 0x6c), 0);
	assert_int_equal(link_address_parse(nlmsg_hdr(message), &found), -EAFNOSUPPORT);
	nlmsg_free(message);
	message = begin_address(AF_INET);
	assert_int_equal(link_address_parse(nlmsg_hdr(message), &found), -EBADMSG);
	nlmsg_free(message);
}

/* An error message followed by an extended ack, with the echoed request in between. */
static struct nl_msg *ack(uint16_t flags, uint32_t echoed, const void *text, int size)
{
	struct nlmsgerr error = {.error = -EINVAL, .msg.nlmsg_len = NLMSG_HDRLEN + echoed};
	struct nl_msg *message = nlmsg_alloc_simple(NLMSG_ERROR, flags);

	assert_non_null(message);
	assert_int_equal(nlmsg_append(message, &error, sizeof(error), NLMSG_ALIGNTO), 0);
	if (!(flags & NLM_F_CAPPED))
		assert_non_null(nlmsg_reserve(message, echoed, NLMSG_ALIGNTO));
	if (text)
		assert_int_equal(nla_put(message, NLMSGERR_ATTR_MSG, size, text), 0);
	return message;
}

static void check_ack(struct nl_msg *message, const char *want)
{
	const char *text = link_ack_text(nlmsg_hdr(message));

	if (want) {
		assert_non_null(text);
		assert_string_equal(text, want);
	} else {
		assert_null(text);
	}
	nlmsg_free(message);
}

static void test_ack(void **state)
{
	struct nl_msg *message;

	(void)state;
	check_ack(ack(NLM_F_ACK_TLVS | NLM_F_CAPPED, 64, "no", 3), "no");
	check_ack(ack(NLM_F_ACK_TLVS, 64, "no", 3), "no");
	check_ack(ack(NLM_F_ACK_TLVS, 0, "no", 3), "no");
	check_ack(ack(NLM_F_CAPPED, 0, "no", 3), NULL);
	check_ack(ack(NLM_F_ACK_TLVS | NLM_F_CAPPED, 0, NULL, 0), NULL);
	/* Text that is not terminated, or is empty. */
	check_ack(ack(NLM_F_ACK_TLVS | NLM_F_CAPPED, 0, "no", 2), NULL);
	check_ack(ack(NLM_F_ACK_TLVS | NLM_F_CAPPED, 0, "", 1), NULL);
	/* An echoed request that claims to be longer than the message, or shorter than a header. */
	for (uint32_t length = 0; length < 2; length++) {
		message = ack(NLM_F_ACK_TLVS, 0, "no", 3);
		struct nlmsgerr *error = nlmsg_data(nlmsg_hdr(message));
		error->msg.nlmsg_len = length ? 100000 : 3;
		check_ack(message, NULL);
	}
}

static void check_done(uint16_t flags, const void *payload, int size, const char *text, int error,
		       const char *want)
{
	struct nl_msg *message = nlmsg_alloc_simple(NLMSG_DONE, flags);
	const char *found;

	assert_non_null(message);
	if (size)
		assert_int_equal(nlmsg_append(message, (void *)(uintptr_t)payload, (size_t)size, 0),
				 0);
	if (text)
		assert_int_equal(nla_put_string(message, NLMSGERR_ATTR_MSG, text), 0);
	assert_int_equal(link_ack_done(nlmsg_hdr(message), &found), error);
	if (want) {
		assert_non_null(found);
		assert_string_equal(found, want);
	} else {
		assert_null(found);
	}
	nlmsg_free(message);
}

static void test_done(void **state)
{
	const int32_t none = 0;
	const int32_t some = 17;
	const int32_t failed = -ENOMEM;

	(void)state;
	check_done(0, NULL, 0, NULL, 0, NULL);
	check_done(0, &none, sizeof(none), NULL, 0, NULL);
	/* A length, with which some dumps end. */
	check_done(0, &some, sizeof(some), NULL, 0, NULL);
	check_done(0, &failed, sizeof(failed) - 1, NULL, 0, NULL);
	check_done(0, &failed, sizeof(failed), NULL, ENOMEM, NULL);
	check_done(NLM_F_ACK_TLVS, &failed, sizeof(failed), NULL, ENOMEM, NULL);
	check_done(NLM_F_ACK_TLVS, &failed, sizeof(failed), "why", ENOMEM, "why");
	check_done(0, &failed, sizeof(failed), "why", ENOMEM, NULL);
	check_done(NLM_F_ACK_TLVS, &none, sizeof(none), "why", 0, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tap),	    cmocka_unit_test(test_tun_has_no_mac),
		cmocka_unit_test(test_other_kinds), cmocka_unit_test(test_malformed),
		cmocka_unit_test(test_address),	    cmocka_unit_test(test_ack),
		cmocka_unit_test(test_done),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

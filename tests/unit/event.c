// SPDX-License-Identifier: GPL-2.0-or-later
// Events: that each difference between two descriptions has its name, and no other one.

#include "unit.h"

#include <string.h>

#include "model/event.h"

static struct device make(void)
{
	return (struct device){
		.name = "tap0",
		.ifindex = 7,
		.has = DEVICE_HAS_OWNER | DEVICE_HAS_MAC,
		.owner = 1000,
		.mtu = 1500,
		.mode = TUN_MODE_TAP,
		.persist = true,
	};
}

static void test_each_alone(void **state)
{
	struct device before = make();
	struct device now;

	(void)state;
#define differs(change, assignment)                                                                \
	now = make();                                                                              \
	assignment;                                                                                \
	assert_int_equal(device_changes(&before, &now), change);                                   \
	assert_int_equal(device_changes(&now, &before), change)
	differs(0, (void)now);
	differs(0, now.carrier = true);
	differs(0, now.operstate = 6);
	differs(0, now.numqueues = 3);
	differs(0, now.flags = IFF_PROMISC);
	differs(0, now.group = 7);
	differs(CHANGE_NAME, strcpy(now.name, "tap1"));
	differs(CHANGE_OWNER, now.owner = 1001);
	differs(CHANGE_OWNER, now.has &= ~(unsigned int)DEVICE_HAS_OWNER);
	differs(CHANGE_GROUP, now.has |= DEVICE_HAS_GROUP);
	differs(CHANGE_PI, now.pi = true);
	differs(CHANGE_VNET_HDR, now.vnet_hdr = true);
	differs(CHANGE_PERSIST, now.persist = false);
	differs(CHANGE_MAC, now.mac[5] = 1);
	differs(CHANGE_MTU, now.mtu = 1400);
	differs(CHANGE_TXQUEUELEN, now.txqlen = 5);
	differs(CHANGE_MASTER, now.has |= DEVICE_HAS_MASTER);
	differs(CHANGE_UP, now.flags = IFF_UP);
	differs(CHANGE_UP | CHANGE_MTU, (now.flags = IFF_UP, now.mtu = 9000));
}

static void test_altnames(void **state)
{
	char one[] = "one";
	char two[] = "two";
	char *none[] = {NULL};
	char *first[] = {one, NULL};
	char *both[] = {one, two, NULL};
	struct device before = make();
	struct device now = make();

	(void)state;
	now.altnames = none;
	assert_int_equal(device_changes(&before, &now), 0);
	now.altnames = first;
	assert_int_equal(device_changes(&before, &now), CHANGE_ALTNAME);
	before.altnames = first;
	assert_int_equal(device_changes(&before, &now), 0);
	now.altnames = both;
	assert_int_equal(device_changes(&before, &now), CHANGE_ALTNAME);
	assert_int_equal(device_changes(&now, &before), CHANGE_ALTNAME);
}

static void test_names(void **state)
{
	(void)state;
	for (unsigned int bit = 1; bit < CHANGE_END; bit <<= 1)
		assert_non_null(change_name(bit));
	assert_null(change_name(0));
	assert_null(change_name(CHANGE_END));
	assert_null(change_name(CHANGE_MTU | CHANGE_MAC));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_alone),
		cmocka_unit_test(test_altnames),
		cmocka_unit_test(test_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

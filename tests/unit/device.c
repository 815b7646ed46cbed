// SPDX-License-Identifier: GPL-2.0-or-later
// The order of names, and lists that own their contents.

#include "unit.h"

#include <string.h>

#include "model/device.h"

static void test_order(void **state)
{
	static const char *const order[] = {
		"br0",	 "tap",	     "tap0",	  "tap00",    "tap1",		"tap2",
		"tap10", "tap10a",   "tap10b",	  "tap011",   "tap99999999999", "tapa",
		"tun0",	 "vm1-eth2", "vm1-eth10", "vm2-eth1",
	};
	const size_t count = sizeof(order) / sizeof(order[0]);

	(void)state;
	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < count; j++) {
			int got = device_name_compare(order[i], order[j]);
			int want = (i > j) - (i < j);

			if ((got > 0) - (got < 0) != want)
				fail_msg("%s against %s: %d", order[i], order[j], got);
		}
	}
}

static void test_list(void **state)
{
	static const char *const names[] = {"tap10", "tap2", "tap1"};
	struct device_list list = {0};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct device device = {0};

		memcpy(device.name, names[i], strlen(names[i]) + 1);
		assert_int_equal(device_list_push(&list, &device), 0);
	}
	device_list_sort(&list);
	assert_int_equal(list.count, 3);
	assert_string_equal(list.items[0].name, "tap1");
	assert_string_equal(list.items[1].name, "tap2");
	assert_string_equal(list.items[2].name, "tap10");
	device_list_clear(&list);
	device_list_sort(&list);
	assert_int_equal(list.count, 0);
}

/* Copies share the message, and the last of them frees it. */
static void test_copies(void **state)
{
	struct device device = {.name = "tap0"};
	struct device copy;

	(void)state;
	assert_null(device_message(&device));
	copy = device_copy(&device);
	device_clear(&copy);
	assert_int_equal(device_keep_message(&device, "message", 8), 0);
	copy = device_copy(&device);
	assert_string_equal(copy.name, "tap0");
	device_clear(&device);
	assert_string_equal(device.name, "");
	assert_string_equal(device_message(&copy), "message");
	device_clear(&copy);
	assert_null(device_message(&copy));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_list),
		cmocka_unit_test(test_copies),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

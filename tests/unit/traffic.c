// SPDX-License-Identifier: GPL-2.0-or-later
// Counts of dropped packets, by reason.

#include "unit.h"

#include "model/traffic.h"

static void test_counts(void **state)
{
	struct traffic traffic = {0};

	(void)state;
	assert_int_equal(traffic_dropped(&traffic), 0);
	assert_int_equal(traffic_add_drop(&traffic, "OTHERHOST", "another MAC address", 3), 0);
	assert_int_equal(traffic_add_drop(&traffic, "IP_CSUM", "a wrong checksum", 1), 0);
	assert_int_equal(traffic_add_drop(&traffic, "OTHERHOST", "another MAC address", 2), 0);
	assert_int_equal(traffic.drop_count, 2);
	assert_string_equal(traffic.drops[0].reason, "OTHERHOST");
	assert_string_equal(traffic.drops[0].text, "another MAC address");
	assert_int_equal(traffic.drops[0].count, 5);
	assert_int_equal(traffic_dropped(&traffic), 6);
	traffic_clear(&traffic);
	assert_int_equal(traffic.drop_count, 0);
	assert_null(traffic.drops);
}

static void test_names(void **state)
{
	(void)state;
	assert_string_equal(traffic_direction_name(TRAFFIC_FROM_PROGRAM), "from-program");
	assert_string_equal(traffic_direction_name(TRAFFIC_TO_PROGRAM), "to-program");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_counts),
		cmocka_unit_test(test_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

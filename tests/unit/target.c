// SPDX-License-Identifier: GPL-2.0-or-later
// Lists of targets: they grow, keep their order, and own their contents.

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "model/target.h"

static void test_list(void **state)
{
	static const char *const operands[] = {"tap0", "vm*", "tap1"};
	struct target_list list = {0};

	(void)state;
	for (size_t i = 0; i < 100; i++) {
		struct target *target = target_list_add(&list, operands[i % 3]);

		must_have(target);
		assert_int_equal(target->action, ACTION_NONE);
		assert_null(target->fault);
		/* So that a leak shows: the list must release it. */
		assert_int_equal(device_keep_message(&target->device, "message", 8), 0);
	}
	assert_int_equal(list.count, 100);
	for (size_t i = 0; i < 100; i++)
		assert_string_equal(list.items[i].operand, operands[i % 3]);
	target_list_clear(&list);
	assert_int_equal(list.count, 0);
	assert_null(list.items);
}

static void test_failures(void **state)
{
	struct target_list list = {0};

	(void)state;
	assert_non_null(target_list_add(&list, "tap0"));
	assert_non_null(target_list_add(&list, "tap1"));
	assert_non_null(target_list_add(&list, "tap2"));
	target_fail(&list.items[1], fault_new(STATUS_BUSY, "in use"));
	/* A later fault replaces an earlier one. */
	target_fail(&list.items[1], fault_new(STATUS_MISSING, "no such interface"));
	target_fail(&list.items[2],
		    fault_wrap(fault_new(STATUS_DENIED, "no"), "eth0", "cannot look"));
	target_list_wrap(&list, "cannot delete");
	assert_null(list.items[0].fault);
	assert_int_equal(list.items[0].action, ACTION_NONE);
	assert_int_equal(list.items[1].action, ACTION_FAILED);
	assert_int_equal(list.items[1].fault->status, STATUS_MISSING);
	assert_string_equal(list.items[1].fault->object, "tap1");
	assert_string_equal(list.items[1].fault->what, "cannot delete");
	assert_string_equal(list.items[2].fault->object, "eth0");
	assert_string_equal(list.items[2].fault->what, "cannot look");
	target_list_clear(&list);
}

static void test_merge(void **state)
{
	static const struct {
		const char *operand;
		int ifindex;
	} given[] = {{"lan", 7},  {"tap1", 0}, {"tap0", 7}, {"tap2", 3},
		     {"tap1", 0}, {"tap3", 0}, {"lan", 7}};
	static const char *const left[] = {"lan", "tap1", "tap2", "tap3"};
	struct target_list list = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(given) / sizeof(given[0]); i++) {
		struct target *target = target_list_add(&list, given[i].operand);

		must_have(target);
		target->device.ifindex = given[i].ifindex;
		/* So that a leak shows. */
		target_fail(target, fault_new(STATUS_FAILED, "no"));
	}
	assert_true(target_list_merge(&list));
	assert_int_equal(list.count, 4);
	for (size_t i = 0; i < 4; i++)
		assert_string_equal(list.items[i].operand, left[i]);
	target_list_clear(&list);
	assert_true(target_list_merge(&list));
	assert_int_equal(list.count, 0);
	target_list_clear(&list);
}

static void test_words(void **state)
{
	static const char *const words[] = {"none",    "created", "changed", "unchanged",
					    "deleted", "pruned",  "checked", "absent",
					    "skipped", "waited",  "failed"};

	(void)state;
	for (int action = ACTION_NONE; action <= ACTION_FAILED; action++)
		assert_string_equal(action_name((enum action)action), words[action]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_list),
		cmocka_unit_test(test_failures),
		cmocka_unit_test(test_merge),
		cmocka_unit_test(test_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

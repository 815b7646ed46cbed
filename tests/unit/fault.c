// SPDX-License-Identifier: GPL-2.0-or-later
// Faults: what each caller adds, and that the innermost values stay.

#include "unit.h"

#include <errno.h>
#include <string.h>

#include "model/fault.h"

static void test_new(void **state)
{
	struct fault *fault = fault_new(STATUS_CONFLICT, "it has %d %s", 2, "queues");

	(void)state;
	assert_int_equal(fault->status, STATUS_CONFLICT);
	assert_int_equal(fault->error, 0);
	assert_string_equal(fault->why, "it has 2 queues");
	assert_null(fault->object);
	assert_null(fault->what);
	assert_null(fault->hint);
	fault_free(fault);
	fault_free(NULL);
}

static void test_errno(void **state)
{
	static const struct {
		int error;
		enum status status;
	} cases[] = {
		{EPERM, STATUS_DENIED},	     {EACCES, STATUS_DENIED}, {ENODEV, STATUS_MISSING},
		{EEXIST, STATUS_CONFLICT},   {EBUSY, STATUS_BUSY},    {EINVAL, STATUS_FAILED},
		{EOPNOTSUPP, STATUS_FAILED}, {EIO, STATUS_FAILED},    {ENOMEM, STATUS_FAILED},
		{ENOENT, STATUS_FAILED},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct fault *fault = fault_errno(cases[i].error);

		assert_int_equal(fault->status, cases[i].status);
		assert_int_equal(fault->error, cases[i].error);
		assert_true(*fault->why);
		fault_free(fault);
	}
}

static void test_innermost_knows_best(void **state)
{
	struct fault *fault = fault_errno(EBUSY);

	(void)state;
	fault = fault_wrap(fault, NULL, "cannot delete");
	assert_null(fault->object);
	fault = fault_wrap(fault, "tap0", "cannot do that either");
	fault = fault_wrap(fault, "tap1", NULL);
	assert_string_equal(fault->object, "tap0");
	assert_string_equal(fault->what, "cannot delete");
	fault = fault_hint(fault, "stop %s first", "it");
	fault = fault_hint(fault, "or else");
	assert_string_equal(fault->hint, "stop it first");
	/* The reason is replaced, but not the errno. */
	fault = fault_explain(fault, STATUS_CONFLICT, "taken by %s", "eth0");
	assert_int_equal(fault->status, STATUS_CONFLICT);
	assert_int_equal(fault->error, EBUSY);
	assert_string_equal(fault->why, "taken by eth0");
	fault_free(fault);
}

static void test_locate(void **state)
{
	struct fault *fault = fault_locate(fault_new(STATUS_USAGE, "why"), "/etc/tuntab:3");

	(void)state;
	assert_string_equal(fault->object, "/etc/tuntab:3");
	fault_free(fault);
	fault = fault_wrap(fault_new(STATUS_USAGE, "why"), "--mtu", NULL);
	fault = fault_locate(fault, "/etc/tuntab:3");
	assert_string_equal(fault->object, "/etc/tuntab:3: --mtu");
	fault_free(fault);
}

/* It is shared, so it must not be modified, and freeing it must do no harm. */
static void test_memory(void **state)
{
	struct fault *fault = fault_memory();

	(void)state;
	fault = fault_explain(fault_hint(fault, "buy some"), STATUS_BUSY, "another");
	assert_ptr_equal(fault, fault_memory());
	assert_int_equal(fault->status, STATUS_FAILED);
	assert_string_equal(fault->why, "out of memory");
	assert_null(fault->object);
	assert_null(fault->what);
	assert_null(fault->hint);
	fault_free(fault);
	fault_free(fault);
	assert_string_equal(fault_memory()->why, "out of memory");
}

/* If there is enough memory again for the words, they are included. */
static void test_memory_has_words(void **state)
{
	struct fault *fault = fault_wrap(fault_memory(), "tap0", "cannot create");

	(void)state;
	assert_ptr_not_equal(fault, fault_memory());
	fault = fault_locate(fault, "file:1");
	assert_int_equal(fault->status, STATUS_FAILED);
	assert_int_equal(fault->error, ENOMEM);
	assert_string_equal(fault->object, "file:1: tap0");
	assert_string_equal(fault->what, "cannot create");
	assert_string_equal(fault->why, "out of memory");
	fault_free(fault);
	assert_null(fault_memory()->object);
	/* A lack of memory in the kernel is another matter. */
	fault = fault_errno(ENOMEM);
	assert_ptr_not_equal(fault, fault_memory());
	assert_string_equal(fault->why, "Cannot allocate memory");
	fault_free(fault);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_new),
		cmocka_unit_test(test_errno),
		cmocka_unit_test(test_innermost_knows_best),
		cmocka_unit_test(test_locate),
		cmocka_unit_test(test_memory),
		cmocka_unit_test(test_memory_has_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

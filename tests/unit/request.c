// SPDX-License-Identifier: GPL-2.0-or-later
// The rules between the parts of a request: mode and name, mode and MTU, mode and MAC, and no address twice.

#include "unit.h"

#include <string.h>
#include <sys/socket.h>

#include "model/request.h"

static void test_mode(void **state)
{
	static const struct {
		const char *name;
		enum tun_mode mode;
	} cases[] = {
		{"tun0", TUN_MODE_TUN},	 {"tap0", TUN_MODE_TAP},   {"tun", TUN_MODE_TUN},
		{"tap%d", TUN_MODE_TAP}, {"tunnel", TUN_MODE_TUN}, {"vm0", TUN_MODE_NONE},
		{"Tap0", TUN_MODE_NONE}, {"ta", TUN_MODE_NONE},	   {"0tap", TUN_MODE_NONE},
	};
	struct request asked = {.given = REQUEST_MODE, .mode = TUN_MODE_TUN};
	struct request silent = {.mode = TUN_MODE_TUN};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(request_mode(&silent, cases[i].name), cases[i].mode);
		assert_int_equal(request_mode(&asked, cases[i].name), TUN_MODE_TUN);
	}
}

static void refuse(const struct request *request, const char *name, enum status status,
		   const char *object, const char *why)
{
	struct fault *fault = request_check(request, name);

	if (!fault)
		fail_msg("%s is taken", name);
	assert_int_equal(fault->status, status);
	if (object)
		assert_string_equal(fault->object, object);
	else
		assert_null(fault->object);
	assert_non_null(strstr(fault->why, why));
	fault_free(fault);
}

static void test_check(void **state)
{
	struct request mtu = {.given = REQUEST_MTU};
	struct request mac = {.given = REQUEST_MAC, .mac = {2}};
	struct request nothing = {0};

	(void)state;
	assert_null(request_check(&nothing, "tap0"));
	refuse(&nothing, "vm0", STATUS_USAGE, NULL, "mode");
	mtu.mtu = TAP_MTU_MAX;
	assert_null(request_check(&mtu, "tap0"));
	mtu.mtu = TAP_MTU_MAX + 1;
	refuse(&mtu, "tap0", STATUS_USAGE, "--mtu", "68 to 65521 for a tap");
	assert_null(request_check(&mtu, "tun0"));
	mtu.mtu = TUN_MTU_MAX + 1;
	refuse(&mtu, "tun0", STATUS_USAGE, "--mtu", "68 to 65535 for a tun");
	/* What was not given is not looked at. */
	mtu.given = 0;
	assert_null(request_check(&mtu, "tun0"));
	assert_null(request_check(&mac, "tap0"));
	refuse(&mac, "tun0", STATUS_CONFLICT, NULL, "MAC");
	/* The mode that was asked for counts, not the name. */
	mac.given |= REQUEST_MODE;
	mac.mode = TUN_MODE_TUN;
	refuse(&mac, "tap0", STATUS_CONFLICT, NULL, "MAC");
}

static void test_addresses(void **state)
{
	struct request request = {0};
	struct address four = {.family = AF_INET, .bytes = {192, 0, 2, 1}, .prefix = 24};
	struct address six = {.family = AF_INET6, .bytes = {192, 0, 2, 1}, .prefix = 24};
	struct fault *fault;

	(void)state;
	assert_null(request_add_address(&request, &four));
	assert_int_equal(request.given, REQUEST_ADDRESS);
	assert_null(request_add_address(&request, &six));
	four.prefix = 25;
	assert_null(request_add_address(&request, &four));
	four.bytes[3] = 2;
	assert_null(request_add_address(&request, &four));
	assert_int_equal(request.address_count, 4);
	/* Behind the four bytes of an IPv4 address nothing counts. */
	four.bytes[4] = 1;
	fault = request_add_address(&request, &four);
	assert_non_null(fault);
	assert_int_equal(fault->status, STATUS_USAGE);
	fault_free(fault);
	six.bytes[15] = 1;
	assert_null(request_add_address(&request, &six));
	assert_int_equal(request.address_count, 5);
	assert_int_equal(request.addresses[4].bytes[15], 1);
	request_clear(&request);
	assert_int_equal(request.given, 0);
	assert_int_equal(request.address_count, 0);
	assert_null(request.addresses);
}

/* Every property has a name of its own; two at once have none. */
static void test_names(void **state)
{
	(void)state;
	for (unsigned int bit = 1; bit <= REQUEST_PERSIST; bit <<= 1) {
		assert_non_null(request_property_name(bit));
		for (unsigned int other = 1; other < bit; other <<= 1)
			assert_string_not_equal(request_property_name(bit),
						request_property_name(other));
	}
	assert_null(request_property_name(0));
	assert_null(request_property_name(REQUEST_OWNER | REQUEST_GROUP));
	assert_null(request_property_name(REQUEST_PERSIST << 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_mode),
		cmocka_unit_test(test_check),
		cmocka_unit_test(test_addresses),
		cmocka_unit_test(test_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

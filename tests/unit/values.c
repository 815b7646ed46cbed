// SPDX-License-Identifier: GPL-2.0-or-later
// Every kind of value, with what it accepts and refuses: limits, and what strtoul() and inet_aton()
// would accept.

#include "unit.h"

#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>

#include "property/link-name.h"
#include "property/values.h"

/* A refusal has status 2 and says what is allowed; returns whether the value was accepted. */
static bool taken(struct fault *fault)
{
	if (!fault)
		return true;
	assert_int_equal(fault->status, STATUS_USAGE);
	assert_non_null(fault->why);
	assert_true(*fault->why);
	fault_free(fault);
	return false;
}

#define check_all(texts, want, call)                                                               \
	for (size_t i = 0; i < sizeof(texts) / sizeof((texts)[0]); i++) {                          \
		const char *text = (texts)[i];                                                     \
		if (taken(call) != (want))                                                         \
			fail_msg("'%s' is %s", text, (want) ? "refused" : "taken");                \
	}

static void test_number(void **state)
{
	static const char *const wrong[] = {
		"",
		" ",
		" 1",
		"1 ",
		"+1",
		"-1",
		"-0",
		"0x10",
		"1e3",
		"1.0",
		"1k",
		"99",
		"1001",
		"4294967396",
		"18446744073709551716",
		"99999999999999999999999",
		"\xd9\xa1",
	};
	uint32_t number = 0;

	(void)state;
	check_all(wrong, false, value_number(text, 100, 1000, &number));
	assert_int_equal(number, 0);
	assert_true(taken(value_number("100", 100, 1000, &number)));
	assert_int_equal(number, 100);
	assert_true(taken(value_number("0001000", 100, 1000, &number)));
	assert_int_equal(number, 1000);
	assert_true(taken(value_number("4294967294", 0, 4294967294, &number)));
	assert_true(number == 4294967294);
	assert_false(taken(value_number("4294967295", 0, 4294967294, &number)));
	assert_true(taken(value_number("0", 0, 5, &number)));
	assert_int_equal(number, 0);
	assert_true(taken(value_number("010", 0, 10, &number)));
	assert_int_equal(number, 10);
}

static void test_mode_and_switch(void **state)
{
	static const char *const wrong[] = {"", "TAP", "ta", "tapp", "tun ", "ON", "yes", "1"};
	enum tun_mode mode;
	bool on;

	(void)state;
	check_all(wrong, false, value_mode(text, &mode));
	check_all(wrong, false, value_on_off(text, &on));
	assert_true(taken(value_mode("tun", &mode)));
	assert_int_equal(mode, TUN_MODE_TUN);
	assert_true(taken(value_mode("tap", &mode)));
	assert_int_equal(mode, TUN_MODE_TAP);
	assert_true(taken(value_on_off("on", &on)));
	assert_true(on);
	assert_true(taken(value_on_off("off", &on)));
	assert_false(on);
}

static void test_state(void **state)
{
	static const char *const wrong[] = {"", "Up", "down", "presen", "present ", "6"};
	enum state word = STATE_IDLE;

	(void)state;
	check_all(wrong, false, value_state(text, &word));
	assert_int_equal(word, STATE_IDLE);
	for (enum state known = STATE_PRESENT; known < STATE_COUNT; known++) {
		assert_true(taken(value_state(state_name(known), &word)));
		assert_int_equal(word, known);
	}
}

static void test_seconds(void **state)
{
	static const char *const wrong[] = {
		"",
		" ",
		" 1",
		"1 ",
		"+1",
		"-1",
		".",
		".5",
		"1.",
		"1,5",
		"1.x",
		"0x1",
		"1e3",
		"inf",
		"nan",
		"1.5.2",
		"-0.5",
		"1s",
		"1.-",
		"1.Ù",
		"1.0000000001",
		"1000000001",
		"99999999999999999999",
	};
	static const struct {
		const char *text;
		int64_t nanoseconds;
	} right[] = {
		{"0", 0},
		{"0.000000001", 1},
		{"0.5", 500000000},
		{"1.25", 1250000000},
		{"010", INT64_C(10000000000)},
		{"1000000000.999999999", INT64_C(1000000000999999999)},
	};
	int64_t nanoseconds = -1;

	(void)state;
	check_all(wrong, false, value_seconds(text, &nanoseconds));
	assert_int_equal(nanoseconds, -1);
	for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++) {
		assert_true(taken(value_seconds(right[i].text, &nanoseconds)));
		assert_int_equal(nanoseconds, right[i].nanoseconds);
	}
}

static void test_mac(void **state)
{
	static const uint8_t want[6] = {0x02, 0xab, 0xcd, 0xef, 0x00, 0x1f};
	static const char *const wrong[] = {
		"",
		"02",
		"02:00:00:00:00",
		"02:00:00:00:00:",
		"02:00:00:00:00:01:",
		"2:0:0:0:0:1",
		"02:00:00:00:00:01:02",
		"02-00-00-00-00-01",
		"0200.0000.0001",
		"020000000001",
		"02:00:00:00:00:0g",
		"02:00:00:00:00:01 ",
		" 02:00:00:00:00:01",
		"002:00:00:00:00:1",
		/* multicast, broadcast, zero */
		"01:00:5e:00:00:01",
		"03:00:00:00:00:01",
		"ff:ff:ff:ff:ff:ff",
		"00:00:00:00:00:00",
	};
	uint8_t mac[6];

	(void)state;
	check_all(wrong, false, value_mac(text, mac));
	assert_true(taken(value_mac("02:aB:Cd:EF:00:1f", mac)));
	assert_memory_equal(mac, want, 6);
	assert_true(taken(value_mac("00:00:00:00:00:01", mac)));
}

static void test_cidr(void **state)
{
	static const uint8_t four[4] = {192, 0, 2, 1};
	static const uint8_t six[16] = {0x20, 1, 0xd, 0xb8, [15] = 1};
	static const char *const right[] = {"10.0.0.1/0", "10.0.0.1/32",  "fe80::1/64",
					    "::2/128",	  "2001:db8::/0", "::ffff:192.0.2.1/128"};
	static const char *const wrong[] = {
		"",
		"/",
		"/24",
		"192.0.2.1",
		"192.0.2.1/",
		"192.0.2.1/33",
		"192.0.2.1/-1",
		"192.0.2.1/+1",
		"192.0.2.1/24/24",
		"192.0.2.1/255.255.255.0",
		"192.0.2.1 /24",
		"192.0.2/24",
		"192.0.2.01/24",
		"192.0.2.256/24",
		"0x7f.1/8",
		"1/8",
		"host/24",
		"2001:db8::1/129",
		"2001:db8::1::2/64",
		"fe80::1%eth0/64",
		"12345::/16",
		"2001:db8:0000:0000:0000:0000:0000:0000:0000:0000:0000:0001/64",
		/* hosts cannot have these */
		"0.0.0.0/0",
		"0.1.2.3/8",
		"224.0.0.1/4",
		"239.1.1.1/32",
		"255.255.255.255/32",
		"::/0",
		"::1/128",
		"ff02::1/16",
	};
	struct address address;

	(void)state;
	check_all(right, true, value_address(text, &address));
	check_all(wrong, false, value_address(text, &address));
	assert_true(taken(value_address("192.0.2.1/24", &address)));
	assert_int_equal(address.family, AF_INET);
	assert_int_equal(address.prefix, 24);
	assert_memory_equal(address.bytes, four, 4);
	assert_true(taken(value_address("2001:db8::1/64", &address)));
	assert_int_equal(address.family, AF_INET6);
	assert_int_equal(address.prefix, 64);
	assert_memory_equal(address.bytes, six, 16);
}

static void test_host(void **state)
{
	static const char *const right[] = {"192.0.2.1", "127.0.0.1", "::1", "fe80::1",
					    "::ffff:192.0.2.1"};
	static const char *const wrong[] = {
		"",
		" 192.0.2.1",
		"192.0.2.1 ",
		"192.0.2",
		"192.0.2.1/32",
		"192.0.2.01",
		"192.0.2.",
		"0.0.0.0",
		"224.0.0.1",
		"255.255.255.255",
		"host",
		"fe80::1%0",
		"::1/128",
		"::",
		"ff02::1",
		"2001:db8::1::2",
	};
	struct address address;

	(void)state;
	check_all(right, true, value_host(text, &address));
	check_all(wrong, false, value_host(text, &address));
	assert_true(taken(value_host("192.0.2.1", &address)));
	assert_int_equal(address.family, AF_INET);
	assert_int_equal(address.prefix, 32);
	assert_true(taken(value_host("::1", &address)));
	assert_int_equal(address.family, AF_INET6);
	assert_int_equal(address.prefix, 128);
}

static const char *const no_names[] = {
	"",	 ".",	  "..",	   "-",	    "-tap",  "--",    "a/b",   "/",	"a:b",
	"tap 0", " tap0", "tap0 ", "tap\t", "tap\n", "tap\r", "tap\v", "tap\f",
};

static void test_new_name(void **state)
{
	static const char *const right[] = {
		"t",	     "tap0", "123456789012345", "...", ".a",   "a-",	   "tap%d", "%d",
		"vm%d-eth0", "a*b",  "t\xc3\xa4p",	"a@b", "a\\b", "eth0.100",
	};
	static const char *const wrong[] = {
		"1234567890123456", "tap%", "%",      "tap%s", "tap%%",	  "tap%%d",
		"tap%d%d",	    "%d%",  "tap%5d", "tap%D", "tap\xa0",
	};

	(void)state;
	check_all(right, true, value_new_name(text));
	check_all(wrong, false, value_new_name(text));
	check_all(no_names, false, value_new_name(text));
}

static void test_names_of_what_exists(void **state)
{
	char longest[129];

	(void)state;
	check_all(no_names, false, value_link_name(text));
	check_all(no_names, false, value_name(text));
	assert_false(taken(value_link_name("tap\xa0")));
	assert_true(taken(value_name("voil\xc3\xa0")));
	assert_false(taken(value_link_name("tap%d")));
	assert_false(taken(value_link_name("1234567890123456")));
	assert_true(taken(value_link_name("br0")));
	/* An alternative name may have 127 bytes. */
	memset(longest, 'a', sizeof(longest));
	longest[127] = '\0';
	assert_true(taken(value_name(longest)));
	longest[127] = 'a';
	longest[128] = '\0';
	assert_false(taken(value_name(longest)));
	assert_true(taken(value_name("vm[0-9]*")));
}

static void test_value_fault(void **state)
{
	uint32_t number;
	struct fault *fault =
		value_fault(value_number("70000", 68, 65535, &number), "--mtu", "70000");

	(void)state;
	assert_int_equal(fault->status, STATUS_USAGE);
	assert_string_equal(fault->object, "--mtu");
	assert_string_equal(fault->what, "invalid value '70000'");
	assert_string_equal(fault->why, "allowed are 68 to 65535");
	fault_free(fault);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_number),

		cmocka_unit_test(test_mode_and_switch),
		cmocka_unit_test(test_state),
		cmocka_unit_test(test_seconds),
		cmocka_unit_test(test_mac),
		cmocka_unit_test(test_cidr),
		cmocka_unit_test(test_host),
		cmocka_unit_test(test_new_name),
		cmocka_unit_test(test_names_of_what_exists),
		cmocka_unit_test(test_value_fault),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

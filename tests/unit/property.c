// SPDX-License-Identifier: GPL-2.0-or-later
// Properties: the rules between them, and what their options accept and refuse.

#include "property/properties.h"
#include "unit.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "property/property.h"
#include "property/link-name.h"

static void take(struct request *request, enum property_id id, const char *argument)
{
	assert_null(property_take(request, id, argument));
	assert_true(request_has(request, id));
}

static void refuse_take(struct request *request, enum property_id id, const char *argument,
			const char *why)
{
	struct fault *fault = property_take(request, id, argument);

	if (!fault)
		fail_msg("taken: %s", argument);
	assert_int_equal(fault->status, STATUS_USAGE);
	assert_string_equal(fault->object, properties[id]->option);
	assert_non_null(strstr(fault->why, why));
	fault_free(fault);
}

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
	struct request asked = {0};
	struct request silent = {0};

	(void)state;
	take(&asked, PROPERTY_MODE, "tun");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(request_mode(&silent, cases[i].name), cases[i].mode);
		assert_int_equal(request_mode(&asked, cases[i].name), TUN_MODE_TUN);
	}
}

static void refuse(const struct request *request, const char *name, enum status status,
		   const char *object, const char *why)
{
	struct fault *fault = properties_check(request, name);

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
	struct request mtu = {0};
	struct request mac = {0};
	struct request nothing = {0};

	(void)state;
	assert_null(properties_check(&nothing, "tap0"));
	refuse(&nothing, "vm0", STATUS_USAGE, NULL, "mode");
	take(&mtu, PROPERTY_MTU, "65521");
	assert_null(properties_check(&mtu, "tap0"));
	take(&mtu, PROPERTY_MTU, "65522");
	refuse(&mtu, "tap0", STATUS_USAGE, "--mtu", "68 to 65521 for a tap");
	assert_null(properties_check(&mtu, "tun0"));
	/* The existing interface will tell which of the two it is. */
	assert_null(properties_check_any(&mtu));
	refuse_take(&mtu, PROPERTY_MTU, "65536", "68 to 65535 for a tun");
	take(&mac, PROPERTY_MAC, "02:00:00:00:00:01");
	assert_null(properties_check(&mac, "tap0"));
	refuse(&mac, "tun0", STATUS_CONFLICT, NULL, "MAC");
	/* The requested mode counts, not the name. */
	take(&mac, PROPERTY_MODE, "tun");
	refuse(&mac, "tap0", STATUS_CONFLICT, NULL, "MAC");
}

static const struct address *address_at(const struct request *request, size_t i)
{
	return value_item(&request->values[PROPERTY_ADDRESS], i);
}

static void test_addresses(void **state)
{
	struct request request = {0};

	(void)state;
	take(&request, PROPERTY_ADDRESS, "192.0.2.1/24");
	take(&request, PROPERTY_ADDRESS, "192.0.2.1/25");
	take(&request, PROPERTY_ADDRESS, "2001:db8::1/64");
	take(&request, PROPERTY_ADDRESS, "192.0.2.1,peer=192.0.2.2");
	take(&request, PROPERTY_ADDRESS, "192.0.2.1/8,peer=198.51.100.0/24");
	refuse_take(&request, PROPERTY_ADDRESS, "192.0.2.1/24", "given twice");
	refuse_take(&request, PROPERTY_ADDRESS, "192.0.2.1/32,peer=192.0.2.2/32", "given twice");
	refuse_take(&request, PROPERTY_ADDRESS, "192.0.2.1", "ADDRESS/PREFIX");
	refuse_take(&request, PROPERTY_ADDRESS, "192.0.2.1,peer=fe80::1", "families");
	refuse_take(&request, PROPERTY_ADDRESS, "192.0.2.1,peer=192.0.2.1", "the same");
	refuse_take(&request, PROPERTY_ADDRESS, "192.0.2.1,peer=", "ADDRESS/PREFIX");
	refuse_take(&request, PROPERTY_ADDRESS, "192.0.2.1,peer=192.0.2.2/33", "0 to 32");
	refuse_take(&request, PROPERTY_ADDRESS, "2001:db8::1/48", "2001:db8::1/64 cannot have it");
	refuse_take(&request, PROPERTY_ADDRESS, "192.0.2.1,peer=198.51.100.9/24", "cannot have it");
	refuse_take(&request, PROPERTY_ADDRESS, "192.0.2.1,peer=192.0.2.9/24", "cannot have it");
	take(&request, PROPERTY_ADDRESS, "192.0.2.1,peer=192.0.2.3");
	assert_int_equal(request.values[PROPERTY_ADDRESS].count, 6);
	assert_int_equal(address_at(&request, 0)->prefix, 24);
	assert_false(address_at(&request, 0)->has_peer);
	assert_int_equal(address_at(&request, 2)->family, AF_INET6);
	assert_true(address_at(&request, 3)->has_peer);
	assert_int_equal(address_at(&request, 3)->prefix, 32);
	assert_int_equal(address_at(&request, 4)->prefix, 24);
	/* IPv6 and such an MTU exclude each other, whichever is given first. */
	take(&request, PROPERTY_MTU, "1279");
	refuse(&request, "tap0", STATUS_CONFLICT, NULL, "1280");
	take(&request, PROPERTY_MTU, "1280");
	assert_null(properties_check(&request, "tap0"));
	request_clear(&request);
	assert_int_equal(request.given, 0);
	assert_null(request.values[PROPERTY_ADDRESS].items);
}

static void test_back(void **state)
{
	struct request request = {0};
	struct fault *fault;

	(void)state;
	assert_null(property_take_back(&request, PROPERTY_UP, NULL));
	assert_true(request_has(&request, PROPERTY_UP));
	assert_int_equal(request_number(&request, PROPERTY_UP), 0);
	take(&request, PROPERTY_MASTER, "br0");
	fault = property_take_back(&request, PROPERTY_MASTER, NULL);
	assert_non_null(fault);
	assert_string_equal(fault->object, "--no-master");
	fault_free(fault);
	/* An item cannot be added and removed at once. */
	take(&request, PROPERTY_ALTNAME, "one");
	assert_null(property_take_back(&request, PROPERTY_ALTNAME, "two"));
	assert_null(properties_check_any(&request));
	assert_null(property_take_back(&request, PROPERTY_ALTNAME, "one"));
	fault = properties_check_any(&request);
	assert_non_null(fault);
	assert_int_equal(fault->status, STATUS_USAGE);
	assert_string_equal(fault->object, "--no-altname");
	fault_free(fault);
	request_clear(&request);
}

static void test_altnames(void **state)
{
	struct request request = {0};
	char longest[ALTNAME_SIZE + 1] = "";

	(void)state;
	memset(longest, 'x', ALTNAME_SIZE - 1);
	take(&request, PROPERTY_ALTNAME, longest);
	longest[ALTNAME_SIZE - 1] = 'x';
	refuse_take(&request, PROPERTY_ALTNAME, longest, "127");
	take(&request, PROPERTY_ALTNAME, "n\xc3\xa4me");
	refuse_take(&request, PROPERTY_ALTNAME, "n\xc3me", "UTF-8");
	refuse_take(&request, PROPERTY_ALTNAME, "n\xc3\xa4me", "given twice");
	refuse_take(&request, PROPERTY_ALTNAME, "a/b", "'/'");
	refuse_take(&request, PROPERTY_ALTNAME, "a b", "white space");
	refuse_take(&request, PROPERTY_ALTNAME, "a*", "'*'");
	refuse_take(&request, PROPERTY_ALTNAME, "a?", "'?'");
	refuse_take(&request, PROPERTY_ALTNAME, "a[b]", "'['");
	refuse_take(&request, PROPERTY_ALTNAME, "a\x1b", "control");
	refuse_take(&request, PROPERTY_ALTNAME, "a\xc2\x9b", "control");
	refuse_take(&request, PROPERTY_ALTNAME, "a\xc2\xa0", "white space");
	/* As a single byte it would be a blank. */
	take(&request, PROPERTY_ALTNAME, "voil\xc3\xa0");
	refuse_take(&request, PROPERTY_ALTNAME, "", "empty");
	/* A name that the kernel accepted from others can be removed nevertheless. */
	assert_null(property_take_back(&request, PROPERTY_ALTNAME, "a/b \x1b\xc3"));
	request_clear(&request);
}

static void test_alias(void **state)
{
	struct request request = {0};
	char longest[257] = "";

	(void)state;
	memset(longest, 'x', 255);
	take(&request, PROPERTY_ALIAS, longest);
	assert_string_equal(request.values[PROPERTY_ALIAS].text, longest);
	longest[255] = 'x';
	refuse_take(&request, PROPERTY_ALIAS, longest, "256");
	refuse_take(&request, PROPERTY_ALIAS, "a\nb", "control");
	refuse_take(&request, PROPERTY_ALIAS, "a\xc2\x80", "control");
	take(&request, PROPERTY_ALIAS, "a\xc2\xa0\xff\xc2");
	take(&request, PROPERTY_ALIAS, "");
	assert_string_equal(request.values[PROPERTY_ALIAS].text, "");
	request_clear(&request);
}

/* Every property and every other change has its own word, and all of them fit. */
static void test_words(void **state)
{
	char words[CHANGE_WORDS_SIZE];

	(void)state;
	for (int id = 0; id < CHANGE_COUNT; id++)
		for (int other = 0; other < id; other++)
			assert_string_not_equal(change_word(id), change_word(other));
	for (int id = 0; id < PROPERTY_COUNT; id++)
		assert_string_equal(properties[id]->option + strlen("--"), change_word(id));
	change_words(0, words);
	assert_string_equal(words, "");
	change_words(PROPERTY_BIT(PROPERTY_MTU) | PROPERTY_BIT(PROPERTY_OWNER), words);
	assert_string_equal(words, "owner, mtu");
	change_words(CHANGE_BIT(CHANGE_COUNT) - 1, words);
	assert_non_null(strstr(words, "persist"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_mode),	  cmocka_unit_test(test_check),
		cmocka_unit_test(test_addresses), cmocka_unit_test(test_back),
		cmocka_unit_test(test_altnames),  cmocka_unit_test(test_words),
		cmocka_unit_test(test_alias),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

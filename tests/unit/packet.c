// SPDX-License-Identifier: GPL-2.0-or-later
// The example reader's descriptions: right for valid packets, harmless for hostile ones.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "../../examples/packet.h"

#define ETHERNET                                                                                   \
	"02000000000a"                                                                             \
	"02000000000b"
#define IPV4(len, proto)                                                                           \
	"4500" len "00000000"                                                                      \
	"40" proto "0000"                                                                          \
	"0a000001"                                                                                 \
	"0a000002"
#define FE80_1 "fe800000000000000000000000000001"
#define FE80_2 "fe800000000000000000000000000002"
#define ARP_WHO                                                                                    \
	"0001"                                                                                     \
	"0800"                                                                                     \
	"06"                                                                                       \
	"04"                                                                                       \
	"0001"                                                                                     \
	"02000000000b"                                                                             \
	"0a000001"                                                                                 \
	"000000000000"                                                                             \
	"0a000002"
#define ARP_IS                                                                                     \
	"0001"                                                                                     \
	"0800"                                                                                     \
	"06"                                                                                       \
	"04"                                                                                       \
	"0002"                                                                                     \
	"02000000000b"                                                                             \
	"0a000001"                                                                                 \
	"02000000000a"                                                                             \
	"0a000002"

/*
 * Converts hexadecimal digits into memory of exactly that size, so that a sanitizer sees every
 * access beyond it.
 */
static unsigned char *bytes_of(const char *hex, size_t *len)
{
	unsigned char *bytes;
	unsigned int value;

	*len = strlen(hex) / 2;
	bytes = malloc(*len ? *len : 1);
	assert_non_null(bytes);
	for (size_t i = 0; i < *len; i++) {
		assert_int_equal(sscanf(hex + 2 * i, "%2x", &value), 1);
		bytes[i] = (unsigned char)value;
	}
	return bytes;
}

static void describe(struct text *t, bool ethernet, const unsigned char *bytes, size_t len)
{
	struct span s = {bytes, len};

	memset(t, 0, sizeof(*t));
	if (ethernet)
		describe_ethernet(t, &s);
	else
		describe_ip(t, &s);
	assert_true(s.len <= len);
	text_add_printable(t, s.bytes, s.len);
	assert_int_equal(strlen(t->bytes), t->len);
	for (size_t i = 0; i < t->len; i++)
		assert_in_range(t->bytes[i], ' ', '~');
}

static const struct example {
	bool ethernet;
	const char *hex, *line;
} examples[] = {
	{true, ETHERNET "0806" ARP_WHO,
	 "02:00:00:00:00:0b > 02:00:00:00:00:0a ARP who has 10.0.0.2, asks 10.0.0.1"},
	{true, ETHERNET "0806" ARP_IS,
	 "02:00:00:00:00:0b > 02:00:00:00:00:0a ARP 10.0.0.1 is at 02:00:00:00:00:0b"},
	{true, ETHERNET "810000050806" ARP_WHO,
	 "02:00:00:00:00:0b > 02:00:00:00:00:0a VLAN 5 ARP who has 10.0.0.2, asks 10.0.0.1"},
	{true, ETHERNET "88b5", "02:00:00:00:00:0b > 02:00:00:00:00:0a type 0x88b5"},
	{true, ETHERNET "0026", "02:00:00:00:00:0b > 02:00:00:00:00:0a IEEE 802.3"},
	/* The padding after a short packet is not its payload. */
	{true, ETHERNET "0800" IPV4("001c", "01") "080000000007000200000000",
	 "02:00:00:00:00:0b > 02:00:00:00:00:0a 10.0.0.1 > 10.0.0.2 ICMP echo request, id 7, seq 2, 0 bytes"},
	{false,
	 IPV4("001e", "01") "0000000000070002"
			    "4849",
	 "10.0.0.1 > 10.0.0.2 ICMP echo reply, id 7, seq 2, 2 bytesHI"},
	{false, IPV4("001c", "01") "0303000000000000",
	 "10.0.0.1 > 10.0.0.2 ICMP destination unreachable, code 3, 0 bytes"},
	{false,
	 IPV4("001f", "11") "0035d431000b0000"
			    "1b5b41",
	 "10.0.0.1 > 10.0.0.2 UDP 53 > 54321, 3 bytes.[A"},
	{false, IPV4("001c", "11") "0035d43100ff0000",
	 "10.0.0.1 > 10.0.0.2 UDP 53 > 54321 [wrong length], 0 bytes"},
	{false,
	 IPV4("0028", "06") "0016c350"
			    "00000001"
			    "00000002"
			    "50121000"
			    "00000000",
	 "10.0.0.1 > 10.0.0.2 TCP 22 > 50000 SA, seq 1, ack 2, window 4096, 0 bytes"},
	{false,
	 IPV4("0028", "06") "0016c350"
			    "00000001"
			    "00000002"
			    "f0021000"
			    "00000000",
	 "10.0.0.1 > 10.0.0.2 TCP 22 > 50000 S, seq 1, ack 2, window 4096 [wrong header length]"},
	{false,
	 "4500001800002001"
	 "40110000"
	 "0a0000010a000002"
	 "41424344",
	 "10.0.0.1 > 10.0.0.2 protocol 17, fragment at 8, more fragmentsABCD"},
	{false,
	 "4f00001400000000"
	 "40060000"
	 "0a0000010a000002",
	 "10.0.0.1 > 10.0.0.2 [wrong header length]"},
	{false, IPV4("0000", "06"), "10.0.0.1 > 10.0.0.2 [wrong header length]"},
	{false, IPV4("0040", "fd"), "10.0.0.1 > 10.0.0.2 [cut short] protocol 253, 0 bytes"},
	{false,
	 "60000000"
	 "0008"
	 "3a"
	 "40" FE80_1 FE80_2 "8000000000010002",
	 "fe80::1 > fe80::2 ICMPv6 echo request, id 1, seq 2, 0 bytes"},
	{false,
	 "60000000"
	 "0018"
	 "3a"
	 "ff" FE80_1 FE80_2 "8700000000000000" FE80_2,
	 "fe80::1 > fe80::2 ICMPv6 neighbour solicitation for fe80::2, 0 bytes"},
	/* Hop-by-hop options, followed by the first ICMPv6 packet that each link sends. */
	{false,
	 "60000000"
	 "0010"
	 "00"
	 "01" FE80_1 FE80_2 "3a00050200000000"
	 "8f00000000000001",
	 "fe80::1 > fe80::2 ICMPv6 multicast listener report, 0 bytes"},
	{false,
	 "60000000"
	 "0008"
	 "00"
	 "01" FE80_1 FE80_2 "3aff050200000000",
	 "fe80::1 > fe80::2 [extension header cut short]"},
	{false,
	 "60000000"
	 "0008"
	 "2c"
	 "01" FE80_1 FE80_2 "1100010000000001",
	 "fe80::1 > fe80::2 protocol 17, fragment at 256"},
	{false, "00", "neither IPv4 nor IPv6."},
	{false, "", "empty"},
	{false, "45", "IPv4 [cut short]E"},
	{true, "0200", "Ethernet [cut short].."},
};

static void test_examples(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++) {
		size_t len;
		unsigned char *bytes = bytes_of(examples[i].hex, &len);
		struct text t;

		describe(&t, examples[i].ethernet, bytes, len);
		assert_string_equal(t.bytes, examples[i].line);
		free(bytes);
	}
}

/* A packet of any kind may be truncated anywhere, and any of its bytes may be changed. */
static void test_cut_and_changed(void **state)
{
	struct text t;

	(void)state;
	srand(1);
	for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++) {
		size_t len, cut;
		unsigned char *bytes = bytes_of(examples[i].hex, &len);

		for (cut = 0; cut <= len; cut++) {
			unsigned char *part = malloc(cut ? cut : 1);

			assert_non_null(part);
			memcpy(part, bytes, cut);
			describe(&t, examples[i].ethernet, part, cut);
			for (int change = 0; cut && change < 200; change++) {
				part[(size_t)rand() % cut] = (unsigned char)rand();
				describe(&t, examples[i].ethernet, part, cut);
			}
			free(part);
		}
		free(bytes);
	}
}

static void test_line_is_bounded(void **state)
{
	unsigned char bytes[2000];
	struct text t = {0};

	(void)state;
	memset(bytes, 'x', sizeof(bytes));
	text_add_printable(&t, bytes, sizeof(bytes));
	assert_int_equal(t.len, sizeof(t.bytes) - 1);
	text_add(&t, "%s", "more");
	assert_int_equal(t.len, sizeof(t.bytes) - 1);
	assert_int_equal(strlen(t.bytes), t.len);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_examples),
		cmocka_unit_test(test_cut_and_changed),
		cmocka_unit_test(test_line_is_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

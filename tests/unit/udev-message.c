// SPDX-License-Identifier: GPL-2.0-or-later
// Messages of the kernel and of udevd about devices, valid and malformed.

#include "unit.h"

#include <arpa/inet.h>
#include <string.h>

#include "kernel/udev-message.h"

/* Including the NUL byte that ends the last line. */
#define LINES                                                                                      \
	"ACTION=add\0DEVPATH=/devices/virtual/net/tap0\0SUBSYSTEM=net\0INTERFACE=tap0\0"           \
	"IFINDEX=7\0SEQNUM=1182"

static bool read_text(const char *text, size_t size, struct udev_message *message)
{
	/* Of exactly that size, so that the sanitizers see an access beyond it. */
	char *copy = malloc(size ? size : 1);
	bool read;

	must_have(copy);
	memcpy(copy, text, size);
	read = udev_message_read(copy, size, message);
	free(copy);
	return read;
}

#define read_lines(text, message) read_text(text, sizeof(text), message)

static void test_kernel(void **state)
{
	struct udev_message message;

	(void)state;
	assert_true(read_lines("add@/devices/virtual/net/tap0\0" LINES, &message));
	assert_int_equal(message.sequence, 1182);
	assert_int_equal(message.ifindex, 7);
	assert_false(message.removed);

	assert_true(read_lines("remove@/devices/virtual/net/tap0\0ACTION=remove\0SUBSYSTEM=net\0"
			       "IFINDEX=2147483647\0SEQNUM=18446744073709551615",
			       &message));
	assert_true(message.sequence == UINT64_MAX);
	assert_int_equal(message.ifindex, 2147483647);
	assert_true(message.removed);
	assert_false(message.renamed);

	assert_true(read_lines("move@/devices/virtual/net/lan0\0ACTION=move\0SUBSYSTEM=net\0"
			       "IFINDEX=7\0SEQNUM=1183",
			       &message));
	assert_true(message.renamed);
	assert_false(message.removed);
}

static void test_other_device(void **state)
{
	struct udev_message message;

	(void)state;
	assert_true(read_lines("add@/devices/virtual/net/tap0/queues/rx-0\0ACTION=add\0"
			       "SUBSYSTEM=queues\0SEQNUM=3",
			       &message));
	assert_int_equal(message.ifindex, 0);
	assert_int_equal(message.sequence, 3);

	/* The index of another kind of device. */
	assert_true(read_lines("SUBSYSTEM=block\0IFINDEX=7\0SEQNUM=3", &message));
	assert_int_equal(message.ifindex, 0);
	assert_true(read_lines("IFINDEX=7\0SEQNUM=3\0NOT_SUBSYSTEM=net", &message));
	assert_int_equal(message.ifindex, 0);
}

static void test_numbers(void **state)
{
	static const char *const bad[] = {
		"SEQNUM=",   "SEQNUM=0",  "SEQNUM=-1",
		"SEQNUM=+1", "SEQNUM= 1", "SEQNUM=1x",
		"SEQNUM",    "SEQNUM1=1", "SEQNUM=18446744073709551616",
	};
	static const char *const bad_index[] = {"IFINDEX=2147483648", "IFINDEX=-1", "IFINDEX=7 "};
	struct udev_message message;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(read_text(bad[i], strlen(bad[i]) + 1, &message));
	for (size_t i = 0; i < sizeof(bad_index) / sizeof(bad_index[0]); i++) {
		char text[64] = "SUBSYSTEM=net\0SEQNUM=1";
		size_t used = sizeof("SUBSYSTEM=net\0SEQNUM=1");

		memcpy(text + used, bad_index[i], strlen(bad_index[i]) + 1);
		assert_true(read_text(text, used + strlen(bad_index[i]) + 1, &message));
		assert_int_equal(message.ifindex, 0);
	}
}

static void test_cut(void **state)
{
	static const char text[] = "add@/devices/virtual/net/tap0\0" LINES;
	struct udev_message message;

	(void)state;
	/* Without the NUL byte at its end it may be a part of a longer number. */
	for (size_t size = 0; size < sizeof(text); size++)
		assert_false(read_text(text, size, &message));
}

/* libudev's header, of which udevd's has more fields. */
static size_t with_header(char *data, uint32_t magic, uint32_t offset, uint32_t size)
{
	uint32_t header[8] = {htonl(magic), 40, offset, size};

	memcpy(data, "libudev", 8);
	memcpy(data + 8, header, sizeof(header));
	memcpy(data + 40, LINES, sizeof(LINES));
	return 40 + sizeof(LINES);
}

static void test_udevd(void **state)
{
	char data[256];
	struct udev_message message;
	size_t size = with_header(data, 0xfeedcafe, 40, sizeof(LINES));

	(void)state;
	assert_true(read_text(data, size, &message));
	assert_int_equal(message.sequence, 1182);
	assert_int_equal(message.ifindex, 7);
}

static void test_bad_header(void **state)
{
	char data[256];
	struct udev_message message;
	size_t size = with_header(data, 0xcafefeed, 40, sizeof(LINES));

	(void)state;
	assert_false(read_text(data, size, &message));
	(void)with_header(data, 0xfeedcafe, (uint32_t)size + 1, 0);
	assert_false(read_text(data, size, &message));
	(void)with_header(data, 0xfeedcafe, 40, sizeof(LINES) + 1);
	assert_false(read_text(data, size, &message));
	(void)with_header(data, 0xfeedcafe, 40, UINT32_MAX);
	assert_false(read_text(data, size, &message));
	(void)with_header(data, 0xfeedcafe, UINT32_MAX, 41);
	assert_false(read_text(data, size, &message));
	(void)with_header(data, 0xfeedcafe, 40, 0);
	assert_false(read_text(data, size, &message));
	assert_false(read_text(data, 8, &message));
	assert_false(read_text(data, 23, &message));
}

static void test_listeners(void **state)
{
	(void)state;
	/* Headings, rtnetlink, libudev's listeners to udevd, the kernel's own socket. */
	assert_false(udev_line_listens(
		"sk               Eth Pid        Groups   Rmem     Wmem     Dump  Locks\n"));
	assert_false(udev_line_listens("00000000c796c60f 0   248        000405d1 0        0\n"));
	assert_false(udev_line_listens("00000000eb984522 15  233        00000002 0        0\n"));
	assert_false(udev_line_listens("000000009d90f34f 15  0          00000000 0        0\n"));
	assert_false(udev_line_listens(""));
	assert_false(udev_line_listens("00000000 15"));
	assert_true(udev_line_listens("0000000029d5f178 15  3899838793 00000001 0        0\n"));
	assert_true(udev_line_listens("0000000029d5f178 15  216        ffffffff 0        0\n"));
	assert_true(udev_line_listens("0000000029d5f178 15  -39583     00000003 0        0\n"));
}

static void test_controls(void **state)
{
	(void)state;
	assert_false(
		udev_line_controls("Num       RefCount Protocol Flags    Type St Inode Path\n"));
	assert_false(udev_line_controls("0: 00000003 00000000 00000000 0001 03 5125\n"));
	assert_false(udev_line_controls("0: 00000002 0 00010000 0005 01 5125 /run/udevd\n"));
	assert_false(
		udev_line_controls("0: 00000002 0 00010000 0005 01 5125 /mnt/run/udev/control\n"));
	/* Names that any user can give to a socket. */
	assert_false(udev_line_controls("0: 00000002 0 0 0002 01 5125 @/run/udev/control\n"));
	assert_false(udev_line_controls("0: 00000002 0 0 0002 01 5125 @x /run/udev/control\n"));
	assert_false(udev_line_controls("0: 00000002 0 0 0002 01 5125 x /run/udev/control\n"));
	assert_false(udev_line_controls(""));
	assert_false(udev_line_controls("0: 00000002 0 00010000 0005 01 5125\n"));
	assert_true(udev_line_controls("0: 00000002 0 00010000 0005 01 5125 /run/udev/control\n"));
	assert_true(udev_line_controls(
		"00000000051130b7: 00000002 00000000 00010000 0001 01   412 /run/udev/io\n"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kernel),	  cmocka_unit_test(test_other_device),
		cmocka_unit_test(test_numbers),	  cmocka_unit_test(test_cut),
		cmocka_unit_test(test_udevd),	  cmocka_unit_test(test_bad_header),
		cmocka_unit_test(test_listeners), cmocka_unit_test(test_controls),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: GPL-2.0-or-later
// The example tunnel's framing: packets survive a stream that is split anywhere, in fixed memory.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "../../examples/frames.h"

static struct frames sender, receiver;

static int empty(void **state)
{
	(void)state;
	sender.start = sender.end = receiver.start = receiver.end = 0;
	return 0;
}

/* Packet number n: its length and its bytes are derived from n. */
static size_t length_of(unsigned int n)
{
	static const size_t lengths[] = {0, 1, 40, 1500, 65535, 9000, 2, 576};

	return lengths[n % (sizeof(lengths) / sizeof(lengths[0]))];
}

static void queue(unsigned int n)
{
	size_t size;
	unsigned char *room = frames_reserve(&sender, &size);

	assert_non_null(room);
	assert_true(size > FRAME_PAYLOAD_MAX);
	memset(room, (int)(n & 0xff), length_of(n));
	frames_commit(&sender, length_of(n));
}

static void expect(unsigned int n)
{
	size_t len;
	const unsigned char *payload = frames_first(&receiver, &len);

	assert_non_null(payload);
	assert_int_equal(len, length_of(n));
	for (size_t i = 0; i < len; i++)
		assert_int_equal(payload[i], n & 0xff);
	frames_drop_first(&receiver);
}

/* At most `limit` bytes, as from recv. */
static size_t transfer(size_t limit)
{
	size_t count, size;
	const unsigned char *bytes = frames_bytes(&sender, &count);
	unsigned char *space = frames_space(&receiver, &size);

	assert_true(size > 0);
	if (count > limit)
		count = limit;
	if (count > size)
		count = size;
	memcpy(space, bytes, count);
	frames_put(&receiver, count);
	frames_consume(&sender, count);
	return count;
}

static void test_first_of_nothing(void **state)
{
	size_t len;

	(void)state;
	assert_true(frames_empty(&receiver));
	assert_null(frames_first(&receiver, &len));
	frames_drop_first(&receiver);
	assert_true(frames_empty(&receiver));
}

static void test_header_is_big_endian(void **state)
{
	size_t size, count;
	const unsigned char *bytes;

	(void)state;
	assert_non_null(frames_reserve(&sender, &size));
	frames_commit(&sender, 0x0102);
	bytes = frames_bytes(&sender, &count);
	assert_int_equal(count, FRAME_HEADER + 0x0102);
	assert_int_equal(bytes[0], 1);
	assert_int_equal(bytes[1], 2);
}

static void test_refuses_when_full(void **state)
{
	size_t size, packets = 0;

	(void)state;
	while (frames_reserve(&sender, &size)) {
		frames_commit(&sender, FRAME_PAYLOAD_MAX);
		packets++;
	}
	assert_int_equal(packets, (FRAMES_SIZE - 1) / FRAME_MAX);
	frames_drop_first(&sender);
	assert_non_null(frames_reserve(&sender, &size));
}

static void through(size_t limit)
{
	unsigned int queued = 0, seen = 0;
	size_t size, len;

	empty(NULL);
	while (seen < 64) {
		while (queued < 64 && frames_reserve(&sender, &size))
			queue(queued++);
		transfer(limit);
		while (frames_first(&receiver, &len))
			expect(seen++);
	}
	assert_true(frames_empty(&sender));
	assert_true(frames_empty(&receiver));
}

static void test_any_cut(void **state)
{
	static const size_t limits[] = {1, 2, 3, 7, 1499, 65536, 65537, FRAMES_SIZE};

	(void)state;
	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++)
		through(limits[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_first_of_nothing, empty),
		cmocka_unit_test_setup(test_header_is_big_endian, empty),
		cmocka_unit_test_setup(test_refuses_when_full, empty),
		cmocka_unit_test_setup(test_any_cut, empty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

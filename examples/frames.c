// SPDX-License-Identifier: GPL-2.0-or-later
// Packets in a fixed amount of memory, each after its length, in the order of their arrival.
#include "frames.h"

#include <assert.h>
#include <string.h>

/*
 * Moves the contents to the front. The copy keeps everything in one piece: a packet is never split
 * between the two ends of a ring.
 */
static void compact(struct frames *f)
{
	memmove(f->bytes, f->bytes + f->start, f->end - f->start);
	f->end -= f->start;
	f->start = 0;
}

unsigned char *frames_reserve(struct frames *f, size_t *size)
{
	/*
	 * Only after a quarter has been sent: so at most three bytes are moved for each one sent.
	 */
	if (FRAMES_SIZE - f->end <= FRAME_MAX && f->start >= FRAMES_SIZE / 4)
		compact(f);
	if (FRAMES_SIZE - f->end <= FRAME_MAX)
		return NULL;
	*size = FRAMES_SIZE - f->end - FRAME_HEADER;
	return f->bytes + f->end + FRAME_HEADER;
}

void frames_commit(struct frames *f, size_t payload)
{
	unsigned char *header = f->bytes + f->end;

	assert(payload <= FRAME_PAYLOAD_MAX);
	header[0] = (unsigned char)(payload >> 8);
	header[1] = (unsigned char)payload;
	f->end += FRAME_HEADER + payload;
}

const unsigned char *frames_first(const struct frames *f, size_t *payload)
{
	const unsigned char *header = f->bytes + f->start;
	size_t count = f->end - f->start;

	if (count < FRAME_HEADER)
		return NULL;
	*payload = (size_t)header[0] << 8 | header[1];
	return count - FRAME_HEADER < *payload ? NULL : header + FRAME_HEADER;
}

void frames_drop_first(struct frames *f)
{
	size_t payload;

	if (frames_first(f, &payload))
		frames_consume(f, FRAME_HEADER + payload);
}

unsigned char *frames_space(struct frames *f, size_t *size)
{
	/* A whole frame fits after `start` now, so a reader never gets stuck within one. */
	if (FRAMES_SIZE - f->start < FRAME_MAX)
		compact(f);
	*size = FRAMES_SIZE - f->end;
	return f->bytes + f->end;
}

void frames_put(struct frames *f, size_t count)
{
	f->end += count;
}

const unsigned char *frames_bytes(const struct frames *f, size_t *count)
{
	*count = f->end - f->start;
	return f->bytes + f->start;
}

void frames_consume(struct frames *f, size_t count)
{
	f->start += count;
	if (f->start == f->end)
		f->start = f->end = 0;
}

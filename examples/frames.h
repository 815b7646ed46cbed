/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A fixed amount of memory with packets in it, each behind its length, in the order they came. */
#ifndef EXAMPLES_FRAMES_H
#define EXAMPLES_FRAMES_H

#include <stdbool.h>
#include <stddef.h>

/*
 * A frame is two bytes of length, most significant first, and as many bytes of payload. This is
 * what goes over a TCP connection, and it is how packets wait in memory whatever the transport is.
 * A frame without payload says nothing but "I am still here".
 */
#define FRAME_HEADER	  2
#define FRAME_PAYLOAD_MAX 65535
#define FRAME_MAX	  (FRAME_HEADER + FRAME_PAYLOAD_MAX)

/* Room for a few of the largest, and for some 170 packets of 1500 bytes. */
#define FRAMES_SIZE (256 * 1024)

struct frames {
	size_t start, end; /* bytes[start] to bytes[end - 1] are in use */
	unsigned char bytes[FRAMES_SIZE];
};

/* For those who handle packets. */

/*
 * Where to put the payload of the next frame, or NULL if there is no room. There are *size bytes:
 * at least one more than a payload may have, so that a packet that is too long can be told from one
 * that just fits. The frame is there once frames_commit has been told its length.
 */
unsigned char *frames_reserve(struct frames *f, size_t *size);
void frames_commit(struct frames *f, size_t payload);

/* The first frame's payload, or NULL when there is no complete frame. */
const unsigned char *frames_first(const struct frames *f, size_t *payload);
void frames_drop_first(struct frames *f);

/* For those who handle a stream of bytes, which ends and begins anywhere within a frame. */

static inline bool frames_empty(const struct frames *f)
{
	return f->start == f->end;
}

/* Where to put bytes that arrive, *size of them at most. */
unsigned char *frames_space(struct frames *f, size_t *size);
void frames_put(struct frames *f, size_t count);

/* What is to be sent. */
const unsigned char *frames_bytes(const struct frames *f, size_t *count);
void frames_consume(struct frames *f, size_t count);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Packets in a fixed amount of memory, each after its length, in the order of their arrival. */
#ifndef EXAMPLES_FRAMES_H
#define EXAMPLES_FRAMES_H

#include <stdbool.h>
#include <stddef.h>

/*
 * A frame is its length in two bytes, most significant first, and as many bytes of payload. This is
 * the format on a TCP connection, and the format in which packets wait in memory for any transport.
 * A frame without payload is a keepalive.
 */
#define FRAME_HEADER	  2
#define FRAME_PAYLOAD_MAX 65535
#define FRAME_MAX	  (FRAME_HEADER + FRAME_PAYLOAD_MAX)

/* Room for several of the largest packets, or about 170 packets of 1500 bytes. */
#define FRAMES_SIZE (256 * 1024)

struct frames {
	size_t start, end; /* bytes[start] to bytes[end - 1] are in use */
	unsigned char bytes[FRAMES_SIZE];
};

/* For callers that handle packets. */

/*
 * Where to put the payload of the next frame, or NULL if there is no room. *size is at least one
 * byte more than a payload may have, so that a packet that is too long differs from one that just
 * fits. frames_commit then adds the frame with the given length.
 */
unsigned char *frames_reserve(struct frames *f, size_t *size);
void frames_commit(struct frames *f, size_t payload);

/* The first frame's payload, or NULL if there is no complete frame. */
const unsigned char *frames_first(const struct frames *f, size_t *payload);
void frames_drop_first(struct frames *f);

/* For callers that handle a byte stream, which can be split anywhere within a frame. */

static inline bool frames_empty(const struct frames *f)
{
	return f->start == f->end;
}

/* Where to put received bytes, at most *size of them. */
unsigned char *frames_space(struct frames *f, size_t *size);
void frames_put(struct frames *f, size_t count);

/* What to send. */
const unsigned char *frames_bytes(const struct frames *f, size_t *count);
void frames_consume(struct frames *f, size_t count);

#endif

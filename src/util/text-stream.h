/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Text that is printed into memory: all of it, or none. */
#ifndef TUNADM_UTIL_TEXT_STREAM_H
#define TUNADM_UTIL_TEXT_STREAM_H

#include <stdio.h>
#include <stdlib.h>

/* A zero-initialized stream is ready for text_open(). */
struct text_stream {
	FILE *file;
	char *text;
	size_t size;
};

/* Returns the stream to print to, or NULL without memory. text_close() ends it. */
static inline __attribute__((nonnull, warn_unused_result)) FILE *text_open(
	struct text_stream *stream)
{
	stream->file = open_memstream(&stream->text, &stream->size);
	return stream->file;
}

/*
 * Ends the stream. Returns its text, malloced, or NULL if there was no memory for a part of it.
 * Both checks are needed: a lost print shows only in ferror(), and fclose() may report no error and
 * yet leave nothing.
 */
static inline __attribute__((nonnull, malloc, warn_unused_result)) char *text_close(
	struct text_stream *stream)
{
	int lost = ferror(stream->file);

	if (fclose(stream->file) == 0 && !lost)
		return stream->text;
	free(stream->text);
	return NULL;
}

#endif

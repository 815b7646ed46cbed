/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Text that is printed into memory: all of it, or none. */
#ifndef TUNADM_UTIL_TEXT_STREAM_H
#define TUNADM_UTIL_TEXT_STREAM_H

#include <stdio.h>
#include <stdlib.h>

/* Zero-initialized, it is ready for text_open(). */
struct text_stream {
	FILE *file;
	char *text;
	size_t size;
};

/* The stream to print to, or NULL without memory; text_close() ends it. */
static inline __attribute__((nonnull, warn_unused_result)) FILE *text_open(
	struct text_stream *stream)
{
	stream->file = open_memstream(&stream->text, &stream->size);
	return stream->file;
}

/*
 * Ends the stream and returns its text, malloced, or NULL if there was no memory for any part of
 * it: what a print has lost shows in the stream's error alone, and closing may leave nothing, and
 * yet no error.
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

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The monotonic clock in nanoseconds, for deadlines and pauses. */
#ifndef TUNADM_UTIL_CLOCK_H
#define TUNADM_UTIL_CLOCK_H

#include <stdint.h>
#include <time.h>

#define CLOCK_SECOND	  INT64_C(1000000000)
#define CLOCK_MILLISECOND INT64_C(1000000)

/* A moment that never comes. */
#define CLOCK_NEVER INT64_MAX

static inline int64_t clock_now(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * CLOCK_SECOND + now.tv_nsec;
}

static inline int64_t clock_earlier(int64_t one, int64_t other)
{
	return one < other ? one : other;
}

static inline int64_t clock_later(int64_t one, int64_t other)
{
	return one > other ? one : other;
}

/* Returns the timeout with which ppoll(2) waits until that moment; NULL if it never comes. */
static inline const struct timespec *clock_until(int64_t moment, struct timespec *timeout)
{
	int64_t left;

	if (moment == CLOCK_NEVER)
		return NULL;
	left = moment - clock_now();
	if (left < 0)
		left = 0;
	timeout->tv_sec = left / CLOCK_SECOND;
	timeout->tv_nsec = left % CLOCK_SECOND;
	return timeout;
}

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Included by every unit test: cmocka with the headers that it needs. */
#ifndef TUNADM_TESTS_UNIT_H
#define TUNADM_TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/* A pointer that is not NULL from here on; cmocka's own assertion does not tell the compiler. */
#define must_have(pointer)                                                                         \
	do {                                                                                       \
		assert_non_null(pointer);                                                          \
		if (!(pointer))                                                                    \
			abort();                                                                   \
	} while (0)

#endif

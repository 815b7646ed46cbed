/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Findings as JSON. */
#ifndef TUNADM_OUTPUT_JSON_WHY_H
#define TUNADM_OUTPUT_JSON_WHY_H

#include "json/json-build.h"
#include "why/result.h"

/* Sets "findings" and "watch" in the object from a struct why_result. */
void json_fill_why(struct json_builder *builder, json_t *object, const void *result)
	__attribute__((nonnull(1, 3)));

#endif

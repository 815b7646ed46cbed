/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A request: the desired properties of an interface, from a command line or a table entry. */
#ifndef TUNADM_MODEL_REQUEST_H
#define TUNADM_MODEL_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/mode.h"
#include "model/property-id.h"
#include "model/value.h"

/* "Was given" is a bit, not a magic value: a value is valid only if its bit is set. */
struct request {
	uint64_t given;	    /* PROPERTY_BIT() of each property that was given */
	uint64_t withdrawn; /* of each property from which something is to be removed */
	struct value values[PROPERTY_COUNT];
	struct value withdrawals[PROPERTY_COUNT]; /* the items to remove */
};

static inline bool request_has(const struct request *request, enum property_id id)
{
	return request->given & PROPERTY_BIT(id);
}

/* Requests a property that is a number or a switch. */
static inline void request_set(struct request *request, enum property_id id, uint64_t number)
{
	request->given |= PROPERTY_BIT(id);
	request->values[id].number = number;
}

/* The number of a property that was given. */
static inline uint64_t request_number(const struct request *request, enum property_id id)
{
	return request->values[id].number;
}

/* The requested mode, or that of a name that begins with tun or tap. */
enum tun_mode request_mode(const struct request *request, const char *name)
	__attribute__((nonnull, pure));

/* Releases the contents, not the struct itself. */
void request_clear(struct request *request) __attribute__((nonnull));

#endif

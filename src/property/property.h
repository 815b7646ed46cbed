/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a property of an interface is: its option and what that takes, how it is read, compared,
 * set, taken back and shown. Each is a file beside this one; all that walks the properties walks
 * the one table of them (property/properties.h).
 */
#ifndef TUNADM_PROPERTY_PROPERTY_H
#define TUNADM_PROPERTY_PROPERTY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "json/json-build.h"
#include "kernel/engine.h"
#include "kernel/link-change.h"
#include "model/device.h"
#include "model/fault.h"
#include "model/request.h"
#include "property/listing.h"

/* Its part in the change of one interface. */
struct property_change {
	struct engine *engine;
	const struct device *device; /* as it was before */
	const struct request *request;
	bool fresh; /* it was just created, and nothing is set yet */

	/* For a property that is a list: what to do, and how much of it has been done. */
	struct value add;
	size_t added;
	struct value remove;
	size_t removed;
};

struct property {
	const char *option; /* with its dashes, as in messages */
	char letter;
	const char *argument; /* the name of its argument in the help, or NULL: it is a switch */
	const char *help;     /* NULL: there is no option */
	bool only_live;	      /* only for existing interfaces: not for add, exec and the table */
	uint64_t excludes;    /* PROPERTY_BIT()s of those that cannot be given with it */

	/* The option that removes it, only for `set`. */
	const char *back; /* "--no-master", or NULL */
	const char *back_argument;
	const char *back_help;

	/* Parses the argument; a fault (2) says what is allowed. NULL: a switch, value 1. */
	struct fault *(*parse)(const char *text, struct value *value);

	/*
	 * The same for the removing option, which adds to what is to be removed. NULL: the value
	 * becomes 0.
	 */
	struct fault *(*parse_back)(const char *text, struct value *withdrawal);

	/*
	 * Refuses what is impossible for any interface (2, 4), before anything is looked up. The
	 * mode is TUN_MODE_NONE if it is not known before the interface.
	 */
	struct fault *(*check)(const struct request *request, enum tun_mode mode);

	/* Replaces a name by the number that it currently stands for. */
	struct fault *(*resolve)(struct engine *engine, struct value *value);

	/* The name is an account, so resolve uses the name service and needs no engine. */
	bool account;

	/*
	 * Whether the rest of the system allows it (1, 4). Only looks, so that a dry run gives the
	 * same answer. The device is NULL for a new interface of that mode.
	 */
	struct fault *(*fits)(struct engine *engine, const struct request *request,
			      const struct device *device, enum tun_mode mode);

	/*
	 * What the kernel would refuse for its own state (1, 4): asked only for a rehearsal, as
	 * the kernel itself says it otherwise. The device is NULL for a new interface of that name.
	 */
	struct fault *(*rehearse)(const struct request *request, const char *name,
				  const struct device *device);

	/*
	 * Whether this interface can never have the value (2, 4), found before anything is changed.
	 */
	struct fault *(*conflict)(const struct device *device, const struct request *request);

	/*
	 * Reads the interface's value; -1 without memory, or if the value is unknown, which is no
	 * difference. NULL: a list that is not part of the device.
	 */
	int (*read)(const struct device *device, struct value *value);

	/*
	 * Whether there is something to change. NULL: the value that `read` returns differs from
	 * the request.
	 */
	struct fault *(*differs)(struct property_change *change, bool *differs);

	/* Puts the value into the message that changes the link. NULL: see below. */
	void (*put)(const struct value *value, struct link_change *change);

	/* The n-th further name that the request gives to the interface, or NULL; may be NULL. */
	const char *(*name)(const struct request *request, size_t n);

	/* Explains the kernel's refusal of that message, if this property was refused. */
	struct fault *(*explain)(struct fault *fault, const struct property_change *change);

	/* Sets it by separate messages, and undoes that. A property has either put or set. */
	struct fault *(*set)(struct property_change *change);
	struct fault *(*undo)(struct property_change *change);

	/*
	 * The change of those in goes_with (PROPERTY_BIT()s) may take this one along, as a port's
	 * flags go with its master. Where one of them is changed, be this asked for or not: loses
	 * writes what goes and is not asked for, as options, or nothing; keep, before anything
	 * changes, finds what the device does not tell; restore, where that change has been taken
	 * back, sets back what went.
	 */
	uint64_t goes_with;
	struct fault *(*loses)(struct property_change *change, FILE *words);
	struct fault *(*keep)(struct property_change *change);
	struct fault *(*restore)(struct property_change *change);

	/*
	 * How it is shown: columns, ending with one without a name; members of the JSON object;
	 * options.
	 */
	const struct column *columns;
	void (*json)(struct json_builder *builder, json_t *object, const struct device *device,
		     struct listing *listing);
	void (*entry)(FILE *line, const struct device *device, struct listing *listing);
};

/* The one that each file exports. */
#define PROPERTY_DECLARE(ID, variable, word) extern const struct property property_##variable;
PROPERTY_LIST(PROPERTY_DECLARE)
#undef PROPERTY_DECLARE

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The facts that findings are asked of, gathered once and never by the questions themselves. */
#ifndef TUNADM_WHY_FACTS_H
#define TUNADM_WHY_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kernel/holders.h"
#include "kernel/link.h"
#include "why/why.h"

/* What is known. A question is not asked without what it needs. */
enum fact {
	FACT_INTERFACE = 1 << 0, /* it is about an interface, and not about creating one */
	FACT_CREATING = 1 << 1,	 /* the other way round */
	FACT_BRIDGE = 1 << 2,	 /* it is a port of a bridge */
	FACT_WATCH = 1 << 3,	 /* its packets were watched */
};

/* Who is attached, as far as can be told. */
enum use {
	USE_IDLE,
	USE_IN_USE,
	USE_UNKNOWN, /* some processes could not be looked into */
};

/* A link, and what is to be known of it here. */
struct link_fact {
	const struct device *device;
	bool up;
	bool carrier;
	uint32_t mtu;
	int master; /* ifindex, 0: none */
	uint8_t mac[6];
	bool has_mac;
};

struct facts {
	unsigned int known; /* FACT_* */
	const struct why_question *question;
	const char *to_text;	 /* the address, or empty */
	struct link_fact link;	 /* the interface */
	struct link_fact bridge; /* FACT_BRIDGE */
	struct link_fact l3;	 /* whose IP addresses and routes are asked about */
	enum use use;

	/* Of the whole network namespace. */
	const struct device_list *links; /* sorted by name */
	const struct link_address *addresses;
	size_t address_count;

	const struct traffic *watch; /* FACT_WATCH: TRAFFIC_DIRECTIONS of them */
};

/* The link of that index among them all, or NULL. */
const struct device *facts_link(const struct facts *facts, int ifindex)
	__attribute__((nonnull, pure));

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Gathering: where the facts come from. */
#ifndef TUNADM_WHY_GATHER_H
#define TUNADM_WHY_GATHER_H

#include "why/facts.h"
#include "why/why.h"

/* What is looked up once in a run. */
struct why {
	struct engine *engine;
	const struct why_question *question;
	struct device_list links;
	struct link_address *addresses;
	size_t address_count;
	struct route *routes;
	size_t route_count;
	struct holder_list holders;
	struct tun_node node;
	bool node_seen;
	bool capable; /* of what creating takes */
	bool looked;  /* into /proc, for holders */
	bool settled; /* addresses had the time to become what they are */
	bool blind;   /* it was said already that some processes could not be looked into */
	char to_text[INET6_ADDRSTRLEN];
};

/* The way to the address that was asked about, and back. The rest of the facts is known. */
struct fault *gather_way(struct why *why, struct facts *facts) __attribute__((nonnull)) must_check;

/* Asks all findings of the table, and adds what is so to the result. */
struct fault *why_ask(const struct facts *facts, struct why_result *result)
	__attribute__((nonnull)) must_check;

#endif

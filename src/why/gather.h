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
	struct tun_probe owned;
	bool probed;
	bool capable; /* of what creating takes */
	bool looked;  /* into /proc, for holders */
	bool settled; /* addresses had the time to become what they are */
	bool blind;   /* it was said already that some processes could not be looked into */
	char to_text[INET6_ADDRSTRLEN];
};

/* Who is attached, as far as the description tells; where it does not, /proc is looked into. */
enum attached gather_attached(struct why *why, const struct device *device)
	__attribute__((nonnull));

/* Looks into /proc for holders, once a run. */
void gather_holders(struct why *why) __attribute__((nonnull));

/* Its bridge, if it is a port of one, and so what has its IP addresses (facts->l3). */
struct fault *gather_bridge(struct why *why, struct facts *facts)
	__attribute__((nonnull)) must_check;

/* IPv6, offloads and counters. */
struct fault *gather_details(struct why *why, struct facts *facts)
	__attribute__((nonnull)) must_check;

/* Waits, where addresses are about to become ready, and looks at them again. */
struct fault *gather_settled(struct why *why, const struct facts *facts)
	__attribute__((nonnull)) must_check;

/* Attaches for a moment; what it cannot find out becomes a note. */
void gather_descriptor(struct why *why, struct facts *facts, struct why_result *result)
	__attribute__((nonnull));

/* Whether the user, or this process, has what creating takes. */
struct fault *gather_capability(struct why *why) __attribute__((nonnull)) must_check;

/* The node of the tun device, for the user or for this process. */
struct fault *gather_node(struct why *why, struct facts *facts) __attribute__((nonnull)) must_check;

/* All about whether the user could attach; *holders is what facts->holders lies in. */
struct fault *gather_user(struct why *why, struct facts *facts, char **holders,
			  struct why_result *result) __attribute__((nonnull)) must_check;

/* The way to the address that was asked about, and back. The rest of the facts is known. */
struct fault *gather_way(struct why *why, struct facts *facts) __attribute__((nonnull)) must_check;

/* Asks all findings of the table, and adds what is so to the result. */
struct fault *why_ask(const struct facts *facts, struct why_result *result)
	__attribute__((nonnull)) must_check;

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is looked up once in a run, for the functions that gather facts. */
#ifndef TUNADM_WHY_GATHER_H
#define TUNADM_WHY_GATHER_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>

#include "kernel/engine.h"
#include "kernel/holders.h"
#include "kernel/link-address.h"
#include "kernel/route.h"
#include "kernel/tun-node.h"
#include "kernel/tun-probe.h"
#include "model/device.h"
#include "why/question.h"

/* Users of why/why.h only know its name. */
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
	bool capable; /* of creating interfaces */
	bool looked;  /* /proc was scanned for holders */
	bool settled; /* addresses had the time to become ready */
	bool blind;   /* there was a note that some processes are hidden */
	char to_text[INET6_ADDRSTRLEN];
};

#endif

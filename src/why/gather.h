/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is looked up once in a run, for those that gather facts. */
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

/* Users of why/why.h know only its name. */
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

#endif

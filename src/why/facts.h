/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The facts that findings are asked of, gathered once and never by the questions themselves. */
#ifndef TUNADM_WHY_FACTS_H
#define TUNADM_WHY_FACTS_H

#include <arpa/inet.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "interface/attached.h"
#include "kernel/bridge.h"
#include "kernel/ethtool.h"
#include "kernel/link-address.h"
#include "kernel/link-stats.h"
#include "kernel/route.h"
#include "kernel/tun-node.h"
#include "kernel/tun-probe.h"
#include "kernel/tun-vnet.h"
#include "model/device.h"
#include "model/traffic.h"
#include "why/question.h"

/* What is known. A question is not asked without what it needs. */
enum fact {
	FACT_INTERFACE = 1 << 0,  /* it is about an interface, and not about creating one */
	FACT_CREATING = 1 << 1,	  /* the other way round */
	FACT_NODE = 1 << 14,	  /* the tun device's node was looked at */
	FACT_USER = 1 << 13,	  /* it is asked whether a user could attach */
	FACT_IDLE = 1 << 2,	  /* nobody is attached, and that is sure */
	FACT_OFFLOADS = 1 << 3,	  /* its features could be read */
	FACT_STATS = 1 << 4,	  /* its counters too */
	FACT_DESCRIPTOR = 1 << 5, /* it was attached to, and so it is idle */
	FACT_BRIDGE = 1 << 6,	  /* it is a port of a bridge */
	FACT_PORT = 1 << 7,	  /* which has told of the port */
	FACT_VLANS = 1 << 8,	  /* and filters VLANs */
	FACT_TO_JOIN = 1 << 9,	  /* it is neither addressed nor a port, or is to be created */
	FACT_TO = 1 << 10,	  /* the way to an address was asked for */
	FACT_ELSEWHERE = 1 << 11, /* and leads through another interface */
	FACT_WATCH = 1 << 12,	  /* its packets were watched */
};

/* A link, and what is to be known of it here. */
struct link_fact {
	const struct device *device; /* NULL: there is none */
	bool up;
	bool carrier;
	uint32_t mtu;
	int master; /* ifindex, 0: none */
	uint8_t mac[6];
	bool has_mac;
};

enum ipv6 {
	IPV6_ON,
	IPV6_OFF,     /* disabled on the link */
	IPV6_NOWHERE, /* this kernel or this boot has none */
	IPV6_UNKNOWN,
};

/* The way to the address that was asked about, and back: FACT_TO. */
struct way {
	bool found;	     /* there is a route */
	const char *refusal; /* else why there is none */
	bool ruled;	     /* which may be by a rule as well as by a route */
	uint32_t table;	     /* where a route to it has to be; 0: the main table */
	struct route route;
	const struct device *out; /* the link that it leads through, NULL: none that is known */
	bool failed;		  /* the next host on the link has not answered */
	bool strict;		  /* what comes in from elsewhere is dropped: strict rp_filter */
	bool back_refused;	  /* the kernel would drop what comes from the address */
	const struct device *not_forwarding; /* a link on the way that forwards nothing, or NULL */
	bool forwards_all;		     /* IPv4: though the host forwards */
};

struct facts {
	unsigned int known; /* FACT_* */
	const struct why_question *question;
	const char *to_text;	     /* the address, or empty */
	struct link_fact link;	     /* the interface */
	struct link_fact bridge;     /* FACT_BRIDGE */
	struct link_fact l3;	     /* whose IP addresses and routes are asked about */
	struct bridge brinfo;	     /* FACT_BRIDGE: how it works */
	bool all_call_iptables;	     /* FACT_BRIDGE: every bridge here does, by a sysctl */
	struct bridge_port port;     /* FACT_PORT */
	const struct tun_node *node; /* FACT_NODE */
	bool capable; /* the user, or this process without one, over the network namespace */
	enum attached attached; /* unknown: see gaps */
	unsigned int gaps;	/* SIGHT_*: why a process that is not seen may hold the interface */
	struct tun_probe owned; /* FACT_USER: what attaching to his own interface meets */
	struct tun_probe ownerless; /* FACT_USER: and to one without owner and group, as this is */
	const char *holders;	    /* FACT_USER: who is attached, in words; empty if nobody is */
	enum ipv6 ipv6;		    /* on l3 */
	struct tun_vnet vnet;	    /* FACT_DESCRIPTOR */
	struct offloads offloads;   /* FACT_OFFLOADS */
	struct link_stats stats;    /* FACT_STATS */
	struct way way;		    /* FACT_TO */

	/* Of the whole network namespace. */
	const struct device_list *links; /* sorted by ifindex */
	const struct link_address *addresses;
	size_t address_count;
	const struct route *routes; /* all unicast ones, of all tables */
	size_t route_count;

	const struct traffic *watch; /* FACT_WATCH: TRAFFIC_DIRECTIONS of them */
};

/* The link of that index among them all, or NULL. */
const struct device *facts_link(const struct facts *facts, int ifindex) __attribute__((nonnull));

/* What is to be known of a link. */
void facts_see_link(const struct device *device, struct link_fact *link) __attribute__((nonnull));

/* Whether the link of that index is the other one, or made on it as a VLAN is. */
bool facts_is_on(const struct facts *facts, int ifindex, int base) __attribute__((nonnull));

/* Whether IPv6 uses the address on every link by itself: link-local, or multicast. */
bool facts_is_within_link(int family, const uint8_t *bytes) __attribute__((nonnull));

/* How many ports the bridge of that index has. */
size_t facts_count_ports(const struct facts *facts, int ifindex) __attribute__((nonnull));

/*
 * The first address of the link that somebody has given to it, or NULL: not those that IPv6 makes
 * by itself on every link. With `above`, one of a link that is made on it will do.
 */
const struct link_address *facts_given_address(const struct facts *facts, int ifindex, bool above)
	__attribute__((nonnull));

/*
 * Whether the address has been tentative for more than 2 s: duplicate address detection takes less,
 * once it has begun.
 */
bool facts_is_stuck(const struct link_address *address) __attribute__((nonnull));

/* Room for an address with its prefix. */
#define FACTS_ADDRESS_SIZE (INET6_ADDRSTRLEN + 4)

/* An address as text, with /PREFIX unless that is negative. Returns text. */
const char *facts_address(int family, const uint8_t *bytes, int prefix,
			  char text[FACTS_ADDRESS_SIZE]) __attribute__((nonnull));

#endif

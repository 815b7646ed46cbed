/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The facts that findings are checked against, gathered once and not by the findings themselves. */
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

/* What is known. A finding is checked only if everything that it needs is known. */
enum fact {
	FACT_INTERFACE = 1 << 0,  /* the question is about an interface */
	FACT_CREATING = 1 << 1,	  /* the question is about creating one */
	FACT_NODE = 1 << 14,	  /* the tun device's node was checked */
	FACT_USER = 1 << 13,	  /* the question is whether a user could attach */
	FACT_IDLE = 1 << 2,	  /* certainly nobody is attached */
	FACT_OFFLOADS = 1 << 3,	  /* its features could be read */
	FACT_STATS = 1 << 4,	  /* its counters could be read */
	FACT_DESCRIPTOR = 1 << 5, /* we attached to it, so it is idle */
	FACT_BRIDGE = 1 << 6,	  /* it is a port of a bridge */
	FACT_PORT = 1 << 7,	  /* and the kernel has described the port */
	FACT_VLANS = 1 << 8,	  /* and the bridge filters VLANs */
	FACT_TO_JOIN = 1 << 9,	  /* it has no address and is no port, or is to be created */
	FACT_TO = 1 << 10,	  /* the question is about the route to an address */
	FACT_ELSEWHERE = 1 << 11, /* and that leads through another interface */
	FACT_WATCH = 1 << 12,	  /* its packets were watched */
};

/* A link, and what is needed of it here. */
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
	IPV6_NOWHERE, /* not available in this kernel or boot */
	IPV6_UNKNOWN,
};

/* The route to the address in question, and back: FACT_TO. */
struct way {
	bool found;	     /* there is a route */
	const char *refusal; /* otherwise why there is none */
	bool ruled;	     /* the reason may be a rule as well as a route */
	uint32_t table;	     /* the table for a route to it; 0: the main table */
	struct route route;
	const struct device *out; /* the link that it leads through, NULL: unknown */
	bool failed;		  /* the next hop has not answered */
	bool strict;		  /* packets from another interface are dropped: strict rp_filter */
	bool back_refused;	  /* the kernel would drop packets from the address */
	const struct device *not_forwarding; /* a link on the way that does not forward, or NULL */
	bool forwards_all;		     /* IPv4: although the host forwards */
};

struct facts {
	unsigned int known; /* FACT_* */
	const struct why_question *question;
	const char *to_text;	     /* the address as text, or empty */
	struct link_fact link;	     /* the interface */
	struct link_fact bridge;     /* FACT_BRIDGE */
	struct link_fact l3;	     /* the link with the IP addresses and routes in question */
	struct bridge brinfo;	     /* FACT_BRIDGE: its settings */
	bool all_call_iptables;	     /* FACT_BRIDGE: all bridges do, by a sysctl */
	struct bridge_port port;     /* FACT_PORT */
	const struct tun_node *node; /* FACT_NODE */
	bool capable;		     /* the user, or this process, over the network namespace */
	enum attached attached;	     /* unknown: see gaps */
	unsigned int gaps;	     /* SIGHT_*: why a hidden process may hold the interface */
	struct tun_probe owned; /* FACT_USER: the result of attaching to an interface of the user */
	struct tun_probe ownerless; /* FACT_USER: the same without owner and group, like this one */
	const char *holders;	    /* FACT_USER: who is attached, in words; empty if nobody */
	enum ipv6 ipv6;		    /* on l3 */
	struct tun_vnet vnet;	    /* FACT_DESCRIPTOR */
	struct offloads offloads;   /* FACT_OFFLOADS */
	struct link_stats stats;    /* FACT_STATS */
	struct way way;		    /* FACT_TO */

	/* For the whole network namespace. */
	const struct device_list *links; /* sorted by ifindex */
	const struct link_address *addresses;
	size_t address_count;
	const struct route *routes; /* all unicast routes of all tables */
	size_t route_count;

	const struct traffic *watch; /* FACT_WATCH: TRAFFIC_DIRECTIONS items */
};

/* The link with that index, or NULL. */
const struct device *facts_link(const struct facts *facts, int ifindex) __attribute__((nonnull));

/* Fills in what is needed of a link. */
void facts_see_link(const struct device *device, struct link_fact *link) __attribute__((nonnull));

/* Whether the link with that index is the other one, or stacked on it like a VLAN. */
bool facts_is_on(const struct facts *facts, int ifindex, int base) __attribute__((nonnull));

/* Whether IPv6 uses the address on every link: link-local or multicast. */
bool facts_is_within_link(int family, const uint8_t *bytes) __attribute__((nonnull));

/* How many ports the bridge with that index has. */
size_t facts_count_ports(const struct facts *facts, int ifindex) __attribute__((nonnull));

/*
 * The first address that somebody has given to the link, or NULL: not those that IPv6 generates on
 * every link. With `above`, also one of a link stacked on it.
 */
const struct link_address *facts_given_address(const struct facts *facts, int ifindex, bool above)
	__attribute__((nonnull));

/*
 * Whether the address has been tentative for more than 2 s: duplicate address detection takes less
 * once it has begun.
 */
bool facts_is_stuck(const struct link_address *address) __attribute__((nonnull));

/* Room for an address with its prefix. */
#define FACTS_ADDRESS_SIZE (INET6_ADDRSTRLEN + 4)

/* An address as text, with /PREFIX unless that is negative. Returns text. */
const char *facts_address(int family, const uint8_t *bytes, int prefix,
			  char text[FACTS_ADDRESS_SIZE]) __attribute__((nonnull));

#endif

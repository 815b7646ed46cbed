// SPDX-License-Identifier: GPL-2.0-or-later
// Gathers facts about the interface, its bridge, and whether its addresses are ready.

#include "why/gather-link.h"

#include <string.h>
#include <time.h>

#include "interface/attach.h"
#include "interface/handle.h"
#include "kernel/sysctl.h"
#include "util/cleanup.h"
#include "why/gather-user.h"

/*
 * The description decides, unless a program may be attached without a carrier. Then /proc is
 * scanned, which takes longer than all the rest, once in a run.
 */
enum attached gather_attached(struct why *why, const struct device *device)
{
	enum attached attached = attached_by_link(device);

	if (attached != ATTACHED_UNKNOWN)
		return attached;
	gather_holders(why);
	return attached_by_holders(device, &why->holders);
}

/* The links below a bond have no addresses of their own either. */
static bool is_bond(const struct device *device)
{
	return strcmp(device->kind, "bond") == 0 || strcmp(device->kind, "team") == 0;
}

struct fault *gather_bridge(struct why *why, struct facts *facts)
{
	struct link_socket *links;
	struct fault *fault;
	long iptables = 0;
	const struct device *master = facts->link.master ? facts_link(facts, facts->link.master)
							 : NULL;

	facts->l3 = facts->link;
	if (master && is_bond(master))
		facts_see_link(master, &facts->l3);
	if (!master || strcmp(master->kind, "bridge") != 0)
		return NULL;
	facts_see_link(master, &facts->bridge);
	facts->l3 = facts->bridge;
	fault = engine_links(why->engine, &links);
	if (!fault)
		fault = bridge_look(links, master->ifindex, facts->link.device->ifindex,
				    &facts->brinfo, &facts->port);
	if (fault)
		return fault;
	/* The setting is for all bridges of the network namespace, or for this one. */
	(void)sysctl_number("bridge", "", "bridge-nf-call-iptables", &iptables);
	if (!iptables)
		(void)sysctl_number("bridge", "", "bridge-nf-call-ip6tables", &iptables);
	facts->all_call_iptables = iptables != 0;
	facts->known |= FACT_BRIDGE;
	if (facts->port.known)
		facts->known |= FACT_PORT;
	if (facts->port.known && facts->brinfo.filters_vlans)
		facts->known |= FACT_VLANS;
	return NULL;
}

/* The sysctl directory of this name belongs to no link. */
static bool is_no_link(const char *name)
{
	return strcmp(name, "all") == 0 || strcmp(name, "default") == 0;
}

static enum ipv6 see_ipv6(const struct link_fact *link)
{
	long number;

	if (is_no_link(link->device->name) || link->mtu < IPV6_MTU_MIN)
		return IPV6_UNKNOWN;
	if (sysctl_number("ipv6", link->device->name, "disable_ipv6", &number))
		return number ? IPV6_OFF : IPV6_ON;
	if (sysctl_number("ipv6", "all", "disable_ipv6", &number) ||
	    !sysctl_number("ipv4", "all", "forwarding", &number))
		return IPV6_UNKNOWN;
	return IPV6_NOWHERE;
}

#define SETTLE_STEPS 26
#define SETTLE_STEP  100000000 /* nanoseconds */

static bool has_stuck(const struct why *why, const struct facts *facts)
{
	for (size_t i = 0; i < why->address_count; i++)
		if (facts_is_stuck(&why->addresses[i]) &&
		    facts_is_on(facts, why->addresses[i].ifindex, facts->l3.device->ifindex))
			return true;
	return false;
}

/*
 * If an address was added long ago to a link that had no carrier until now, duplicate address
 * detection has just begun, which the address's age does not show. So watch it for longer than
 * detection takes: a delay of up to 1 s and 1 s for an answer.
 */
struct fault *gather_settled(struct why *why, const struct facts *facts)
{
	const struct timespec pause = {.tv_nsec = SETTLE_STEP};
	struct fault *fault = NULL;

	if (!facts->l3.up || !facts->l3.carrier || why->settled)
		return NULL;
	for (int i = 0; i < SETTLE_STEPS && !fault && has_stuck(why, facts); i++) {
		struct link_socket *links;

		why->settled = true;
		(void)nanosleep(&pause, NULL);
		free(why->addresses);
		why->addresses = NULL;
		why->address_count = 0;
		fault = engine_links(why->engine, &links);
		if (!fault)
			fault = link_dump_addresses(links, &why->addresses, &why->address_count);
	}
	return fault;
}

/* Takes the fault of a question that not all kernels answer. */
static struct fault *may_fail(struct fault *fault, enum fact fact, unsigned int *known)
{
	if (!fault)
		*known |= fact;
	else if (fault_is_shortage(fault->error))
		return fault;
	fault_free(fault);
	return NULL;
}

/* What only some links and kernels report, and the interface's own counters. */
struct fault *gather_details(struct why *why, struct facts *facts)
{
	const struct device *device = facts->link.device;
	struct link_socket *links;
	struct fault *fault = engine_links(why->engine, &links);

	if (fault)
		return fault;
	facts->ipv6 = see_ipv6(&facts->l3);
	fault = may_fail(ethtool_offloads(device->name, device->ifindex, &facts->offloads),
			 FACT_OFFLOADS, &facts->known);
	if (fault)
		return fault;
	return may_fail(link_stats(links, device->ifindex, &facts->stats), FACT_STATS,
			&facts->known);
}

/*
 * Attaches for a moment if nobody is attached, as far as is known, with the recorded flags and
 * without raising the carrier.
 */
void gather_descriptor(struct why *why, struct facts *facts, struct why_result *result)
{
	auto_close int fd = -1;
	struct fault *fault = NULL;

	if (facts->attached != ATTACHED_YES)
		fault = attach_queue(why->engine, facts->link.device, TUN_CARRIER_KEEP, &fd);
	if (!fault && fd >= 0)
		fault = identity_follow(why->engine, facts->link.device, fd, NULL);
	if (facts->attached == ATTACHED_YES || (fault && fault->status == STATUS_BUSY)) {
		facts->attached = ATTACHED_YES;
		why_note(result, "%s: it is in use, and was not attached to",
			 facts->link.device->name);
		fault_free(fault);
		return;
	}
	if (!fault)
		facts->attached = ATTACHED_NO;
	if (!fault)
		fault = tun_get_vnet(fd, &facts->vnet);
	if (fault)
		why_note(result, "%s: what only a descriptor shows is not known: %s",
			 facts->link.device->name, fault->why);
	else
		facts->known |= FACT_DESCRIPTOR;
	fault_free(fault);
}

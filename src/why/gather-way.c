// SPDX-License-Identifier: GPL-2.0-or-later
// Gathers facts about the route to an address and back, by asking the kernel as for a packet.

#include "why/gather-way.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include "kernel/link-attribute.h"
#include "kernel/link-socket.h"
#include "kernel/neighbour.h"
#include "kernel/sysctl.h"

#define RP_FILTER_STRICT 1

/* Whether the error means that there is no route, not that the question failed. */
static bool is_route_refusal(int error)
{
	switch (error) {
	case ENETUNREACH:
	case EHOSTUNREACH:
	case ENETDOWN:
	case EACCES:
	case EINVAL:
	case EXDEV:
	case EAFNOSUPPORT:
	case EOPNOTSUPP: return true;
	default: return false;
	}
}

static const char *refusal_words(int error)
{
	switch (error) {
	case EACCES: return "a route or a rule prohibits it";
	case EINVAL: return "a route or a rule throws it away";
	case EHOSTUNREACH: return "a route calls it unreachable";
	case EAFNOSUPPORT:
	case EOPNOTSUPP: return "the kernel has no IPv6";
	default: return "no route covers it";
	}
}

/* A rule with "unreachable" gives the same error as a missing route. */
static bool may_be_ruled(int error)
{
	return error == EACCES || error == EINVAL;
}

/* The VRF of the link with the addresses, or NULL. */
static const struct device *vrf_of(const struct facts *facts)
{
	const struct device *master = facts_link(facts, facts->l3.master);

	return master && strcmp(master->kind, "vrf") == 0 ? master : NULL;
}

/* The table in which a route has an effect: that of the route that was found, or the VRF's. */
static uint32_t table_of(const struct facts *facts)
{
	const struct device *vrf = vrf_of(facts);
	uint32_t table = 0;

	if (facts->way.found)
		table = facts->way.route.table;
	else if (vrf)
		table = link_vrf_table(vrf);
	return table == ROUTE_TABLE_MAIN ? 0 : table;
}

/* Asks the kernel, and takes a refusal as an answer. */
static struct fault *ask_route(struct why *why, const struct route_query *query,
			       struct route *route, int *refused)
{
	struct link_socket *links;
	struct fault *fault = engine_links(why->engine, &links);

	*refused = 0;
	if (!fault)
		fault = route_find(links, query, route, refused);
	return fault || is_route_refusal(*refused) ? fault : link_refusal(links);
}

/* A link-local address needs its link; a VRF has routes of its own. */
static int bound_to(const struct facts *facts)
{
	const struct device *vrf = vrf_of(facts);

	if (address_is_link_local(facts->question->to))
		return facts->l3.device->ifindex;
	return vrf ? vrf->ifindex : 0;
}

/* An address of this host as a packet's destination, preferably one of the link itself. */
static const uint8_t *own_address(const struct facts *facts)
{
	const uint8_t *found = NULL;

	for (size_t i = 0; i < facts->address_count; i++) {
		const struct link_address *own = &facts->addresses[i];

		if (own->address.family != facts->question->to->family ||
		    (own->address.family == AF_INET && own->address.bytes[0] == 127))
			continue;
		if (facts_is_on(facts, own->ifindex, facts->l3.device->ifindex))
			return own->address.bytes;
		found = own->address.bytes;
	}
	return found;
}

/* The link's sysctl counts together with that for all, as in IN_DEV_MAXCONF(). */
static long strictest(const char *name, const char *key)
{
	long all = 0;
	long own = 0;

	(void)sysctl_number("ipv4", "all", key, &all);
	(void)sysctl_number("ipv4", name, key, &own);
	return all > own ? all : own;
}

/* Whether a packet from the address, received on the link, would be accepted. */
static struct fault *ask_back(struct why *why, struct facts *facts)
{
	struct route_query query = {
		.family = facts->question->to->family,
		.to = own_address(facts),
		.from = facts->question->to->bytes,
		.iif = facts->l3.device->ifindex,
	};
	struct way *way = &facts->way;
	struct fault *fault = NULL;
	struct route route;
	int refused = 1;

	/* Without an address of its own the kernel cannot be asked, so use the sysctl. */
	if (query.to)
		fault = ask_route(why, &query, &route, &refused);
	way->back_refused = refused != 0;
	way->strict = query.family == AF_INET &&
		      strictest(facts->l3.device->name, "rp_filter") == RP_FILTER_STRICT;
	return fault;
}

static bool forwards(int family, const struct device *device)
{
	const char *words = family == AF_INET ? "ipv4" : "ipv6";
	long all = 1;
	long own = 1;

	/* IPv4 uses the setting of the receiving link; IPv6 used only that for all until lately. */
	if (family == AF_INET) {
		(void)sysctl_number(words, device->name, "forwarding", &own);
		return own != 0;
	}
	if (!sysctl_number(words, "all", "forwarding", &all) || all)
		return true;
	return sysctl_number(words, device->name, "force_forwarding", &own) && own;
}

/* The program's packets arrive on one link, and answers leave through the other. */
static void see_forwarding(struct facts *facts)
{
	struct way *way = &facts->way;
	int family = facts->question->to->family;
	long all = 0;

	(void)sysctl_number("ipv4", "all", "forwarding", &all);
	way->forwards_all = all != 0;
	if (!forwards(family, facts->l3.device))
		way->not_forwarding = facts->l3.device;
	else if (way->out && !forwards(family, way->out))
		way->not_forwarding = way->out;
}

static struct fault *see_neighbour(struct why *why, struct facts *facts)
{
	const struct address *to = facts->question->to;
	const struct route *route = &facts->way.route;
	int family = route->has_gateway ? route->gateway_family : to->family;
	const uint8_t *bytes = route->has_gateway ? route->gateway : to->bytes;
	struct neighbour neighbour = {0};
	struct link_socket *links;
	struct fault *fault = engine_links(why->engine, &links);

	if (!fault)
		fault = neighbour_find(links, route->oif, family, bytes, &neighbour);
	if (!fault)
		facts->way.failed = neighbour.failed;
	return fault;
}

/* An address that was given to the link itself, of the family that is asked about; or NULL. */
static const struct address *link_address_of(const struct facts *facts)
{
	for (size_t i = 0; i < facts->address_count; i++) {
		const struct address *own = &facts->addresses[i].address;

		if (own->family == facts->question->to->family && !address_is_link_local(own) &&
		    facts->addresses[i].ifindex == facts->l3.device->ifindex)
			return own;
	}
	return NULL;
}

/* A host behind the link: its peer, or an address of the subnet, neither first nor last. */
static void find_host_behind(const struct address *own, uint8_t bytes[16])
{
	size_t last = own->family == AF_INET ? 3 : 15;

	memcpy(bytes, own->has_peer ? own->peer : own->bytes, 16);
	if (!own->has_peer)
		bytes[last] = (uint8_t)((bytes[last] & ~3) | ((bytes[last] & 3) == 1 ? 2 : 1));
}

static bool leads_to_link(const struct facts *facts, const struct route *route)
{
	return facts_is_on(facts, route->oif, facts->l3.device->ifindex);
}

/*
 * Rules can send what comes from the link's own address, or from a host behind it, another way than
 * what this host sends otherwise. The way is then that one: through the link, or, for those behind
 * it, through any if the host itself has none.
 */
static struct fault *ask_by_source(struct why *why, const struct facts *facts,
				   struct route_query query, struct route *route, int *refused)
{
	const struct address *own = link_address_of(facts);
	uint8_t behind[16];
	struct route found;
	struct fault *fault;
	int error;

	if (!own || (!*refused && (route->is_local || leads_to_link(facts, route))))
		return NULL;
	query.from = own->bytes;
	fault = ask_route(why, &query, &found, &error);
	if (!fault && !(error == 0 && leads_to_link(facts, &found)) && *refused) {
		find_host_behind(own, behind);
		query.from = behind;
		query.iif = facts->l3.device->ifindex;
		query.oif = 0;
		fault = ask_route(why, &query, &found, &error);
		if (fault || error)
			return fault;
	} else if (fault || error || !leads_to_link(facts, &found)) {
		return fault;
	}
	*route = found;
	*refused = 0;
	return NULL;
}

struct fault *gather_way(struct why *why, struct facts *facts)
{
	struct way *way = &facts->way;
	struct route_query query = {
		.family = facts->question->to->family,
		.to = facts->question->to->bytes,
		.oif = bound_to(facts),
	};
	int refused;
	struct fault *fault = ask_route(why, &query, &way->route, &refused);

	if (!fault)
		fault = ask_by_source(why, facts, query, &way->route, &refused);
	if (fault)
		return fault;
	facts->known |= FACT_TO;
	way->found = !refused;
	way->refusal = refusal_words(refused);
	way->ruled = may_be_ruled(refused);
	way->table = table_of(facts);
	if (!way->found || way->route.is_local)
		return NULL;
	way->out = facts_link(facts, way->route.oif);
	if (leads_to_link(facts, &way->route))
		return see_neighbour(why, facts);
	facts->known |= FACT_ELSEWHERE;
	see_forwarding(facts);
	return ask_back(why, facts);
}

// SPDX-License-Identifier: GPL-2.0-or-later
// A run: what concerns the network namespace, then each interface, then the findings.

#include "why/why.h"

#include <arpa/inet.h>
#include <stdlib.h>

#include "kernel/link.h"
#include "util/cleanup.h"
#include "why/findings.h"
#include "why/gather-link.h"
#include "why/gather-user.h"
#include "why/gather-way.h"
#include "why/gather.h"

static int compare_links(const void *a, const void *b)
{
	int left = ((const struct device *)a)->ifindex;
	int right = ((const struct device *)b)->ifindex;

	return (left > right) - (left < right);
}

static struct fault *look_around(struct why *why)
{
	struct link_socket *links;
	struct fault *fault = engine_links(why->engine, &links);

	if (!fault)
		fault = link_dump(links, true, &why->links);
	if (!fault)
		fault = link_dump_addresses(links, &why->addresses, &why->address_count);
	if (!fault)
		fault = route_dump(links, &why->routes, &why->route_count);
	if (fault)
		return fault;
	if (why->links.count)
		qsort(why->links.items, why->links.count, sizeof(*why->links.items), compare_links);
	return NULL;
}

struct fault *why_open(struct engine *engine, const struct why_question *question,
		       struct why **result)
{
	struct why *why = calloc(1, sizeof(*why));
	struct fault *fault;

	*result = NULL;
	if (!why)
		return fault_memory();
	why->engine = engine;
	why->question = question;
	if (question->to)
		(void)inet_ntop(question->to->family, question->to->bytes, why->to_text,
				sizeof(why->to_text));
	fault = gather_capability(why);
	if (!fault)
		fault = look_around(why);
	if (fault)
		why_close(why);
	else
		*result = why;
	return fault;
}

void why_close(struct why *why)
{
	if (!why)
		return;
	device_list_clear(&why->links);
	free(why->addresses);
	free(why->routes);
	tun_node_clear(&why->node);
	holder_list_clear(&why->holders);
	free(why);
}

static void note_gaps(struct why *why, struct why_result *result)
{
	unsigned int gaps = why->holders.gaps;

	if (gaps && !why->blind)
		why_note(result, "%s; %s", sight_reason(gaps), sight_takes(gaps));
	why->blind = true;
}

struct fault *why_interface(struct why *why, const struct device *device, struct why_result *result)
{
	struct facts facts = {
		.known = FACT_INTERFACE,
		.question = why->question,
		.to_text = why->to_text,
		.links = &why->links,
		.routes = why->routes,
		.route_count = why->route_count,
		.capable = why->capable,
		.attached = gather_attached(why, device),
	};
	auto_free char *holders = NULL;
	struct fault *fault = NULL;

	facts.gaps = holders_gaps(&why->holders, device->name);
	facts_see_link(device, &facts.link);
	fault = gather_bridge(why, &facts);
	if (fault)
		return fault;
	fault = gather_details(why, &facts);
	if (!fault)
		fault = gather_settled(why, &facts);
	if (fault)
		return fault;
	facts.addresses = why->addresses;
	facts.address_count = why->address_count;
	if (why->question->attach)
		gather_descriptor(why, &facts, result);
	if (facts.attached == ATTACHED_NO)
		facts.known |= FACT_IDLE;
	if (!facts.link.master && !facts_given_address(&facts, device->ifindex, true))
		facts.known |= FACT_TO_JOIN;
	if (result->watched) {
		facts.known |= FACT_WATCH;
		facts.watch = result->watch;
	}
	note_gaps(why, result);
	if (why->question->user)
		fault = gather_user(why, &facts, &holders, result);
	if (!fault && why->question->to)
		fault = gather_way(why, &facts);
	return fault ? fault : findings_ask(&facts, result);
}

struct fault *why_creating(struct why *why, struct why_result *result)
{
	struct facts facts = {
		.known = FACT_CREATING | FACT_TO_JOIN,
		.capable = why->capable,
		.question = why->question,
		.to_text = why->to_text,
		.links = &why->links,
	};
	struct fault *fault = gather_node(why, &facts);

	return fault ? fault : findings_ask(&facts, result);
}

// SPDX-License-Identifier: GPL-2.0-or-later
// The facts: what concerns the whole network namespace once a run, the rest for each interface.

#include "why/gather.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

/* Everything here is looked up once, whatever the number of interfaces. */
struct why {
	struct engine *engine;
	const struct why_question *question;
	struct device_list links;
	struct link_address *addresses;
	size_t address_count;
	struct holder_list holders;
	bool blind; /* it was said already that some processes could not be looked into */
	char to_text[INET6_ADDRSTRLEN];
};

static struct fault *look_around(struct why *why)
{
	struct link_socket *links;
	struct fault *fault = engine_links(why->engine, &links);

	if (!fault)
		fault = link_dump(links, true, &why->links);
	if (!fault)
		fault = link_dump_addresses(links, &why->addresses, &why->address_count);
	if (fault)
		return fault;
	device_list_sort(&why->links);
	holders_look(&why->holders);
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
	holder_list_clear(&why->holders);
	free(why);
}

static void see_link(const struct device *device, struct link_fact *link)
{
	*link = (struct link_fact){
		.device = device,
		.up = device->flags & IFF_UP,
		.carrier = device->carrier,
		.mtu = device->mtu,
		.master = device->has & DEVICE_HAS_MASTER ? device->master : 0,
		.has_mac = device->has & DEVICE_HAS_MAC,
	};
	memcpy(link->mac, device->mac, sizeof(link->mac));
}

const struct device *facts_link(const struct facts *facts, int ifindex)
{
	for (size_t i = 0; i < facts->links->count; i++)
		if (facts->links->items[i].ifindex == ifindex)
			return &facts->links->items[i];
	return NULL;
}

/* One that is not persistent is held by somebody, or it would be gone. */
static enum use see_use(const struct device *device, const struct holder_list *holders)
{
	if (device->carrier || access_in_use(device, holders))
		return USE_IN_USE;
	if (device->has & DEVICE_HAS_QUEUES)
		return USE_IDLE;
	return holders->incomplete ? USE_UNKNOWN : USE_IDLE;
}

static void see_bridge(struct facts *facts)
{
	const struct device *master = facts->link.master ? facts_link(facts, facts->link.master)
							 : NULL;

	facts->l3 = facts->link;
	if (!master || strcmp(master->kind, "bridge") != 0)
		return;
	see_link(master, &facts->bridge);
	facts->l3 = facts->bridge;
	facts->known |= FACT_BRIDGE;
}

struct fault *why_interface(struct why *why, const struct device *device, struct why_result *result)
{
	struct facts facts = {
		.known = FACT_INTERFACE,
		.question = why->question,
		.to_text = why->to_text,
		.links = &why->links,
		.addresses = why->addresses,
		.address_count = why->address_count,
		.use = see_use(device, &why->holders),
	};

	see_link(device, &facts.link);
	see_bridge(&facts);
	if (result->watched) {
		facts.known |= FACT_WATCH;
		facts.watch = result->watch;
	}
	if (why->holders.incomplete && !why->blind) {
		why->blind = true;
		why_note(result, "some processes could not be looked into; root sees all");
	}
	return why_ask(&facts, result);
}

struct fault *why_creating(struct why *why, struct why_result *result)
{
	struct facts facts = {
		.known = FACT_CREATING,
		.question = why->question,
		.to_text = why->to_text,
		.links = &why->links,
	};

	return why_ask(&facts, result);
}

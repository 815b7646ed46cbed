// SPDX-License-Identifier: GPL-2.0-or-later
// Gathers facts about attaching and creating: the device, the capability, the kernel's answer.

#include "why/gather-user.h"

#include <string.h>

#include "interface/refusal.h"

/* Of the user, or of this process, which needs it over this network namespace. */
struct fault *gather_capability(struct why *why)
{
	const struct credentials *own;
	struct fault *fault;

	if (why->question->user) {
		why->capable = why->question->user->capable;
		return NULL;
	}
	fault = engine_credentials(why->engine, &own);
	why->capable = !fault && own->capable;
	return fault;
}

void gather_holders(struct why *why)
{
	if (!why->looked)
		holders_look(&why->holders);
	why->looked = true;
}

/* The tun device's node, for the user or for this process. */
struct fault *gather_node(struct why *why, struct facts *facts)
{
	struct fault *fault = why->node_seen ? NULL
					     : tun_node_look(why->question->user, &why->node);

	if (fault)
		return fault;
	why->node_seen = true;
	facts->node = &why->node;
	facts->known |= FACT_NODE;
	return NULL;
}

/* What the kernel answers to the user, which owner, group and mode do not show: once in a run. */
static struct fault *see_probes(struct why *why, struct facts *facts, struct why_result *result)
{
	const struct credentials *user = why->question->user;
	struct fault *fault = NULL;

	if (!why->probed)
		fault = tun_probe(user, false, &why->owned);
	why->probed = true;
	facts->owned = why->owned;
	if (!fault && !user->capable && device_is_ownerless(facts->link.device))
		fault = tun_probe(user, true, &facts->ownerless);
	else
		return fault;
	if (!fault && !facts->ownerless.known)
		why_note(result,
			 "it has neither owner nor group, and it is not known whether this kernel "
			 "lets users without CAP_NET_ADMIN attach to such");
	return fault;
}

/* Whether the user could attach, and who has taken the queue. */
static struct fault *see_holders(struct why *why, struct facts *facts, char **text)
{
	struct fault *fault;

	facts->known |= FACT_USER;
	facts->holders = "";
	if (facts->attached != ATTACHED_YES)
		return NULL;
	gather_holders(why);
	fault = holders_fault(&why->holders, facts->link.device->name);
	*text = strdup(fault->why);
	fault_free(fault);
	facts->holders = *text;
	return *text ? NULL : fault_memory();
}

struct fault *gather_user(struct why *why, struct facts *facts, char **holders,
			  struct why_result *result)
{
	struct fault *fault = gather_node(why, facts);

	if (!fault)
		fault = see_probes(why, facts, result);
	return fault ? fault : see_holders(why, facts, holders);
}

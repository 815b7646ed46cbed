// SPDX-License-Identifier: GPL-2.0-or-later
// Findings about attaching: whether a user may, and whether a queue is free.

#include <errno.h>

#include "interface/access-rule.h"
#include "interface/refusal.h"
#include "kernel/id-map.h"
#include "why/finding.h"

static enum answer ask_capability(const struct facts *facts, struct words *words)
{
	if (facts->capable)
		return ANSWER_NO;
	if (facts->question->user_name)
		words_add(words, "%s has", facts->question->user_name);
	else
		words_add(words, "you have");
	return facts->known & FACT_INTERFACE ? ANSWER_NOTE : ANSWER_PROBLEM;
}

/* Some kernels admit nobody without owner and group, which has been tried. */
static enum answer ask_allowed(const struct facts *facts, struct words *words)
{
	unsigned int denial = access_denied(facts->link.device, facts->question->user);

	if (!id_map_has_user(facts->question->user->uid))
		words_add(words, "%s",
			  "not mapped in this user namespace, so that no process here can be that "
			  "user");
	else if (denial)
		words_add(words, "%s", access_denial_words(denial));
	else if (facts->ownerless.known && facts->ownerless.error == EPERM &&
		 !tun_probe_forbids(&facts->owned))
		words_add(words, "%s",
			  "it has neither owner nor group, and this kernel lets nobody attach to "
			  "such a one without CAP_NET_ADMIN");
	else
		return ANSWER_NO;
	return ANSWER_PROBLEM;
}

static enum answer ask_attach_forbidden(const struct facts *facts, struct words *words)
{
	if (!tun_probe_forbids(&facts->owned))
		return ANSWER_NO;
	words_add(words, "%s", refusal_by(facts->owned.error));
	words_add(words, "%s", refusal_errno(facts->owned.error));
	return ANSWER_PROBLEM;
}

/* A single queue has a holder; of several queues, the last one is taken. */
static enum answer ask_queue(const struct facts *facts, struct words *words)
{
	const struct device *device = facts->link.device;

	if (device->multi_queue ? device->numqueues + device->numdisabled < TUN_QUEUES_MAX
				: facts->attached != ATTACHED_YES)
		return ANSWER_NO;
	if (device->multi_queue)
		words_add(words, "all its %d queues are taken", TUN_QUEUES_MAX);
	else
		words_add(words, "%s", facts->holders);
	return ANSWER_PROBLEM;
}

const struct finding findings_attach[] = {
	{
		.code = "not-allowed",
		.needs = FACT_INTERFACE | FACT_USER,
		.ask = ask_allowed,
		.sentence = "{USER} may not attach: {1}",
		.hint = "`tunadm check {IF} --user {USER}` says what would help",
	},
	{
		.code = "in-use",
		.needs = FACT_INTERFACE | FACT_USER,
		.ask = ask_queue,
		.sentence = "{USER} cannot attach now: {1}",
		.hint = "a queue is free when its program ends; `tunadm show -p {IF}` names it",
	},
	{
		.code = "attach-forbidden",
		.needs = FACT_INTERFACE | FACT_USER,
		.ask = ask_attach_forbidden,
		.sentence = "attaching is refused by {1} ({2}), whoever owns the interface",
		.hint = REFUSAL_LOG,
	},
	{
		.code = "no-capability",
		.ask = ask_capability,
		.sentence = "{1} no CAP_NET_ADMIN over this network namespace: attaching may work, "
			    "creating cannot",
		.hint = "root makes one for a user with `tunadm add NAME --owner USER`",
	},
	{0},
};

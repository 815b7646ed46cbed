// SPDX-License-Identifier: GPL-2.0-or-later
// Findings about the link: up, carrier, who is attached, and what a program must ask for.

#include <string.h>
#include <unistd.h>

#include "why/finding.h"

static enum answer ask_link_down(const struct facts *facts, struct words *words)
{
	(void)words;
	return facts->link.up ? ANSWER_NO : ANSWER_PROBLEM;
}

static enum answer ask_no_carrier(const struct facts *facts, struct words *words)
{
	(void)words;
	return !facts->link.carrier && facts->attached == ATTACHED_NO ? ANSWER_PROBLEM : ANSWER_NO;
}

static enum answer ask_carrier_off(const struct facts *facts, struct words *words)
{
	(void)words;
	return !facts->link.carrier && facts->attached == ATTACHED_YES ? ANSWER_PROBLEM : ANSWER_NO;
}

static enum answer ask_carrier_unknown(const struct facts *facts, struct words *words)
{
	if (facts->link.carrier || facts->attached != ATTACHED_UNKNOWN)
		return ANSWER_NO;
	words_add(words, "%s", sight_reason(facts->gaps));
	if ((facts->gaps & (SIGHT_HIDDEN | SIGHT_CLOSED)) && geteuid() != 0)
		words_add(words, "as root, `tunadm why %s` tells", facts->link.device->name);
	else
		words_add(words, "%s", sight_takes(facts->gaps));
	return ANSWER_PROBLEM;
}

static enum answer ask_queue_detached(const struct facts *facts, struct words *words)
{
	const struct device *device = facts->link.device;

	if (!(device->has & DEVICE_HAS_QUEUES) || device->numqueues || !device->numdisabled)
		return ANSWER_NO;
	words_add(words, "%s",
		  device->numdisabled == 1 ? "the attached queue is" : "all attached queues are");
	return ANSWER_PROBLEM;
}

/* Some programs guess the mode from such a name, OpenVPN and tunadm among them. */
static enum answer ask_mode(const struct facts *facts, struct words *words)
{
	const struct device *device = facts->link.device;
	bool tap = device->mode == TUN_MODE_TAP;

	if (strncmp(device->name, tap ? "tun" : "tap", 3) != 0)
		return ANSWER_NO;
	words_add(words, "%s", tun_mode_name(device->mode));
	words_add(words, "%s", tap ? "IFF_TAP" : "IFF_TUN");
	return ANSWER_NOTE;
}

static enum answer ask_queues(const struct facts *facts, struct words *words)
{
	(void)words;
	return facts->link.device->multi_queue ? ANSWER_NOTE : ANSWER_NO;
}

/* On an idle interface it is only a record: the next program decides. */
static enum answer ask_packet_info(const struct facts *facts, struct words *words)
{
	if (!facts->link.device->pi)
		return ANSWER_NO;
	words_add(words, "%s",
		  facts->attached == ATTACHED_NO ? "stood, for the last program," : "stand");
	return ANSWER_NOTE;
}

const struct finding findings_link[] = {
	{
		.code = "link-down",
		.needs = FACT_INTERFACE,
		.ask = ask_link_down,
		.sentence = "the link is down: what a program writes is refused (EIO), and nothing "
			    "is sent to it",
		.hint = "`tunadm set {IF} --up`",
	},
	{
		.code = "no-carrier",
		.needs = FACT_INTERFACE,
		.ask = ask_no_carrier,
		.sentence = "nobody is attached: it is like a cable that is not plugged in",
		.hint = "start the program that uses it; `tunadm hold {IF}` gives it a carrier "
			"meanwhile",
	},
	{
		.code = "carrier-off",
		.needs = FACT_INTERFACE,
		.ask = ask_carrier_off,
		.sentence = "somebody is attached, and the carrier is switched off",
		.hint = "`tunadm set {IF} --carrier on`",
	},
	{
		.code = "carrier-unknown",
		.needs = FACT_INTERFACE,
		.ask = ask_carrier_unknown,
		.sentence = "it has no carrier, and you cannot see whether somebody is attached: "
			    "{1}",
		.hint = "{2}",
	},
	{
		.code = "queue-detached",
		.needs = FACT_INTERFACE,
		.ask = ask_queue_detached,
		.sentence = "{1} detached: nothing is read",
		.hint = "the program has to attach its queue again (TUNSETQUEUE with "
			"IFF_ATTACH_QUEUE), or another one has to attach",
	},
	{
		.code = "mode-mismatch",
		.needs = FACT_INTERFACE,
		.ask = ask_mode,
		.sentence = "it is a {1}, whatever its name suggests: a program that does not ask "
			    "for {2} gets \"Invalid argument\"",
		.hint = "tell the program that it is a {1}",
	},
	{
		.code = "queue-mismatch",
		.needs = FACT_INTERFACE,
		.ask = ask_queues,
		.sentence = "it is multi-queue: a program that does not ask for IFF_MULTI_QUEUE "
			    "gets \"Invalid argument\"",
		.hint = "tell the program to use several queues, or make the interface anew "
			"without --multi-queue",
	},
	{
		.code = "packet-info",
		.needs = FACT_INTERFACE,
		.ask = ask_packet_info,
		.sentence = "4 bytes of packet information {1} before each packet",
		.hint = "the program that attaches decides: with IFF_NO_PI there are none",
	},
	{0},
};

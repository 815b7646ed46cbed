// SPDX-License-Identifier: GPL-2.0-or-later
// tunadm set-mac: set the MAC address of a tap.

#include "commands/each.h"
#include "interface/ensure.h"

static struct fault *set_mac_check(struct invocation *invocation, struct report *report)
{
	(void)report;
	return each_take_value(invocation, PROPERTY_MAC, "ADDRESS");
}

static void set_mac_run(struct invocation *invocation, struct report *report)
{
	each_interface(invocation, 1, report, "cannot set MAC address", ensure_change);
}

const struct command command_set_mac = {
	.name = "set-mac",
	.operands = "NAME ADDRESS",
	.summary = "set the MAC address of a tap",
	.options = OPTION_BIT(OPTION_JSON),
	.min_operands = 2,
	.max_operands = 2,
	.name_operands = 1,
	.check = set_mac_check,
	.run = set_mac_run,
};

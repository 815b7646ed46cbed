// SPDX-License-Identifier: GPL-2.0-or-later
// tunadm set-mtu: set the MTU of an interface.

#include "commands/each.h"
#include "interface/ensure.h"

/*
 * The mode is not known yet, so this accepts what either mode allows; other values are refused
 * here.
 */
static struct fault *set_mtu_check(struct invocation *invocation, struct report *report)
{
	(void)report;
	return each_take_value(invocation, PROPERTY_MTU, "MTU");
}

static void set_mtu_run(struct invocation *invocation, struct report *report)
{
	each_interface(invocation, 1, report, "cannot set MTU", ensure_change);
}

const struct command command_set_mtu = {
	.name = "set-mtu",
	.operands = "NAME MTU",
	.summary = "set the MTU of an interface",
	.options = OPTION_BIT(OPTION_JSON),
	.min_operands = 2,
	.max_operands = 2,
	.name_operands = 1,
	.check = set_mtu_check,
	.run = set_mtu_run,
};

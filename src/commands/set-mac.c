// SPDX-License-Identifier: GPL-2.0-or-later
// tunadm set-mac: set the MAC address of a tap.

#include <string.h>

#include "commands/each.h"
#include "interface/change.h"
#include "input/values.h"

static struct fault *change(struct engine *engine, const struct device *device,
			    const struct request *request, unsigned int *changes)
{
	*changes = memcmp(device->mac, request->mac, sizeof(device->mac)) ? REQUEST_MAC : 0;
	return change_mac(engine, device, request->mac);
}

static struct fault *check(struct invocation *invocation, struct report *report)
{
	const char *text = invocation->operands[1];
	struct fault *fault = value_mac(text, invocation->request.mac);

	(void)report;
	return fault ? value_fault(fault, "ADDRESS", text) : NULL;
}

static void run(struct invocation *invocation, struct report *report)
{
	each_interface(invocation, report, "cannot set MAC address", change);
}

const struct command command_set_mac = {
	.name = "set-mac",
	.operands = "NAME ADDRESS",
	.summary = "set the MAC address of a tap",
	.options = OPTION_BIT(OPTION_JSON),
	.min_operands = 2,
	.max_operands = 2,
	.name_operands = 1,
	.check = check,
	.run = run,
};

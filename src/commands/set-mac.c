// SPDX-License-Identifier: GPL-2.0-or-later
// tunadm set-mac: set the MAC address of a tap.

#include <string.h>

#include "commands/each.h"
#include "engine/change.h"
#include "input/values.h"

static struct fault *change(struct engine *engine, const struct device *device, const void *value,
			    unsigned int *changes)
{
	const uint8_t *mac = value;

	*changes = memcmp(device->mac, mac, sizeof(device->mac)) == 0 ? 0 : REQUEST_MAC;
	return change_mac(engine, device, mac);
}

static void run(struct invocation *invocation, struct report *report)
{
	const char *text = invocation->operands[1];
	uint8_t mac[6];
	struct fault *fault = value_mac(text, mac);

	if (fault)
		(void)report_fault(report, value_fault(fault, "ADDRESS", text));
	else
		each_interface(invocation, report, "cannot set MAC address", change, mac);
}

const struct command command_set_mac = {
	.name = "set-mac",
	.operands = "NAME ADDRESS",
	.summary = "set the MAC address of a tap",
	.min_operands = 2,
	.max_operands = 2,
	.name_operands = 1,
	.run = run,
};

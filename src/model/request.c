// SPDX-License-Identifier: GPL-2.0-or-later
// Requests: ownership, and the mode implied by a name.

#include "model/request.h"

#include <string.h>

enum tun_mode request_mode(const struct request *request, const char *name)
{
	if (request_has(request, PROPERTY_MODE))
		return (enum tun_mode)request_number(request, PROPERTY_MODE);
	if (strncmp(name, "tun", 3) == 0)
		return TUN_MODE_TUN;
	if (strncmp(name, "tap", 3) == 0)
		return TUN_MODE_TAP;
	return TUN_MODE_NONE;
}

void request_clear(struct request *request)
{
	for (int id = 0; id < PROPERTY_COUNT; id++) {
		value_clear(&request->values[id]);
		value_clear(&request->withdrawals[id]);
	}
	*request = (struct request){0};
}

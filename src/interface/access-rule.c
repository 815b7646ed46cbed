// SPDX-License-Identifier: GPL-2.0-or-later
// The kernel's rule on who may attach.

#include "interface/access-rule.h"

unsigned int access_denied(const struct device *device, const struct credentials *who)
{
	unsigned int denial = 0;

	if (who->capable)
		return 0;
	if ((device->has & DEVICE_HAS_OWNER) && device->owner != who->uid)
		denial |= ACCESS_NOT_OWNER;
	if ((device->has & DEVICE_HAS_GROUP) && !credentials_in_group(who, device->group))
		denial |= ACCESS_NOT_IN_GROUP;
	return denial;
}

const char *access_denial_words(unsigned int denial)
{
	switch (denial) {
	case ACCESS_NOT_OWNER: return "not its owner";
	case ACCESS_NOT_IN_GROUP: return "not in its group";
	case ACCESS_NOT_OWNER | ACCESS_NOT_IN_GROUP: return "neither its owner nor in its group";
	default: return "not allowed";
	}
}

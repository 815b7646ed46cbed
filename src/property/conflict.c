// SPDX-License-Identifier: GPL-2.0-or-later
// What to do about a property that only a new interface can have.

#include "property/conflict.h"

#include "util/shell-word.h"

struct fault *conflict_anew(struct fault *fault, const struct device *device)
{
	return fault_hint(fault,
			  "the kernel cannot change that on an existing interface: "
			  "`tunadm del %s` and add it again",
			  shell_name(device->name).text);
}

// SPDX-License-Identifier: GPL-2.0-or-later
// A note for users of --anyone if the kernel does not let everybody in.

#include "commands/anyone.h"

#include "kernel/tun-probe.h"

#define TEXT                                                                                       \
	"--anyone: this kernel lets only CAP_NET_ADMIN attach to an interface with neither owner " \
	"nor group"

void note_anyone(const char *name, size_t count, struct report *report)
{
	if (!count || tun_ownerless() != TUN_OWNERLESS_CAPABLE)
		return;
	if (!name)
		report_note(report, TEXT);
	else if (count == 1)
		report_note(report, "%s: " TEXT, name);
	else
		report_note(report, "%s and %zu more: " TEXT, name, count - 1);
}

// SPDX-License-Identifier: GPL-2.0-or-later
// The states and flags of a link in words.

#include "output/link-words.h"

#include <net/if.h>
#include <stdio.h>

/* Defined in include/uapi/linux/if.h, which conflicts with the C library's header. */
#define IFF_LOWER_UP_BIT (1u << 16)
#define IFF_DORMANT_BIT	 (1u << 17)
#define IFF_ECHO_BIT	 (1u << 18)

struct flag {
	unsigned int bit;
	const char *name;
};

static const struct flag names[] = {
	{IFF_LOOPBACK, "LOOPBACK"},
	{IFF_BROADCAST, "BROADCAST"},
	{IFF_POINTOPOINT, "POINTOPOINT"},
	{IFF_MULTICAST, "MULTICAST"},
	{IFF_NOARP, "NOARP"},
	{IFF_ALLMULTI, "ALLMULTI"},
	{IFF_PROMISC, "PROMISC"},
	{IFF_MASTER, "MASTER"},
	{IFF_SLAVE, "SLAVE"},
	{IFF_DEBUG, "DEBUG"},
	{IFF_DYNAMIC, "DYNAMIC"},
	{IFF_AUTOMEDIA, "AUTOMEDIA"},
	{IFF_PORTSEL, "PORTSEL"},
	{IFF_NOTRAILERS, "NOTRAILERS"},
	{IFF_UP, "UP"},
	{IFF_LOWER_UP_BIT, "LOWER_UP"},
	{IFF_DORMANT_BIT, "DORMANT"},
	{IFF_ECHO_BIT, "ECHO"},
};

const char *link_operstate(uint8_t operstate)
{
	static const char *const states[] = {
		"UNKNOWN", "NOTPRESENT", "DOWN", "LOWERLAYERDOWN", "TESTING", "DORMANT", "UP",
	};

	return operstate < sizeof(states) / sizeof(states[0]) ? states[operstate] : states[0];
}

void link_flags(unsigned int flags, link_flag_fn *take, void *data)
{
	char rest[16];

	if ((flags & IFF_UP) && !(flags & IFF_RUNNING))
		take("NO-CARRIER", data);
	flags &= ~(unsigned int)IFF_RUNNING;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (flags & names[i].bit)
			take(names[i].name, data);
		flags &= ~names[i].bit;
	}
	if (!flags)
		return;
	(void)snprintf(rest, sizeof(rest), "%x", flags);
	take(rest, data);
}

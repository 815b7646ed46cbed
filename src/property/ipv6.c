// SPDX-License-Identifier: GPL-2.0-or-later
// The minimum MTU for IPv6.

#include "property/ipv6.h"

#include "kernel/link-attribute.h"
#include "kernel/link.h"
#include "model/address.h"
#include "model/device.h"

#define NEEDS_MTU "IPv6 needs an MTU of at least %u"

struct fault *ipv6_refuse_mtu(uint64_t mtu)
{
	if (mtu >= IPV6_MTU_MIN)
		return NULL;
	return fault_new(STATUS_CONFLICT, NEEDS_MTU, IPV6_MTU_MIN);
}

struct fault *ipv6_explain(struct fault *fault, struct link_socket *links, int ifindex)
{
	auto_device struct device now = {0};
	struct fault *lookup = link_find_index(links, ifindex, &now);

	if (now.ifindex && link_mtu(&now) < IPV6_MTU_MIN)
		fault = fault_explain(fault, STATUS_CONFLICT, NEEDS_MTU, IPV6_MTU_MIN);
	fault_free(lookup);
	return fault;
}

struct fault *ipv6_disabled(void)
{
	return fault_new(STATUS_FAILED, "ipv6: IPv6 is disabled on this device");
}

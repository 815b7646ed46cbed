// SPDX-License-Identifier: GPL-2.0-or-later
// IPv6 that the kernel removes with a change of the link.

#include "interface/ipv6-loss.h"

#include <sys/socket.h>

#include "kernel/link-attribute.h"
#include "model/address.h"
#include "property/address-match.h"
#include "property/bridged.h"

/* The attribute exists as long as the link has IPv6. */
static bool has_ipv6(const struct device *device)
{
	size_t size;

	return link_attribute(device, LINK_PATH(IFLA_AF_SPEC, AF_INET6), &size) != NULL;
}

bool ipv6_loss_is_whole(const struct device *device, const struct request *request,
			uint64_t changes)
{
	return (changes & PROPERTY_BIT(PROPERTY_MTU)) &&
	       request_number(request, PROPERTY_MTU) < IPV6_MTU_MIN && has_ipv6(device);
}

bool ipv6_loss_is_near(struct engine *engine, const struct device *device,
		       const struct request *request, uint64_t changes)
{
	bool down = (changes & PROPERTY_BIT(PROPERTY_UP)) && !request_number(request, PROPERTY_UP);

	return down || ipv6_loss_is_whole(device, request, changes) ||
	       bridged_cycles_link(engine, request, device);
}

struct fault *ipv6_loss_count(struct engine *engine, int ifindex, const struct request *request,
			      size_t *count)
{
	const struct link_address *addresses;
	struct fault *fault;
	size_t all;

	engine_forget_addresses(engine);
	fault = engine_addresses(engine, ifindex, &addresses, &all);
	*count = 0;
	for (size_t i = 0; !fault && i < all; i++)
		*count += addresses[i].address.family == AF_INET6 &&
			  !address_is_asked(request, &addresses[i].address);
	return fault;
}

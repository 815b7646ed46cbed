// SPDX-License-Identifier: GPL-2.0-or-later
// Walks the attributes of a message, whose lengths netlink has checked.

#include "kernel/link-attribute.h"

#include <linux/rtnetlink.h>
#include <netlink/attr.h>
#include <netlink/msg.h>
#include <stdlib.h>
#include <string.h>

static struct nlattr *find_attribute(const struct device *device, const struct link_path *path)
{
	struct nlmsghdr *message = device_message(device);
	struct nlattr *attribute;

	if (!message)
		return NULL;
	attribute = nlmsg_find_attr(message, sizeof(struct ifinfomsg), path->types[0]);
	for (int i = 1; attribute && i < LINK_PATH_MAX && path->types[i]; i++)
		attribute = nla_find(nla_data(attribute), nla_len(attribute), path->types[i]);
	return attribute;
}

const void *link_attribute(const struct device *device, const struct link_path *path, size_t *size)
{
	struct nlattr *attribute = find_attribute(device, path);

	*size = attribute ? (size_t)nla_len(attribute) : 0;
	return attribute ? nla_data(attribute) : NULL;
}

static bool read_number(const struct device *device, const struct link_path *path, void *number,
			size_t wanted)
{
	size_t size;
	const void *content = link_attribute(device, path, &size);

	if (!content || size != wanted)
		return false;
	memcpy(number, content, wanted);
	return true;
}

bool link_attribute_u32(const struct device *device, const struct link_path *path, uint32_t *number)
{
	return read_number(device, path, number, sizeof(*number));
}

bool link_attribute_u16(const struct device *device, const struct link_path *path, uint16_t *number)
{
	return read_number(device, path, number, sizeof(*number));
}

bool link_attribute_u8(const struct device *device, const struct link_path *path, uint8_t *number)
{
	return read_number(device, path, number, sizeof(*number));
}

const char *link_attribute_text(const struct device *device, const struct link_path *path)
{
	size_t size;
	const char *content = link_attribute(device, path, &size);

	return content && size && content[size - 1] == '\0' ? content : NULL;
}

uint32_t link_mtu(const struct device *device)
{
	uint32_t mtu = 0;

	(void)link_attribute_u32(device, LINK_PATH(IFLA_MTU), &mtu);
	return mtu;
}

int link_master(const struct device *device)
{
	uint32_t ifindex = 0;

	(void)link_attribute_u32(device, LINK_PATH(IFLA_MASTER), &ifindex);
	return (int)ifindex;
}

bool link_is_bridge_port(const struct device *device)
{
	const char *kind =
		link_attribute_text(device, LINK_PATH(IFLA_LINKINFO, IFLA_INFO_SLAVE_KIND));

	return kind && strcmp(kind, "bridge") == 0;
}

uint32_t link_vrf_table(const struct device *vrf)
{
	uint32_t table = 0;

	(void)link_attribute_u32(vrf, LINK_PATH(IFLA_LINKINFO, IFLA_INFO_DATA, IFLA_VRF_TABLE),
				 &table);
	return table;
}

const char *link_altname(const struct device *device, const char *previous)
{
	struct nlattr *list = find_attribute(device, LINK_PATH(IFLA_PROP_LIST));
	struct nlattr *attribute;
	bool passed = !previous;
	int rest;

	if (!list)
		return NULL;
	nla_for_each_nested(attribute, list, rest)
	{
		if (nla_type(attribute) != IFLA_ALT_IFNAME)
			continue;
		if (passed)
			return nla_data(attribute);
		passed = nla_data(attribute) == previous;
	}
	return NULL;
}

bool link_is_called(const struct device *device, const char *name)
{
	if (strcmp(device->name, name) == 0)
		return true;
	for (const char *alt = NULL; (alt = link_altname(device, alt));)
		if (strcmp(alt, name) == 0)
			return true;
	return false;
}

// SPDX-License-Identifier: GPL-2.0-or-later
// From devices back to the options that make them.

#include "output/entries.h"

#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "output/escape.h"
#include "output/link-words.h"
#include "util/cleanup.h"
#include "util/id-name.h"
#include "util/text-stream.h"

/* drivers/net/tun.c: what an interface has unless somebody sets it. */
#define DEFAULT_MTU	   1500u
#define TUN_DEFAULT_TXQLEN 500u
#define TAP_DEFAULT_TXQLEN 1000u

struct entry_source {
	const struct listing *listing;
	bool told; /* the kernel tells which addresses are its own */
	struct id_names users;
	struct id_names groups;
};

/* What a table may begin with, and no entry does. */
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* A backslash before every byte that could mean something to the table or to a shell. */
static void print_word(FILE *line, const char *word)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789._-+:/@,";

	if (strncmp(word, BYTE_ORDER_MARK, strlen(BYTE_ORDER_MARK)) == 0)
		(void)fputc('\\', line);
	for (; *word; word++) {
		if (!strchr(plain, *word) && (unsigned char)*word < 0x80)
			(void)fputc('\\', line);
		(void)fputc(*word, line);
	}
}

/* A name that may have been cut is none, and one of digits would be read as a number. */
static void print_id(FILE *line, const char *name, uint32_t id)
{
	if (name && strlen(name) < ID_NAME_SIZE - 1 && name[strspn(name, "0123456789")])
		print_word(line, name);
	else
		(void)fprintf(line, "%u", id);
}

static void print_ids(FILE *line, const struct device *device, struct entry_source *source)
{
	if (device->has & DEVICE_HAS_OWNER) {
		(void)fputs(" --owner ", line);
		print_id(line, id_names_user(&source->users, device->owner), device->owner);
	}
	if (device->has & DEVICE_HAS_GROUP) {
		(void)fputs(" --group ", line);
		print_id(line, id_names_group(&source->groups, device->group), device->group);
	}
	if (!(device->has & (DEVICE_HAS_OWNER | DEVICE_HAS_GROUP)))
		(void)fputs(" --anyone", line);
}

static bool is_link_local(const struct address *address)
{
	return address->family == AF_INET6 &&
	       IN6_IS_ADDR_LINKLOCAL((const struct in6_addr *)(const void *)address->bytes);
}

/* A kernel that tells the origin tells it of the loopback's own address, if of nothing else. */
static bool tells_origin(const struct listing *listing)
{
	for (size_t i = 0; i < listing->address_count; i++)
		if (listing->addresses[i].origin == LINK_ORIGIN_KERNEL)
			return true;
	return false;
}

static bool makes_itself(const struct link_address *found, bool told)
{
	if (!found->permanent)
		return true;
	return is_link_local(&found->address) && (!told || found->origin == LINK_ORIGIN_KERNEL);
}

static void print_addresses(FILE *line, const struct device *device, const struct listing *listing,
			    bool told)
{
	for (size_t i = 0; i < listing->address_count; i++) {
		const struct link_address *found = &listing->addresses[i];
		char text[INET6_ADDRSTRLEN];

		if (found->ifindex != device->ifindex || makes_itself(found, told) ||
		    !inet_ntop(found->address.family, found->address.bytes, text, sizeof(text)))
			continue;
		(void)fprintf(line, " --address %s/%u", text, found->address.prefix);
	}
}

static void print_options(FILE *line, const struct device *device, struct entry_source *source)
{
	char mac[LINK_MAC_SIZE];
	uint32_t txqlen = device->mode == TUN_MODE_TUN ? TUN_DEFAULT_TXQLEN : TAP_DEFAULT_TXQLEN;

	(void)fprintf(line, " --mode %s", tun_mode_name(device->mode));
	print_ids(line, device, source);
	if (device->pi)
		(void)fputs(" --pi", line);
	if (device->vnet_hdr)
		(void)fputs(" --vnet-hdr", line);
	if (device->multi_queue)
		(void)fputs(" --multi-queue", line);
	if (device->mode == TUN_MODE_TAP && (device->has & DEVICE_HAS_MAC)) {
		link_mac(device->mac, mac);
		(void)fprintf(line, " --mac %s", mac);
	}
	if (device->mtu != DEFAULT_MTU)
		(void)fprintf(line, " --mtu %u", device->mtu);
	if (device->txqlen != txqlen)
		(void)fprintf(line, " --txqueuelen %u", device->txqlen);
	if (device->master_name[0]) {
		(void)fputs(" --master ", line);
		print_word(line, device->master_name);
	}
	print_addresses(line, device, source->listing, source->told);
	if (device->flags & IFF_UP)
		(void)fputs(" --up", line);
}

/* Malloced; NULL without memory. */
static char *entry_text(const struct device *device, struct entry_source *source)
{
	struct text_stream line = {0};
	char *text;

	if (!text_open(&line))
		return NULL;
	print_word(line.file, device->name);
	print_options(line.file, device, source);
	text = text_close(&line);
	if (!source->users.no_memory && !source->groups.no_memory)
		return text;
	free(text);
	return NULL;
}

struct fault *entries_print(const struct listing *listing)
{
	struct entry_source source = {.listing = listing, .told = tells_origin(listing)};
	struct fault *fault = NULL;

	for (size_t i = 0; !fault && i < listing->devices->count; i++) {
		auto_free char *text = entry_text(&listing->devices->items[i], &source);
		auto_free char *shown = text ? escape_for_stdout(text) : NULL;

		if (shown)
			printf("%s\n", shown);
		else
			fault = fault_memory();
	}
	id_names_clear(&source.users);
	id_names_clear(&source.groups);
	return fault;
}

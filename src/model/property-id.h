/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The properties of an interface, numbered: each is a line here and a file in property/. */
#ifndef TUNADM_MODEL_PROPERTY_ID_H
#define TUNADM_MODEL_PROPERTY_ID_H

#include <stdint.h>

/*
 * X(ID, variable, "word"); the word is used in the option, in JSON and in messages. First come
 * properties that are fixed at creation or set on a descriptor, then those of the link in the order
 * in which they are set. The MTU comes before the master, because a bridge takes the smallest MTU
 * of its ports. Flags and VLANs of a port come before anything lets a packet pass. "up" is the last
 * of the link: an interface that is up is completely configured.
 */
#define PROPERTY_LIST(X)                                                                           \
	X(MODE, mode, "mode")                                                                      \
	X(OWNER, owner, "owner")                                                                   \
	X(GROUP, group, "group")                                                                   \
	X(ANYONE, anyone, "anyone")                                                                \
	X(PI, pi, "pi")                                                                            \
	X(VNET_HDR, vnet_hdr, "vnet-hdr")                                                          \
	X(MULTI_QUEUE, multi_queue, "multi-queue")                                                 \
	X(MAC, mac, "mac")                                                                         \
	X(MTU, mtu, "mtu")                                                                         \
	X(TXQUEUELEN, txqueuelen, "txqueuelen")                                                    \
	X(MASTER, master, "master")                                                                \
	X(PORT, port, "port")                                                                      \
	X(VLAN, vlan, "vlan")                                                                      \
	X(ALIAS, alias, "alias")                                                                   \
	X(ALTNAME, altname, "altname")                                                             \
	X(ADDRGENMODE, addrgenmode, "addrgenmode")                                                 \
	X(ADDRESS, address, "address")                                                             \
	X(UP, up, "up")                                                                            \
	X(CARRIER, carrier, "carrier")                                                             \
	X(PERSIST, persist, "persist")

#define PROPERTY_ENUM(ID, variable, word) PROPERTY_##ID,
enum property_id {
	PROPERTY_LIST(PROPERTY_ENUM) PROPERTY_COUNT
};
#undef PROPERTY_ENUM

/* A set of properties has one bit for each. */
#define PROPERTY_BIT(id) (UINT64_C(1) << (id))

/*
 * Changes that are not properties; a set of changes has a bit for each of these too. IPV6 means
 * that the kernel removed IPv6 from it. From FILTER on, they are what a program leaves behind,
 * named like the codes of `why`.
 */
#define CHANGE_LIST(X)                                                                             \
	X(NAME, "name")                                                                            \
	X(IPV6, "ipv6")                                                                            \
	X(FILTER, "filter")                                                                        \
	X(HEADER, "header")                                                                        \
	X(ENDIAN, "endian")                                                                        \
	X(OFFLOAD, "offload")                                                                      \
	X(LINKTYPE, "linktype")

#define CHANGE_ENUM(ID, word) CHANGE_##ID,
enum change_id {
	CHANGE_BEFORE_FIRST = PROPERTY_COUNT - 1,
	CHANGE_LIST(CHANGE_ENUM) CHANGE_COUNT
};
#undef CHANGE_ENUM

#define CHANGE_BIT(id) (UINT64_C(1) << (id))

/* The word for a property or a change: "mtu", "vnet-hdr", "name". */
const char *change_word(int id) __attribute__((const, returns_nonnull));

/* Room for the words of all changes, separated by ", ". */
#define CHANGE_WORDS_SIZE 256

/* The words of a set of changes: "mtu, owner". */
void change_words(uint64_t changes, char words[CHANGE_WORDS_SIZE]) __attribute__((nonnull));

#endif

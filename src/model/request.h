/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A request: what an interface shall be like, as read from a command line or a table entry. */
#ifndef TUNADM_MODEL_REQUEST_H
#define TUNADM_MODEL_REQUEST_H

#include <net/if.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "model/fault.h"
#include "model/mode.h"

/* What was given, or what was changed: "was it given" is a bit, never a magic value. */
enum request_property {
	REQUEST_MODE = 1 << 0,
	REQUEST_OWNER = 1 << 1,
	REQUEST_GROUP = 1 << 2,
	REQUEST_ANYONE = 1 << 3,
	REQUEST_PI = 1 << 4,
	REQUEST_VNET_HDR = 1 << 5,
	REQUEST_MULTI_QUEUE = 1 << 6,
	REQUEST_MAC = 1 << 7,
	REQUEST_MTU = 1 << 8,
	REQUEST_TXQUEUELEN = 1 << 9,
	REQUEST_UP = 1 << 10,
	REQUEST_MASTER = 1 << 11,
	REQUEST_ADDRESS = 1 << 12,
	REQUEST_PERSIST = 1 << 13, /* never asked for by an option: every interface of ours is */
};

/* An IPv4 or IPv6 address with the length of its prefix in bits. */
struct address {
	int family; /* AF_INET or AF_INET6 */
	uint8_t bytes[16];
	uint8_t prefix;
};

struct request {
	unsigned int given; /* REQUEST_*; the members below hold something only where given */
	enum tun_mode mode;
	uid_t owner;
	gid_t group;
	uint8_t mac[6];
	uint32_t mtu;
	uint32_t txqueuelen;
	char master[IFNAMSIZ];
	struct address *addresses; /* owned */
	size_t address_count;
};

/* As many queues as one multi-queue interface can have (drivers/net/tun.c: MAX_TAP_QUEUES). */
#define TUN_QUEUES_MAX 256

/* The MTUs that a tun and a tap can have (drivers/net/tun.c: MIN_MTU, MAX_MTU). */
#define TUN_MTU_MIN 68u
#define TUN_MTU_MAX 65535u
#define TAP_MTU_MAX 65521u

/*
 * The longest queue: each program that attaches is given a ring of so many pointers, and the kernel
 * has it in one piece of at most 4 MiB (include/linux/ptr_ring.h: KMALLOC_MAX_SIZE).
 */
#define TUN_TXQUEUELEN_MAX 524288u

/* Below it a link has no IPv6 (include/uapi/linux/ipv6.h, which clashes with the C library's). */
#define IPV6_MIN_MTU 1280u

/* The property's name in JSON and in messages: that of its option. NULL for no single property. */
const char *request_property_name(unsigned int property) __attribute__((const));

/* Room for the names of all properties, with ", " between. */
#define REQUEST_NAMES_SIZE 160

/* The names of the properties (REQUEST_* bits), as in "mtu, owner". */
void request_property_names(unsigned int properties, char names[REQUEST_NAMES_SIZE])
	__attribute__((nonnull));

/* The mode that is asked for by the request, or else by a name that begins with tun or tap. */
enum tun_mode request_mode(const struct request *request, const char *name)
	__attribute__((nonnull));

/*
 * Checks that an interface of this name can be as asked: that a mode is known (status 2), that
 * the MTU is in the mode's range (2), that no MAC is asked of a tun (4), and no IPv6 address with
 * an MTU that is too small for it (4).
 */
struct fault *request_check(const struct request *request, const char *name)
	__attribute__((nonnull)) must_check;

/* The fault (4) of an IPv6 address among those asked for where the MTU is too small, or NULL. */
struct fault *request_check_ipv6(const struct request *request, uint32_t mtu)
	__attribute__((nonnull)) must_check;

/* Adds an address. A second one that is the same is refused (status 2). */
struct fault *request_add_address(struct request *request, const struct address *address)
	__attribute__((nonnull)) must_check;

bool address_equal(const struct address *a, const struct address *b) __attribute__((nonnull));

/* Releases what the request holds, not the struct itself. */
void request_clear(struct request *request) __attribute__((nonnull));

#endif

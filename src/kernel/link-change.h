/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Changing links by rtnetlink(7): properties of one, put together and sent as one message;
 * alternative names; and deleting.
 */
#ifndef TUNADM_KERNEL_LINK_CHANGE_H
#define TUNADM_KERNEL_LINK_CHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/fault.h"

struct link_socket;
struct rtnl_link;
struct nl_msg;

/*
 * Zero-initialized, it is no change. What is put into it is kept until it is sent or cleared; a
 * lack of memory on the way is told then. Nothing is checked: that is for the kernel and for
 * property/.
 */
struct link_change {
	struct rtnl_link *link; /* owned, or NULL: what libnl-route has a member for */
	struct nl_msg *more;	/* owned, or NULL: attributes that it has none for */
	bool failed;
};

void link_change_mac(struct link_change *change, const uint8_t mac[6]) __attribute__((nonnull));
void link_change_mtu(struct link_change *change, uint32_t mtu) __attribute__((nonnull));
void link_change_txqlen(struct link_change *change, uint32_t packets) __attribute__((nonnull));
void link_change_master(struct link_change *change, int ifindex) /* 0: out of its master */
	__attribute__((nonnull));
void link_change_group(struct link_change *change, uint32_t link_group) __attribute__((nonnull));
void link_change_carrier(struct link_change *change, bool on) __attribute__((nonnull));
void link_change_addrgenmode(struct link_change *change, uint8_t mode) /* IN6_ADDR_GEN_MODE_* */
	__attribute__((nonnull));

/*
 * Sets the operational state that a bridge goes by: it follows the carrier up to a second later,
 * but what is set itself is there at once. From then on it follows the carrier again.
 */
void link_change_dormant(struct link_change *change) __attribute__((nonnull));

void link_change_up(struct link_change *change, bool up) __attribute__((nonnull));

/* An attribute by its number (IFLA_*) and content: a text with its NUL byte, nested attributes. */
void link_change_attribute(struct link_change *change, int type, const void *content, size_t size)
	__attribute__((nonnull));

static inline bool link_change_is_empty(const struct link_change *change)
{
	return !change->link && !change->more && !change->failed;
}

/*
 * Sends it to the link with that index, and leaves it empty; nothing is sent of an empty one. A
 * link is only ever changed by its index, as a name can go to another one. The kernel goes on from
 * part to part: after a fault some may have changed.
 */
struct fault *link_change_send(struct link_change *change, struct link_socket *socket, int ifindex)
	__attribute__((nonnull)) must_check;

void link_change_clear(struct link_change *change) __attribute__((nonnull));

#define auto_link_change __attribute__((cleanup(link_change_clear)))

/* Changes nothing of the link. EPERM: this process may not change it (RTM_NEWLINK asks first). */
struct fault *link_probe_right(struct link_socket *socket, int ifindex)
	__attribute__((nonnull)) must_check;

/* Deletes one link, attached or not. */
struct fault *link_delete(struct link_socket *socket, int ifindex)
	__attribute__((nonnull)) must_check;

/* Deletes all links of the group (not 0) at the price of one. */
struct fault *link_delete_group(struct link_socket *socket, uint32_t link_group)
	__attribute__((nonnull)) must_check;

/* Adds an alternative name, or takes one away (RTM_NEWLINKPROP, Linux 5.5). EEXIST: it is taken. */
struct fault *link_add_altname(struct link_socket *socket, int ifindex, const char *name)
	__attribute__((nonnull)) must_check;
struct fault *link_remove_altname(struct link_socket *socket, int ifindex, const char *name)
	__attribute__((nonnull)) must_check;

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Changes links by rtnetlink(7): properties of one link, collected and sent as one message;
 * alternative names; deleting.
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
 * Zero-initialized, it is an empty change. Its contents are kept until it is sent or cleared; a
 * lack of memory is reported when it is sent. Nothing is checked: that is left to the kernel and to
 * property/.
 */
struct link_change {
	struct rtnl_link *link; /* owned, or NULL: attributes that libnl-route supports */
	struct nl_msg *more;	/* owned, or NULL: other attributes */
	bool failed;
};

void link_change_mac(struct link_change *change, const uint8_t mac[6]) __attribute__((nonnull));
void link_change_mtu(struct link_change *change, uint32_t mtu) __attribute__((nonnull));
void link_change_txqlen(struct link_change *change, uint32_t packets) __attribute__((nonnull));
void link_change_master(struct link_change *change, int ifindex) /* 0: no master */
	__attribute__((nonnull));
void link_change_group(struct link_change *change, uint32_t link_group) __attribute__((nonnull));
void link_change_carrier(struct link_change *change, bool on) __attribute__((nonnull));
void link_change_addrgenmode(struct link_change *change, uint8_t mode) /* IN6_ADDR_GEN_MODE_* */
	__attribute__((nonnull));

/*
 * Sets the operational state, which a bridge uses: it follows the carrier up to a second later, but
 * a value that is set takes effect at once. Afterwards it follows the carrier again.
 */
void link_change_dormant(struct link_change *change) __attribute__((nonnull));

void link_change_up(struct link_change *change, bool up) __attribute__((nonnull));

/*
 * An attribute by number (IFLA_*) and contents: a string with its NUL byte, or nested attributes.
 */
void link_change_attribute(struct link_change *change, int type, const void *content, size_t size)
	__attribute__((nonnull));

static inline bool link_change_is_empty(const struct link_change *change)
{
	return !change->link && !change->more && !change->failed;
}

/*
 * Sends the change to the link with that index, and clears it; an empty change is not sent. Links
 * are only changed by index, as a name can pass to another link. The kernel applies the parts one
 * by one: after a fault some may have been changed.
 */
struct fault *link_change_send(struct link_change *change, struct link_socket *socket, int ifindex)
	__attribute__((nonnull)) must_check;

void link_change_clear(struct link_change *change) __attribute__((nonnull));

#define auto_link_change __attribute__((cleanup(link_change_clear)))

/* Changes nothing. EPERM: this process may not change the link (RTM_NEWLINK checks that first). */
struct fault *link_probe_right(struct link_socket *socket, int ifindex)
	__attribute__((nonnull)) must_check;

/* Deletes one link, whether a program is attached or not. */
struct fault *link_delete(struct link_socket *socket, int ifindex)
	__attribute__((nonnull)) must_check;

/* Deletes all links of the group (not 0) at the cost of one. */
struct fault *link_delete_group(struct link_socket *socket, uint32_t link_group)
	__attribute__((nonnull)) must_check;

/* Adds or removes an alternative name (RTM_NEWLINKPROP, Linux 5.5). EEXIST: it is taken. */
struct fault *link_add_altname(struct link_socket *socket, int ifindex, const char *name)
	__attribute__((nonnull)) must_check;
struct fault *link_remove_altname(struct link_socket *socket, int ifindex, const char *name)
	__attribute__((nonnull)) must_check;

#endif

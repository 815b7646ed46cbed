/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Attributes of the message that a device was read from (rtnetlink(7), linux/if_link.h). */
#ifndef TUNADM_KERNEL_LINK_ATTRIBUTE_H
#define TUNADM_KERNEL_LINK_ATTRIBUTE_H

#include <linux/if_link.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/device.h"

/* The maximum depth of nested attributes that are needed here. */
#define LINK_PATH_MAX 4

/* The path to an attribute through its containers: {IFLA_LINKINFO, IFLA_INFO_SLAVE_KIND}. */
struct link_path {
	uint16_t types[LINK_PATH_MAX]; /* ends at the first 0 */
};

#define LINK_PATH(...) (&(const struct link_path){.types = {__VA_ARGS__}})

/*
 * The contents of the attribute: *size bytes inside the device's message, unaligned. NULL if the
 * message lacks it.
 */
const void *link_attribute(const struct device *device, const struct link_path *path, size_t *size)
	__attribute__((nonnull));

/* A number of 32, 16 or 8 bits; false if the attribute is missing or has another size. */
bool link_attribute_u32(const struct device *device, const struct link_path *path, uint32_t *number)
	__attribute__((nonnull));
bool link_attribute_u16(const struct device *device, const struct link_path *path, uint16_t *number)
	__attribute__((nonnull));
bool link_attribute_u8(const struct device *device, const struct link_path *path, uint8_t *number)
	__attribute__((nonnull));

/*
 * A string that ends with a NUL byte; the device owns it. NULL if it is missing or has no NUL byte.
 */
const char *link_attribute_text(const struct device *device, const struct link_path *path)
	__attribute__((nonnull));

/*
 * Attributes that are used outside of their own property: the MTU in bytes, and the master's index,
 * 0 for none.
 */
uint32_t link_mtu(const struct device *device) __attribute__((nonnull));
int link_master(const struct device *device) __attribute__((nonnull));

/* Whether the link is a port of a bridge. */
bool link_is_bridge_port(const struct device *device) __attribute__((nonnull));

/* The routing table of a VRF; 0 if not reported. */
uint32_t link_vrf_table(const struct device *vrf) __attribute__((nonnull));

/*
 * The alternative name (IFLA_ALT_IFNAME) after `previous`, the first for NULL; NULL after the last.
 * The device owns it.
 */
const char *link_altname(const struct device *device, const char *previous)
	__attribute__((nonnull(1)));

/* Whether the name is the interface's own or one of its alternative names. */
bool link_is_called(const struct device *device, const char *name) __attribute__((nonnull));

#endif

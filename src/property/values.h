/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Values: from the text of an option or operand to a checked number, address or name. */
#ifndef TUNADM_PROPERTY_VALUES_H
#define TUNADM_PROPERTY_VALUES_H

#include <net/if.h>
#include <stdbool.h>
#include <stdint.h>

#include "model/address.h"
#include "model/fault.h"
#include "model/mode.h"
#include "model/state.h"

/*
 * Each takes the whole text or nothing of it, and returns a fault of status 2 whose reason says
 * what is allowed; value_fault() adds what was given, and where.
 */

/* "OBJECT: invalid value 'TEXT': WHY"; the object is an option ("--mtu") or an operand ("MTU"). */
struct fault *value_fault(struct fault *fault, const char *object, const char *text)
	__attribute__((nonnull, returns_nonnull)) must_check;

/* A decimal number without a sign, within the limits. */
struct fault *value_number(const char *text, uint32_t min, uint32_t max, uint32_t *number)
	__attribute__((nonnull)) must_check;

struct fault *value_mode(const char *text, enum tun_mode *mode) __attribute__((nonnull)) must_check;
struct fault *value_on_off(const char *text, bool *on) __attribute__((nonnull)) must_check;

/* The word for a state. */
struct fault *value_state(const char *text, enum state *state) __attribute__((nonnull)) must_check;

/*
 * Seconds, with or without a decimal fraction: "5", "0.25", from a nanosecond to about thirty
 * years. The result is in nanoseconds.
 */
struct fault *value_seconds(const char *text, int64_t *nanoseconds)
	__attribute__((nonnull)) must_check;

/* Six hexadecimal octets separated by colons, unicast and not zero. */
struct fault *value_mac(const char *text, uint8_t mac[6]) __attribute__((nonnull)) must_check;

/*
 * ADDRESS/PREFIX of IPv4 or IPv6, a unicast address that a host can have; or ADDRESS[/PREFIX],
 * followed by ",peer=" and another address of the same family, whose prefix is then used.
 */
struct fault *value_address(const char *text, struct address *address)
	__attribute__((nonnull)) must_check;

/* The same without /PREFIX, for a single host. */
struct fault *value_host(const char *text, struct address *address)
	__attribute__((nonnull)) must_check;

#endif

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
 * Seconds with a decimal point and a fraction, or without: "5", "0.25", down to a nanosecond and up
 * to some thirty years. In nanoseconds.
 */
struct fault *value_seconds(const char *text, int64_t *nanoseconds)
	__attribute__((nonnull)) must_check;

/* Six octets in hexadecimal with colons between, unicast and not zero. */
struct fault *value_mac(const char *text, uint8_t mac[6]) __attribute__((nonnull)) must_check;

/*
 * ADDRESS/PREFIX of IPv4 or IPv6, a unicast address that a host can have; or ADDRESS[/PREFIX],
 * followed by ",peer=" and another of the same family, whose prefix then counts.
 */
struct fault *value_address(const char *text, struct address *address)
	__attribute__((nonnull)) must_check;

/* The same without /PREFIX, which is that of the one host. */
struct fault *value_host(const char *text, struct address *address)
	__attribute__((nonnull)) must_check;

/*
 * The name of a new interface: 1 to 15 bytes, no slash, colon or white space, not . or .., not
 * beginning with -, and one %d at most, which the kernel replaces by a number
 * (net/core/dev.c: dev_valid_name, __dev_alloc_name).
 */
struct fault *value_new_name(const char *text) __attribute__((nonnull)) must_check;

/* The same without a %d. */
struct fault *value_link_name(const char *text) __attribute__((nonnull)) must_check;

/* What may name an existing interface: also an alternative name (127 bytes), or a pattern. */
struct fault *value_name(const char *text) __attribute__((nonnull)) must_check;

/*
 * Whether a control character is among it, of ASCII or, in UTF-8, of U+0080 to U+009F: a terminal
 * may obey either, and no line of a table holds the former.
 */
bool value_has_control(const char *text) __attribute__((nonnull, pure));

/* include/linux/netdevice.h: ALTIFNAMSIZ, the size of an alternative name with its NUL byte. */
#define ALTNAME_SIZE 128u

/*
 * A new alternative name: valid UTF-8 of 1 to 127 bytes, without blanks, control characters, / and
 * what would make it a pattern; and one that is to go, of which the kernel took whatever it was.
 */
struct fault *value_new_altname(const char *text) __attribute__((nonnull)) must_check;
struct fault *value_old_altname(const char *text) __attribute__((nonnull)) must_check;

#endif

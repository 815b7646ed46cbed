// SPDX-License-Identifier: GPL-2.0-or-later
// Names of interfaces: what the kernel takes, and what would do harm.

#include "property/link-name.h"

#include <net/if.h>
#include <string.h>

#include "json/utf8.h"

static bool is_space(unsigned char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static struct fault *refuse_space(void)
{
	return fault_new(STATUS_USAGE, "a name may not contain white space");
}

/* The rules for all names, including alternative ones. */
static struct fault *check_name_bytes(const char *text, size_t max)
{
	size_t length = strlen(text);

	if (length == 0)
		return fault_new(STATUS_USAGE, "the name is empty; allowed are 1 to %zu bytes",
				 max);
	if (length > max)
		return fault_new(STATUS_USAGE, "the name has %zu bytes; allowed are 1 to %zu",
				 length, max);
	if (strcmp(text, ".") == 0 || strcmp(text, "..") == 0)
		return fault_new(STATUS_USAGE, "not allowed as a name");
	for (const char *c = text; *c; c++) {
		if (*c == '/' || *c == ':')
			return fault_new(STATUS_USAGE, "a name may not contain '%c'", *c);
		if (is_space((unsigned char)*c))
			return refuse_space();
	}
	return NULL;
}

/* The same for a name where an option could be. */
static struct fault *check_operand(const char *text, size_t max)
{
	if (text[0] == '-')
		return fault_new(STATUS_USAGE, "a name may not begin with '-'");
	return check_name_bytes(text, max);
}

/*
 * The kernel's isspace() includes Latin-1's no-break space, a byte that occurs in many UTF-8
 * characters.
 */
static struct fault *check_own_name(const char *text)
{
	struct fault *fault = check_name_bytes(text, IFNAMSIZ - 1);

	return !fault && strchr(text, 0xa0) ? refuse_space() : fault;
}

/* In /proc/sys/net these stand for all links and for new ones (net/core/sysctl_net.c). */
static struct fault *check_reserved(const char *text)
{
	if (strcmp(text, "all") == 0 || strcmp(text, "default") == 0)
		return fault_new(STATUS_USAGE, "not allowed as a name: sysctl(8) has it for all "
					       "interfaces");
	return NULL;
}

static struct fault *check_new_name(const char *text)
{
	struct fault *fault = check_operand(text, IFNAMSIZ - 1);

	if (!fault)
		fault = check_own_name(text);
	return fault ? fault : check_reserved(text);
}

struct fault *value_new_name(const char *text)
{
	struct fault *fault = check_new_name(text);
	const char *percent = strchr(text, '%');

	if (!fault && percent && (percent[1] != 'd' || strchr(percent + 1, '%')))
		fault = fault_new(STATUS_USAGE, "a name may contain '%%' only as one %%d, for "
						"which the kernel puts a number");
	return fault;
}

static struct fault *refuse_percent(struct fault *fault, const char *text)
{
	if (!fault && strchr(text, '%'))
		fault = fault_new(STATUS_USAGE, "a name may not contain '%%' here");
	return fault;
}

struct fault *value_link_name(const char *text)
{
	return refuse_percent(check_new_name(text), text);
}

struct fault *value_master_name(const char *text)
{
	return refuse_percent(check_own_name(text), text);
}

struct fault *value_name(const char *text)
{
	return check_operand(text, ALTNAME_SIZE - 1);
}

#define NO_BREAK_SPACE "\xc2\xa0"

bool value_has_control(const char *text)
{
	for (const unsigned char *c = (const unsigned char *)text; *c; c++)
		if (*c < 0x20 || *c == 0x7f || (*c == 0xc2 && c[1] >= 0x80 && c[1] < 0xa0))
			return true;
	return false;
}

/* The kernel accepts all of these, but they are harmful in a path, a pattern or a list. */
struct fault *value_new_altname(const char *text)
{
	struct fault *fault = check_operand(text, ALTNAME_SIZE - 1);

	if (fault)
		return fault;
	for (const char *c = text; *c; c++)
		if (strchr("*?[", *c))
			return fault_new(STATUS_USAGE, "an alternative name may not contain '%c'",
					 *c);
	if (value_has_control(text))
		return fault_new(STATUS_USAGE,
				 "an alternative name may not contain control characters");
	if (strstr(text, NO_BREAK_SPACE))
		return refuse_space();
	if (!utf8_is_valid(text))
		return fault_new(STATUS_USAGE, "an alternative name must be valid UTF-8");
	return NULL;
}

struct fault *value_old_altname(const char *text)
{
	size_t length = strlen(text);

	if (length && length < ALTNAME_SIZE)
		return NULL;
	return fault_new(STATUS_USAGE, "the name has %zu bytes; allowed are 1 to %u", length,
			 ALTNAME_SIZE - 1);
}

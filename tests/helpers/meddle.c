// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * meddle.so: loaded into a program before its libraries, lets others act between two of its requests
 * to the tun device.
 *
 *     MEDDLE_AT=REQUEST[+]   the name of the request (TUNSETIFF); after it with a +, else before
 *     MEDDLE_NTH=N           the N-th of these, 1 if it is not given
 *     MEDDLE=COMMAND         what happens then, a line of shell, to its end
 *     MEDDLE_FILTER=1        has the classic filter of leftovers.h where the kernel looks for it
 */
#include <linux/if_tun.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "leftovers.h"

static const struct {
	const char *name;
	unsigned long number;
} requests[] = {
	{"TUNSETIFF", TUNSETIFF},	    {"TUNGETIFF", TUNGETIFF},
	{"TUNGETFILTER", TUNGETFILTER},	    {"TUNGETVNETHDRSZ", TUNGETVNETHDRSZ},
	{"TUNSETTXFILTER", TUNSETTXFILTER}, {"TUNDETACHFILTER", TUNDETACHFILTER},
	{"TUNSETVNETLE", TUNSETVNETLE},	    {"TUNSETLINK", TUNSETLINK},
};

static bool is_named(unsigned long request, const char *name, size_t length)
{
	for (size_t i = 0; i < sizeof(requests) / sizeof(requests[0]); i++)
		if ((unsigned int)requests[i].number == (unsigned int)request)
			return strlen(requests[i].name) == length &&
			       strncmp(requests[i].name, name, length) == 0;
	return false;
}

/* This happens only once in a run. */
static bool is_moment(unsigned long request, bool after)
{
	static int seen;
	const char *at = getenv("MEDDLE_AT");
	const char *nth = getenv("MEDDLE_NTH");
	size_t length = at ? strcspn(at, "+") : 0;

	if (!at || (at[length] == '+') != after || !is_named(request, at, length))
		return false;
	return ++seen == (nth ? atoi(nth) : 1);
}

static void meddle(void)
{
	const char *command = getenv("MEDDLE");

	/* Programs that it starts are not affected. */
	(void)unsetenv("LD_PRELOAD");
	if (!command || system(command) != 0)
		_exit(99);
}

static __attribute__((constructor)) void map_filter(void)
{
	if (getenv("MEDDLE_FILTER") && !leftovers_map())
		_exit(98);
}

int ioctl(int fd, unsigned long request, ...)
{
	va_list args;
	void *argument;
	int result;

	va_start(args, request);
	argument = va_arg(args, void *);
	va_end(args);
	if (is_moment(request, false))
		meddle();
	result = (int)syscall(SYS_ioctl, fd, request, argument);
	if (is_moment(request, true))
		meddle();
	return result;
}

// SPDX-License-Identifier: GPL-2.0-or-later
// Any words for a command line, of tunadm or tunctl: taken by the rules, or refused and told why.

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "input/options.h"
#include "input/tunctl.h"

enum {
	WORDS_MAX = 64
};

#define EVERY_OPTION (OPTION_BIT(OPTION_COUNT) - 1)

static void check_request(const struct request *request)
{
	if (request->given & REQUEST_MTU)
		hold(request->mtu >= TUN_MTU_MIN && request->mtu <= TUN_MTU_MAX);
	if (request->given & REQUEST_MAC)
		hold(!(request->mac[0] & 1));
	if (request->given & REQUEST_OWNER)
		hold(request->owner != (uid_t)-1);
	if (request->given & REQUEST_GROUP)
		hold(request->group != (gid_t)-1);
	hold(!(request->given & REQUEST_ADDRESS) == !request->address_count);
}

/* Whether it was taken; a refusal has a reason that is not empty. */
static bool taken(struct fault *fault, enum status refusal)
{
	if (!fault)
		return true;
	hold(fault->status == refusal || fault->status == STATUS_FAILED);
	hold(fault->why && *fault->why);
	fault_free(fault);
	return false;
}

/* What only some commands allow has to be refused where it is not. */
static void check_options(int argc, char **argv, uint64_t allowed)
{
	struct invocation got = {0};

	if (taken(options_parse(argc, argv, allowed, &got), STATUS_USAGE)) {
		hold(!(got.given & ~allowed));
		hold(got.operand_count < (size_t)argc);
		hold(!got.operands || !got.operands[got.operand_count]);
		for (size_t i = 0; i < got.operand_count; i++)
			hold(got.operands[i]);
		hold(!invocation_has(&got, OPTION_NETNS) == !got.netns);
		hold(!invocation_has(&got, OPTION_FILE) == !got.file);
		check_request(&got.request);
		(void)taken(options_check(&got), STATUS_USAGE);
	}
	invocation_clear(&got);
}

static void check_global(int argc, char **argv)
{
	struct invocation got = {0};
	bool unknown;
	int next;

	if (taken(options_parse_global(argc, argv, &got, &next, &unknown), STATUS_USAGE) &&
	    !unknown) {
		hold(next >= 1 && next <= argc);
		hold(!(got.given & ~OPTIONS_GLOBAL));
		hold(next == argc || argv[next][0] != '-' || strcmp(argv[next - 1], "--") == 0 ||
		     !argv[next][1]);
	}
	invocation_clear(&got);
}

static void check_tunctl(int argc, char **argv)
{
	struct tunctl_line line = {0};

	if (taken(tunctl_parse(tunctl_find("vde_tunctl"), argc, argv, &line), STATUS_USAGE)) {
		hold(!line.delete || line.name);
		check_request(&line.request);
	}
	tunctl_line_clear(&line);
}

/* A word a line, as nothing can be typed that holds a NUL byte. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);
	char program[] = "tunadm";
	char *argv[WORDS_MAX + 2] = {program};
	char *rest = text;
	int argc = 1;

	hold(text);
	memcpy(text, data, size);
	text[size] = '\0';
	while (rest && argc <= WORDS_MAX)
		argv[argc++] = strsep(&rest, "\n");
	check_options(argc, argv, EVERY_OPTION);
	check_options(argc, argv, OPTIONS_GLOBAL | OPTION_BIT(OPTION_MTU));
	check_global(argc, argv);
	check_tunctl(argc, argv);
	free(text);
	return 0;
}

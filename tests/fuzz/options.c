// SPDX-License-Identifier: GPL-2.0-or-later
// Arbitrary command lines of tunadm and tunctl: accepted by the rules, or refused with a reason.

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "input/options.h"
#include "input/tunctl.h"
#include "property/property.h"

enum {
	WORDS_MAX = 64
};

static void check_request(const struct request *request)
{
	const struct value *values = request->values;

	if (request_has(request, PROPERTY_MTU))
		hold(values[PROPERTY_MTU].number >= 68 && values[PROPERTY_MTU].number <= 65535);
	if (request_has(request, PROPERTY_MAC))
		hold(!(values[PROPERTY_MAC].number >> 40 & 1));
	if (request_has(request, PROPERTY_OWNER))
		hold(values[PROPERTY_OWNER].number < UINT32_MAX);
	if (request_has(request, PROPERTY_GROUP))
		hold(values[PROPERTY_GROUP].number < UINT32_MAX);
	hold(!request_has(request, PROPERTY_ADDRESS) == !values[PROPERTY_ADDRESS].count);
}

/* Whether it was accepted; a refusal has a reason that is not empty. */
static bool taken(struct fault *fault, enum status refusal)
{
	if (!fault)
		return true;
	hold(fault->status == refusal || fault->status == STATUS_FAILED);
	hold(fault->why && *fault->why);
	fault_free(fault);
	return false;
}

/* Options of some commands must be refused for others. */
static void check_options(int argc, char **argv, const struct option_set *allowed)
{
	struct invocation got = {0};

	if (taken(options_parse(argc, argv, allowed, &got), STATUS_USAGE)) {
		hold(!(got.given & ~allowed->options));
		hold(allowed->live || !got.request.withdrawn);
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
		hold(!line.remove || line.name);
		check_request(&line.request);
	}
	tunctl_line_clear(&line);
}

static const struct option_set every = {
	.options = OPTION_BIT(OPTION_COUNT) - 1,
	.properties = PROPERTIES_ALL,
	.live = true,
};
static const struct option_set few = {
	.options = OPTIONS_GLOBAL,
	.properties = PROPERTY_BIT(PROPERTY_MTU),
};

/* One word per line, as no word on a command line can contain a NUL byte. */
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
	check_options(argc, argv, &every);
	check_options(argc, argv, &few);
	check_global(argc, argv);
	check_tunctl(argc, argv);
	free(text);
	return 0;
}

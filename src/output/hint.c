// SPDX-License-Identifier: GPL-2.0-or-later
// Commands of hints that were asked for in another network namespace.

#include "output/hint.h"

#include <stdbool.h>
#include <string.h>

#include "util/cleanup.h"
#include "util/shell-word.h"
#include "util/text-stream.h"

/* Others, such as chmod and modprobe, do the same in each. */
static const char *const netns_commands[] = {
	"bridge", "ethtool", "ip", "iptables-save", "nft", "ss", "sysctl", "tc", "tcpdump",
};

static bool begins_with(const char *text, const char *command)
{
	size_t length = strlen(command);

	return strncmp(text, command, length) == 0 && (text[length] == ' ' || text[length] == '`');
}

/* Its own option for tunadm; ip(8) takes names alone, and nsenter(1) files alone. */
static void print_command_start(FILE *file, const char **text, const char *netns, const char *word)
{
	if (begins_with(*text, "tunadm")) {
		(void)fprintf(file, "tunadm -n %s", word);
		*text += strlen("tunadm");
		return;
	}
	for (size_t i = 0; i < sizeof(netns_commands) / sizeof(netns_commands[0]); i++) {
		if (!begins_with(*text, netns_commands[i]))
			continue;
		if (strchr(netns, '/'))
			(void)fprintf(file, "nsenter --net=%s ", word);
		else
			(void)fprintf(file, "ip netns exec %s ", word);
		return;
	}
}

char *hint_in_netns(const char *hint, const char *netns)
{
	auto_free char *word = shell_word(netns);
	struct text_stream stream = {0};
	bool in_command = false;

	if (!word || !text_open(&stream))
		return NULL;
	while (*hint) {
		bool begins = *hint == '`' && !in_command;

		in_command ^= *hint == '`';
		(void)fputc(*hint++, stream.file);
		if (begins)
			print_command_start(stream.file, &hint, netns, word);
	}
	return text_close(&stream);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words of a command that somebody may paste into a shell. */
#ifndef TUNADM_UTIL_SHELL_WORD_H
#define TUNADM_UTIL_SHELL_WORD_H

#include <net/if.h>

/* A quoted interface name; each byte may take four. */
struct shell_name {
	char text[4 * IFNAMSIZ];
};

/*
 * Returns the text as one word of a shell: unchanged if no character has a meaning to a shell, else
 * in single quotes. An interface's name is whatever its creator chose, `$(reboot)` for instance.
 * shell_word() returns it malloced, or NULL without memory.
 */
char *shell_word(const char *text) __attribute__((nonnull, malloc, warn_unused_result));
struct shell_name shell_name(const char *name) __attribute__((nonnull));

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Hints, whose commands have to work where they are pasted. */
#ifndef TUNADM_OUTPUT_HINT_H
#define TUNADM_OUTPUT_HINT_H

/*
 * The hint, malloced, with each command in backquotes that looks at a network namespace made to
 * look at that one, which is named as for --netns. NULL without memory.
 */
char *hint_in_netns(const char *hint, const char *netns)
	__attribute__((nonnull, malloc, warn_unused_result));

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Events on stdout, a line each, as soon as they are known. */
#ifndef TUNADM_OUTPUT_EVENTS_H
#define TUNADM_OUTPUT_EVENTS_H

#include "interface/monitor.h"

/* For people: the local time, the interface and what happened to it. */
struct fault *events_print_line(const struct event *event) __attribute__((nonnull)) must_check;

/* For programs: an object {time, event, ...} without line ends in it. json_load() comes first. */
struct fault *events_print_json(const struct event *event) __attribute__((nonnull)) must_check;

#endif

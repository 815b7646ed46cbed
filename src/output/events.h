/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Events on stdout, one per line, as soon as they are known. */
#ifndef TUNADM_OUTPUT_EVENTS_H
#define TUNADM_OUTPUT_EVENTS_H

#include "interface/monitor-event.h"

/* For people: the local time, the interface and the event. */
struct fault *events_print_line(const struct event *event) __attribute__((nonnull)) must_check;

/* For programs: an object {time, event, ...} without newlines in it. Call json_load() first. */
struct fault *events_print_json(const struct event *event) __attribute__((nonnull)) must_check;

#endif

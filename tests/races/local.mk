# SPDX-License-Identifier: GPL-2.0-or-later
# The races: they take long, so they are a stage of their own and not part of make check.

check_PROGRAMS += tests/races/races
tests_races_races_SOURCES = \
	tests/faults/links.c \
	tests/faults/links.h \
	tests/races/games.c \
	tests/races/games.h \
	tests/races/races.c
tests_races_races_LDADD =
EXTRA_DIST += tests/races/races.sh

check-races: tunadm tests/races/races
	@$(AM_TESTS_ENVIRONMENT) $(BASH_PATH) $(srcdir)/tests/races/races.sh $(RACE_SECONDS)
.PHONY: check-races

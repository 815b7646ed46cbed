# SPDX-License-Identifier: GPL-2.0-or-later
# The fault sweep: make check runs a quick subset, make check-faults all of it.

check_PROGRAMS += tests/faults/sweep
tests_faults_sweep_SOURCES = \
	tests/faults/calls.c \
	tests/faults/judge.c \
	tests/faults/judge.h \
	tests/faults/links.c \
	tests/faults/links.h \
	tests/faults/moved.c \
	tests/faults/names.c \
	tests/faults/names.h \
	tests/faults/processor.c \
	tests/faults/processor.h \
	tests/faults/reply.c \
	tests/faults/reply.h \
	tests/faults/scenarios.c \
	tests/faults/scenarios.h \
	tests/faults/scene.c \
	tests/faults/scene.h \
	tests/faults/sweep.c \
	tests/faults/trace.c \
	tests/faults/trace.h \
	tests/faults/trial.h \
	tests/faults/words.c \
	tests/helpers/leftovers.c \
	tests/helpers/leftovers.h
tests_faults_sweep_LDADD = $(JANSSON_LIBS)
# A separate list, as some builds cannot find anything new with it (make check fault_tests=).
fault_tests = tests/faults/sweep.sh
sh_tests += $(fault_tests)

check-faults: tunadm tests/faults/sweep tests/helpers/failing-malloc.so
	@$(AM_TESTS_ENVIRONMENT) $(BASH_PATH) $(srcdir)/tests/faults/sweep.sh --whole
.PHONY: check-faults

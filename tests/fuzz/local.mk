# SPDX-License-Identifier: GPL-2.0-or-later
# Fuzz targets: make check replays their corpora, make fuzz looks for more with libFuzzer.

# A target is tests/fuzz/NAME.c with LLVMFuzzerTestOneInput() and a directory of inputs, tests/fuzz/corpus/NAME.
fuzz_targets = tests/fuzz/link tests/fuzz/options tests/fuzz/tuntab tests/fuzz/values
tests_fuzz_link_SOURCES = tests/fuzz/link.c tests/fuzz/fuzz.h $(fuzz_main)
tests_fuzz_link_LDADD = libtunadm.a $(tunadm_libs)
tests_fuzz_link_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_options_SOURCES = tests/fuzz/options.c tests/fuzz/fuzz.h $(fuzz_main)
tests_fuzz_options_LDADD = libtunadm.a $(tunadm_libs)
tests_fuzz_options_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_tuntab_SOURCES = tests/fuzz/tuntab.c tests/fuzz/fuzz.h $(fuzz_main)
tests_fuzz_tuntab_LDADD = libtunadm.a $(tunadm_libs)
tests_fuzz_tuntab_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_values_SOURCES = tests/fuzz/values.c tests/fuzz/fuzz.h $(fuzz_main)
tests_fuzz_values_LDADD = libtunadm.a $(tunadm_libs)
tests_fuzz_values_LDFLAGS = $(fuzz_ldflags)

if ENABLE_FUZZING
fuzz_main =
fuzz_ldflags = $(AM_LDFLAGS) -fsanitize=fuzzer
noinst_PROGRAMS += $(fuzz_targets)
else
fuzz_main = tests/fuzz/replay.c
fuzz_ldflags = $(AM_LDFLAGS)
check_PROGRAMS += $(fuzz_targets)
sh_tests += tests/fuzz/replay.sh
endif

EXTRA_DIST += tests/fuzz/corpus tests/fuzz/replay.c tests/fuzz/replay.sh tests/fuzz/run

# FUZZ_SECONDS is the time for each target.
fuzz:
	$(BASH_PATH) $(srcdir)/tests/fuzz/run $(abs_builddir)/fuzz $${FUZZ_SECONDS:-300}
.PHONY: fuzz

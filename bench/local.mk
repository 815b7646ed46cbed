# SPDX-License-Identifier: GPL-2.0-or-later
# Measurements for the figures that the program promises.

# Built only for measurements, and never installed.
EXTRA_PROGRAMS = bench/bare bench/latency bench/resident
bench_bare_SOURCES = bench/bare.c
bench_bare_LDADD =
bench_latency_SOURCES = bench/latency.c
bench_latency_LDADD =
bench_resident_SOURCES = bench/resident.c
bench_resident_LDADD =
CLEANFILES += $(EXTRA_PROGRAMS)

# BENCH=short takes less than a minute, and fails only if a ratio is far beyond its limit.
bench: all $(EXTRA_PROGRAMS)
	TUNADM="$${TUNADM:-$(abs_builddir)/tunadm}" BARE=$(abs_builddir)/bench/bare \
		LATENCY=$(abs_builddir)/bench/latency RESIDENT=$(abs_builddir)/bench/resident $(BASH_PATH) $(srcdir)/bench/run $(BENCH)
.PHONY: bench

EXTRA_DIST += bench/README.md bench/run

# SPDX-License-Identifier: GPL-2.0-or-later
# The tests on a second, older kernel: User Mode Linux, which runs as a process. Not part of make check.

# Everything in make check except a thousand interfaces at once and the shells, which take too long there, or a given
# list: make check-uml uml_tests='tests/add.bats'. The subset consists of the files that depend most on the kernel, and
# takes four minutes of one processor.
uml_tests = $(filter-out $(bulk_tests) $(shell_tests),$(bats_tests))
uml_cut = \
	tests/add.bats \
	tests/del.bats \
	tests/kernel-facts.bats \
	tests/master.bats \
	tests/order.bats \
	tests/persist.bats \
	tests/promises.bats \
	tests/set-mac.bats \
	tests/set-mtu.bats \
	tests/vlan.bats \
	tests/why-vlan.bats

check-uml: all $(check_PROGRAMS)
	TUNADM="$${TUNADM:-$(abs_builddir)/tunadm}" top_srcdir='$(abs_top_srcdir)' top_builddir='$(abs_top_builddir)' \
		$(BASH_PATH) $(srcdir)/tests/uml/check $(uml_tests)

.PHONY: check-uml
EXTRA_DIST += \
	tests/lib/uml-init \
	tests/lib/uml.bash \
	tests/uml/check

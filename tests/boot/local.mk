# SPDX-License-Identifier: GPL-2.0-or-later
# The boot test: a real systemd, from a minimal Debian that it downloads once. As root only, and not a part of make check.

check-boot: all
	top_srcdir='$(abs_top_srcdir)' top_builddir='$(abs_top_builddir)' $(BASH_PATH) $(srcdir)/tests/boot/boot-test

distclean-local:
	rm -rf tests/boot/tree.d tests/boot/tree.d.log

.PHONY: check-boot
EXTRA_DIST += \
	tests/boot/boot-test \
	tests/boot/files \
	tests/boot/tree

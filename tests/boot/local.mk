# SPDX-License-Identifier: GPL-2.0-or-later
# The boot tests: a real systemd, and OpenRC, in a minimal Debian that is downloaded once. As root only, and not part of
# make check.

check-boot: all
	top_srcdir='$(abs_top_srcdir)' top_builddir='$(abs_top_builddir)' $(BASH_PATH) $(srcdir)/tests/boot/boot-test
	top_srcdir='$(abs_top_srcdir)' top_builddir='$(abs_top_builddir)' $(BASH_PATH) $(srcdir)/tests/boot/init-test

distclean-local:
	rm -rf tests/boot/tree.d tests/boot/tree.d.*

.PHONY: check-boot
EXTRA_DIST += \
	tests/boot/boot-test \
	tests/boot/files \
	tests/boot/init-test \
	tests/boot/root.bash \
	tests/boot/tree

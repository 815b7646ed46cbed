# SPDX-License-Identifier: GPL-2.0-or-later
# Builds the packages and tries them in a clean system. As root only, and not part of make check.

check-packages: all
	$(BASH_PATH) $(srcdir)/tests/packages/packages-test . tests/packages/work

clean-local: clean-check-packages
clean-check-packages:
	rm -rf tests/packages/work

.PHONY: check-packages clean-check-packages
EXTRA_DIST += \
	tests/packages/booted.bash \
	tests/packages/clean \
	tests/packages/install-to-boot \
	tests/packages/packages-test \
	tests/packages/rpms

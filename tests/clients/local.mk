# SPDX-License-Identifier: GPL-2.0-or-later
# Real clients: QEMU, User Mode Linux, OpenVPN, socat. They boot slowly, so this is a stage of its own and not part of
# make check.

client_tests = \
	tests/clients/openvpn.bats \
	tests/clients/picture.bats \
	tests/clients/qemu.bats \
	tests/clients/socat.bats \
	tests/clients/uml.bats
EXTRA_DIST += \
	$(client_tests) \
	tests/clients/clients.bash

check-clients: tunadm
	@$(AM_TESTS_ENVIRONMENT) failed=0; for t in $(client_tests); do \
		$(BASH_PATH) $(srcdir)/tests/run-bats $(srcdir)/$$t || failed=1; \
	done; exit $$failed
.PHONY: check-clients

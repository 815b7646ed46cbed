# SPDX-License-Identifier: GPL-2.0-or-later
# The Ansible collection, by the real Ansible on hosts that are namespaces. It takes minutes, and so is a stage of its own
# and no part of make check.

ansible_tests = \
	tests/ansible/collection.bats \
	tests/ansible/interface.bats
EXTRA_DIST += \
	$(ansible_tests) \
	tests/ansible/callback/record.py \
	tests/ansible/hosts.bash

check-ansible: tunadm tests/helpers/attach
	@$(AM_TESTS_ENVIRONMENT) failed=0; for t in $(ansible_tests); do \
		$(BASH_PATH) $(srcdir)/tests/run-bats $(srcdir)/$$t || failed=1; \
	done; exit $$failed
.PHONY: check-ansible

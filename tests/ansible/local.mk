# SPDX-License-Identifier: GPL-2.0-or-later
# The Ansible collection, by the real Ansible on hosts that are namespaces. It takes minutes, and so is a stage of its own
# and no part of make check. The files are run beside one another, for each waits most of its time.

ansible_tests = \
	tests/ansible/collection.bats \
	tests/ansible/fleet.bats \
	tests/ansible/interface.bats \
	tests/ansible/table.bats
EXTRA_DIST += \
	$(ansible_tests) \
	tests/ansible/callback/record.py \
	tests/ansible/hosts.bash

check-ansible: tunadm tests/helpers/attach
	@$(AM_TESTS_ENVIRONMENT) logs=$$(mktemp -d) || exit; for t in $(ansible_tests); do \
		{ $(BASH_PATH) $(srcdir)/tests/run-bats $(srcdir)/$$t >"$$logs/$$(basename $$t)" 2>&1 || \
			: >"$$logs/failed"; } & \
	done; wait; cat "$$logs"/*.bats; failed=0; test ! -e "$$logs/failed" || failed=1; \
	rm -r "$$logs"; exit $$failed
.PHONY: check-ansible

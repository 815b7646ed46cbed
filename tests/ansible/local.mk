# SPDX-License-Identifier: GPL-2.0-or-later
# The Ansible collection, run by Ansible on hosts that are namespaces. It takes minutes, so it is a stage of its own and
# not part of make check. The files run in parallel, as each of them mostly waits.

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

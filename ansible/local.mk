# SPDX-License-Identifier: GPL-2.0-or-later
# The Ansible collection: for the controller, and so not installed; ansible-galaxy makes its tarball.

EXTRA_DIST += \
	ansible/README.md \
	ansible/galaxy.yml \
	ansible/meta/runtime.yml \
	ansible/playbooks/inventory.example.yml \
	ansible/playbooks/vm_hosts.yml \
	ansible/plugins/module_utils/program.py \
	ansible/plugins/module_utils/properties.py \
	ansible/plugins/module_utils/state.py \
	ansible/plugins/modules/interface.py \
	ansible/plugins/modules/table.py

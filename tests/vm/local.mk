# SPDX-License-Identifier: GPL-2.0-or-later
# The tests in virtual machines, with the kernels and the udevd of Debian releases, which are downloaded once. As root
# only, and not part of make check: the processors are emulated, so it takes half an hour. tests/vm/vm-test explains
# VM_RELEASES, VM_PARTS and VM_SUITE.

# The functional tests of what differs between kernels, or is missing in many.
vm_cut = \
	addrgenmode.bats \
	check.bats \
	device.bats \
	kernel-facts.bats \
	master.bats \
	ownerless.bats \
	port.bats \
	reset.bats \
	set.bats \
	vlan-faults.bats \
	vlan.bats \
	why-user.bats \
	why-vlan.bats

check-vm: all $(check_PROGRAMS)
	top_srcdir='$(abs_top_srcdir)' top_builddir='$(abs_top_builddir)' VM_SUITE="$${VM_SUITE:-$(vm_cut)}" \
		$(BASH_PATH) $(srcdir)/tests/vm/vm-test

distclean-local: distclean-vm
distclean-vm:
	rm -rf tests/vm/images

.PHONY: check-vm distclean-vm
EXTRA_DIST += \
	tests/vm/boot \
	tests/vm/files \
	tests/vm/image \
	tests/vm/vm-test

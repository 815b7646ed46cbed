# SPDX-License-Identifier: GPL-2.0-or-later
# The tests on a second, older kernel, User Mode Linux, which runs as a process. Not a part of make check.

EXTRA_DIST += \
	tests/lib/uml-init \
	tests/lib/uml.bash

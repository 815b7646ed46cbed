# SPDX-License-Identifier: GPL-2.0-or-later
# The units for systemd.

units = \
	systemd/tunadm.service \
	systemd/tunadm@.service \
	systemd/tunadm-hold@.service

substituted += $(units)
if WITH_SYSTEMDSYSTEMUNITDIR
systemdsystemunit_DATA = $(units)
endif
EXTRA_DIST += \
	systemd/tunadm.service.in \
	systemd/tunadm@.service.in \
	systemd/tunadm-hold@.service.in

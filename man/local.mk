# SPDX-License-Identifier: GPL-2.0-or-later
# The manual pages.
dist_man_MANS += man/tunadm.8 man/tuntab.5
if ENABLE_TUNCTL
dist_man_MANS += man/tunctl.8
else
EXTRA_DIST += man/tunctl.8
endif

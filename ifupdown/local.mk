# SPDX-License-Identifier: GPL-2.0-or-later
# Hooks for ifupdown, installed on request: one script for both occasions.

substituted += ifupdown/tunadm
if ENABLE_IFUPDOWN
ifpreupdir = $(sysconfdir)/network/if-pre-up.d
ifpostdowndir = $(sysconfdir)/network/if-post-down.d
ifpreup_SCRIPTS = ifupdown/tunadm
ifpostdown_SCRIPTS = ifupdown/tunadm
endif
AM_INSTALLCHECK_STD_OPTIONS_EXEMPT += ifupdown/tunadm
EXTRA_DIST += ifupdown/tunadm.in

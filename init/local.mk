# SPDX-License-Identifier: GPL-2.0-or-later
# Init scripts for machines without systemd, installed on request; of the two kinds a machine can have one.

substituted += init/lsb/tunadm init/openrc/tunadm
initdir = $(sysconfdir)/init.d
if WITH_LSB
init_SCRIPTS = init/lsb/tunadm
endif
if WITH_OPENRC
init_SCRIPTS = init/openrc/tunadm
endif
AM_INSTALLCHECK_STD_OPTIONS_EXEMPT += init/lsb/tunadm init/openrc/tunadm
EXTRA_DIST += init/lsb/tunadm.in init/openrc/tunadm.in

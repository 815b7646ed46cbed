# SPDX-License-Identifier: GPL-2.0-or-later
# booted.bash: read by tests/boot/files/usr/lib/boot-test/inside, when all entries of the table are up.
# shellcheck shell=bash disable=SC2154 # what it reads is set there

#
# The package, upgraded and removed while its units are active
#
before=$(for name in "${all[@]}"; do index "$name"; done)
holder=$(pid tunadm-hold@hold0.service)
t "the package is upgraded" dpkg -i /debs/next.deb
t "the interfaces are the ones that were there" same "$(for name in "${all[@]}"; do index "$name"; done)" "$before"
t "tunadm.service is active" active tunadm.service
t "and knows its new file" same "$(systemctl show --property=NeedDaemonReload --value tunadm.service)" no
t "who holds a carrier was not disturbed" same "$(pid tunadm-hold@hold0.service)" "$holder"
systemctl stop tunadm.service
t "what was stopped by hand" dpkg -i /debs/tunadm.deb
t "stays so" not active tunadm.service
t "and its interfaces stay away" none
systemctl start tunadm.service
t "the package is removed" dpkg -r tunadm
t "its interfaces were taken down" none
t "it is there again" dpkg -i /debs/tunadm.deb
t "and so are the interfaces" all_there

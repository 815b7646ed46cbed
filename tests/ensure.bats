#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm add --ensure: creates what is missing, changes what differs, and leaves the rest alone.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common

@test "one that is not there is made" {
  try -v add --ensure tap0 --mtu 1400
  assert_status 0
  assert_stderr 'tap0: created'
  assert_link tap0 '.mtu == 1400' '$tun.persist' '$tun.user == "root"'
}

@test "one that is as asked stays: twice is a no-op that says so" {
  try add -e tap0 --owner 0 --mtu 1400 --mac 02:00:00:00:00:01 --txqueuelen 77 --address 192.0.2.1/24
  assert_silent
  remember_links
  try -v add -e tap0 --owner 0 --mtu 1400 --mac 02:00:00:00:00:01 --txqueuelen 77 --address 192.0.2.1/24
  assert_status 0
  assert_stdout ''
  assert_stderr 'tap0: unchanged'
  assert_links_unchanged
}

@test "only what was asked for is touched" {
  need_root
  make_tap tap0 user "$OWNER" group "$GROUP" vnet_hdr
  ip link set tap0 mtu 1400 txqueuelen 77 address 02:00:00:00:00:01
  ip addr add 192.0.2.1/24 dev tap0
  remember_links
  try -v add --ensure tap0
  assert_status 0
  assert_stderr 'tap0: unchanged'
  assert_links_unchanged
  before=$(links_snapshot | jq -c 'del(.mtu)')
  try -v add --ensure tap0 --mtu 1300
  assert_status 0
  assert_stderr 'tap0: changed mtu'
  assert_link tap0 '.mtu == 1300'
  [[ $(links_snapshot | jq -c 'del(.mtu)') == "$before" ]]
}

@test "each property is changed, and named" {
  need_root
  ip link add br0 type bridge
  make_tap tap0 user "$OWNER"
  for change in "--owner $OTHER:owner" "--group $GROUP:group" '--mac 02:00:00:00:00:02:mac' '--mtu 1300:mtu' \
    '--txqueuelen 88:txqueuelen' '--master br0:master' '--address 192.0.2.7/24:address' '--up:up'; do
    # shellcheck disable=SC2086 # words
    try -v add --ensure tap0 ${change%:*}
    assert_status 0
    assert_stderr "tap0: changed ${change##*:}"
    # shellcheck disable=SC2086
    try -v add --ensure tap0 ${change%:*}
    assert_status 0
    assert_stderr 'tap0: unchanged'
  done
  assert_link tap0 "\$tun.user == \"$OTHER\"" "\$tun.group == \"$GROUP\"" '.address == "02:00:00:00:00:02"' \
    '.mtu == 1300' '.txqlen == 88' '.master == "br0"' '.addr_info[0].local == "192.0.2.7"' \
    '.flags | index("UP")'
}

@test "one that is not persistent becomes so" {
  hold tap0 tap -
  try -v add --ensure tap0
  assert_status 0
  assert_stderr 'tap0: changed persist'
  assert_link tap0 '$tun.persist'
}

@test "an address is added beside those that are there" {
  make_tap tap0
  ip addr add 192.0.2.1/24 dev tap0
  try add --ensure tap0 --address 192.0.2.2/24
  assert_silent
  assert_link tap0 '[.addr_info[] | select(.family == "inet").local] | sort == ["192.0.2.1", "192.0.2.2"]'
}

@test "live: an interface in use is changed and its client not disturbed" {
  need_root
  make_tap tap0 user "$OTHER"
  hold tap0 tap vnet_hdr
  ip link set tap0 up
  carrier=$(carrier_changes tap0)
  try add --ensure tap0 --owner "$OWNER" --group "$GROUP" --mtu 1300 --mac 02:00:00:00:00:02
  assert_silent
  assert_link tap0 "\$tun.user == \"$OWNER\"" "\$tun.group == \"$GROUP\"" '.mtu == 1300' \
    '.address == "02:00:00:00:00:02"' '.flags | index("LOWER_UP")'
  assert_answer flags 'flags 0x5802'
  [[ $(carrier_changes tap0) -eq $carrier ]]
}

@test "another mode is a conflict, with the reason and what to do" {
  make_tun tun0
  remember_links
  try add --ensure tun0 --mode tap
  assert_refused 4 tun0 'tun'
  assert_hint .
  assert_links_unchanged
  make_tap tap0
  remember_links
  try add --ensure tap0 --mode tun --mtu 1300
  assert_refused 4 tap0 'tap'
  assert_links_unchanged
}

@test "multi-queue cannot be had afterwards" {
  make_tap tap0
  remember_links
  try add --ensure tap0 --multi-queue --mtu 1300
  assert_refused 4 tap0 'multi-queue'
  assert_hint .
  assert_links_unchanged
}

@test "multi-queue that is there and was not asked for is left alone" {
  make_tap tap0 multi_queue
  remember_links
  try add --ensure tap0
  assert_silent
  assert_links_unchanged
}

@test "an owner or a group cannot be taken away" {
  need_root
  make_tap tap0 user "$OWNER"
  make_tap tap1 group "$GROUP"
  make_tap tap2
  remember_links
  try add --ensure tap0 --anyone
  assert_refused 4 tap0 'owner'
  assert_hint .
  try add --ensure tap1 --anyone --mtu 1300
  assert_refused 4 tap1 'group'
  assert_links_unchanged
  try add --ensure tap2 --anyone
  assert_silent
  assert_links_unchanged
}

@test "a conflict means that nothing of it is done, in whatever order it was asked" {
  make_tap tap0
  ip link add br0 type bridge
  remember_links
  try add --ensure tap0 --mtu 1300 --up --master br0 --mode tun
  assert_status 4
  assert_links_unchanged
}

@test "what fails half way is put back" {
  make_tap tap0
  remember_links
  try add --ensure tap0 --mtu 1300 --txqueuelen 99 --master no-such-bridge
  assert_status 1
  assert_messages 1
  assert_links_unchanged
}

@test "the kernel's own words are in the message where it has some" {
  sysctl -qw net.ipv6.conf.default.disable_ipv6=1
  make_tap tap0
  sysctl -qw net.ipv6.conf.default.disable_ipv6=0
  try add --ensure tap0 --mtu 1300 --address 2001:db8::1/64
  assert_refused 1 tap0 'IPv6 is disabled on this device'
  assert_link tap0 '.mtu == 1500'
}

@test "packet information and virtio-net header: brought in line while nobody is attached" {
  make_tap tap0
  try -v add --ensure tap0 --pi --vnet-hdr
  assert_status 0
  assert_stderr 'tap0: changed pi, vnet-hdr'
  assert_link tap0 '$tun.pi' '$tun.vnet_hdr'
  try -v add --ensure tap0 --pi --vnet-hdr
  assert_stderr 'tap0: unchanged'
  try -v add --ensure tap0
  assert_stderr 'tap0: unchanged'
  assert_link tap0 '$tun.pi' '$tun.vnet_hdr'
}

@test "packet information and virtio-net header: left to whoever is attached" {
  make_tap tap0
  hold tap0 tap -
  try -v add --ensure tap0 --pi --vnet-hdr
  assert_status 0
  assert_stderr 'tap0: unchanged'
  assert_answer flags 'flags 0x1802'
}

@test "what is no tun/tap interface is a conflict" {
  ip link add tap0 type bridge
  remember_links
  try add --ensure tap0
  assert_refused 4 tap0 'not a tun/tap interface.*kind bridge'
  assert_links_unchanged
}

@test "several: some made, some changed, some as they were, one refused" {
  make_tap tap1
  make_tap tap2
  ip link set tap2 mtu 1300
  make_tun tap3
  try -v add --ensure tap0 tap1 tap2 tap3 tap4 --mode tap --mtu 1300
  assert_status 4
  assert_stderr_line 'tap0: created'
  assert_stderr_line 'tap1: changed mtu'
  assert_stderr_line 'tap2: unchanged'
  assert_stderr_line 'tunadm: tap3: .*'
  assert_stderr_line 'tap4: created'
}

@test "a bad value is refused before anything is looked at" {
  make_tap tap0
  remember_links
  try_traced add --ensure tap0 --mtu 1
  assert_refused 2 --mtu '68 to 65521'
  assert_kernel_untouched
  assert_links_unchanged
}

@test "a template is no name of one that exists: the name must be fixed" {
  make_tap tap0
  remember_links
  try add --ensure 'tap%d'
  assert_usage_error 'tap%d'
  try add --ensure --mode tap
  assert_usage_error .
  assert_links_unchanged
}

@test "an MTU that it cannot take and a MAC on a tun: refused, and nothing of it is done" {
  make_tun tun0
  make_tap vm0
  remember_links
  try add --ensure tun0 --txqueuelen 9 --mac 02:00:00:00:00:01
  assert_refused 4 tun0 MAC
  try add --ensure vm0 --mode tap --txqueuelen 9 --mtu 65530
  assert_status 2
  assert_messages 1
  assert_links_unchanged
}

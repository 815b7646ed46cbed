#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm set: changes to existing interfaces, how to remove them, and what the kernel removes by itself.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common
load lib/hold

# Each option changes only its own property; a second time it changes nothing.
@test "each property alone, and again" {
  ip link add br0 address 02:00:00:00:00:ff mtu 1500 type bridge
  make_tap tap0
  while IFS='|' read -r words change test; do
    before=$(links_snapshot | jq -c "select(.ifname == \"tap0\") | del(${test%% *}, .linkinfo.info_slave_kind, .linkinfo.info_slave_data, .promiscuity, .allmulti)")
    # shellcheck disable=SC2086 # words
    try -v set tap0 $words
    assert_status 0
    assert_stderr "tap0: changed $change"
    assert_link tap0 "$test"
    [[ $(links_snapshot | jq -c "select(.ifname == \"tap0\") | del(${test%% *}, .linkinfo.info_slave_kind, .linkinfo.info_slave_data, .promiscuity, .allmulti)") == "$before" ]] ||
      fail "set $words changed more than $change"
    # shellcheck disable=SC2086 # words
    try -v set tap0 $words
    assert_stderr 'tap0: unchanged'
  done <<'END'
--mac 02:00:00:00:00:07|mac|.address == "02:00:00:00:00:07"
--mtu 1400|mtu|.mtu == 1400
--txqueuelen 77|txqueuelen|.txqlen == 77
--master br0|master|.master == "br0"
--no-master|master|.master == null
--alias words|alias|.ifalias == "words"
--alias=|alias|.ifalias == null
--altname lan|altname|.altnames == ["lan"]
--no-altname lan|altname|.altnames == null
END
}

@test "all at once, on several interfaces, by names and patterns" {
  ip link add br0 type bridge
  make_tap vm1
  make_tap vm2
  make_tap tap0
  try set 'vm*' tap0 --mtu 1400 --master br0 --up --owner "$OTHER"
  assert_silent
  for name in vm1 vm2 tap0; do
    assert_link "$name" '.mtu == 1400' '.master == "br0"' '.flags | index("UP")'
    [[ $("$TUNADM" show -j "$name" | jq -r '.[0].user_name') == "$OTHER" ]]
  done
}

@test "what is to go goes, and what is not there is no error" {
  ip link add br0 type bridge
  make_tap tap0
  ip link set tap0 up master br0
  ip address add 192.0.2.1/24 dev tap0
  ip address add 2001:db8::1/64 dev tap0 nodad
  try -v set tap0 --no-address 192.0.2.1/24 --no-master
  assert_stderr 'tap0: changed master, address'
  assert_link tap0 '.master == null' '.flags | index("UP")'
  [[ -z $(ip -4 address show dev tap0) ]]
  try -v set tap0 --no-address 192.0.2.1/24 --no-master
  assert_stderr 'tap0: unchanged'
  # Another prefix makes it another address.
  try -v set tap0 --no-address 2001:db8::1/63
  assert_stderr 'tap0: unchanged'
  ip -6 address show dev tap0 | grep -q 2001:db8::1/64
  try set tap0 --no-address 2001:db8::1/64 --address 2001:db8::2/64
  assert_silent
  ip -6 address show dev tap0 | grep -q 2001:db8::2/64
}

@test "it never creates: a missing name is status 3, and the others are changed all the same" {
  make_tap tap0
  try set nosuch tap0 --mtu 1400
  assert_refused 3 nosuch 'cannot change: no such interface'
  assert_no_link nosuch
  assert_link tap0 '.mtu == 1400'
  try set 'no*' --up
  assert_status 3
}

@test "what cannot be changed on an existing interface: status 4, and nothing is changed" {
  make_tap tap0
  make_tun tun0
  "$TUNADM" chown tap0 --owner "$OTHER"
  remember_links
  for words in '--mode tun' --multi-queue --anyone; do
    # shellcheck disable=SC2086 # words
    try set tap0 --mtu 1400 $words
    assert_status 4
    assert_links_unchanged
  done
  try set tun0 --mtu 1400 --mac 02:00:00:00:00:07
  assert_refused 4 tun0 'a tun has no MAC address'
  assert_links_unchanged
}

@test "bad input never reaches the kernel" {
  make_tap tap0
  remember_links
  for words in '' '--mtu 67' '--mtu 70000' '--up --down' '--down --up' '--master br0 --no-master' '--carrier' \
    '--carrier maybe' '--no-address 192.0.2.1' '--no-mtu' '--address 192.0.2.1/24 --no-address 192.0.2.1/24'; do
    # shellcheck disable=SC2086 # words
    try_traced set tap0 $words
    assert_status 2
    assert_kernel_untouched
  done
  try set --mtu 1400
  assert_status 2
  # Only the interface tells which of the two modes it has.
  try set tap0 --mtu 65535
  assert_status 2
  assert_stderr_line "tunadm: tap0: .*65535.*68 to 65521.*"
  assert_links_unchanged
}

# read_by COMMAND...: how many packets sent by the command hold has read.
read_by() {
  local before
  before=$(wc -l <"$SAID")
  "$@" >/dev/null || :
  sleep 0.2
  echo $(($(wc -l <"$SAID") - before))
}

@test "the carrier goes and comes back under a program, whose traffic stops and comes back" {
  make_tap tap0
  make_tap tap1
  ip link set tap0 addrgenmode none up
  ip link set tap1 up
  ip address add 192.0.2.1/24 dev tap0
  ip neigh add 192.0.2.2 lladdr 02:00:00:00:00:02 dev tap0 nud permanent
  begin -v hold tap0
  others=$(links_snapshot | jq -c 'select(.ifname != "tap0")')
  wait_until eval '(($(read_by ping -c 1 -W 0.1 192.0.2.2) > 0))'

  try -v set tap0 --carrier off
  assert_stderr 'tap0: changed carrier'
  assert_no_carrier tap0
  [[ $(read_by ping -c 3 -i 0.1 -W 0.1 192.0.2.2) -eq 0 ]]
  try -v set tap0 --carrier off
  assert_stderr 'tap0: unchanged'

  try -v set tap0 --carrier on
  assert_stderr 'tap0: changed carrier'
  assert_carrier tap0
  wait_until eval '(($(read_by ping -c 1 -W 0.1 192.0.2.2) > 0))'
  try -v set tap0 --carrier on
  assert_stderr 'tap0: unchanged'
  [[ $(links_snapshot | jq -c 'select(.ifname != "tap0")') == "$others" ]]
}

@test "the carrier of an idle interface: off is unchanged, on is status 4" {
  make_tap tap0
  ip link set tap0 up
  try -v set tap0 --carrier off
  assert_status 0
  assert_stderr 'tap0: unchanged'
  try set tap0 --carrier on
  assert_refused 4 tap0 'no program has an active queue'
}

@test "the carrier of one whose queues are all detached: off, and on is status 4" {
  make_tap tap0 multi_queue
  ip link set tap0 up
  hold tap0 tap multi_queue
  assert_answer detach 'done'
  assert_carrier tap0
  try set tap0 --carrier on
  assert_silent
  try set tap0 --carrier off
  assert_silent
  assert_no_carrier tap0
  try set tap0 --carrier on
  assert_refused 4 tap0 'no program has an active queue'
}

@test "who may not change links is told that, whatever the carrier" {
  make_tap tap0
  ip link set tap0 up
  for words in '--carrier on' '--mtu 1400' --down; do
    # shellcheck disable=SC2086 # words
    try_command setpriv --reuid "$OTHER" --regid "$OTHER" --clear-groups "$TUNADM" set tap0 $words
    assert_refused 6 tap0 'permission denied'
  done
}

@test "IPv6 that goes below an MTU of 1280 is told, once" {
  make_tap tap0
  ip address add 2001:db8::1/64 dev tap0 nodad
  for command in 'set tap0 --mtu' 'set-mtu tap0'; do
    # shellcheck disable=SC2086 # words
    try $command 1200 --json
    assert_json '.[0] | .status == 0 and .changes == ["mtu", "ipv6"]'
    assert_stderr_line 'note: tap0: .*IPv6.*'
    # shellcheck disable=SC2086 # words
    try $command 1000
    assert_silent
    # shellcheck disable=SC2086 # words
    try $command 1500
    assert_silent
  done
  # Nothing is told of where there was no IPv6.
  sysctl -q -w net.ipv6.conf.tap0.disable_ipv6=1
  try -v set tap0 --mtu 1400
  assert_stderr 'tap0: changed mtu'
}

@test "IPv6 that goes with the link is told" {
  make_tap tap0
  ip link set tap0 up
  ip address add 2001:db8::1/64 dev tap0 nodad
  ip address add 192.0.2.1/24 dev tap0
  try set tap0 --down --json
  assert_json '.[0].changes == ["up", "ipv6"]'
  assert_stderr_line 'note: tap0: .*IPv6.*'
  ip -4 address show dev tap0 | grep -q 192.0.2.1/24
  ip link set tap0 up
  sysctl -q -w net.ipv6.conf.tap0.disable_ipv6=1
  try set tap0 --down --json
  assert_json '.[0].changes == ["up"]'
}

@test "--down with --address: the address is there afterwards, whether it was before or not" {
  local address
  for address in 2001:db8::1/64 2001:db8::1,peer=2001:db8::9; do
    make_tap tap0
    ip link set tap0 up
    try set tap0 --down --address "$address"
    assert_silent
    assert_link tap0 '.flags | index("UP") | not' '.addr_info | map(.local) | index("2001:db8::1")'
    try -v set tap0 --down --address "$address"
    assert_stderr 'tap0: unchanged'
    # It is there, and would go with the link; so does the other one, of which nothing was asked.
    ip link set tap0 up
    [[ $address == *peer* ]] || ip address replace 2001:db8::1/64 dev tap0 nodad metric 77
    ip address add 2001:db8:1::1/64 dev tap0 nodad
    try set tap0 --down --address "$address" --json
    assert_json '.[0].changes | index("up") and index("ipv6")'
    assert_stderr_line 'note: tap0: .*IPv6.*'
    assert_link tap0 '.addr_info | map(.local) == ["2001:db8::1"]'
    [[ $address == *peer* ]] || assert_link tap0 '.addr_info[0].metric == 77'
    ip link del tap0
  done
}

@test "--down with --no-address: what was asked to go is no loss" {
  make_tap tap0
  ip link set tap0 up
  ip address add 2001:db8::1/64 dev tap0 nodad
  try set tap0 --down --no-address 2001:db8::1/64 --json
  assert_json '.[0].changes == ["address", "up"]'
  assert_stderr ''
}

@test "--down with --address: a step that fails after it leaves the interface up" {
  make_tap tap0
  ip link set tap0 up
  ip address add 2001:db8::1/64 dev tap0 nodad
  try set tap0 --down --address 2001:db8::1/64 --carrier on
  assert_status 4
  assert_link tap0 '.flags | index("UP")' '.addr_info | map(.local) == ["2001:db8::1"]'
}

@test "a later step that fails takes the earlier ones back" {
  ip link add br0 address 02:00:00:00:00:ff type bridge
  make_tap tap0
  ip link set tap0 up
  ip address add 192.0.2.1/24 dev tap0
  before=$(ip -j -d address show dev tap0 | settled_links)
  sysctl -q -w net.ipv6.conf.tap0.disable_ipv6=1
  try set tap0 --mtu 1400 --txqueuelen 77 --master br0 --down --no-address 192.0.2.1/24 --address 2001:db8::1/64
  assert_status 1
  [[ $(ip -j -d address show dev tap0 | settled_links) == "$before" ]]
}

@test "an alternative name, another network namespace, and -q" {
  make_tap tap0
  ip link property add dev tap0 altname uplink
  try set uplink --mtu 1400
  assert_silent
  assert_link tap0 '.mtu == 1400'
  new_netns
  in_netns "$TUNADM" add tap7
  try -n "/proc/$NETNS_PID/ns/net" set tap7 --mtu 1300
  assert_silent
  in_netns ip -j link show tap7 | jq -e '.[0].mtu == 1300'
}

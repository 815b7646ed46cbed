#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The limits of every option, compared with the running kernel: it accepts what the program accepts; what the program
# refuses is refused with 2 and nothing is created; and a dry run gives the same result for both.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common

# takes NAME CONDITION ARG...: accepted by a dry run, add, up, and --ensure on an existing interface, with that result
# each time.
takes() {
  local name=$1 condition=$2
  shift 2
  printf '%q ' "$name" "$@" >"$BATS_TEST_TMPDIR/table"
  try up --dry-run -f "$BATS_TEST_TMPDIR/table"
  assert_status 0 && assert_stdout "$name: created" || return 1
  try add "$name" "$@"
  assert_silent && assert_link "$name" "$condition" || return 1
  try up --dry-run -f "$BATS_TEST_TMPDIR/table"
  assert_status 0 && assert_stdout "$name: unchanged" || return 1
  # It can be attached to.
  try exec "$name" -- true
  assert_status 0 || return 1
  ip link del dev "$name"
  try up -f "$BATS_TEST_TMPDIR/table"
  assert_silent && assert_link "$name" "$condition" || return 1
  ip link del dev "$name"
}

# changes NAME CONDITION ARG...: --ensure changes an existing interface to that, as its dry run predicted.
changes() {
  local name=$1 condition=$2
  shift 2
  printf '%q ' "$name" "$@" >"$BATS_TEST_TMPDIR/table"
  "make_${name%%[0-9]*}" "$name"
  try up --dry-run -f "$BATS_TEST_TMPDIR/table"
  assert_status 0 || return 1
  # Of IPv6, which a small MTU takes away, there is a note.
  try -q add --ensure "$name" "$@"
  assert_silent && assert_link "$name" "$condition" || return 1
  ip link del dev "$name"
}

# refuses STATUS NAME ARG...: refused by all of them in the same way, with nothing created.
refuses() {
  local expected=$1 name=$2 command
  shift 2
  printf '%q ' "$name" "$@" >"$BATS_TEST_TMPDIR/table"
  for command in add 'add --ensure' up 'up --dry-run'; do
    # shellcheck disable=SC2086 # words
    if [[ $command == up* ]]; then
      try $command -f "$BATS_TEST_TMPDIR/table"
    else
      try $command "$@" -- "$name"
    fi
    assert_status "$expected" || return 1
    assert_stdout '' && assert_links_unchanged || return 1
  done
}

@test "--mtu" {
  takes tun0 '.mtu == 68' --mtu 68
  takes tun0 '.mtu == 65535' --mtu 65535
  takes tap0 '.mtu == 68' --mtu 68
  takes tap0 '.mtu == 65521' --mtu 65521
  changes tun0 '.mtu == 65535' --mtu 65535
  changes tap0 '.mtu == 68' --mtu 68
  refuses 2 tun0 --mtu 67
  refuses 2 tun0 --mtu 65536
  refuses 2 tap0 --mtu 67
  refuses 2 tap0 --mtu 65522
  for value in 0 -1 4294967296 4294968796 18446744073709551616 99999999999999999999999; do
    refuses 2 tap0 --mtu "$value"
  done
}

@test "--txqueuelen, with a program attached to it" {
  takes tap0 '.txqlen == 0 or .txqlen == null' --txqueuelen 0
  takes tap0 '.txqlen == 1' --txqueuelen 1
  takes tap0 '.txqlen == 524288' --txqueuelen 524288
  takes tun0 '.txqlen == 524288' --txqueuelen 524288 --multi-queue
  changes tap0 '.txqlen == 524288' --txqueuelen 524288
  for value in 524289 1000000 2147483648 4294967295 4294967296 -1 99999999999999999999999; do
    refuses 2 tap0 --txqueuelen "$value"
  done
}

@test "--mac" {
  takes tap0 '.address == "00:00:00:00:00:01"' --mac 00:00:00:00:00:01
  takes tap0 '.address == "fe:ff:ff:ff:ff:ff"' --mac fe:ff:ff:ff:ff:ff
  changes tap0 '.address == "fe:ff:ff:ff:ff:ff"' --mac FE:FF:FF:FF:FF:FF
  refuses 2 tap0 --mac 00:00:00:00:00:00
  refuses 2 tap0 --mac 01:00:00:00:00:00
  refuses 2 tap0 --mac ff:ff:ff:ff:ff:ff
  refuses 4 tun0 --mac 02:00:00:00:00:01
}

@test "--address: every length of prefix" {
  for prefix in 0 1 31 32; do
    takes tap0 ".addr_info | map([.local, .prefixlen]) | index([[\"192.0.2.1\", $prefix]])" --address "192.0.2.1/$prefix"
    changes tun0 ".addr_info | map([.local, .prefixlen]) | index([[\"192.0.2.1\", $prefix]])" --address "192.0.2.1/$prefix"
  done
  for prefix in 0 1 64 127 128; do
    takes tap0 ".addr_info | map([.local, .prefixlen]) | index([[\"2001:db8::1\", $prefix]])" \
      --address "2001:db8::1/$prefix"
    changes tun0 ".addr_info | map([.local, .prefixlen]) | index([[\"2001:db8::1\", $prefix]])" \
      --address "2001:db8::1/$prefix"
  done
  for value in 192.0.2.1/33 192.0.2.1/-1 192.0.2.1/256 192.0.2.1/4294967296 192.0.2.1/ 2001:db8::1/129 2001:db8::1/384; do
    refuses 2 tap0 --address "$value"
  done
}

@test "--address: the ends of what a host can have" {
  for value in 1.0.0.0 127.0.0.1 127.255.255.255 223.255.255.255 240.0.0.0 255.255.255.254 ::2 ::ffff:192.0.2.1 \
    fe80::1 fec0::1 feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff; do
    takes tap0 ".addr_info | map(.local) | index([\"$value\"])" --address "$value/32"
  done
  for value in 0.0.0.0 0.255.255.255 224.0.0.0 239.255.255.255 255.255.255.255 :: ::1 ff00:: ff02::1 \
    ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff; do
    refuses 2 tap0 --address "$value/32"
  done
}

@test "--address of IPv6 with the smallest MTU that it can have" {
  takes tap0 '.mtu == 1280' --mtu 1280 --address 2001:db8::1/64
  refuses 4 tap0 --mtu 1279 --address 2001:db8::1/64
  takes tap0 '.mtu == 1279' --mtu 1279 --address 192.0.2.1/24
  # On one that exists and is smaller, too, and larger in the same breath.
  make_tap tap0
  ip link set tap0 mtu 1279
  remember_links
  echo 'tap0 --address 2001:db8::1/64' >"$BATS_TEST_TMPDIR/table"
  for option in '' --dry-run; do
    # shellcheck disable=SC2086 # a word or none
    try up $option -f "$BATS_TEST_TMPDIR/table"
    assert_refused 4 "$BATS_TEST_TMPDIR/table:1: tap0" 'IPv6 needs an MTU of at least 1280'
    assert_links_unchanged
  done
  try add --ensure tap0 --address 2001:db8::1/64 --mtu 1280
  assert_silent
}

@test "--owner and --group" {
  need_root
  for id in 0 1 2147483647 2147483648 4294967294; do
    takes tap0 'true' --owner "$id"
    takes tap0 'true' --group "$id"
    changes tap0 'true' --owner "$id" --group "$id"
  done
  for id in 4294967295 4294967296 -1 99999999999999999999999 ''; do
    refuses 2 tap0 --owner "$id"
    refuses 2 tap0 --group "$id"
  done
}

@test "the name" {
  takes t '$tun.type == "tap"' --mode tap
  takes tap456789012345 '$tun.type == "tap"'
  refuses 2 tap4567890123456
  for name in '' . .. a/b a:b 'a b'; do
    refuses 2 "$name" --mode tap
  done
}

@test "--master" {
  ip link add br4567890123456 type bridge
  takes tap0 '.master == "br4567890123456"' --master br4567890123456
  remember_links
  refuses 2 tap0 --master br45678901234567
  refuses 2 tap0 --master ''
}

@test "--queues" {
  make_tap tap0 multi_queue
  remember_links
  for number in 1 256; do
    try exec tap0 --queues "$number" -- true
    assert_silent
  done
  for number in 0 257 -1 4294967297 ''; do
    try exec tap0 --queues "$number" -- true
    assert_usage_error '^tunadm: --queues: invalid value '
  done
  assert_links_unchanged
}

@test "--port: each flag, on and off" {
  ip link add br0 type bridge
  for flag in isolated hairpin guard learning flood mcast-flood bcast-flood neigh-suppress; do
    for state in on off; do
      [[ $state == on ]] && value=true || value=false
      takes tap0 ".linkinfo.info_slave_data.${flag//-/_} == $value" --master br0 --port "$flag=$state"
      changes tap0 ".linkinfo.info_slave_data.${flag//-/_} == $value" --master br0 --port "$flag=$state"
    done
  done
  takes tap0 '.linkinfo.info_slave_data | .isolated and .hairpin and (.flood | not)' --master br0 --port isolated,hairpin,flood=off
  # Flags of the kernel that have another width or are not in the table are refused here.
  remember_links
  for value in '' ',' 'isolated,' ',isolated' isolated=1 isolated=true isolated=ON Isolated state=3 cost=1 priority=0 root_block locked; do
    refuses 2 tap0 --master br0 --port "$value"
  done
  refuses 4 tap0 --port isolated
}

@test "--vlan: the ends of what there is" {
  remember_links
  for value in 0 4095 4096 65536 65537 4294967297 -1 '' 1- -1-2 0-1 4094-4095 2-1 1-4094-4094 1,pvid,pvid 1-2,pvid 1,tagged 01x; do
    refuses 2 tap0 --vlan "$value"
  done
  refuses 4 tap0 --vlan 1
  ip link add br0 type bridge vlan_filtering 1 2>/dev/null || skip "the kernel has no VLAN filtering on bridges"
  [[ $(link_json br0 | jq .linkinfo.info_data.vlan_filtering) -eq 1 ]] || skip "the kernel has no VLAN filtering on bridges"
  # As bridge tells them; what `takes` asks of the link is that it is a port.
  for value in 1 4094 1-1 1-4094 4093-4094 4094,pvid,untagged 1,untagged,pvid 2-4094,untagged; do
    takes tap0 '.master == "br0"' --master br0 --vlan "$value"
    changes tap0 '.master == "br0"' --master br0 --vlan "$value"
  done
  try add tap0 --master br0 --vlan 4094,pvid,untagged --vlan 1-4093
  assert_silent
  [[ $(bridge -j vlan show dev tap0 | jq -c '.[0].vlans | [length, .[0], .[-1]]') == \
    '[4094,{"vlan":1},{"vlan":4094,"flags":["PVID","Egress Untagged"]}]' ]]
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm why: what it says of a bridge that has all the ports that a bridge can have.
# shellcheck disable=SC2030,SC2031,SC2154 # bats runs each test in a shell of its own, and sets stderr

load lib/common
load lib/why

@test "bridge-full: a bridge to be joined, by one without a place or one that is to be made" {
  make_tap tap0
  ip link add br0 type bridge
  ip link add br1 type bridge
  seq -f port%g 1022 | awk '{ print "tuntap add " $1 " mode tap"; print "link set " $1 " master br0" }' \
    >"$BATS_TEST_TMPDIR/batch"
  ip -batch "$BATS_TEST_TMPDIR/batch" 2>/dev/null
  explain tap0
  lacks bridge-full
  make_tap port1023
  ip link set dev port1023 master br0
  run ip link set dev tap0 master br0
  [[ $output == *'Exchange full'* ]]
  try set tap0 --master br0
  assert_refused 4 tap0 "cannot change: 'br0' has as many ports as it can have"
  explain tap0
  finds problem bridge-full 'br0 has all of the 1023 ports'
  explain port1023
  lacks bridge-full
  ip address add 192.0.2.1/24 dev tap0
  explain tap0
  lacks bridge-full
  make_tap tap1
  ip link set dev tap1 master br1
  explain tap1
  lacks bridge-full
}

@test "bridge-full, of a bridge that an interface could be made for" {
  need_root
  ip link add br0 type bridge
  seq -f port%g 1023 | awk '{ print "tuntap add " $1 " mode tap"; print "link set " $1 " master br0" }' \
    >"$BATS_TEST_TMPDIR/batch"
  ip -batch "$BATS_TEST_TMPDIR/batch" 2>/dev/null
  explain
  finds_only bridge-full
  ip link del port1
  explain
  finds_only
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm why: findings about what the last program left behind, each one true, and nearly true.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # backquotes are those of hints; bats runs each test in a shell of its own, and sets stderr

load lib/common
load lib/why

@test "leftover-offload: the last program's, and nobody is attached" {
  for mode in tap tun; do
    "make_$mode" x0
    hold x0 "$mode" -
    explain x0
    lacks leftover-offload
    assert_answer 'offload 1' 'done'
    explain x0
    lacks leftover-offload
    release
    explain x0
    finds problem leftover-offload 'without checksums$'
    hints leftover-offload '^`tunadm reset x0`$'
    hold x0 "$mode" -
    assert_answer 'offload 3' 'done'
    release
    explain x0
    finds problem leftover-offload '64 KiB'
    hold x0 "$mode" -
    assert_answer 'offload 0' 'done'
    release
    explain x0
    lacks leftover-offload
    ip link del x0
  done
}

@test "filter-unreadable: up, a carrier, and drops" {
  make_tap tap0
  serve tap0
  ip neighbour add 192.0.2.7 lladdr 02:00:00:00:00:07 dev tap0
  explain tap0
  lacks filter-unreadable
  assert_answer filter 'done'
  ping -c 1 -W 1 192.0.2.7 >/dev/null || true
  explain tap0
  finds note filter-unreadable 'dropped on the way to the program'
  hints filter-unreadable 'if so, stop the program, then `tunadm reset tap0`'
  assert_status 0
  release
  explain tap0
  lacks filter-unreadable
  hold tap0 tap -
  ip link set dev tap0 down
  explain tap0
  lacks filter-unreadable
}

@test "filter-unreadable: a tun has no such filter" {
  make_tun tun0
  ip link set dev tun0 txqueuelen 1
  serve tun0 tun
  for _ in 1 2 3; do
    ping -c 1 -W 0.1 192.0.2.7 >/dev/null || true
  done
  [[ $(ip -j -s link show dev tun0 | jq '.[0].stats64.tx.dropped') -gt 0 ]]
  explain tun0
  lacks filter-unreadable
}

@test "leftover-linktype: the last program's, and nobody is attached" {
  for mode in tap tun; do
    "make_$mode" x0
    explain x0
    lacks leftover-linktype
    hold x0 "$mode" -
    assert_answer 'type 512' 'done'
    explain x0
    lacks leftover-linktype
    release
    explain x0
    finds problem leftover-linktype 'link type 512'
    hints leftover-linktype '^`tunadm reset x0`$'
    ip link set dev x0 up
    explain x0
    hints leftover-linktype '^`tunadm set x0 --down`, then `tunadm reset x0`$'
    ip link set dev x0 down
    hold x0 "$mode" -
    assert_answer "type $([[ $mode == tap ]] && echo 1 || echo 65534)" 'done'
    release
    explain x0
    lacks leftover-linktype
    ip link del x0
  done
}

@test "leftover-header, leftover-endian: with --attach, which leaves the carrier and the flags alone" {
  make_tap tap0 vnet_hdr
  ip link set dev tap0 up
  explain tap0 --attach
  lacks leftover-header leftover-endian
  hold tap0 tap vnet_hdr
  assert_answer 'header 12' 'done'
  explain tap0 --attach
  lacks leftover-header
  [[ $stderr == 'note: tap0: it is in use, and was not attached to' ]]
  release
  remember_links
  before=$(carrier_changes tap0)
  explain tap0
  lacks leftover-header
  explain tap0 --attach
  finds problem leftover-header 'header of 12 bytes.*expects 10'
  hints leftover-header '^`tunadm reset tap0`$'
  lacks leftover-endian
  [[ $(carrier_changes tap0) -eq $before ]]
  assert_links_unchanged
  hold tap0 tap vnet_hdr
  assert_answer 'header 10' 'done'
  assert_answer 'little 1' 'done'
  release
  explain tap0 --attach
  finds problem leftover-endian 'little-endian'
  lacks leftover-header
  hold tap0 tap vnet_hdr
  assert_answer 'little 0' 'done'
  release
  explain tap0 --attach
  lacks leftover-header leftover-endian
}

@test "--attach on a multi-queue interface, on a tun, and by one who may not" {
  make_tap tap0 multi_queue
  explain tap0 --attach
  lacks leftover-header
  assert_stderr ''
  hold tap0 tap multi_queue
  explain tap0 --attach
  assert_stderr 'note: tap0: it is in use, and was not attached to'
  make_tun tun0
  explain tun0 --attach
  lacks leftover-header
  assert_stderr ''
  need_root
  make_tap tap1 user "$OWNER"
  explain_as "$OTHER" tap1 --attach
  lacks leftover-header
  [[ $stderr == *'note: tap1: what only a descriptor shows is not known: permission denied'* ]]
  explain_as "$OWNER" tap1 --attach
  finds problem no-carrier
  lacks carrier-unknown
}

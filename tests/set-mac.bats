#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm set-mac: the address of a tap, idle, up or in use.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common

@test "set-mac changes the address and nothing else" {
  make_tap tap0 vnet_hdr pi
  ip link set tap0 mtu 1400
  before=$(links_snapshot | jq -c 'del(.address)')
  try set-mac tap0 02:00:00:00:00:01
  assert_silent
  assert_link tap0 '.address == "02:00:00:00:00:01"'
  [[ $(links_snapshot | jq -c 'del(.address)') == "$before" ]]
}

@test "while it is up and in use, the carrier and the client's flags stay" {
  make_tap tap0
  hold tap0 tap vnet_hdr
  ip link set tap0 up
  carrier=$(carrier_changes tap0)
  try set-mac tap0 02:00:00:00:00:02
  assert_silent
  assert_link tap0 '.address == "02:00:00:00:00:02"' '.flags | index("LOWER_UP")'
  assert_answer flags 'flags 0x5802'
  [[ $(carrier_changes tap0) -eq $carrier ]]
}

@test "upper case is understood" {
  make_tap tap0
  try set-mac tap0 52:54:00:AB:CD:EF
  assert_silent
  assert_link tap0 '.address == "52:54:00:ab:cd:ef"'
}

@test "the address that it has already is no error" {
  make_tap tap0
  ip link set tap0 address 02:00:00:00:00:03
  remember_links
  try set-mac tap0 02:00:00:00:00:03
  assert_silent
  assert_links_unchanged
}

@test "a tun has no MAC address: a conflict" {
  make_tun tun0
  remember_links
  try set-mac tun0 02:00:00:00:00:01
  assert_refused 4 tun0 'MAC|mac'
  assert_links_unchanged
}

@test "what is no tun/tap interface is refused" {
  ip link add br0 type bridge
  remember_links
  try set-mac br0 02:00:00:00:00:01
  assert_refused 4 br0 'not a tun/tap interface.*kind bridge'
  assert_links_unchanged
}

@test "one that is not there is status 3" {
  try set-mac nosuch 02:00:00:00:00:01
  assert_refused 3 nosuch 'no such interface'
  assert_links_unchanged
}

@test "set-mac takes a name and an address" {
  make_tap tap0
  remember_links
  try set-mac
  assert_usage_error NAME
  try set-mac tap0
  assert_usage_error ADDRESS
  try set-mac tap0 02:00:00:00:00:01 02:00:00:00:00:02
  assert_status 2
  assert_links_unchanged
}

@test "an alternative name will do" {
  make_tap tap0
  ip link property add dev tap0 altname lan
  try set-mac lan 02:00:00:00:00:01
  assert_silent
  assert_link tap0 '.address == "02:00:00:00:00:01"'
}

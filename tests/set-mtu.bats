#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm set-mtu: within the link's own limits.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common

@test "set-mtu changes the MTU and nothing else" {
  make_tap tap0 vnet_hdr pi
  before=$(links_snapshot | jq -c 'del(.mtu)')
  try set-mtu tap0 9000
  assert_silent
  assert_link tap0 '.mtu == 9000'
  [[ $(links_snapshot | jq -c 'del(.mtu)') == "$before" ]]
}

@test "both ends of the range, on a tap and on a tun" {
  make_tap tap0
  make_tun tun0
  # Below 1280 a note says what becomes of IPv6.
  for mtu in 68 65521; do
    try -q set-mtu tap0 "$mtu"
    assert_silent
    assert_link tap0 ".mtu == $mtu"
  done
  for mtu in 68 65535; do
    try -q set-mtu tun0 "$mtu"
    assert_silent
    assert_link tun0 ".mtu == $mtu"
  done
}

@test "beyond the link's limits: status 2, with the limits" {
  make_tap tap0
  make_tun tun0
  remember_links
  for mtu in 67 65522; do
    try set-mtu tap0 "$mtu"
    assert_status 2
    assert_messages 1
    assert_stderr_line "tunadm: .*'$mtu'.*68 to 65521.*"
  done
  for mtu in 67 65536; do
    try set-mtu tun0 "$mtu"
    assert_status 2
    assert_messages 1
    assert_stderr_line "tunadm: .*'$mtu'.*68 to 65535.*"
  done
  assert_links_unchanged
}

@test "while it is up and in use, the carrier and the client's flags stay" {
  make_tun tun0
  hold tun0 tun pi
  ip link set tun0 up
  carrier=$(carrier_changes tun0)
  try set-mtu tun0 1280
  assert_silent
  assert_link tun0 '.mtu == 1280' '.flags | index("LOWER_UP")'
  assert_answer flags 'flags 0x1801'
  [[ $(carrier_changes tun0) -eq $carrier ]]
}

@test "the MTU that it has already is no error" {
  make_tap tap0
  remember_links
  try set-mtu tap0 1500
  assert_silent
  assert_links_unchanged
}

@test "what is no tun/tap interface is refused" {
  ip link add br0 type bridge
  remember_links
  try set-mtu br0 1400
  assert_refused 4 br0 'not a tun/tap interface.*kind bridge'
  try set-mtu lo 1400
  assert_refused 4 lo 'not a tun/tap interface'
  assert_links_unchanged
}

@test "one that is not there is status 3" {
  try set-mtu nosuch 1400
  assert_refused 3 nosuch 'no such interface'
  assert_links_unchanged
}

@test "set-mtu takes a name and a number" {
  make_tap tap0
  remember_links
  try set-mtu
  assert_usage_error NAME
  try set-mtu tap0
  assert_usage_error MTU
  try set-mtu tap0 1400 1500
  assert_status 2
  assert_links_unchanged
}

@test "an alternative name will do" {
  make_tap tap0
  ip link property add dev tap0 altname lan
  try set-mtu lan 1400
  assert_silent
  assert_link tap0 '.mtu == 1400'
}

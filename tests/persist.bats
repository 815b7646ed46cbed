#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm persist: keeps an interface after its last client, or no longer does.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common

@test "persist makes an interface in use persistent: it outlives its holder" {
  hold tap0 tap -
  assert_link tap0 '$tun.persist == false'
  try persist tap0
  assert_silent
  assert_link tap0 '$tun.persist'
  release
  assert_link tap0 '$tun.persist'
}

@test "persist on says the same explicitly" {
  hold tap0 tap -
  try persist tap0 on
  assert_silent
  assert_link tap0 '$tun.persist'
}

@test "persist off on an interface in use: it goes with its holder, not before" {
  make_tap tap0
  hold tap0 tap -
  try persist tap0 off
  assert_silent
  assert_link tap0 '$tun.persist == false'
  assert_answer flags 'flags 0x1002'
  release
  wait_until link_gone tap0
}

@test "persist off on an interface that nobody holds makes it vanish" {
  make_tap tap0
  make_tun tun0 multi_queue
  try persist tap0 off
  assert_silent
  assert_no_link tap0
  try persist tun0 off
  assert_silent
  assert_no_link tun0
}

@test "persist on where it is so already changes nothing" {
  make_tap tap0
  remember_links
  try persist tap0 on
  assert_silent
  assert_links_unchanged
  hold tap0 tap -
  remember_links
  try persist tap0 on
  assert_silent
  assert_links_unchanged
}

@test "persist off where it is so already changes nothing" {
  hold tap0 tap -
  remember_links
  try persist tap0 off
  assert_silent
  assert_links_unchanged
}

@test "a change of persistence changes nothing else, on any kind of interface" {
  for flags in - pi vnet_hdr pi,vnet_hdr multi_queue multi_queue,pi,vnet_hdr; do
    for mode in tun tap; do
      hold x0 "$mode" "$flags"
      ip link set x0 up mtu 1400 txqueuelen 77
      ip addr add 192.0.2.1/24 dev x0
      ask flags
      flags_before=$REPLY
      carrier=$(carrier_changes x0)
      before=$(links_snapshot | jq -c 'del(.linkinfo.info_data.persist)')
      try persist x0
      assert_silent
      assert_link x0 '$tun.persist'
      after=$(links_snapshot | jq -c 'del(.linkinfo.info_data.persist)')
      [[ $after == "$before" ]] || fail "more has changed: $before / $after"
      ask flags
      [[ $((${flags_before#flags } | 0x800)) -eq $((${REPLY#flags })) ]] || fail "$flags_before / $REPLY"
      [[ $(carrier_changes x0) -eq $carrier ]]
      try persist x0 off
      assert_silent
      assert_answer flags "$flags_before"
      [[ $(carrier_changes x0) -eq $carrier ]]
      release
      wait_until link_gone x0
    done
  done
}

@test "the traffic of an interface in use goes on" {
  hold tap0 tap -
  ip link set tap0 up
  ip addr add 192.0.2.1/24 dev tap0
  assert_answer send 'sent 60'
  try persist tap0
  assert_silent
  assert_answer send 'sent 60'
  ask drain
  ping -c 1 -W 1 192.0.2.2 >/dev/null 2>&1 || true
  ask read
  [[ $REPLY == 'read '* ]] || fail "$REPLY"
}

@test "a multi-queue interface with several holders" {
  make_tap tap0 multi_queue
  hold tap0 tap multi_queue 2
  first=$HOLDER
  hold tap0 tap multi_queue
  try persist tap0 off
  assert_silent
  release "$first"
  assert_link tap0 '$tun.persist == false'
  release
  wait_until link_gone tap0
}

@test "one that is not there is status 3, and is not made for a moment" {
  before=$(next_ifindex)
  try persist nosuch
  assert_refused 3 nosuch 'no such interface'
  try persist nosuch off
  assert_refused 3 nosuch 'no such interface'
  [[ $(next_ifindex) -eq $((before + 1)) ]]
}

@test "what is no tun/tap interface is refused" {
  ip link add br0 type bridge
  remember_links
  try persist br0
  assert_refused 4 br0 'not a tun/tap interface.*kind bridge'
  try persist lo off
  assert_refused 4 lo 'not a tun/tap interface'
  assert_links_unchanged
}

@test "an alternative name will do" {
  make_tap tap0
  ip link property add dev tap0 altname a-name-that-is-longer-than-fifteen-bytes
  try persist a-name-that-is-longer-than-fifteen-bytes off
  assert_silent
  assert_no_link tap0
}

@test "persist takes a name and at most one word" {
  make_tap tap0
  remember_links
  try persist
  assert_usage_error NAME
  try persist tap0 on off
  assert_status 2
  assert_links_unchanged
}

@test "a word other than on or off is refused" {
  make_tap tap0
  remember_links
  for word in yes no 1 0 ON Off true '' tap1; do
    try persist tap0 "$word"
    assert_status 2
    assert_messages 1
    grep -q "on" <<<"$stderr"
  done
  assert_links_unchanged
}

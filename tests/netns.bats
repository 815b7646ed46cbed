#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Other network namespaces: -n by name and by path, namesakes, and no sysfs of theirs.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common

setup() {
  new_netns
  NETNS=/proc/$NETNS_PID/ns/net
  remember_links
}

foreign_link() {
  in_netns ip -j -d addr show dev "$1" 2>/dev/null | jq -c '.[0] // empty'
}

@test "-n PATH: add, show, change, del, all over there" {
  try -n "$NETNS" add tap0 --mtu 1400 --mac 02:00:00:00:00:01 --address 192.0.2.1/24 --up
  assert_silent
  assert_links_unchanged
  foreign_link tap0 | jq -e '.mtu == 1400 and .address == "02:00:00:00:00:01" and .linkinfo.info_data.persist
    and .addr_info[0].local == "192.0.2.1" and (.flags | index("UP"))'
  try --netns="$NETNS" show --json
  assert_json '[.[].ifname] == ["tap0"] and .[0].mtu == 1400'
  try -n "$NETNS" set-mtu tap0 1300
  assert_silent
  try set-mac tap0 02:00:00:00:00:02 -n "$NETNS"
  assert_silent
  try -n "$NETNS" chown tap0 --owner 0 --group 0
  assert_silent
  try -n "$NETNS" persist tap0 on
  assert_silent
  foreign_link tap0 | jq -e '.mtu == 1300 and .address == "02:00:00:00:00:02"
    and .linkinfo.info_data.user == "root" and .linkinfo.info_data.group == "root"'
  try -n "$NETNS" del tap0
  assert_silent
  [[ -z $(foreign_link tap0) ]]
  assert_links_unchanged
}

@test "-n NAME: as 'ip -n'" {
  with_named_netns blue ip -n blue tuntap add tap7 mode tap
  try_command with_named_netns blue "$TUNADM" -n blue show --json
  assert_status 0
  assert_json '[.[].ifname] == ["tap7"]'
  try_command with_named_netns blue "$TUNADM" -n blue add tap0
  assert_silent
  [[ -n $(foreign_link tap0) ]]
  try_command with_named_netns blue "$TUNADM" --netns blue del tap0 tap7
  assert_silent
  [[ -z $(foreign_link tap0)$(foreign_link tap7) ]]
  assert_links_unchanged
}

@test "a name that is not there, and one that is no name" {
  for name in nosuch ../run . '' nosuch/../blue; do
    try_command with_named_netns blue "$TUNADM" -n "$name" add tap0
    [[ $status -eq 1 || $status -eq 2 ]]
    assert_messages 1
  done
  [[ -z $(foreign_link tap0) ]]
  assert_links_unchanged
}

@test "bad input is told before the namespace is looked for" {
  for line in 'set-mtu tap0 9k' 'set-mac tap0 01:00:00:00:00:01' 'persist tap0 perhaps' 'chown tap0' 'check tap0' \
    'add vm0' 'add tun0 --mtu 67' 'exec tap0'; do
    # shellcheck disable=SC2086 # words
    try -n nosuch $line
    assert_status 2
  done
}

@test "namesakes in two namespaces are two interfaces" {
  make_tap tap0
  in_netns ip tuntap add tap0 mode tap multi_queue 2>/dev/null
  remember_links
  try -n "$NETNS" set-mtu tap0 1400
  assert_silent
  try -n "$NETNS" chown tap0 --owner 0
  assert_silent
  assert_links_unchanged
  before=$(foreign_link tap0)
  try set-mtu tap0 1300
  assert_silent
  [[ $(foreign_link tap0) == "$before" ]]
  try show --json
  assert_json '.[0].multi_queue == false and .[0].mtu == 1300'
  try -n "$NETNS" show --json
  assert_json '.[0].multi_queue == true and .[0].mtu == 1400'
  try del tap0
  assert_silent
  [[ $(foreign_link tap0) == "$before" ]]
}

@test "in use here or there: the right holder is named" {
  make_tap tap0
  in_netns ip tuntap add tap0 mode tap 2>/dev/null
  hold tap0 tap -
  here=$HOLDER
  hold_in_netns tap0 tap -
  there=$HOLDER
  try del tap0
  assert_refused 5 tap0 "in use by attach \\(pid $here\\)"
  try -n "$NETNS" del tap0
  assert_refused 5 tap0 "in use by attach \\(pid $there\\)"
  release "$here"
  try del tap0
  assert_silent
  [[ -n $(foreign_link tap0) ]]
}

@test "live changes reach the namesake that was meant" {
  hold tap0 tap multi_queue
  hold_in_netns tap0 tap multi_queue
  try persist tap0
  assert_silent
  assert_link tap0 '$tun.persist'
  foreign_link tap0 | jq -e '.linkinfo.info_data.persist == false'
  try -n "$NETNS" chown tap0 --group 0
  assert_silent
  foreign_link tap0 | jq -e '.linkinfo.info_data.group == "root"'
  assert_link tap0 '$tun.group == null'
}

@test "a bridge is looked for in the interface's namespace" {
  ip link add br0 type bridge
  remember_links
  try -n "$NETNS" add tap0 --master br0
  assert_status 1
  assert_links_unchanged
  [[ -z $(foreign_link tap0) ]]
  in_netns ip link add br0 type bridge
  try -n "$NETNS" add tap0 --master br0
  assert_silent
  foreign_link tap0 | jq -e '.master == "br0"'
}

@test "the kernel numbers in the interface's namespace" {
  make_tap tap0
  try -n "$NETNS" add --mode tap
  assert_status 0
  assert_stdout tap0
}

@test "patterns match in the namespace that is meant" {
  make_tap vm0
  in_netns ip tuntap add vm1 mode tap 2>/dev/null
  try -n "$NETNS" del 'vm*'
  assert_silent
  [[ -z $(foreign_link vm1) ]]
  assert_link_exists vm0
}

@test "users are this namespace's, and so is the mount namespace" {
  need_root
  try -n "$NETNS" add tap0 --owner "$OWNER"
  assert_silent
  foreign_link tap0 | jq -e --arg owner "$OWNER" '.linkinfo.info_data.user == $owner'
}

@test "-n twice, or with nothing behind it, is refused or the last counts" {
  try -n
  assert_status 2
  try --netns
  assert_status 2
}

@test "-n without the right to: permission denied" {
  need_root
  make_tap tap0
  try_as "$OWNER" -n "$NETNS" show
  assert_status 6
  assert_messages 1
}

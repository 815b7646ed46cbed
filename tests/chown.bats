#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm chown: who may attach, and nothing else.
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common

setup() {
  need_root
  remember_links
}

@test "--owner gives it to a user, by name and by number" {
  make_tap tap0
  try chown tap0 --owner "$OWNER"
  assert_silent
  assert_link tap0 "\$tun.user == \"$OWNER\"" '$tun.group == null'
  try chown tap0 -u "$OTHER_UID"
  assert_silent
  assert_link tap0 "\$tun.user == \"$OTHER\"" '$tun.group == null'
}

@test "--group gives it to a group, and leaves the owner" {
  make_tap tap0 user "$OWNER"
  try chown tap0 --group "$OTHER_GROUP"
  assert_silent
  assert_link tap0 "\$tun.user == \"$OWNER\"" "\$tun.group == \"$OTHER_GROUP\""
  try chown tap0 -g "$GROUP_GID"
  assert_silent
  assert_link tap0 "\$tun.user == \"$OWNER\"" "\$tun.group == \"$GROUP\""
}

@test "--owner leaves the group" {
  make_tap tap0 user "$OWNER" group "$GROUP"
  try chown tap0 --owner "$OTHER"
  assert_silent
  assert_link tap0 "\$tun.user == \"$OTHER\"" "\$tun.group == \"$GROUP\""
}

@test "both at once, the options before the name" {
  make_tun tun0
  try chown --owner "$OWNER" --group "$GROUP" tun0
  assert_silent
  assert_link tun0 "\$tun.user == \"$OWNER\"" "\$tun.group == \"$GROUP\""
}

@test "root may be given it: 0 is a number like any other" {
  make_tap tap0 user "$OWNER"
  try chown tap0 --owner 0 --group 0
  assert_silent
  assert_link tap0 '$tun.user == "root"' '$tun.group == "root"'
}

@test "a change of owner changes nothing else, idle or in use, on any kind of interface" {
  for flags in - pi vnet_hdr pi,vnet_hdr multi_queue multi_queue,pi,vnet_hdr; do
    for mode in tun tap; do
      hold x0 "$mode" "$flags"
      ip link set x0 up mtu 1400 txqueuelen 77
      ip addr add 192.0.2.1/24 dev x0
      ask flags
      flags_before=$REPLY
      carrier=$(carrier_changes x0)
      before=$(links_snapshot | jq -c 'del(.linkinfo.info_data.user)')
      try chown x0 --owner "$OWNER"
      assert_silent
      assert_link x0 "\$tun.user == \"$OWNER\"" '$tun.persist == false'
      after=$(links_snapshot | jq -c 'del(.linkinfo.info_data.user)')
      [[ $after == "$before" ]] || fail "more has changed: $before / $after"
      assert_answer flags "$flags_before"
      [[ $(carrier_changes x0) -eq $carrier ]]

      assert_answer 'persist 1' 'done'
      release
      before=$(links_snapshot | jq -c 'del(.linkinfo.info_data.group)')
      carrier=$(carrier_changes x0)
      try chown x0 --group "$GROUP"
      assert_silent
      assert_link x0 "\$tun.user == \"$OWNER\"" "\$tun.group == \"$GROUP\""
      after=$(links_snapshot | jq -c 'del(.linkinfo.info_data.group)')
      [[ $after == "$before" ]] || fail "more has changed: $before / $after"
      [[ $(carrier_changes x0) -eq $carrier ]]
      delete_all_links
    done
  done
}

@test "the holder keeps what it has, and its traffic goes on" {
  make_tap tap0
  hold tap0 tap vnet_hdr
  ip link set tap0 up
  try chown tap0 --owner "$OWNER" --group "$GROUP"
  assert_silent
  assert_link tap0 "\$tun.user == \"$OWNER\"" "\$tun.group == \"$GROUP\"" '.flags | index("LOWER_UP")'
  assert_answer flags 'flags 0x5802'
}

@test "the new owner can attach, the old one no longer" {
  make_tap tap0 user "$OWNER"
  try chown tap0 --owner "$OTHER"
  assert_silent
  run as_user "$OWNER" attach tap0 tap - </dev/null 3>&-
  [[ $output == 'error EPERM' ]]
  hold_as "$OTHER" tap0 tap -
}

@test "an interface held by a process of another namespace with the same name is not mixed up" {
  make_tap tap0 multi_queue
  new_netns
  hold_in_netns tap0 tap multi_queue
  foreign=$(in_netns ip -j -d link show tap0)
  hold tap0 tap multi_queue
  try chown tap0 --owner "$OWNER"
  assert_silent
  assert_link tap0 "\$tun.user == \"$OWNER\""
  [[ $(in_netns ip -j -d link show tap0 | jq -c '.[0].linkinfo') == "$(jq -c '.[0].linkinfo' <<<"$foreign")" ]]
}

@test "one that is not there is status 3, and is not made for a moment" {
  before=$(next_ifindex)
  try chown nosuch --owner "$OWNER"
  assert_refused 3 nosuch 'no such interface'
  [[ $(next_ifindex) -eq $((before + 1)) ]]
}

@test "what is no tun/tap interface is refused" {
  ip link add br0 type bridge
  remember_links
  try chown br0 --owner "$OWNER"
  assert_refused 4 br0 'not a tun/tap interface.*kind bridge'
  assert_links_unchanged
}

@test "an unknown user or group is refused, and nothing changes" {
  make_tap tap0
  remember_links
  try chown tap0 --owner no-such-user
  assert_refused 2 --owner 'no-such-user'
  try chown tap0 --owner "$OWNER" --group no-such-group
  assert_refused 2 --group 'no-such-group'
  assert_links_unchanged
}

@test "chown without --owner and --group is a usage error" {
  make_tap tap0
  remember_links
  try chown tap0
  assert_usage_error owner
  assert_links_unchanged
}

@test "chown without a name is a usage error" {
  try chown --owner "$OWNER"
  assert_usage_error NAME
}

@test "-v says what was changed" {
  make_tap tap0
  try -v chown tap0 --owner "$OWNER"
  assert_status 0
  assert_stdout ''
  assert_stderr_line 'tap0: changed owner'
}

@test "many in use: found by two passes over /proc, however many they are" {
  need_root
  for number in {0..7}; do
    make_tap "tap$number"
    hold "tap$number" tap -
  done
  try_traced chown 'tap*' --owner "$OWNER"
  assert_silent
  [[ $(grep -c '"/proc"' "$TRACE") -le 2 ]] || fail "$(grep -c '"/proc"' "$TRACE") passes"
  [[ $(ip -j -d link | jq -c '[.[].linkinfo.info_data.user // empty] | unique | length') -eq 1 ]]
  [[ $(ip -j -d link | jq '[.[].linkinfo.info_data.user // empty] | length') -eq 8 ]]
}

# Looking for the holder takes a netlink socket, the tun device, three files of /proc and two descriptors to ask.
@test "in use, with few descriptors: done, or the descriptors are what it lacks" {
  make_tap tap0
  hold tap0 tap -
  remember_links
  for limit in {4..13}; do
    TRIED="tunadm chown tap0 (ulimit -n $limit)"
    capture bash -c 'ulimit -n "$1" && exec "$2" chown tap0 --owner "$3"' bash "$limit" "$TUNADM" "$OWNER"
    [[ $status -ne 0 ]] || break
    assert_status 1
    assert_stderr_line 'tunadm: .*: .*Too many open files'
    refute_hint
    assert_links_unchanged
  done
  ((limit > 8)) || fail "it took only $limit: nothing was tried"
  assert_silent
  assert_link tap0 "\$tun.user == \"$OWNER\""
}

@test "a holder that has gone to another network namespace is still its holder" {
  make_tap tap0
  hold tap0 tap -
  assert_answer leave 'done'
  try chown tap0 --owner "$OWNER"
  assert_silent
  assert_link tap0 "\$tun.user == \"$OWNER\""
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm reset: the last program's settings are cleared, everything else stays, and what it refuses.
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common
load lib/leftovers

@test "one user's program leaves everything; the next user's reads nothing, and reads after reset" {
  need_root
  make_tap tap0 user "$OWNER" vnet_hdr
  hold_as "$OWNER" tap0 tap vnet_hdr
  for command in filter classic 'offload 1' 'header 12' 'little 1'; do
    assert_answer "$command" 'done'
  done
  release_user
  try chown tap0 --owner "$OTHER"
  assert_silent
  peer tap0
  hold_as "$OTHER" tap0 tap vnet_hdr
  assert_answer left 'header 12 little 1 classic 1'
  gets_nothing
  ip link set dev tap0 down
  assert_answer 'type 512' 'done'
  release_user
  [[ $(checksums tap0) == on ]]
  try_as "$OTHER" reset --json tap0
  found filter header endian offload linktype
  assert_stderr ''
  assert_link tap0 '.link_type == "ether"' "\$tun.user == \"$OTHER\"" '$tun.vnet_hdr' '$tun.persist'
  [[ $(checksums tap0) == off ]]
  peer tap0
  hold_as "$OTHER" tap0 tap vnet_hdr
  assert_answer left 'header 10 little 0 classic 0'
  gets_packets
  release_user
  try_as "$OTHER" reset --json tap0
  assert_json '.[0].action == "unchanged" and .[0].changes == []'
}

@test "a filter of destination addresses is cleared, though it cannot be read" {
  make_tap tap0
  peer tap0
  leave tap0 tap - filter
  hold tap0 tap -
  gets_nothing
  release
  before=$(carrier_changes tap0)
  try -v reset tap0
  assert_status 0
  assert_stderr 'tap0: unchanged'
  [[ $(carrier_changes tap0) -eq $before ]]
  hold tap0 tap -
  gets_packets
}

@test "a classic filter is cleared" {
  make_tap tap0
  peer tap0
  leave tap0 tap - classic
  hold tap0 tap -
  assert_answer left 'header 10 little 0 classic 1'
  release
  assert_kept_out tap0 tap pi
  # It was not attached, but has changed the record.
  leave tap0 tap -
  try -v reset tap0
  assert_stderr 'tap0: changed filter'
  hold tap0 tap -
  gets_packets
  assert_answer left 'header 10 little 0 classic 0'
  release
  assert_let_in tap0 tap pi
  hold tap0 tap pi
  gets_packets
}

@test "an eBPF filter is cleared, of a tap and of a tun" {
  for mode in tap tun; do
    "make_$mode" x0
    peer x0 2>/dev/null || true
    leave x0 "$mode" - program
    hold x0 "$mode" -
    gets_nothing
    release
    try reset x0
    assert_silent
    hold x0 "$mode" -
    gets_packets
    release
    ip link del x0
  done
}

@test "a steering program is cleared: packets go to both queues again" {
  make_tap tap0 multi_queue
  peer tap0
  # Nothing arrives of what is sent before the link is ready.
  counts() {
    local port
    for port in {1..40}; do
      echo x >"/dev/udp/192.0.2.7/$((1000 + port))"
    done
    ask counts
    [[ $REPLY =~ ^counts\ $1$ ]]
  }
  hold tap0 tap multi_queue 2
  assert_answer steering 'done'
  release
  hold tap0 tap multi_queue 2
  ask counts
  wait_until counts '0 40'
  release
  try reset tap0
  assert_silent
  hold tap0 tap multi_queue 2
  wait_until counts '[1-9][0-9]* [1-9][0-9]*'
}

@test "offloads are switched off" {
  for mode in tap tun; do
    "make_$mode" x0
    leave x0 "$mode" - 'offload 7'
    [[ $(checksums x0) == on ]]
    try -v reset x0
    assert_status 0
    assert_stderr 'x0: changed offload'
    [[ $(checksums x0) == off ]]
    ip link del x0
  done
}

@test "the size of the virtio-net header and its byte order are reset" {
  for mode in tap tun; do
    "make_$mode" x0 vnet_hdr
    leave x0 "$mode" vnet_hdr 'header 12'
    try -v reset x0
    assert_stderr 'x0: changed header'
    leave x0 "$mode" vnet_hdr 'little 1'
    try -v reset x0
    assert_stderr 'x0: changed endian'
    hold x0 "$mode" vnet_hdr
    assert_answer left 'header 10 little 0 classic 0'
    release
    ip link del x0
  done
}

@test "the link type is reset, and the MAC address is there again" {
  make_tap tap0
  mac=$(link_json tap0 | jq -r .address)
  leave tap0 tap - 'type 512'
  assert_link tap0 '.link_type == "ppp"' '.address == null'
  try -v reset tap0
  assert_stderr 'tap0: changed linktype'
  assert_link tap0 '.link_type == "ether"' ".address == \"$mac\""
  make_tun tun0
  leave tun0 tun - 'type 1'
  try reset tun0
  assert_silent
  assert_link tun0 '.link_type == "none"'
}

@test "an interface that is as new is unchanged, and nothing about it changes" {
  make_tap tap0 pi vnet_hdr user "$OWNER" group "$GROUP"
  make_tap mq0 multi_queue pi
  make_tun tun0 pi
  make_tun mq1 multi_queue vnet_hdr
  ip link set tap0 up
  ip link set mq0 up
  remember_links
  before=$(carrier_changes tap0)/$(carrier_changes mq0)
  features=$(features tap0; features tun0)
  try -v reset tap0 mq0 tun0 mq1
  assert_status 0
  assert_stderr $'tap0: unchanged\nmq0: unchanged\ntun0: unchanged\nmq1: unchanged'
  assert_links_unchanged
  [[ $(carrier_changes tap0)/$(carrier_changes mq0) == "$before" ]]
  [[ $(features tap0; features tun0) == "$features" ]]
}

@test "offloads that an administrator has switched off are cleared, though nothing shows them" {
  make_tap tap0
  leave tap0 tap - 'offload 1'
  checksums tap0 off
  [[ $(checksums tap0) == off ]]
  try reset tap0
  assert_silent
  checksums tap0 on
  [[ $(checksums tap0) == off ]]
  try -v reset tap0
  assert_stderr 'tap0: unchanged'
}

@test "the record of packet information and virtio-net header stays, whatever it is" {
  for flags in '' pi vnet_hdr 'pi vnet_hdr'; do
    # shellcheck disable=SC2086 # words
    make_tap tap0 $flags
    flags=${flags// /,}
    leave tap0 tap "${flags:--}" filter classic 'offload 1'
    remember_links
    try reset tap0
    assert_silent
    assert_links_unchanged
    ip link del tap0
  done
}

@test "one in use is refused, with the process that holds it, and keeps what it has" {
  for kind in '' multi_queue; do
    # shellcheck disable=SC2086 # words
    make_tap tap0 $kind
    peer tap0
    hold tap0 tap "${kind:--}"
    for command in filter 'header 12' 'offload 1'; do
      assert_answer "$command" 'done'
    done
    remember_links
    before=$(carrier_changes tap0)
    try reset tap0
    assert_refused 5 tap0 "^cannot reset: in use by attach \\(pid $HOLDER\\)\$"
    assert_hint 'stop it first'
    assert_links_unchanged
    [[ $(carrier_changes tap0) -eq $before && $(checksums tap0) == on ]]
    assert_answer left 'header 12 little 0 classic 0'
    gets_nothing
    release
    ip link del tap0
  done
}

@test "in use without a carrier is in use" {
  make_tap tap0
  hold tap0 tap no_carrier
  assert_answer 'header 12' 'done'
  try reset tap0
  assert_refused 5 tap0 "in use by attach \\(pid $HOLDER\\)"
  release
  make_tap mq0 multi_queue
  hold mq0 tap multi_queue
  assert_answer detach 'done'
  try reset mq0
  assert_refused 5 mq0 "in use by attach \\(pid $HOLDER\\)"
}

@test "a link type on a link that is up is refused, with the hint to set it down, and all stays" {
  make_tap tap0
  leave tap0 tap - 'header 12' 'type 512'
  ip link set tap0 up
  try reset tap0
  assert_refused 5 tap0 '^cannot reset: its link type is 512, which cannot be changed while the link is up$'
  assert_hint '`tunadm set tap0 --down`'
  hold tap0 tap -
  assert_answer left 'header 12 little 0 classic 0'
  release
  ip link set dev tap0 down
  try -v reset tap0
  assert_stderr 'tap0: changed header, linktype'
  make_tap 'tap;id'
  leave 'tap;id' tap - 'type 512'
  ip link set 'tap;id' up
  try reset 'tap;id'
  assert_hint "\`tunadm set 'tap;id' --down\`"
}

@test "in use comes before a link type that cannot be changed" {
  make_tap tap0
  hold tap0 tap -
  assert_answer 'type 512' 'done'
  ip link set tap0 up
  try reset tap0
  assert_refused 5 tap0 'in use by attach'
}

@test "several names: each is tried, each failure reported, the status is the first one's" {
  make_tap tap0
  make_tap tap1
  make_tap tap2
  ip link property add dev tap2 altname uplink
  leave tap2 tap - 'header 12'
  hold tap1 tap -
  try -v reset nosuch tap1 tap0 uplink lo
  assert_status 3
  assert_stdout ''
  assert_stderr_line 'tunadm: nosuch: cannot reset: no such interface'
  assert_stderr_line "tunadm: tap1: cannot reset: in use by attach \\(pid $HOLDER\\)"
  assert_stderr_line 'tap0: unchanged'
  assert_stderr_line 'tap2: changed header'
  assert_stderr_line 'tunadm: lo: cannot reset: not a tun/tap interface.*'
  try reset --json tap1 nosuch tap0
  assert_status 5
  assert_json '[.[] | [.ifname, .action, .status, (.error | type)]] == [["tap1", "failed", 5, "string"],
    ["nosuch", "failed", 3, "string"], ["tap0", "unchanged", 0, "null"]]'
}

@test "a pattern means tun/tap interfaces; an exact name wins; two names of one are one" {
  make_tap vm1
  make_tap vm2
  ip link add vmbr type bridge
  ip link property add dev vm1 altname first
  leave vm2 tap - 'header 12'
  try -v reset 'vm*' first
  assert_status 0
  assert_stderr $'vm1: unchanged\nvm2: changed header'
  try reset 'no*'
  assert_refused 3 'no*' '^cannot reset: '
}

@test "without a name it is usage, and it takes no others' options" {
  make_tap tap0
  try reset
  assert_usage_error 'an operand is missing'
  try reset tap0 --force
  assert_usage_error "force"
}

@test "a stranger is refused, and so is one who is in no group of it" {
  need_root
  make_tap tap0 user "$OWNER" group "$OTHER_GROUP"
  leave tap0 tap - 'header 12'
  for caller in "$OWNER" "nobody --groups $OTHER_GROUP"; do
    # shellcheck disable=SC2086 # words
    try_as $caller reset tap0
    assert_refused 6 tap0 '^cannot reset: permission denied: not '
    assert_hint 'this takes its owner'
  done
  try_as "$OWNER" --groups "$OTHER_GROUP" -v reset tap0
  assert_status 0
  assert_stderr 'tap0: changed header'
}

@test "an owner needs no privilege, whatever was left" {
  need_root
  for mode in tap tun; do
    "make_$mode" x0 user "$OWNER"
    leave x0 "$mode" - 'type 512' 'header 12' 'little 1' 'offload 1' program steering
    try_as "$OWNER" reset --json x0
    found header endian offload linktype
    try_as "$OWNER" reset --json x0
    assert_json '.[0].action == "unchanged"'
    ip link del x0
  done
}

@test "in another network namespace, and not its namesake here" {
  new_netns
  make_tap tap0
  leave tap0 tap - 'header 12'
  in_netns ip tuntap add tap0 mode tap 2>/dev/null
  hold_in_netns tap0 tap -
  assert_answer 'header 20' 'done'
  try -n "/proc/$NETNS_PID/ns/net" reset tap0
  assert_refused 5 tap0 "in use by attach \\(pid $HOLDER\\)"
  release
  try -v -n "/proc/$NETNS_PID/ns/net" reset tap0
  assert_stderr 'tap0: changed header'
  hold tap0 tap -
  assert_answer left 'header 12 little 0 classic 0'
}

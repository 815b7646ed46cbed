#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm del: what it deletes, what it refuses to delete, and how names are found.
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common

@test "del deletes taps and tuns, without being told mode or flags" {
  make_tap tap0
  make_tun tun0
  make_tap tap1 multi_queue pi vnet_hdr
  make_tun odd0 multi_queue
  try del tap0 tun0 tap1 odd0
  assert_silent
  assert_links_unchanged
}

@test "delete is the same command" {
  make_tap tap0
  try delete tap0
  assert_silent
  assert_no_link tap0
}

@test "an interface with settings goes all the same" {
  ip link add br0 type bridge
  make_tap tap0
  ip link set tap0 up mtu 9000 master br0
  ip addr add 192.0.2.1/24 dev tap0
  try del tap0
  assert_silent
  assert_no_link tap0
  assert_link_exists br0
}

@test "-v says what was deleted" {
  make_tap tap0
  try -v del tap0
  assert_status 0
  assert_stdout ''
  assert_stderr 'tap0: deleted'
}

@test "one that is not there is status 3, and is not made for a moment" {
  before=$(next_ifindex)
  try del nosuch
  assert_refused 3 nosuch 'cannot delete: no such interface'
  [[ $(next_ifindex) -eq $((before + 1)) ]]
}

@test "--if-exists: one that is not there is no error" {
  make_tap tap0
  try del --if-exists nosuch tap0 nosuch1
  assert_silent
  assert_no_link tap0
}

@test "--if-exists with a pattern that matches nothing is no error" {
  try del --if-exists 'vm*'
  assert_silent
}

@test "what is no tun/tap interface is refused with its kind" {
  ip link add veth0 type veth peer name veth1
  ip link add br0 type bridge
  remember_links
  try del veth0
  assert_refused 4 veth0 'cannot delete: not a tun/tap interface.*kind veth'
  try del br0
  assert_refused 4 br0 'not a tun/tap interface.*kind bridge'
  try del --force veth0
  assert_refused 4 veth0 'not a tun/tap interface'
  try del lo
  assert_refused 4 lo 'not a tun/tap interface'
  try del --if-exists --idle lo
  assert_refused 4 lo 'not a tun/tap interface'
  assert_links_unchanged
}

@test "one in use is refused, with the process that holds it" {
  make_tap tap0
  hold tap0 tap -
  remember_links
  try del tap0
  assert_refused 5 tap0 "cannot delete: in use by attach \\(pid $HOLDER\\)"
  assert_hint '--force'
  assert_links_unchanged
  assert_answer flags 'flags 0x1802'
}

@test "a refusal does not disturb the one in use: carrier, traffic, flags" {
  make_tap tap0
  hold tap0 tap vnet_hdr,pi
  ip link set tap0 up
  remember_links
  carrier=$(carrier_changes tap0)
  try del tap0
  assert_status 5
  assert_links_unchanged
  [[ $(carrier_changes tap0) -eq $carrier ]]
  assert_answer flags 'flags 0x5802'
}

@test "a multi-queue interface in use is refused too" {
  make_tap tap0 multi_queue
  hold tap0 tap multi_queue 3
  remember_links
  try del tap0
  assert_refused 5 tap0 "in use by attach \\(pid $HOLDER\\)"
  assert_links_unchanged
}

@test "a multi-queue interface whose only queue is detached is in use" {
  make_tap tap0 multi_queue
  hold tap0 tap multi_queue
  assert_answer detach 'done'
  remember_links
  try del tap0
  assert_refused 5 tap0 "in use by attach \\(pid $HOLDER\\)"
  assert_links_unchanged
}

@test "a tun in use is refused too" {
  make_tun tun0
  hold tun0 tun -
  remember_links
  try del tun0
  assert_refused 5 tun0 "in use by attach \\(pid $HOLDER\\)"
  assert_links_unchanged
}

@test "one in use that is not persistent is refused, not adopted" {
  hold tap0 tap -
  remember_links
  try del tap0
  assert_refused 5 tap0 "in use by attach \\(pid $HOLDER\\)"
  assert_links_unchanged
}

@test "several processes hold it: each is named" {
  make_tap tap0 multi_queue
  hold tap0 tap multi_queue
  first=$HOLDER
  hold tap0 tap multi_queue
  try del tap0
  assert_status 5
  grep -q "pid $first" <<<"$stderr"
  grep -q "pid $HOLDER" <<<"$stderr"
}

@test "--force deletes one in use" {
  make_tap tap0
  hold tap0 tap -
  try del --force tap0
  assert_silent
  assert_no_link tap0
  assert_answer read 'error EBADFD'
}

@test "-f deletes one in use that is not persistent, or has several queues" {
  hold tap0 tap -
  make_tap tap1 multi_queue
  hold tap1 tap multi_queue 4
  try del -f tap0 tap1
  assert_silent
  assert_links_unchanged
}

@test "--idle passes over one in use" {
  make_tap tap0
  make_tap tap1
  hold tap0 tap -
  try del --idle tap0 tap1
  assert_status 0
  assert_stdout ''
  assert_link_exists tap0
  assert_no_link tap1
  assert_answer flags 'flags 0x1802'
}

@test "--idle does not excuse one that is not there" {
  try del --idle nosuch
  assert_refused 3 nosuch 'no such interface'
}

@test "--force and --idle contradict each other" {
  make_tap tap0
  remember_links
  try del --force --idle tap0
  assert_usage_error 'force|idle'
  assert_links_unchanged
}

@test "a pattern matches tun/tap interfaces only" {
  make_tap vm0
  make_tun vm1
  make_tap other
  ip link add vm2 type bridge
  try del 'vm*'
  assert_silent
  assert_no_link vm0
  assert_no_link vm1
  assert_link_exists vm2
  assert_link_exists other
}

@test "patterns as the shell knows them" {
  for name in vm0 vm1 vm2 vm10 vmx; do make_tap "$name"; done
  try del 'vm[01]'
  assert_silent
  assert_no_link vm0
  assert_no_link vm1
  assert_link_exists vm10
  try del 'vm?'
  assert_silent
  assert_no_link vm2
  assert_no_link vmx
  assert_link_exists vm10
  try del '*'
  assert_silent
  assert_links_unchanged
}

@test "a pattern that matches nothing is status 3" {
  ip link add vm0 type bridge
  remember_links
  try del 'vm*'
  assert_refused 3 'vm*' 'no such interface|matches'
  assert_links_unchanged
}

@test "an exact name wins over a pattern" {
  make_tap 'vm*'
  make_tap vm0
  try del 'vm*'
  assert_silent
  assert_no_link 'vm*'
  assert_link_exists vm0
}

@test "an exact name wins over a pattern, even that of something else, or an alternative one" {
  ip link add 'vm*' type bridge
  make_tap vm0
  remember_links
  try del 'vm*'
  assert_refused 4 'vm*' 'not a tun/tap interface.*kind bridge'
  assert_links_unchanged
  ip link del 'vm*'
  make_tap tap7
  ip link property add dev tap7 altname 'vm*'
  try del 'vm*'
  assert_silent
  assert_no_link tap7
  assert_link_exists vm0
}

@test "a pattern and one of its names: deleted once, and no error" {
  make_tap vm0
  make_tap vm1
  try del 'vm*' vm0
  assert_silent
  assert_links_unchanged
}

@test "the same name twice is deleted once, or its second mention is not there" {
  make_tap tap0
  try del tap0 tap0
  [[ $status -eq 0 || $status -eq 3 ]]
  assert_no_link tap0
}

@test "a pattern with one in use: refused and named, the others go" {
  for name in vm0 vm1 vm2; do make_tap "$name"; done
  hold vm1 tap -
  try del 'vm*'
  assert_refused 5 vm1 "in use by attach \\(pid $HOLDER\\)"
  assert_no_link vm0
  assert_link_exists vm1
  assert_no_link vm2
}

@test "an alternative name will do, a long one too" {
  make_tap tap0
  make_tap tap1
  ip link property add dev tap0 altname lan
  ip link property add dev tap1 altname a-name-that-is-longer-than-fifteen-bytes
  try del lan a-name-that-is-longer-than-fifteen-bytes
  assert_silent
  assert_links_unchanged
}

@test "an alternative name of something else is refused" {
  ip link add br0 type bridge
  ip link property add dev br0 altname tap0
  remember_links
  try del tap0
  assert_status 4
  assert_messages 1
  assert_links_unchanged
}

@test "several names: each is tried, each failure is reported, the first one's status is returned" {
  make_tap tap0
  make_tap tap1
  make_tap tap2
  hold tap1 tap -
  try del tap0 tap1 nosuch lo tap2
  assert_status 5
  assert_messages 3
  assert_stderr_line 'tunadm: tap1: .*in use.*'
  assert_stderr_line 'tunadm: nosuch: .*'
  assert_stderr_line 'tunadm: lo: .*'
  assert_no_link tap0
  assert_link_exists tap1
  assert_no_link tap2
  try del nosuch tap1
  assert_status 3
  try del lo nosuch
  assert_status 4
}

@test "del without a name is a usage error" {
  make_tap tap0
  remember_links
  try del
  assert_usage_error NAME
  try del --if-exists
  assert_usage_error NAME
  assert_links_unchanged
}

@test "a namesake that is in use in another network namespace does not count" {
  make_tap tap0
  new_netns
  hold_in_netns tap0 tap -
  try del tap0
  assert_silent
  assert_no_link tap0
  in_netns ip link show tap0 >/dev/null
}

@test "the link groups of others are left alone" {
  make_tap tap0
  make_tap tap1
  ip link add br0 type bridge
  ip link set br0 group 1
  ip link set tap1 group 1
  remember_links
  make_tap tap2
  try del tap2 tap0
  assert_silent
  assert_link br0 '.group == "1"'
  assert_link tap1 '.group == "1"'
}

@test "in use, with too few descriptors to look for its holder: says that, and blames no user" {
  make_tap tap0
  hold tap0 tap -
  remember_links
  for limit in {5..13}; do
    TRIED="tunadm del tap0 (ulimit -n $limit)"
    capture bash -c 'ulimit -n "$1" && exec "$2" del tap0' bash "$limit" "$TUNADM"
    assert_links_unchanged
    [[ $stderr != *'pid'* ]] || break
    [[ $status -eq 1 || $status -eq 5 ]] || fail "the status is $status"
    assert_stderr_line 'tunadm: tap0: .*Too many open files'
  done
  ((limit > 6)) || fail "it took only $limit: nothing was tried"
  assert_refused 5 tap0 "cannot delete: in use by attach \\(pid $HOLDER\\)"
}

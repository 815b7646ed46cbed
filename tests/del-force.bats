#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# del --force never depends on attaching: it works if nobody can attach, and if the device cannot be opened.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common

# More packets than the kernel can allocate a queue for.
ABSURD=1000000

@test "an interface to which nobody can attach, as its queue would be too long, is deleted by force" {
  make_tap t0
  ip link set t0 txqueuelen "$ABSURD"
  try_command "$ATTACH" t0 tap - </dev/null
  grep -q ENOMEM <<<"$output$stderr" || skip "this kernel lets programs attach to it: $output$stderr"
  try del t0
  assert_refused 1 t0 "cannot delete: no memory for a queue of $ABSURD packets"
  assert_hint 'tunadm set t0 --txqueuelen 1000'
  assert_link_exists t0
  try del --force t0
  assert_silent
  assert_links_unchanged
}

@test "so are many of them, with others, at the price of one" {
  for name in t{0..9}; do
    ip tuntap add "$name" mode tap multi_queue
    ip link set "$name" txqueuelen "$ABSURD"
  done
  make_tap tap0
  make_tap tap1
  hold tap1 tap -
  try_traced del --force 't*'
  assert_status 0
  [[ $(grep -c 'nlmsg_type=RTM_DELLINK' "$TRACE") -eq 1 ]] || fail 'not one request'
  assert_links_unchanged
}

@test "down --force does the same" {
  make_tap t0
  ip link set t0 txqueuelen "$ABSURD"
  table 't0 --mode tap'
  try down --force -f "$TABLE"
  assert_silent
  assert_links_unchanged
}

@test "what attaching comes to is said with the length, and what mends it does" {
  make_tap t0
  ip link set t0 txqueuelen "$ABSURD"
  for command in 'persist t0' 'chown t0 -u 1' 'hold t0' 'exec t0 -- true'; do
    # shellcheck disable=SC2086 # words
    try $command
    assert_refused 1 t0 "no memory for a queue of $ABSURD packets"
    mend=$(sed -n 's/^hint: `\(.*\)`$/\1/p' <<<"$stderr")
    [[ $mend == 'tunadm set t0 --txqueuelen 1000' ]] || fail "the hint is '$mend'"
  done
  ${mend/#tunadm/$TUNADM}
  try exec t0 -- true
  assert_status 0
}

@test "without /dev/net/tun root deletes by force, and not without" {
  need_root
  make_tap t0
  make_tap t1
  remember_links
  mount --bind /dev/null /dev/net/tun
  try del t0
  assert_status 1
  assert_links_unchanged
  try del --force t0 t1
  umount /dev/net/tun
  assert_silent
  assert_link_names ''
}

@test "where descriptors run out it is deleted by force" {
  for name in t{0..9}; do make_tap "$name" multi_queue; done
  try_command bash -c 'ulimit -n 64; exec "$@"' bash "$TUNADM" del --force 't*'
  assert_silent
  assert_links_unchanged
}

@test "who may not delete by netlink is told so, and an owner still deletes by his descriptor" {
  need_root
  make_tap t0 user "$OTHER"
  make_tap t1 user "$OWNER"
  try_as "$OWNER" del --force t0
  assert_refused 6 t0 'not its owner'
  try_as "$OWNER" del --force t1
  assert_silent
  ip link set t0 txqueuelen "$ABSURD"
  try_as "$OTHER" del --force t0
  assert_status 1
  assert_link_names t0
}

@test "one that is not there is not there by force either" {
  try del --force t0
  assert_refused 3 t0 'no such interface'
}

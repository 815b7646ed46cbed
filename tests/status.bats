#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Every line of the table of exit statuses, command by command.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common

# expect STATUS ARG...
expect() {
  try "${@:2}"
  assert_status "$1"
}

@test "0: done" {
  expect 0 add tap0
  expect 0 chown tap0 --owner 0
  expect 0 set-mac tap0 02:00:00:00:00:01
  expect 0 set-mtu tap0 1400
  expect 0 persist tap0
  expect 0 show tap0
  expect 0 check tap0 --user 0
  expect 0 exec tap0 -- true
  expect 0 del tap0
  table tap0
  expect 0 up -f "$TABLE"
  expect 0 down -f "$TABLE"
  expect 0
  expect 0 --help
  expect 0 --version
}

@test "1: a network namespace that is not there" {
  for command in 'add tap0' 'del tap0' 'persist tap0' 'chown tap0 --owner 0' 'set-mac tap0 02:00:00:00:00:01' \
    'set-mtu tap0 1400' 'reset tap0' 'show' 'up -f /dev/null' 'down -f /dev/null' 'check tap0 --user 0' 'hold tap0' \
    'exec tap0 -- true'; do
    # shellcheck disable=SC2086 # words
    expect 1 -n no-such-netns $command
    assert_stdout ''
    assert_messages 1
    grep -q no-such-netns <<<"$stderr"
    # shellcheck disable=SC2086
    expect 1 -n /no/such/netns $command
    assert_messages 1
  done
  assert_links_unchanged
}

@test "1: what is given as a network namespace is none" {
  expect 1 -n /dev/null show
  assert_messages 1
  expect 1 -n /proc/self/ns/mnt show
  assert_messages 1
  expect 1 -n / show
  assert_messages 1
}

@test "1: a bridge that is not there" {
  expect 1 add tap0 --master no-such-bridge
  assert_messages 1
  grep -q no-such-bridge <<<"$stderr"
  assert_links_unchanged
}

@test "1: no device node, with what to do" {
  need_root
  # An empty file system over /dev/net, as in a container that was not given the device.
  try_command unshare -m sh -euc 'mount -t tmpfs tmpfs /dev/net; exec "$@"' sh "$TUNADM" add tap0
  assert_status 1
  assert_messages 1
  grep -q /dev/net/tun <<<"$stderr"
  assert_hint .
}

@test "2: usage" {
  expect 2 no-such-command
  expect 2 add
  expect 2 del
  expect 2 persist
  expect 2 chown
  expect 2 set-mac
  expect 2 set-mtu
  expect 2 check tap0
  expect 2 hold
  expect 2 exec tap0
  expect 2 up --no-such-option
  expect 2 add tap0 --no-such-option
  expect 2 --no-such-option
  expect 2 -n
  expect 2 -q -v show
  assert_links_unchanged
}

@test "2: an invalid value" {
  expect 2 add tap0 --mtu 1
  expect 2 add 'tap 0'
  expect 2 add tap0 --mac ff:ff:ff:ff:ff:ff
  expect 2 add tap0 --owner no-such-user
  expect 2 add tap0 --group no-such-group
  expect 2 add tap0 --address 192.0.2.1/33
  expect 2 show -o NO_SUCH_COLUMN
  expect 2 check tap0 --user no-such-user
  expect 2 exec tap0 --queues 0 -- true
  table 'tap0 --mtu 1'
  expect 2 up -f "$TABLE"
  expect 2 down -f "$TABLE"
  assert_links_unchanged
}

@test "2: an MTU out of the interface's range" {
  make_tap tap0
  expect 2 set-mtu tap0 65522
  make_tun tun0
  expect 2 set-mtu tun0 67
}

@test "3: no such interface" {
  expect 3 del nosuch
  expect 3 persist nosuch
  expect 3 chown nosuch --owner 0
  expect 3 set-mac nosuch 02:00:00:00:00:01
  expect 3 set-mtu nosuch 1400
  expect 3 show nosuch
  expect 3 check nosuch --user 0
  expect 3 hold nosuch
  table tap0
  expect 3 up -f "$TABLE" nosuch
  expect 3 down -f "$TABLE" nosuch
  for command in del persist 'chown --owner 0' show 'check --user 0' hold "up -f $TABLE" "down -f $TABLE"; do
    # shellcheck disable=SC2086 # words
    expect 3 $command 'no*such'
    assert_messages 1
  done
  expect 3 set-mtu 'no*such' 1400
  expect 3 set-mac 'no*such' 02:00:00:00:00:01
}

@test "4: it exists" {
  make_tap tap0
  expect 4 add tap0
}

@test "4: it is of another kind" {
  ip link add br0 type bridge
  expect 4 add br0 --mode tap
  expect 4 add br0 --mode tap --ensure
  expect 4 del br0
  expect 4 del --force br0
  expect 4 persist br0
  expect 4 chown br0 --owner 0
  expect 4 set-mac br0 02:00:00:00:00:01
  expect 4 set-mtu br0 1400
  expect 4 check br0 --user 0
  expect 4 hold br0
  expect 4 exec br0 --mode tap -- true
  table 'br0 --mode tap'
  expect 4 up -f "$TABLE"
  expect 4 down -f "$TABLE"
}

@test "4: show of an interface of another kind" {
  ip link add br0 type bridge
  expect 4 show br0
  assert_refused 4 br0 'not a tun/tap interface.*kind bridge'
}

@test "4: it conflicts with what is asked" {
  make_tun tun0
  expect 4 set-mac tun0 02:00:00:00:00:01
  expect 4 add tun1 --mac 02:00:00:00:00:01
  expect 4 add --ensure tun0 --mode tap
  expect 4 add --ensure tun0 --multi-queue
  expect 4 add --ensure tun0 --mac 02:00:00:00:00:01
  expect 4 exec tun0 --mode tap -- true
  table 'tun0 --multi-queue'
  expect 4 up -f "$TABLE"
  table 'tun0 --mac 02:00:00:00:00:01'
  expect 4 up -f "$TABLE"
}

@test "5: in use" {
  make_tap tap0
  hold tap0 tap -
  expect 5 del tap0
  expect 5 check tap0 --user 0
  expect 5 hold tap0
  expect 5 exec tap0 -- true
  table tap0
  expect 5 down -f "$TABLE"
}

@test "6: permission denied" {
  need_root
  make_tap tap0 user "$OTHER"
  try_as "$OWNER" add tap1
  assert_refused 6 tap1 .
  try_as "$OWNER" del tap0
  assert_refused 6 tap0 .
  try_as "$OWNER" set-mtu tap0 1400
  assert_refused 6 tap0 .
  try_as "$OWNER" set-mac tap0 02:00:00:00:00:01
  assert_refused 6 tap0 .
  try_as "$OWNER" chown tap0 --owner "$OWNER"
  assert_refused 6 tap0 .
  try_as "$OWNER" persist tap0 off
  assert_refused 6 tap0 .
  try_as "$OWNER" check tap0 --user "$OWNER"
  assert_refused 6 tap0 .
  try_as "$OWNER" hold tap0
  assert_refused 6 tap0 .
  try_as "$OWNER" exec tap0 -- true
  assert_refused 6 tap0 .
  assert_no_link tap1
  assert_link tap0 "\$tun.user == \"$OTHER\"" '$tun.persist' '.mtu == 1500'
}

@test "6: the device node is closed to the user" {
  need_root
  try_command unshare -m sh -euc 'mount -t tmpfs -o mode=0755 tmpfs /dev/net
    mknod -m 0600 /dev/net/tun c 10 200
    install -m 0755 "$1" /dev/net/tunadm
    exec setpriv --reuid="$2" --regid="$2" --clear-groups /dev/net/tunadm add tap0' \
    sh "$TUNADM" "$OWNER_UID"
  assert_status 6
  assert_messages 1
  grep -q /dev/net/tun <<<"$stderr"
  assert_hint .
}

@test "the status of several failures is the first one's" {
  make_tap tap0
  hold tap0 tap -
  expect 5 del tap0 nosuch lo
  expect 3 del nosuch lo tap0
  expect 4 del lo tap0 nosuch
  expect 3 show nosuch tap0 lo
}

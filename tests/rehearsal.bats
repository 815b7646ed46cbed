#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# A dry run ends like the real run, even if the system or missing rights refuse.
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2154 # inner shells have variables of their own; bats sets stderr

load lib/common

setup_file() {
  alone_here
}

setup() {
  TABLE=$BATS_TEST_TMPDIR/table
}

teardown() {
  release_all
  delete_all_links
}

# alike STATUS COMMAND...: the same status, failures and hints with --dry-run, and then in the real run.
alike() {
  local expected=$1 rehearsed
  shift
  remember_links
  "$@" --dry-run
  assert_status "$expected" && assert_links_unchanged || return 1
  rehearsed=$(grep '^tunadm: \|^hint: ' <<<"$stderr" || true)
  "$@"
  assert_status "$expected" || return 1
  [[ $(grep "^tunadm: \|^hint: " <<<"$stderr") == "$rehearsed" ]] || fail "rehearsed was: $rehearsed"
}

by_stranger() {
  try_as "$OTHER" "$@" -f - <"$TABLE"
}

@test "without the right to create, or to change links; an owner may give it away" {
  need_root
  make_tap tap1 user "$OWNER"
  make_tap tap2 user "$OTHER"
  echo 'tap0' >"$TABLE"
  alike 6 by_stranger up
  for words in 'tap2 --mtu 1400' 'tap2 --up' 'tap2 --alias x' 'tap2 --address 192.0.2.1/24' \
    'tap1 --owner root' 'tap1 --pi'; do
    echo "$words" >"$TABLE"
    alike 6 by_stranger up || fail "of '$words'" || return
  done
  echo "tap2 --owner $OWNER" >"$TABLE"
  alike 0 by_stranger up
}

# without_device ARG...: without /dev/net/tun.
without_device() {
  TRIED="tunadm $* (without the device)"
  capture unshare -m bash -c 'mount -t tmpfs none /dev/net && exec "$@"' bash "$TUNADM" "$@" -f "$TABLE"
}

@test "without the device" {
  need_root
  make_tap tap1
  for words in tap0 'tap1 --owner 61001' 'tap1 --pi'; do
    echo "$words" >"$TABLE"
    alike 1 without_device up || fail "of '$words'" || return
  done
  echo tap1 >"$TABLE"
  alike 1 without_device down
  # What is set by netlink needs no device, nor does a forced deletion.
  echo 'tap1 --mtu 1400' >"$TABLE"
  alike 0 without_device up
  alike 0 without_device down --force
}

@test "without a number for the owner or the group" {
  need_root
  for words in 'tap0 --owner 5' 'tap0 --group 5'; do
    echo "$words" >"$TABLE"
    TRIED="tunadm up (in a user namespace: $words)"
    for option in --dry-run ''; do
      # shellcheck disable=SC2086 # a word or none
      capture unshare -rn "$TUNADM" up $option -f "$TABLE"
      assert_refused 1 "$TABLE:1: tap0" 'cannot create: (user|group) 5 does not exist in this user namespace'
    done
  done
}

# in_userns OPTIONS ARG...: as root of a user namespace, by unshare with these options.
in_userns() {
  TRIED="unshare $1 tunadm ${*:2}"
  capture unshare "$1" "$TUNADM" "${@:2}" -f "$TABLE"
}

@test "root of a user namespace has the right over its own network namespace, and over no other" {
  need_root
  unshare -Ur true 2>/dev/null || skip "no user namespaces"
  make_tap tap1 user "$OWNER"
  make_tap tap2 user root
  make_tap mq1 multi_queue user "$OWNER"
  hold mq1 tap multi_queue
  for words in tap0 'tap2 --mtu 1400' 'tap1 --owner root' 'mq1 --mode tap --multi-queue --owner root'; do
    echo "$words" >"$TABLE"
    alike 6 in_userns -Ur up || fail "of '$words'" || return
  done
  assert_refused 6 "$TABLE:1: mq1" 'permission denied: not its owner'
  # Forced or not, a deletion that is refused says whom it takes.
  for name in tap1 mq1; do
    echo "$name --mode tap" >"$TABLE"
    alike 6 in_userns -Ur down --force || fail "of $name" || return
    assert_refused 6 "$name" 'cannot delete: permission denied: not its owner'
  done
  echo tap2 >"$TABLE"
  alike 0 in_userns -Ur down --force
  alike 0 in_userns -Urn up
}

@test "a forced deletion by an owner, under a program that is attached" {
  need_root
  make_tap tap1 user "$OWNER"
  make_tap tap2 user "$OWNER"
  hold_as "$OWNER" tap1 tap -
  echo tap1 >"$TABLE"
  by_owner() {
    try_as "$OWNER" "$@" -f - <"$TABLE"
  }
  alike 6 by_owner down --force
  assert_refused 6 tap1 'cannot delete: permission denied'
  assert_hint CAP_NET_ADMIN
  # Of an idle one he lets go, which takes no capability.
  echo tap2 >"$TABLE"
  alike 0 by_owner down --force
}

try_table() {
  try "$@" -f "$TABLE"
}

@test "IPv6 that is switched off, on new interfaces or on this one" {
  make_tap tap1
  sysctl -q -w net.ipv6.conf.tap1.disable_ipv6=1
  echo 'tap1 --address 2001:db8::1/64' >"$TABLE"
  alike 1 try_table up
  sysctl -q -w net.ipv6.conf.default.disable_ipv6=1
  echo 'tap0 --address 2001:db8::1/64' >"$TABLE"
  alike 1 try_table up
  echo 'tap0 --address 192.0.2.1/24' >"$TABLE"
  alike 0 try_table up
  sysctl -q -w net.ipv6.conf.default.disable_ipv6=0
}

@test "an alternative name that is its own name" {
  echo 'tap0 --altname tap0' >"$TABLE"
  alike 4 try_table up
  make_tap tap0
  alike 4 try_table up
}

@test "what the kernel takes away by itself" {
  make_tap tap0
  echo 'tap0 --mtu 1279' >"$TABLE"
  try up --dry-run -f "$TABLE"
  assert_stdout 'tap0: changed mtu, ipv6'
  assert_stderr_line 'note: tap0: IPv6 .* would go .*'
  try up -f "$TABLE"
  assert_stderr_line 'note: tap0: IPv6 .* went .*'
}

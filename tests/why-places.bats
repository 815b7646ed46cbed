#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm why: the same findings in another network namespace, in a user namespace, and for an ordinary user.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # inner shells; bats runs each test in a shell of its own, and sets stderr

load lib/common
load lib/why

# A tap0 in the namespace of new_netns that is healthy, and one of that name here that is not.
far() {
  new_netns
  in_netns sh -c 'ip link set dev lo up; ip tuntap add tap0 mode tap; ip address add 192.0.2.1/24 dev tap0
    ip link set dev tap0 up' 2>/dev/null
  make_tap tap0
}

@test "in another network namespace: its interface, its routes, its sysctls" {
  need_root
  far
  hold_in_netns tap0 tap -
  explain -n "/proc/$NETNS_PID/ns/net" tap0
  finds_only
  explain tap0
  finds problem link-down
  explain -n "/proc/$NETNS_PID/ns/net" tap0 --to 192.0.2.7
  finds_only
  explain -n "/proc/$NETNS_PID/ns/net" tap0 --to 198.51.100.7
  finds problem no-route
  in_netns sysctl -qw net.ipv6.conf.tap0.disable_ipv6=1
  explain -n "/proc/$NETNS_PID/ns/net" tap0
  finds note ipv6-off
  assert_status 0
}

@test "in another network namespace: who is attached there, and not to a namesake" {
  need_root
  far
  ip link set dev tap0 up
  hold tap0 tap -
  explain -n "/proc/$NETNS_PID/ns/net" tap0
  finds problem no-carrier
  hold_in_netns tap0 tap no_carrier
  explain -n "/proc/$NETNS_PID/ns/net" tap0
  finds problem carrier-off
  with_named_netns far "$TUNADM" -n far why -q tap0 >"$BATS_TEST_TMPDIR/said" || true
  grep -q 'carrier-off' "$BATS_TEST_TMPDIR/said"
}

@test "in a user namespace with a network of its own" {
  unshare -rn true 2>/dev/null || skip "no user namespaces"
  run unshare -rn sh -euc '
    ip tuntap add tap0 mode tap
    ip address add 192.0.2.1/24 dev tap0
    ip link set dev tap0 up
    mkfifo "$3/in"
    "$2" tap0 tap - <"$3/in" >"$3/out" 3>&- &
    exec 4>"$3/in"
    until grep -q ready "$3/out"; do sleep 0.05; done
    status=0
    "$1" why tap0 || status=$?
    "$1" why tap0 --to 192.0.2.7 || status=$?
    exit $status' sh "$TUNADM" "$ATTACH" "$BATS_TEST_TMPDIR"
  [[ $status -eq 0 ]] || fail "status $status: $output"
  [[ $output == *'tap0: no problem found'*'tap0: no problem found' ]] || fail "$output"
  [[ $output != *problem:* ]]
}

@test "an ordinary user is told the same of a healthy interface" {
  need_root
  make_tap tap0 user "$OWNER"
  serve tap0
  explain_as "$OTHER" tap0
  assert_status 0
  lacks no-carrier carrier-unknown
  explain_as "$OTHER" tap0 --to 192.0.2.7
  assert_status 0
}

@test "an ordinary user is told what he may not look at, once" {
  need_root
  make_tap vm1
  make_tap vm2
  explain_as "$OTHER" 'vm*'
  [[ $(grep -c 'could not be looked into' <<<"$stderr") -eq 1 ]]
  assert_json 'all(.[]; [.findings[].code] | index("carrier-unknown"))'
}

@test "its own process is seen by an ordinary user" {
  need_root
  make_tap tap0 user "$OWNER"
  ip link set dev tap0 up
  hold_as "$OWNER" tap0 tap no_carrier
  explain_as "$OWNER" tap0
  finds problem carrier-off
}

@test "an interface that is deleted while it is looked at is no crash" {
  need_root
  make_tap tap0
  stop_at openat 1 -P "/proc/sys/net/ipv6/conf/tap0/disable_ipv6" -- why --json tap0
  ip link del tap0
  finish
  assert_json 'length == 1'
  [[ $status -le 3 ]]
}

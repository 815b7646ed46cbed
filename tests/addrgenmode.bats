#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# --addrgenmode: which IPv6 addresses are generated, in time, and what the kernel would ignore silently.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq has variables of its own; bats sets stderr

load lib/common

setup() {
  need_root
  remember_links
}

teardown() {
  release_all
  delete_all_links
  sysctl -qw net.ipv6.conf.default.addr_gen_mode=0
}

mode_of() {
  ip -j -d link show dev "$1" | jq -r '.[0].inet6_addr_gen_mode'
}

assert_mode() {
  [[ $(mode_of "$1") == "$2" ]] || fail "the mode of $1 is $(mode_of "$1"), not $2"
}

# link_local NAME: its link-local address, if it has one.
link_local() {
  ip -j -6 addr show dev "$1" | jq -r '.[0].addr_info[]? | select(.scope == "link") | .local'
}

has_link_local() {
  [[ $(link_local "$1") ]]
}

@test "each mode, on each kind, as ip has it; and show has it" {
  for mode in none random eui64; do
    try add tap0 --addrgenmode "$mode"
    assert_silent
    assert_mode tap0 "$mode"
    try show --json
    assert_json ".[0].inet6_addr_gen_mode == \"$mode\""
    try show --noheadings -o addrgenmode
    assert_stdout "$mode"
    try del tap0
  done
  for mode in none random; do
    try add tun0 --addrgenmode "$mode"
    assert_silent
    assert_mode tun0 "$mode"
    try del tun0
  done
}

@test "none: no address comes by itself, though it is set up by the same command" {
  try exec tap0 --up --addrgenmode none --mac 02:00:00:00:00:01 -- sleep 60 &
  HOLDERS+=($!)
  wait_until link_exists tap0
  try add tap1 --up --addrgenmode random --mac 02:00:00:00:00:02
  assert_silent
  hold tap1 tap -
  wait_until has_link_local tap1
  [[ $(link_local tap1) != fe80::ff:fe00:2 ]] || fail "the address is made of the MAC address"
  wait_until eval 'ip -j link show dev tap0 | jq -e ".[0].flags | index(\"LOWER_UP\")" >/dev/null'
  ! has_link_local tap0 || fail "an address has come: $(link_local tap0)"
  kill "${HOLDERS[0]}"
}

@test "the mode is set before the link comes up, by a message of its own" {
  try_command "${UNLEAKED[@]}" strace -f -qq -e trace=sendmsg,sendto -o "$BATS_TEST_TMPDIR/trace" -s 200 \
    "$TUNADM" add tap0 --up --addrgenmode none --mtu 1400
  assert_silent
  mode=$(grep -n 'IFLA_AF_SPEC' "$BATS_TEST_TMPDIR/trace" | cut -d: -f1)
  up=$(grep -n 'ifi_flags=IFF_UP' "$BATS_TEST_TMPDIR/trace" | cut -d: -f1)
  mtu=$(grep -n 'IFLA_MTU' "$BATS_TEST_TMPDIR/trace" | tail -n 1 | cut -d: -f1)
  [[ $mtu -lt $mode && $mode -lt $up ]] || fail "MTU: $mtu, mode: $mode, up: $up: $(<"$BATS_TEST_TMPDIR/trace")"
}

@test "one that is there stays, and none comes after" {
  try add tap0 --up
  hold tap0 tap -
  wait_until has_link_local tap0
  before=$(link_local tap0)
  try -v set tap0 --addrgenmode none
  assert_stderr 'tap0: changed addrgenmode'
  [[ $(link_local tap0) == "$before" ]]
  ip link set tap0 down
  ip link set tap0 up
  wait_until eval 'ip -j link show dev tap0 | jq -e ".[0].flags | index(\"LOWER_UP\")" >/dev/null'
  ! has_link_local tap0 || fail "one has come again"
  try -v set tap0 --addrgenmode none
  assert_stderr 'tap0: unchanged'
}

@test "words that are no mode" {
  for mode in '' None NONE 0 1 eui 'eui64 ' stable-secret stable random,none; do
    try_traced add tap0 "--addrgenmode=$mode"
    assert_refused 2 --addrgenmode "invalid value '$mode': allowed are none, eui64, stable_secret and random"
    assert_kernel_untouched
  done
  assert_links_unchanged
}

@test "eui64 on a tun: it has no MAC address" {
  make_tun tun1
  make_tun other
  remember_links
  try_traced add tun0 --addrgenmode eui64
  assert_refused 4 tun0 'a tun has no MAC address'
  assert_kernel_untouched
  for words in 'add --ensure tun1' 'set tun1' 'set other'; do
    # shellcheck disable=SC2086 # words
    try $words --addrgenmode eui64
    assert_refused 4 "${words##* }" 'a tun has no MAC address'
  done
  assert_links_unchanged
}

@test "below an MTU of 1280 there is no IPv6" {
  make_tap tap0
  ip link set tap0 mtu 1279
  make_tap tap1
  remember_links
  try_traced add tap2 --mtu 1279 --addrgenmode none
  assert_refused 4 tap2 'IPv6 needs an MTU of at least 1280'
  assert_kernel_untouched
  try set tap0 --addrgenmode none
  assert_refused 4 tap0 'IPv6 needs an MTU of at least 1280'
  try set tap1 --addrgenmode none --mtu 1000
  assert_refused 4 --addrgenmode 'IPv6 needs an MTU of at least 1280'
  assert_links_unchanged
  try show --json tap0
  assert_json '.[0] | has("inet6_addr_gen_mode") | not'
  try show --tuntab tap0
  [[ $output != *addrgenmode* ]]
  # IPv6 brings the mode, and takes it away again.
  try -v set tap0 --mtu 1280 --addrgenmode random
  assert_stderr 'tap0: changed mtu, addrgenmode'
  assert_mode tap0 random
  ip link set tap0 mtu 1279
  remember_links
  try set tap0 --mtu 1280 --addrgenmode random --altname tap1
  assert_status 4
  assert_links_unchanged
}

@test "an MTU that somebody lowers meanwhile" {
  make_tap tap0
  # The third message is the mode's: the first one looks, the second one asks for addresses or sets the altname.
  stop_at sendmsg 3 -- set tap0 --addrgenmode none --altname lan --mtu 1400
  ip link set tap0 mtu 1000
  finish
  assert_refused 4 tap0 'IPv6 needs an MTU of at least 1280'
  assert_link tap0 'has("altnames") | not'
}

@test "no IPv6 at all" {
  make_tap tap0
  # Without IPv6 in the kernel, or with ipv6.disable=1, an interface is like one with a small MTU, whatever its MTU.
  stop_at sendmsg 2..3 -- set tap0 --addrgenmode none --mtu 1400
  ip link set tap0 mtu 1000
  kill -CONT "$STOPPED"
  wait_until eval '[[ $(grep -c "stopped by SIGSTOP" "$TRACE") -eq 2 ]]'
  ip link set tap0 mtu 1400
  finish
  assert_refused 1 tap0 'IPv6 is switched off in this kernel'
}

@test "stable_secret takes a secret, and a rehearsal says so too" {
  make_tap tap0
  remember_links
  try add tap1 --addrgenmode stable_secret
  assert_refused 1 tap1 'no secret is set for it'
  assert_hint 'net.ipv6.conf.default.stable_secret'
  try set tap0 --mtu 1400 --addrgenmode stable_secret
  assert_refused 1 tap0 'no secret is set for it'
  table 'tap1 --addrgenmode stable_secret' 'tap0 --addrgenmode stable_secret'
  try up --dry-run -f "$TABLE"
  assert_status 1
  assert_messages 2
  assert_links_unchanged
  sysctl -qw net.ipv6.conf.tap0.stable_secret=2001:db8::1
  ip link set tap0 addrgenmode none
  try set tap0 --addrgenmode stable_secret
  assert_silent
  assert_mode tap0 stable_secret
  try add tap1 --addrgenmode stable_secret
  assert_refused 1 tap1 'no secret is set for it'
}

@test "a secret that cannot be asked for is the kernel's to miss" {
  make_tap tap0
  remember_links
  try_command "${UNLEAKED[@]}" strace -qq -o /dev/null -e trace=openat -P /proc/sys/net/ipv6/conf/default/stable_secret \
    -e inject=openat:error=EACCES "$TUNADM" set tap0 --mtu 1400 --addrgenmode stable_secret
  assert_refused 1 tap0 'no secret is set for it'
  assert_hint 'net.ipv6.conf.tap0.stable_secret'
  assert_links_unchanged
}

@test "where IPv6 is disabled on the interface the mode can be set all the same" {
  make_tap tap0
  sysctl -qw net.ipv6.conf.tap0.disable_ipv6=1
  try set tap0 --addrgenmode none
  assert_silent
  assert_mode tap0 none
}

@test "a later step that fails sets the old mode back" {
  make_tap tap0
  ip link set tap0 addrgenmode random
  sysctl -qw net.ipv6.conf.tap0.disable_ipv6=1
  remember_links
  try set tap0 --addrgenmode none --address 2001:db8::1/64
  assert_refused 1 tap0 IPv6
  assert_links_unchanged
  assert_mode tap0 random
}

@test "what fails after IPv6 has gone with the MTU brings the mode back" {
  make_tap tap0
  ip link set tap0 addrgenmode none
  remember_links
  try_traced set tap0 --mtu 1000 --address 192.0.2.1/24
  number=$(grep sendmsg "$TRACE" | grep -n RTM_NEWADDR | cut -d: -f1)
  ip address flush dev tap0
  ip link set tap0 mtu 1500
  ip link set tap0 addrgenmode none
  remember_links
  try_command "${UNLEAKED[@]}" strace -qq -o /dev/null -e trace=sendmsg -e inject="sendmsg:error=EIO:when=$number" \
    "$TUNADM" set tap0 --mtu 1000 --address 192.0.2.1/24
  assert_refused 1 tap0 'Input/output error'
  assert_links_unchanged
  assert_mode tap0 none
}

@test "the table: up sets it once; exec makes one with it, and takes none that has another" {
  table 'tap0 --addrgenmode none' 'tun0 --addrgenmode random'
  try up -f "$TABLE"
  assert_silent
  remember_links
  try -v up -f "$TABLE"
  assert_stderr $'tap0: unchanged\ntun0: unchanged'
  assert_links_unchanged
  ip link set tap0 addrgenmode eui64
  try up --json -f "$TABLE"
  assert_json '.[0].changes == ["addrgenmode"] and .[1].action == "unchanged"'
  try exec job0 -m tap --addrgenmode none -- ip -j -d link show dev job0
  assert_json '.[0].inet6_addr_gen_mode == "none"'
  try exec tap0 --addrgenmode random -- true
  assert_refused 4 tap0 'it exists, and is not as asked for: addrgenmode'
  try exec tap0 --addrgenmode none -- true
  assert_silent
}

@test "show --tuntab writes what a new interface would not have by itself" {
  written() { "$TUNADM" show --tuntab "$1" | grep -oE -- '--addrgenmode [a-z_0-9]+' || echo usual; }
  make_tap tap0 user root
  make_tap tap1 user root
  ip link set tap1 addrgenmode none
  make_tun tun0 user root
  make_tun tun1 user root
  ip link set tun1 up
  hold tun1 tun -
  wait_until eval '[[ $(mode_of tun1) == random ]]'
  [[ $(written tap0) == usual && $(written tap1) == '--addrgenmode none' && $(written tun0) == usual ]]
  # The kernel set it by itself when the link came up.
  [[ $(written tun1) == usual ]]
  sysctl -qw net.ipv6.conf.default.addr_gen_mode=1
  [[ $(written tap0) == '--addrgenmode eui64' && $(written tap1) == usual && $(written tun0) == '--addrgenmode random' ]]
  [[ $(written tun1) == '--addrgenmode random' ]]
  try show --tuntab
  table "$output"
  release
  try down -f "$TABLE"
  assert_silent
  try up -f "$TABLE"
  assert_silent
  assert_mode tap0 eui64
  assert_mode tap1 none
  assert_mode tun0 random
  assert_mode tun1 random
}

@test "a secret for all makes it the usual mode" {
  new_netns
  in_netns sysctl -qw net.ipv6.conf.default.stable_secret=2001:db8::1
  in_netns ip tuntap add dev tap0 mode tap 2>/dev/null
  [[ $(in_netns "$TUNADM" show --tuntab) != *addrgenmode* ]]
  in_netns ip link set tap0 addrgenmode eui64
  [[ $(in_netns "$TUNADM" show --tuntab) == *' --addrgenmode eui64'* ]]
  [[ $("$TUNADM" -n "/proc/$NETNS_PID/ns/net" show --tuntab) == *' --addrgenmode eui64'* ]]
}

@test "monitor: a tun whose program attaches has changed nothing" {
  make_tun tun0
  ip link set tun0 up
  "$TUNADM" monitor >"$BATS_TEST_TMPDIR/events" 3>&- &
  HOLDERS+=($!)
  sleep 0.5
  hold tun0 tun -
  wait_until grep -q attached "$BATS_TEST_TMPDIR/events"
  wait_until eval '[[ $(mode_of tun0) == random ]]'
  sleep 0.5
  ! grep addrgenmode "$BATS_TEST_TMPDIR/events" || fail "it says that somebody changed the mode"
}

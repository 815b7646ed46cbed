#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm why: the commands in its hints, pasted into a shell, fix what was found.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # backquotes are those of hints; bats runs each test in a shell of its own, and sets stderr

load lib/common
load lib/leftovers
load lib/why

setup() {
  remember_links
  make_near_and_far
  sysctl -qw net.bridge.bridge-nf-call-iptables=0 net.bridge.bridge-nf-call-ip6tables=0 2>/dev/null || true
}

# paste COMMAND: as the shell of somebody who has read it would run it.
paste() {
  "$BASH" -c "tunadm() { \"\$TUNADM\" \"\$@\"; }; $1" || fail "the hint's command fails: $1"
}

# mended CODE ARG...: CODE is found by `why ARG...`; after each command of its hint it is not any more.
mended() {
  local code=$1 hint command any=
  shift
  explain "$@"
  hint=$(jq -r --arg code "$code" '.[].findings[] | select(.code == $code).hint' <<<"$output")
  [[ $hint ]] || fail "it did not find $code" || return 1
  while IFS= read -r command; do
    any=1
    paste "$command" || return 1
  done < <(grep -o '`[^`]*`' <<<"$hint" | tr -d '`')
  [[ $any ]] || fail "no command in the hint of $code: $hint" || return 1
  explain "$@"
  lacks "$code" || fail "this did not mend it: $hint"
}

# bridged: tap0 is a port of br0, which has its address.
bridged() {
  ip link add br0 type bridge
  ip address flush dev tap0
  ip address add 192.0.2.1/24 dev br0
  ip link set dev tap0 master br0
  ip link set dev br0 up
}

@test "of the link" {
  ip link set dev tap0 down
  mended link-down tap0
  ip link set dev tap0 carrier off
  mended carrier-off tap0
}

@test "of what the last program left behind" {
  make_tap tap2
  ip link set dev tap2 up
  leave tap2 tap - 'offload 3'
  mended leftover-offload tap2
  ip link set dev tap2 down
  leave tap2 tap - 'type 512'
  mended leftover-linktype tap2
  leave tap2 tap - 'type 512'
  ip link set dev tap2 up
  mended leftover-linktype tap2
}

@test "of an address on a port: as it was, with a peer or without" {
  bridged
  for address in 203.0.113.1/24 '203.0.113.1 peer 203.0.113.2/32' 2001:db8:9::1/64 '2001:db8:a::1 peer 2001:db8:a::2/128'; do
    # shellcheck disable=SC2086 # several words
    ip address add $address dev tap0
    mended address-on-port tap0
    ip -o address show dev br0 | grep -qF "$address"
  done
}

@test "of the bridge and its port" {
  bridged
  ip link set dev br0 down
  mended bridge-down tap0
  bridge link set dev tap0 state 0
  mended bridge-port-state tap0
  bridge link set dev tap0 isolated on
  mended port-isolated tap0
  ip link set dev br0 mtu 1400
  mended bridge-mtu tap0
}

@test "of bridged packets that go through iptables: by the one setting, the other, and both" {
  sysctl -qw net.bridge.bridge-nf-call-iptables=0 2>/dev/null || skip "the kernel has no br_netfilter"
  bridged
  sysctl -qw net.bridge.bridge-nf-call-iptables=1
  mended bridge-netfilter tap0
  ip link set dev br0 type bridge nf_call_ip6tables 1
  mended bridge-netfilter tap0
  sysctl -qw net.bridge.bridge-nf-call-ip6tables=1
  ip link set dev br0 type bridge nf_call_iptables 1
  mended bridge-netfilter tap0
}

@test "of IPv6" {
  sysctl -qw net.ipv6.conf.tap0.disable_ipv6=1
  mended ipv6-off tap0
  ip link set dev tap0 mtu 1000
  mended mtu-ipv6 tap0
}

@test "of a route that there is not, or that refuses" {
  mended no-route tap0 --to 203.0.113.1
  mended no-route tap0 --to 2001:db8:9::1
  for type in unreachable blackhole prohibit; do
    ip route add "$type" 203.0.113.2
    mended no-route tap0 --to 203.0.113.2
    ip route del 203.0.113.2
    ip -6 route add "$type" 2001:db8:9::2
    mended no-route tap0 --to 2001:db8:9::2
    ip -6 route del 2001:db8:9::2
  done
}

@test "of a rule that refuses: what shows it is all there is to say" {
  ip rule add to 203.0.113.3 prohibit
  explain tap0 --to 203.0.113.3
  hints no-route '`ip rule` shows'
  ip -6 rule add to 2001:db8:9::3 prohibit
  explain tap0 --to 2001:db8:9::3
  hints no-route '`ip -6 rule` shows'
}

@test "of a route that leads elsewhere: to the subnet, to that very host, in another table" {
  mended other-route tap0 --to 198.51.100.7
  for address in 203.0.113.4 2001:db8:9::4; do
    ip route add "$address" dev tap1
    mended other-route tap0 --to "$address"
  done
  ip route add 203.0.113.5 dev tap1 table 99
  ip rule add to 203.0.113.5 lookup 99
  mended other-route tap0 --to 203.0.113.5
  sysctl -qw net.ipv4.conf.tap0.rp_filter=1
  ip route add 203.0.113.6 dev tap1
  mended rp-filter tap0 --to 203.0.113.6
}

@test "of forwarding: of the host, of one of two links whose names are no plain words" {
  sysctl -qw net.ipv4.ip_forward=0 net.ipv6.conf.all.forwarding=0
  mended forwarding-off tap0 --to 198.51.100.7
  mended forwarding-off tap0 --to 2001:db8:1::7
  make_tap "a.b'c"
  ip address add 203.0.113.1/24 dev "a.b'c"
  ip link set dev "a.b'c" up
  hold "a.b'c" tap -
  sysctl -qw "net/ipv4/conf/a.b'c/forwarding=0"
  mended forwarding-off "a.b'c" --to 198.51.100.7
  sysctl -qw "net/ipv4/conf/a.b'c/forwarding=0"
  mended forwarding-off tap0 --to 203.0.113.7
}

@test "with -n they are for that network namespace, and leave a namesake here alone" {
  need_root
  new_netns
  in_netns sh -c 'ip link set dev lo up; ip tuntap add tap0 mode tap; ip address add 203.0.113.1/24 dev tap0'
  ip link set dev tap0 down
  sysctl -qw net.ipv6.conf.tap0.disable_ipv6=1
  in_netns sysctl -qw net.ipv6.conf.tap0.disable_ipv6=1
  here=$(ip -d link show dev tap0)
  for netns in "/proc/$NETNS_PID/ns/net" far; do
    in_netns ip link set dev tap0 down
    in_netns sysctl -qw net.ipv6.conf.tap0.disable_ipv6=1
    for code in link-down ipv6-off; do
      hint=$(with_named_netns far "$TUNADM" -n "$netns" why --json tap0 |
        jq -r --arg code "$code" '.[].findings[] | select(.code == $code).hint' | tr -d '`')
      with_named_netns far "$BASH" -c "tunadm() { \"\$TUNADM\" \"\$@\"; }; $hint" >/dev/null
    done
    run with_named_netns far "$TUNADM" -n "$netns" why --json tap0
    [[ $output != *link-down* && $output != *ipv6-off* ]]
  done
  [[ $(ip -d link show dev tap0) == "$here" ]]
  [[ $(sysctl -n net.ipv6.conf.tap0.disable_ipv6) == 1 ]]
}

@test "with -n other commands' hints are for that network namespace, too" {
  need_root
  new_netns
  in_netns ip tuntap add tap0 mode tap user root
  try -n "/proc/$NETNS_PID/ns/net" check tap0 --user "$OTHER"
  assert_hint "\`tunadm -n /proc/$NETNS_PID/ns/net chown tap0 "
  try -n "/proc/$NETNS_PID/ns/net" add --ensure tap0 --mode tun
  assert_hint "\`tunadm -n /proc/$NETNS_PID/ns/net del tap0\`"
}

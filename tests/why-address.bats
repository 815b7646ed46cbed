#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm why: findings about addresses and IPv6, each one true, and nearly true.
# shellcheck disable=SC2030,SC2031,SC2154 # bats runs each test in a shell of its own, and sets stderr

load lib/common
load lib/why

@test "ipv6-off: a note, and a problem for an IPv6 address" {
  make_tap tap0
  serve tap0
  explain tap0
  lacks ipv6-off
  sysctl -qw net.ipv6.conf.tap0.disable_ipv6=1
  explain tap0
  finds_only ipv6-off
  finds note ipv6-off 'IPv6 is disabled on tap0'
  explain tap0 --to 192.0.2.7
  finds note ipv6-off
  explain tap0 --to 2001:db8::7
  finds problem ipv6-off
  hints ipv6-off 'net/ipv6/conf/tap0/disable_ipv6=0'
}

@test "ipv6-off: of a port it is its bridge that counts" {
  ip link add br0 type bridge
  ip address add 192.0.2.1/24 dev br0
  ip link set dev br0 up
  make_tap tap0
  ip link set dev tap0 master br0 up
  hold tap0 tap -
  sysctl -qw net.ipv6.conf.tap0.disable_ipv6=1
  explain tap0
  lacks ipv6-off
  sysctl -qw net.ipv6.conf.br0.disable_ipv6=1
  explain tap0
  finds note ipv6-off br0
}

@test "mtu-ipv6: below 1280" {
  make_tap tap0
  serve tap0
  ip link set dev tap0 mtu 1280
  explain tap0
  lacks mtu-ipv6 ipv6-off
  ip link set dev tap0 mtu 1279
  explain tap0
  finds_only mtu-ipv6
  finds note mtu-ipv6 'tap0 has an MTU of 1279'
  explain tap0 --to 2001:db8::7
  finds problem mtu-ipv6
  explain tap0 --to 192.0.2.7
  finds note mtu-ipv6
}

@test "an interface that is called like a directory of /proc/sys" {
  make_tap all 2>/dev/null || skip "this kernel has no interface of that name"
  explain all
  lacks ipv6-off
}

@test "dad: somebody else has the address" {
  ip link add br0 type bridge
  ip link set dev br0 up
  new_netns
  ip link add far0 type veth peer name near0
  ip link set far0 netns "/proc/$NETNS_PID/ns/net"
  ip link set dev near0 master br0 up
  in_netns sh -c 'ip link set dev lo up; ip address add 2001:db8::1/64 dev far0 nodad; ip link set dev far0 up'
  make_tap tap0
  ip link set dev tap0 master br0 up
  hold tap0 tap -
  ip address add 2001:db8::2/64 dev br0
  wait_until sh -c '! ip -6 address show dev br0 | grep -q tentative'
  explain tap0
  lacks dad
  ip address add 2001:db8::1/64 dev br0
  wait_until sh -c 'ip -6 address show dev br0 | grep -q dadfailed'
  explain tap0
  finds problem dad '2001:db8::1 of br0 is a duplicate'
  ip link del near0
}

@test "dad: tentative for long, and not just for as long as it takes" {
  make_tap tap0
  serve tap0
  ip address add 2001:db8::2/64 dev tap0
  explain tap0
  lacks dad
  sysctl -qw net.ipv6.conf.tap0.dad_transmits=100
  ip address add 2001:db8::1/64 dev tap0
  explain tap0
  lacks dad
  sleep 2.2
  explain tap0
  finds_only dad
  finds problem dad '2001:db8::1 of tap0 is still tentative'
  hints dad nodad
}

@test "dad: an address that had to wait for a program to attach" {
  make_tap tap0
  ip address add 2001:db8::1/64 dev tap0
  ip link set dev tap0 up
  explain tap0
  lacks dad
  sleep 2.2
  explain tap0
  finds problem dad
  hints dad 'have a carrier first'
  hold tap0 tap -
  explain tap0
  lacks dad
}

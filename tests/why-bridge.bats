#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm why: what it finds of a bridge and its ports, each code made so and nearly so.
# shellcheck disable=SC2030,SC2031,SC2154 # bats runs each test in a shell of its own, and sets stderr

load lib/common
load lib/why

# bridged NAME: a bridge br0 that is up and addressed, with NAME as a port, to which a program is attached.
bridged() {
  ip link add br0 type bridge
  ip address add 198.51.100.1/24 dev br0
  ip link set dev br0 up
  make_tap "$1"
  ip link set dev "$1" master br0 up
  hold "$1" tap -
}

@test "a port of a bridge that is up and addressed is healthy" {
  bridged tap0
  healthy tap0
}

@test "bridge-down" {
  bridged tap0
  ip link set dev br0 down
  explain tap0
  finds problem bridge-down br0
  hints bridge-down 'ip link set dev br0 up'
  ip link set dev br0 up
  explain tap0
  lacks bridge-down
}

@test "bridge-mtu: another port keeps it small" {
  bridged tap0
  make_tap tap1
  ip link set dev tap0 mtu 9000
  ip link set dev br0 mtu 9000
  explain tap0
  lacks bridge-mtu
  ip link set dev br0 mtu 1500
  explain tap0
  finds problem bridge-mtu '1500.*9000'
}

@test "address-on-port" {
  bridged tap0
  explain tap0
  lacks address-on-port no-address
  ip address add 192.0.2.1/24 dev tap0
  explain tap0
  finds problem address-on-port '192\.0\.2\.1/24'
  ip address del 192.0.2.1/24 dev tap0
  ip address add 2001:db8::1/64 dev tap0
  explain tap0
  finds problem address-on-port '2001:db8::1/64'
}

@test "no-address: neither an address nor a master" {
  make_tap tap0
  ip link set dev tap0 up
  hold tap0 tap -
  explain tap0
  finds note no-address
  ip address add 2001:db8::1/64 dev tap0 nodad
  explain tap0
  lacks no-address
  bridged tap1
  explain tap1
  lacks no-address
}

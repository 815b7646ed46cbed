#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm why: findings about a bridge and its ports, each one true, and nearly true.
# shellcheck disable=SC2030,SC2031,SC2154 # bats runs each test in a shell of its own, and sets stderr

load lib/common
load lib/why

# bridged NAME: a bridge br0 that is up and has an address, with NAME as a port to which a program is attached.
bridged() {
  sysctl -qw net.bridge.bridge-nf-call-iptables=0 net.bridge.bridge-nf-call-ip6tables=0 2>/dev/null || true
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
  ip address del 2001:db8::1/64 dev tap0
  # The command in the hint also removes the one with the peer.
  ip address add 10.8.0.1 peer 10.8.0.2 dev tap0
  explain tap0
  finds problem address-on-port '10\.8\.0\.1 peer 10\.8\.0\.2/32'
  ip address del 10.8.0.1 peer 10.8.0.2/32 dev tap0
  explain tap0
  lacks address-on-port
}

@test "no-address: neither an address nor a master" {
  make_tap tap0
  ip link set dev tap0 up
  hold tap0 tap -
  explain tap0
  finds note no-address 'the host sends nothing to it'
  ip route add 203.0.113.9 dev tap0
  explain tap0
  finds note no-address 'the host sends it only what has a route there$'
  ip address add 2001:db8::1/64 dev tap0 nodad
  explain tap0
  lacks no-address
  bridged tap1
  explain tap1
  lacks no-address
}

@test "bridge-port-state: the port is switched off, or the spanning tree has it wait" {
  bridged tap0
  bridge link set dev tap0 state 0
  explain tap0
  finds_only bridge-port-state
  finds problem bridge-port-state 'disabled'
  hints bridge-port-state 'bridge link set dev tap0 state 3'
  bridge link set dev tap0 state 3
  explain tap0
  lacks bridge-port-state
  ip link set dev br0 type bridge stp_state 1
  ip link set dev tap0 down
  ip link set dev tap0 up
  explain tap0
  finds problem bridge-port-state 'listening'
  hints bridge-port-state 'br0 type bridge stp_state 0'
}

@test "bridge-port-state is no cause where nobody is attached, or the bridge is down" {
  bridged tap0
  release
  wait_until sh -c 'ip -d link show dev tap0 | grep -q "bridge_slave state disabled"'
  explain tap0
  finds problem no-carrier
  lacks bridge-port-state
  hold tap0 tap -
  ip link set dev br0 down
  explain tap0
  finds problem bridge-down
  lacks bridge-port-state
}

@test "bridge-netfilter: of all bridges, or of this one" {
  sysctl -qw net.bridge.bridge-nf-call-iptables=0 2>/dev/null || skip "the kernel has no br_netfilter"
  bridged tap0
  explain tap0
  lacks bridge-netfilter
  for which in iptables ip6tables; do
    sysctl -qw "net.bridge.bridge-nf-call-$which=1"
    explain tap0
    finds_only bridge-netfilter
    finds note bridge-netfilter 'br0'
    sysctl -qw "net.bridge.bridge-nf-call-$which=0"
    ip link set dev br0 type bridge "nf_call_$which" 1
    explain tap0
    finds_only bridge-netfilter
    ip link set dev br0 type bridge "nf_call_$which" 0
  done
  sysctl -qw net.bridge.bridge-nf-call-iptables=1
  make_tap tap1
  serve tap1
  explain tap1
  lacks bridge-netfilter
}

@test "port-isolated" {
  bridged tap0
  bridge link set dev tap0 isolated on
  explain tap0
  finds_only port-isolated
  finds note port-isolated 'br0'
  bridge link set dev tap0 isolated off
  explain tap0
  lacks port-isolated
}

@test "mac-duplicate: another port, not the bridge itself, nor a port of another bridge" {
  bridged tap0
  mac=$(cat_mac tap0)
  [[ $(cat_mac br0) == "$mac" ]]
  explain tap0
  lacks mac-duplicate
  make_tap tap1
  ip link set dev tap1 address "$mac"
  explain tap0
  lacks mac-duplicate
  ip link add br1 type bridge
  ip link set dev tap1 master br1
  explain tap0
  lacks mac-duplicate
  ip link set dev tap1 master br0
  explain tap0
  finds problem mac-duplicate "tap1, another port of br0, has the same MAC address $mac"
}

cat_mac() {
  link_json "$1" | jq -r .address
}

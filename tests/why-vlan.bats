#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm why: findings about VLANs on a bridge, and about a VRF, on kernels that have them.
# shellcheck disable=SC2030,SC2031,SC2154 # bats runs each test in a shell of its own, and sets stderr

load lib/common
load lib/why

# A bridge that filters VLANs, up and addressed, with tap0 as a port, to which a program is attached.
filtering() {
  sysctl -qw net.bridge.bridge-nf-call-iptables=0 net.bridge.bridge-nf-call-ip6tables=0 2>/dev/null || true
  ip link add br0 type bridge vlan_filtering 1 2>/dev/null || skip "the kernel has no VLAN filtering on bridges"
  [[ $(link_json br0 | jq .linkinfo.info_data.vlan_filtering) -eq 1 ]] ||
    skip "the kernel has no VLAN filtering on bridges"
  ip address add 192.0.2.1/24 dev br0
  ip link set dev br0 up
  make_tap tap0
  ip link set dev tap0 master br0 up
  hold tap0 tap -
}

@test "a port with the default VLAN is healthy, also where there are many" {
  filtering
  healthy tap0
  bridge vlan add dev tap0 vid 100-2000
  healthy tap0
}

@test "bridge-vlan: in none" {
  filtering
  bridge vlan del dev tap0 vid 1
  explain tap0
  finds_only bridge-vlan
  finds problem bridge-vlan 'br0 filters VLANs'
  ip link set dev br0 type bridge vlan_filtering 0
  healthy tap0
}

@test "vlan-no-pvid" {
  filtering
  bridge vlan add dev br0 vid 7 self
  bridge vlan del dev tap0 vid 1
  bridge vlan add dev tap0 vid 7
  explain tap0
  finds_only vlan-no-pvid
  finds note vlan-no-pvid
  bridge vlan add dev tap0 vid 7 pvid untagged
  healthy tap0
}

@test "vlan-host: the bridge itself is in another one" {
  filtering
  bridge vlan del dev tap0 vid 1
  bridge vlan add dev tap0 vid 7 pvid untagged
  bridge vlan add dev tap0 vid 100-200
  explain tap0
  finds_only vlan-host
  finds note vlan-host br0
  bridge vlan add dev br0 vid 150 self
  healthy tap0
}

@test "below a bond it is the bond's addresses and routes that count" {
  ip link add bond0 type bond mode active-backup 2>/dev/null || skip "the kernel has no bonds"
  make_tap tap0
  ip link set dev tap0 master bond0
  ip address add 192.0.2.1/24 dev bond0
  ip link set dev bond0 up
  hold tap0 tap -
  wait_until sh -c 'ip link show dev bond0 | grep -q LOWER_UP'
  explain tap0 --to 192.0.2.7
  lacks other-route no-route no-address
}

@test "in a VRF it is the VRF's routes that are asked for" {
  ip link add vrf0 type vrf table 10 2>/dev/null || skip "the kernel has no VRF"
  ip link set dev vrf0 up
  make_tap tap0
  ip link set dev tap0 master vrf0
  serve tap0
  make_tap tap1
  ip address add 192.0.2.200/24 dev tap1
  ip link set dev tap1 up
  hold tap1 tap -
  healthy tap0 --to 192.0.2.7
  explain tap0 --to 198.51.100.7
  finds problem no-route
  # shellcheck disable=SC2016 # backticks of the message
  hints no-route '^`ip route replace 198\.51\.100\.7 dev tap0 table 10`'
  ip route replace 198.51.100.7 dev tap0 table 10
  explain tap0 --to 198.51.100.7
  lacks no-route
}

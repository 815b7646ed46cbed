#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm why --to: findings about routes, neighbours and the route back, each one true, and nearly true.
# shellcheck disable=SC2030,SC2031,SC2154 # bats runs each test in a shell of its own, and sets stderr

load lib/common
load lib/why

setup() {
  remember_links
  make_near_and_far
  sysctl -qw net.ipv4.conf.tap0.rp_filter=0
}

@test "an address is one that a host can have" {
  for address in '' 192.0.2 192.0.2.256 192.0.2.1/24 224.0.0.1 0.0.0.0 ff02::1 :: fe80::1%tap0 host; do
    try why tap0 --to "$address"
    assert_usage_error "--to: .*'?$address'?"
  done
}

@test "a host in the subnet: healthy, by IPv4 and IPv6" {
  healthy tap0 --to 192.0.2.7
  healthy tap0 --to 2001:db8::7
  healthy tap0 --to fe80::7
}

@test "local-address: any of the host's own, wherever it is" {
  for address in 192.0.2.1 198.51.100.1 127.0.0.1 2001:db8::1 2001:db8:1::1 ::1; do
    explain tap0 --to "$address"
    finds_only local-address
    finds problem local-address "$address is an address of this host"
  done
  explain tap0 --to 192.0.2.2
  lacks local-address
}

@test "no-route: nothing covers it, or a route refuses it" {
  explain tap0 --to 203.0.113.9
  finds_only no-route
  finds problem no-route 'no route to 203\.0\.113\.9: no route covers it'
  explain tap0 --to 2001:db8:9::9
  finds_only no-route
  ip route add unreachable 203.0.113.1
  ip route add blackhole 203.0.113.2
  ip route add prohibit 203.0.113.3
  ip -6 route add unreachable 2001:db8:9::1
  for address in 203.0.113.1 203.0.113.2 203.0.113.3 2001:db8:9::1; do
    explain tap0 --to "$address"
    finds_only no-route
  done
  ip route add 203.0.113.9/32 via 192.0.2.254
  explain tap0 --to 203.0.113.9
  lacks no-route
}

@test "other-route: a note as long as everything else lets packets pass" {
  explain tap0 --to 198.51.100.7
  finds_only other-route
  finds note other-route 'leads through tap1'
  explain tap0 --to 2001:db8:1::7
  finds_only other-route
  explain tap1 --to 198.51.100.7
  lacks other-route
}

@test "neighbour-failed: nobody answers, by IPv4 and IPv6; one who is still asked is not named" {
  ip neighbour add 192.0.2.7 dev tap0 nud failed
  explain tap0 --to 192.0.2.7
  finds_only neighbour-failed
  finds problem neighbour-failed 'behind tap0 has answered for 192\.0\.2\.7'
  explain tap0 --to 192.0.2.8
  lacks neighbour-failed
  ping -c 1 -W 1 192.0.2.8 >/dev/null || true
  ip neighbour | grep -q '192.0.2.8.*INCOMPLETE'
  explain tap0 --to 192.0.2.8
  lacks neighbour-failed
  wait_until sh -c 'ip neighbour | grep -q "192\.0\.2\.8.*FAILED"'
  explain tap0 --to 192.0.2.8
  finds problem neighbour-failed
  ip neighbour replace 192.0.2.8 lladdr 02:00:00:00:00:08 dev tap0 nud reachable
  explain tap0 --to 192.0.2.8
  lacks neighbour-failed
  ip neighbour add 2001:db8::7 dev tap0 nud failed
  explain tap0 --to 2001:db8::7
  finds problem neighbour-failed
  ip neighbour add 192.0.2.9 dev tap1 nud failed
  explain tap0 --to 192.0.2.9
  lacks neighbour-failed
}

@test "neighbour-failed: the gateway to it does not answer" {
  ip route add 203.0.113.0/24 via 192.0.2.254
  healthy tap0 --to 203.0.113.9
  ip neighbour add 192.0.2.254 dev tap0 nud failed
  explain tap0 --to 203.0.113.9
  finds problem neighbour-failed 'for its gateway 192\.0\.2\.254'
}

@test "rp-filter: strict, and the route leads elsewhere" {
  sysctl -qw net.ipv4.conf.tap0.rp_filter=1
  explain tap0 --to 198.51.100.7
  finds problem rp-filter 'leads through tap1'
  hints rp-filter 'net/ipv4/conf/tap0/rp_filter=2'
  explain tap0 --to 192.0.2.7
  lacks rp-filter
  # The larger of the two values is used, and 2 is loose.
  sysctl -qw net.ipv4.conf.all.rp_filter=2
  explain tap0 --to 198.51.100.7
  lacks rp-filter
  sysctl -qw net.ipv4.conf.all.rp_filter=1 net.ipv4.conf.tap0.rp_filter=0
  explain tap0 --to 198.51.100.7
  finds problem rp-filter
  explain tap0 --to 2001:db8:1::7
  lacks rp-filter
}

# echo_from SOURCE DESTINATION: a program that is attached to tun0 sends an echo request as SOURCE.
echo_from() {
  python3 -c '
import fcntl, socket, struct, sys
def checksum(data):
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    total = (total >> 16) + (total & 0xffff)
    return ~(total + (total >> 16)) & 0xffff
tun = open("/dev/net/tun", "r+b", buffering=0)
fcntl.ioctl(tun, 0x400454ca, struct.pack("16sH22x", b"tun0", 0x1001))
echo = struct.pack("!BBHHH", 8, 0, 0, 7, 1)
echo = echo[:2] + struct.pack("!H", checksum(echo)) + echo[4:]
head = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 28, 1, 0, 64, 1, 0, *map(socket.inet_aton, sys.argv[1:3]))
tun.write(head[:10] + struct.pack("!H", checksum(head)) + head[12:] + echo)' "$@" 3>&-
}

# received: how many echo requests the host has accepted.
received() {
  nstat -asz IcmpInEchos | awk '$1 == "IcmpInEchos" { print $2 }'
}

@test "rp-filter: what is said is what becomes of a packet" {
  make_tun tun0
  ip address add 203.0.113.1/24 dev tun0
  ip link set dev tun0 up
  sysctl -qw net.ipv4.icmp_echo_ignore_all=0
  for strict in 0 1 2; do
    sysctl -qw net.ipv4.conf.tun0.rp_filter=$strict
    for source in 198.51.100.7 203.0.113.7; do
      before=$(received)
      echo_from "$source" 203.0.113.1
      taken=$(($(received) - before))
      explain tun0 --to "$source"
      if [[ $taken -eq 1 ]]; then
        lacks rp-filter
      else
        finds problem rp-filter
      fi
      [[ $taken -eq $([[ $strict$source == 1198.51.100.7 ]] && echo 0 || echo 1) ]]
    done
  done
}

@test "forwarding-off: of either link, by IPv4; of all, by IPv6" {
  explain tap0 --to 198.51.100.7
  lacks forwarding-off
  sysctl -qw net.ipv4.conf.tap0.forwarding=0
  explain tap0 --to 198.51.100.7
  finds problem forwarding-off 'tap0 forwards nothing'
  hints forwarding-off 'net.ipv4.ip_forward=1'
  explain tap0 --to 192.0.2.7
  lacks forwarding-off
  sysctl -qw net.ipv4.conf.tap0.forwarding=1 net.ipv4.conf.tap1.forwarding=0
  explain tap0 --to 198.51.100.7
  finds problem forwarding-off 'tap1 forwards nothing'
  sysctl -qw net.ipv6.conf.all.forwarding=0
  explain tap0 --to 2001:db8:1::7
  finds problem forwarding-off
  hints forwarding-off 'net.ipv6.conf.all.forwarding=1'
  sysctl -qw net.ipv6.conf.all.forwarding=1
  explain tap0 --to 2001:db8:1::7
  lacks forwarding-off
}

@test "same-subnet: a note where both are alike, a problem where the other is more specific" {
  explain tap0
  lacks same-subnet
  ip address add 192.0.2.200/24 dev tap1
  explain tap0
  finds note same-subnet 'tap1 has a route to 192\.0\.2\.0/24, which overlaps 192\.0\.2\.0/24 of tap0'
  assert_status 0
  ip address add 192.0.2.129/25 dev tap1
  explain tap0
  finds problem same-subnet '192\.0\.2\.128/25, which overlaps 192\.0\.2\.0/24'
  explain tap1
  finds note same-subnet 'tap0 has a route to 192\.0\.2\.0/24'
}

@test "same-subnet: an interface that has lost its carrier swallows packets all the same" {
  make_tap stale
  ip address add 192.0.2.9/28 dev stale
  ip link set dev stale up
  hold stale tap -
  release
  wait_until sh -c 'ip route | grep -q "192\.0\.2\.0/28 dev stale.*linkdown"'
  explain tap0
  finds problem same-subnet 'stale has a route to 192\.0\.2\.0/28'
  ip link set dev stale down
  explain tap0
  lacks same-subnet
}

@test "same-subnet: neither a default route, nor other tables, nor what is next to it" {
  ip route add default via 198.51.100.254
  ip address add 192.0.3.1/24 dev tap1
  ip address add 192.0.1.1/24 dev tap1
  ip route add 192.0.2.0/25 dev tap1 table 99
  ip address add 2001:db8:0:1::1/64 dev tap1 nodad
  explain tap0
  lacks same-subnet
  ip address add 2001:db8::1:1/112 dev tap1 nodad
  explain tap0
  finds problem same-subnet '2001:db8::1:0/112'
}

@test "same-subnet: a VPN's default route in parts is none, seen from either side" {
  for part in 0.0.0.0/1 128.0.0.0/1 2000::/3 fc00::/7; do
    ip route add "$part" dev tap0
  done
  ip route add 203.0.113.9 via 198.51.100.254
  healthy tap0
  healthy tap1
  ip route add 203.0.113.0/24 dev tap0
  explain tap0
  finds problem same-subnet '203\.0\.113\.9/32'
}

@test "rules that go by the source: the way of the link's own address, and of a host behind it" {
  sysctl -qw net.ipv4.ip_forward=0 net.ipv6.conf.all.forwarding=0
  ip route add default via 198.51.100.254
  ip -6 route add default via 2001:db8:1::254
  explain tap0 --to 203.0.113.9
  finds problem forwarding-off
  ip rule add from 192.0.2.1 lookup 99
  ip route add default via 192.0.2.254 table 99
  healthy tap0 --to 203.0.113.9
  explain tap0 --to 2001:db8:9::9
  finds problem forwarding-off
  ip -6 rule add from 2001:db8::1 lookup 99
  ip -6 route add default via 2001:db8::254 table 99
  healthy tap0 --to 2001:db8:9::9
  # A host without a route of its own, that forwards for those behind the link.
  ip rule del from 192.0.2.1
  ip route del default
  explain tap0 --to 203.0.113.9
  finds problem no-route
  ip rule add iif tap0 lookup 98
  ip route add default via 198.51.100.254 table 98
  explain tap0 --to 203.0.113.9
  finds problem no-route
  sysctl -qw net.ipv4.ip_forward=1
  explain tap0 --to 203.0.113.9
  finds_only other-route
}

@test "the way to an address that leads through two next hops" {
  ip route add 203.0.113.0/24 nexthop via 192.0.2.254 nexthop via 192.0.2.253
  healthy tap0 --to 203.0.113.9
  ip route add 203.0.113.0/25 nexthop dev tap0 nexthop dev tap1
  explain tap0
  finds problem same-subnet 'tap1 has a route to 203\.0\.113\.0/25'
}

@test "through a bridge: its routes, neighbours and sysctls are asked about" {
  sysctl -qw net.bridge.bridge-nf-call-iptables=0 net.bridge.bridge-nf-call-ip6tables=0 2>/dev/null || true
  ip link add br0 type bridge
  ip address add 203.0.113.1/24 dev br0
  ip link set dev br0 up
  make_tap tap2
  ip link set dev tap2 master br0 up
  hold tap2 tap -
  healthy tap2 --to 203.0.113.7
  ip neighbour add 203.0.113.7 dev br0 nud failed
  explain tap2 --to 203.0.113.7
  finds problem neighbour-failed 'behind br0'
  sysctl -qw net.ipv4.conf.br0.rp_filter=1
  explain tap2 --to 192.0.2.7
  finds problem rp-filter 'through br0'
}

@test "a link that is made on it belongs to it, as a VLAN would" {
  make_tap tap2
  ip link set dev tap2 up
  hold tap2 tap -
  ip link add link tap2 name mac0 type macvlan mode bridge 2>/dev/null || skip "the kernel has no macvlan"
  ip address add 203.0.113.1/24 dev mac0
  ip link set dev mac0 up
  healthy tap2
  explain tap2 --to 203.0.113.7
  finds_only
  ip neighbour add 203.0.113.7 dev mac0 nud failed
  explain tap2 --to 203.0.113.7
  finds problem neighbour-failed
  ip address add 203.0.113.2/24 dev tap2
  explain tap2
  lacks same-subnet
  explain tap0 --to 203.0.113.7
  finds note other-route mac0
}

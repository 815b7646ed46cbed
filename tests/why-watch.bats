#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm why --watch: the packets of an interface and the kernel's reasons for dropping some, each one true, and nearly
# true.
# shellcheck disable=SC2030,SC2031,SC2034,SC2153,SC2154 # bats runs each test in a shell of its own, and sets stderr

load lib/common
load lib/why
load lib/packets

# tapw0 with a program, and nothing that the host sends by itself.
setup() {
  remember_links
  need_tracing
  sysctl -qw net.ipv6.conf.default.disable_ipv6=1 net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.default.rp_filter=0
  begin_tap tapw0
  mac=$(mac_of tapw0)
}

@test "no packet, none dropped" {
  watch tapw0
  seen
  saw from-program 0
  saw to-program 0
  lacks dropped
  [[ $(jq -c '.[0].watch | map(keys)' <<<"$output") == '[["direction","dropped","packets"],["direction","dropped","packets"]]' ]]
}

@test "OTHERHOST: the MAC address of somebody else, and not the interface's own" {
  listen
  watch tapw0
  write_all 12 "$(frame 020000000099 0800 "$(udp 192.0.2.7 192.0.2.1)")"
  write_all 5 "$(frame "$mac" 0800 "$(udp 192.0.2.7 192.0.2.1)")"
  seen
  saw from-program 17 OTHERHOST 12
  saw to-program 0
  says OTHERHOST "^not this interface's MAC address \(OTHERHOST\)$"
  finds problem dropped "of 17 packets from the program, 12 were dropped: 12: not this interface's MAC address \(OTHERHOST\)"
  hints dropped 'MAC address of tapw0'
}

@test "a broadcast is for everybody" {
  listen
  watch tapw0
  write_all 3 "$(frame ffffffffffff 0800 "$(udp 192.0.2.7 192.0.2.255)")"
  seen
  saw from-program 3
  lacks dropped
}

@test "IP_LOCAL_SOURCE: the host's own address as source, and not a neighbour's" {
  listen
  watch tapw0
  write_all 4 "$(frame "$mac" 0800 "$(udp 192.0.2.1 192.0.2.1)")"
  write_all 2 "$(frame "$mac" 0800 "$(udp 192.0.2.2 192.0.2.1)")"
  seen
  saw from-program 6 IP_LOCAL_SOURCE 4
  says IP_LOCAL_SOURCE "a source address that is this host's own"
}

@test "IP_CSUM, UDP_CSUM: a wrong checksum, and not a right one or none" {
  listen
  watch tapw0
  write_all 3 "$(frame "$mac" 0800 "$(udp 192.0.2.7 192.0.2.1 1234)")"
  write_all 2 "$(frame "$mac" 0800 "$(udp 192.0.2.7 192.0.2.1 '' 1234)")"
  write_all 2 "$(frame "$mac" 0800 "$(udp 192.0.2.7 192.0.2.1 '' 0000)")"
  seen
  saw from-program 7 IP_CSUM 3 UDP_CSUM 2
  says IP_CSUM 'checksum of the IP header'
  hints dropped 'fill in the checksum'
}

@test "IP_RPFILTER: the way back leads elsewhere, and the filter is strict; not when it is loose" {
  listen
  make_tap tapw1
  ip address add 198.51.100.1/24 dev tapw1
  ip link set dev tapw1 up
  ip route add default via 192.0.2.7
  sysctl -qw net.ipv4.conf.tapw0.rp_filter=1
  watch tapw0
  write_all 3 "$(frame "$mac" 0800 "$(udp 198.51.100.9 192.0.2.1)")"
  write_all 2 "$(frame "$mac" 0800 "$(udp 203.0.113.9 192.0.2.1)")"
  seen
  saw from-program 5 IP_RPFILTER 3
  says IP_RPFILTER 'strict'
  hints dropped 'net/ipv4/conf/tapw0/rp_filter=2'
  sysctl -qw net.ipv4.conf.tapw0.rp_filter=2
  watch tapw0
  write_all 3 "$(frame "$mac" 0800 "$(udp 198.51.100.9 192.0.2.1)")"
  seen
  saw from-program 3
}

@test "IP_INADDRERRORS: for another host, with forwarding off; not with forwarding on" {
  make_tap tapw1
  ip address add 198.51.100.1/24 dev tapw1
  ip neighbour add 198.51.100.9 lladdr 02:00:00:00:00:09 dev tapw1
  ip link set dev tapw1 up
  sysctl -qw net.ipv4.conf.all.forwarding=0
  watch tapw0
  write_all 6 "$(frame "$mac" 0800 "$(udp 192.0.2.7 198.51.100.9)")"
  seen
  saw from-program 6 IP_INADDRERRORS 6
  says IP_INADDRERRORS 'forwarding is off'
  hints dropped 'ip_forward=1'
  sysctl -qw net.ipv4.conf.all.forwarding=1
  from=$HOLDER_IN:$HOLDER_OUT
  hold tapw1 tap -
  wait_until is_ready tapw1
  HOLDER_IN=${from%:*} HOLDER_OUT=${from#*:}
  watch 'tap*'
  write_all 6 "$(frame "$mac" 0800 "$(udp 192.0.2.7 198.51.100.9)")"
  seen
  saw from-program 6
  [[ $(jq -c '[.[1].watch[] | .packets]' <<<"$output") == '[0,6]' ]]
}

@test "packet information where none is expected is an 802.3 frame; another length of it is not" {
  listen
  watch tapw0
  good=$(frame "$mac" 0800 "$(udp 192.0.2.7 192.0.2.1)")
  write_all 3 "00000800$good"
  write_all 2 "$good"
  seen
  saw from-program 5 NOT_SPECIFIED 3
  says NOT_SPECIFIED '802\.3 frame'
  hints dropped '4 bytes of packet information'
}

@test "DUP_FRAG: a reason without words of its own has the kernel's name" {
  header=4500001c000120004011
  addresses=$(address_hex 192.0.2.7)$(address_hex 192.0.2.1)
  fragment=$(frame "$mac" 0800 "$header$(sum "$header" 0000 "$addresses")${addresses}3039000900080000")
  watch tapw0
  write_all 3 "$fragment"
  seen
  saw from-program 3 DUP_FRAG 2
  says DUP_FRAG '^DUP_FRAG$'
  hints dropped 'dropreason'
}

@test "UNHANDLED_PROTO: an ethertype that nobody takes" {
  watch tapw0
  for _ in 1 2; do
    assert_answer send 'sent 60'
  done
  seen
  saw from-program 2 UNHANDLED_PROTO 2
}

@test "NO_SOCKET: nobody listens on the port; not where somebody does" {
  watch tapw0
  write_all 2 "$(frame "$mac" 0800 "$(udp 192.0.2.7 192.0.2.1)")"
  seen
  saw from-program 2 NO_SOCKET 2
  listen
  watch tapw0
  write_all 2 "$(frame "$mac" 0800 "$(udp 192.0.2.7 192.0.2.1)")"
  seen
  saw from-program 2
}

# send COUNT: so many datagrams that the host sends to the program.
send() {
  for ((i = 0; i < $1; i++)); do
    echo >"/dev/udp/${2-192.0.2.7}/9"
  done
}

@test "to the program: all that it reads, and none dropped" {
  watch tapw0
  send 7
  seen
  saw to-program 7
  saw from-program 0
  lacks dropped
  assert_answer drain 'drained 7'
}

@test "TAP_TXFILTER: a filter of destination addresses; not for what it lets through" {
  assert_answer filter 'done'
  ip neighbour add 192.0.2.99 lladdr 02:00:00:00:00:99 dev tapw0
  watch tapw0
  send 11
  send 4 192.0.2.99
  seen
  saw to-program 15 TAP_TXFILTER 11
  says TAP_TXFILTER 'filter of destination addresses'
  finds problem dropped 'of 15 packets to the program, 11 were dropped: 11: '
  hints dropped 'tunadm reset tapw0'
}

@test "TAP_FILTER, SOCKET_FILTER: a filter program" {
  assert_answer classic 'done'
  watch tapw0
  send 3
  seen
  saw to-program 3 SOCKET_FILTER 3
  ask program
  [[ $REPLY == 'done' ]] || skip "no BPF program can be loaded: $REPLY"
  release
  hold tapw0 tap -
  wait_until is_ready tapw0
  assert_answer program 'done'
  ip neighbour replace 192.0.2.7 lladdr 02:00:00:00:00:07 dev tapw0
  watch tapw0
  send 3
  seen
  saw to-program 3 TAP_FILTER 3
  hints dropped 'tunadm reset tapw0'
}

@test "FULL_RING: the program does not read; not before the queue is full" {
  ip link set dev tapw0 txqueuelen 10
  watch tapw0
  send 10
  seen
  saw to-program 10
  watch tapw0
  send 12
  seen
  saw to-program 12 FULL_RING 12
  says FULL_RING 'the program reads too slowly'
  hints dropped 'tunadm set tapw0 --txqueuelen 10000. makes the queue longer'
}

@test "FULL_RING: the advice is a queue that is longer than the present one" {
  ip link set dev tapw0 txqueuelen 1500
  watch tapw0
  send 1600
  seen
  hints dropped 'tunadm set tapw0 --txqueuelen 15000. makes'
}

@test "DEV_READY: all queues are detached" {
  make_tap tapw2 multi_queue
  ip address add 203.0.113.1/24 dev tapw2
  ip neighbour add 203.0.113.7 lladdr 02:00:00:00:00:07 dev tapw2
  ip link set dev tapw2 up
  hold tapw2 tap multi_queue
  wait_until is_ready tapw2
  assert_answer detach 'done'
  watch tapw2
  send 3 203.0.113.7
  seen
  saw to-program 3 DEV_READY 3
  says DEV_READY 'nobody is attached'
}

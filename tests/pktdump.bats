#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# examples/pktdump: a line for each packet that the host sends, on interfaces that tunadm made.
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2153,SC2154 # jq and inner shells have variables of their own; bats and
# lib/common set and use others

load lib/common

PKTDUMP=$top_builddir/examples/pktdump

# interface NAME ARG...: made by tunadm for an ordinary user, with 192.0.2.1/24, and silent on its own.
interface() {
  need_root
  "$TUNADM" add "$1" --owner "$OWNER" "${@:2}" 3>&-
  echo 1 >"/proc/sys/net/ipv6/conf/$1/disable_ipv6"
  ip addr add 192.0.2.1/24 dev "$1"
  ip link set "$1" up
}

# dump ARG...: pktdump as that user, in the background, its pid in DUMP and what it prints in $PRINTED.
dump() {
  PRINTED=$BATS_TEST_TMPDIR/printed
  COPIES=$PKTDUMP with_open_node setpriv --reuid="$OWNER" --regid="$(id -g "$OWNER")" --clear-groups --inh-caps=-all \
    /dev/net/pktdump "$@" >"$PRINTED" 2>&1 3>&- &
  DUMP=$!
  HOLDERS+=("$DUMP")
  wait_until eval '[[ -n $(pgrep -P "$DUMP" -x pktdump) ]]'
  HOLDERS+=("$(pgrep -P "$DUMP" -x pktdump)")
}

# plugged_in NAME: it is attached by now, and the kernel has set up the queue of the link.
plugged_in() {
  [[ $(link_json "$1" | jq '.operstate != "DOWN" and (.flags | index("LOWER_UP")) != null') == true ]]
}

# assert_printed LINE...: just these but for the numbers that the kernel chose, and the end with status 0.
assert_printed() {
  local printed
  wait_for "$DUMP"
  printed=$(sed -E 's/(UDP|TCP) [0-9]+/\1 PORT/; s/, seq [0-9]+, ack 0, window [0-9]+//' "$PRINTED")
  [[ $STATUS -eq 0 && $printed == "$(printf '%s\n' "$@")" ]] || fail "status $STATUS: $(cat "$PRINTED")"
}

@test "a tun: one line a packet" {
  interface tun0
  dump -t -c 5 -i tun0
  wait_until plugged_in tun0
  for port in 1001 1002; do
    echo word >"/dev/udp/192.0.2.2/$port"
  done
  ping -c 2 -i 0.02 -W 1 -e 77 -s 100 192.0.2.3 >/dev/null || true
  bash -c 'echo >/dev/tcp/192.0.2.4/80' 2>/dev/null 3>&- &
  HOLDERS+=($!)
  assert_printed '192.0.2.1 > 192.0.2.2 UDP PORT > 1001, 5 bytes' '192.0.2.1 > 192.0.2.2 UDP PORT > 1002, 5 bytes' \
    '192.0.2.1 > 192.0.2.3 ICMP echo request, id 77, seq 1, 100 bytes' \
    '192.0.2.1 > 192.0.2.3 ICMP echo request, id 77, seq 2, 100 bytes' '192.0.2.1 > 192.0.2.4 TCP PORT > 80 S, 0 bytes'
}

@test "a tap: with its Ethernet header, ARP and what it carries" {
  interface tap0 --mac 02:00:00:00:00:01
  ip neigh add 192.0.2.3 lladdr 02:00:00:00:00:03 dev tap0
  dump -t -p -c 2 -i tap0
  wait_until plugged_in tap0
  printf 'a\033[31mword' >/dev/udp/192.0.2.3/9
  ping -c 1 -W 1 192.0.2.2 >/dev/null || true
  assert_printed '02:00:00:00:00:01 > 02:00:00:00:00:03 192.0.2.1 > 192.0.2.3 UDP PORT > 9, 10 bytes | a.[31mword' \
    '02:00:00:00:00:01 > ff:ff:ff:ff:ff:ff ARP who has 192.0.2.2, asks 192.0.2.1'
}

@test "IPv6, and the time of day" {
  need_root
  "$TUNADM" add tun0 --owner "$OWNER" --address fd00::1/64 --up 3>&-
  dump -i tun0
  wait_until plugged_in tun0
  ping -c 1 -W 1 -e 5 fd00::2 >/dev/null || true
  wait_until grep -Eqx '([0-9]{2}:){2}[0-9]{2}\.[0-9]{6} fd00::1 > fd00::2 ICMPv6 echo request, id 5, seq 1, 56 bytes' \
    "$PRINTED"
}

@test "as many lines as packets, under a flood of them" {
  interface tun0 --txqueuelen 5000
  dump -t -c 3000 -i tun0
  wait_until plugged_in tun0
  python3 - <<'PY'
import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for i in range(3000):
    s.sendto(bytes(i % 1000), ("192.0.2.2", 1 + i))
PY
  wait_for "$DUMP"
  [[ $(sed -E 's/UDP [0-9]+ >//' "$PRINTED") == "$(
    for ((i = 0; i < 3000; i++)); do echo "192.0.2.1 > 192.0.2.2  $((i + 1)), $((i % 1000)) bytes"; done
  )" ]] || fail "$(tail "$PRINTED")"
}

@test "the descriptor of tunadm exec will do" {
  interface tun0
  "$TUNADM" exec tun0 -- "$PKTDUMP" -t -c 1 >"$BATS_TEST_TMPDIR/printed" 2>&1 3>&- &
  DUMP=$! PRINTED=$BATS_TEST_TMPDIR/printed
  HOLDERS+=("$DUMP")
  wait_until plugged_in tun0
  ping -c 1 -W 1 -e 1 192.0.2.2 >/dev/null || true
  assert_printed '192.0.2.1 > 192.0.2.2 ICMP echo request, id 1, seq 1, 56 bytes'
}

@test "one with a virtio-net header is not taken, nor several" {
  for arguments in 'tap0 --vnet-hdr' '--queues 2 tap0'; do
    # shellcheck disable=SC2086 # words
    try exec $arguments -- "$PKTDUMP"
    assert_status 1
    assert_stdout ''
    grep -Eq '^pktdump: interface: cannot attach: (its packets come with a virtio|more than one descriptor)' <<<"$stderr"
  done
}

@test "deleted under it: it says so" {
  interface tun0
  dump -i tun0
  wait_until plugged_in tun0
  ip link del tun0
  wait_for "$DUMP"
  [[ $STATUS -eq 1 && $(cat "$PRINTED") == 'pktdump: tun0: the interface has been deleted' ]] || fail "$(cat "$PRINTED")"
}

@test "a reader that goes away ends it with an error" {
  interface tun0
  ("$PKTDUMP" -i tun0 2>"$BATS_TEST_TMPDIR/said" 3>&- || echo "status $?" >>"$BATS_TEST_TMPDIR/said") >/dev/full &
  HOLDERS+=($!)
  wait_until plugged_in tun0
  ping -c 1 -W 1 192.0.2.2 >/dev/null || true
  wait_until grep -q status "$BATS_TEST_TMPDIR/said"
  [[ $(cat "$BATS_TEST_TMPDIR/said") == $'pktdump: standard output: No space left on device\nstatus 1' ]]
}

@test "usage: what makes no sense is status 2" {
  for arguments in 'word' '-c 0' '-c -1' '-c 1x' '-c' '--no-such-option'; do
    # shellcheck disable=SC2086 # words
    TRIED="pktdump $arguments" run --separate-stderr "$PKTDUMP" $arguments 3>&-
    [[ $status -eq 2 && -z $output && -n $stderr ]] || fail 'it is taken'
  done
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm hold: a carrier without another program, and without disturbing others.
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2153,SC2154 # jq and inner shells have variables of their own; bats and
# lib/common set and use others

load lib/common
load lib/hold

# quiet NAME: the kernel sends nothing by itself.
quiet() {
  echo 1 >"/proc/sys/net/ipv6/conf/$1/disable_ipv6"
}

# send COUNT: this many datagrams, each to another address in 192.0.2.0/24, of 28 + 5 bytes.
send() {
  local i
  for ((i = 2; i < 2 + $1; i++)); do
    echo 1234 >"/dev/udp/192.0.2.$i/9"
  done
}

# Packets read by the client count as sent: the interface is the host's end of the cable.
read_packets() {
  ip -j -s link show dev "$1" | jq '.[0].stats64.tx.packets'
}

lost_packets() {
  ip -j -s link show dev "$1" | jq '.[0].stats64.tx.dropped'
}

# read_at_least NAME COUNT
read_at_least() {
  [[ $(read_packets "$1") -ge $2 ]]
}

# said_lines COUNT: it has printed that many lines by now.
said_lines() {
  [[ $(wc -l <"$SAID") -ge $1 ]]
}

@test "a held link has a carrier, and it is gone with the holder" {
  make_tap tap0
  ip link set tap0 up
  assert_no_carrier tap0
  begin hold tap0
  finish TERM
  assert_finished 0 ''
  assert_no_carrier tap0
  assert_link_exists tap0
}

@test "SIGINT ends it with 0 as well" {
  make_tun tun0
  ip link set tun0 up
  begin hold tun0
  finish INT
  assert_finished 0 ''
}

@test "an ignored SIGINT or SIGTERM stays so, and SIGHUP is a death" {
  make_tap tap0
  ip link set tap0 up
  PROGRAM=(env --ignore-signal=INT "$TUNADM")
  begin hold tap0
  kill -INT "$HELD"
  sleep 0.2
  assert_carrier tap0
  finish TERM
  assert_finished 0 ''
  PROGRAM=(env --ignore-signal=TERM "$TUNADM")
  begin hold tap0
  kill -TERM "$HELD"
  sleep 0.2
  assert_carrier tap0
  finish INT
  assert_finished 0 ''
  PROGRAM=("$TUNADM")
  begin hold tap0
  finish HUP
  assert_finished 129 ''
  assert_no_carrier tap0
}

@test "nobody else attaches to a single-queue interface that is held" {
  make_tap tap0
  ip link set tap0 up
  begin hold tap0
  run "$ATTACH" tap0 tap - </dev/null 3>&-
  [[ $output == 'error EBUSY' ]]
  try del tap0
  assert_refused 5 tap0 "in use by $(cat "/proc/$HELD/comm") \(pid $HELD\)"
  try hold tap0
  assert_refused 5 tap0 "cannot hold: in use by $(cat "/proc/$HELD/comm") \(pid $HELD\)"
}

@test "what the link sends is taken, and with -v its size is told, a line each" {
  make_tun tun0
  quiet tun0
  ip addr add 192.0.2.1/24 dev tun0
  ip link set tun0 up
  begin -v hold tun0
  send 3
  wait_until said_lines 4
  finish TERM
  assert_finished 0 $'tun0: held\ntun0: 33 bytes\ntun0: 33 bytes\ntun0: 33 bytes'
  [[ $(lost_packets tun0) -eq 0 ]]
}

@test "the largest packet is told whole" {
  make_tun tun0
  quiet tun0
  ip addr add 192.0.2.1/24 dev tun0
  ip link set tun0 mtu 65535 up
  begin -v hold tun0
  ping -c 1 -W 1 -s 65507 192.0.2.2 >/dev/null || true
  wait_until said_lines 2
  finish TERM
  assert_finished 0 $'tun0: held\ntun0: 65535 bytes'
}

@test "without -v nothing is said of the packets, and none is lost" {
  make_tun tun0
  quiet tun0
  ip addr add 192.0.2.1/24 dev tun0
  ip link set tun0 up
  begin hold tun0
  send 250
  send 250
  wait_until read_at_least tun0 500
  [[ $(lost_packets tun0) -eq 0 ]]
  finish TERM
  assert_finished 0 ''
}

@test "packets that keep coming do not keep it from ending" {
  make_tun tun0
  quiet tun0
  ip addr add 192.0.2.1/24 dev tun0
  ip link set tun0 up
  begin hold tun0
  ping -q -f -w 5 192.0.2.2 >/dev/null 3>&- &
  HOLDERS+=($!)
  wait_until read_at_least tun0 100
  finish TERM
  assert_finished 0 ''
}

@test "it never waits in a read, where it would not hear of a signal" {
  make_tap tap0
  ip link set tap0 up
  begin hold tap0
  for fd in "/proc/$HELD/fd"/*; do
    [[ $(readlink "$fd") == /dev/net/tun ]] || continue
    flags=$(awk '/^flags:/ { print $2 }' "/proc/$HELD/fdinfo/${fd##*/}")
    ((flags & 04000)) || fail "it is blocking: $flags"
    found=1
  done
  [[ -n $found ]]
  finish TERM
  assert_finished 0 ''
}

@test "on a multi-queue interface a client attaches beside it and gets every packet" {
  make_tap tap0 multi_queue
  quiet tap0
  ip addr add 192.0.2.1/24 dev tap0
  ip link set tap0 up arp off
  begin hold tap0
  hold tap0 tap multi_queue
  send 100
  assert_answer drain 'drained 100'
  assert_link tap0 '$tun.numqueues == 1' '$tun.numdisabled == 1'
  finish TERM
  assert_finished 0 ''
}

@test "to a client that is attached already it makes no difference" {
  make_tap tap0 multi_queue
  quiet tap0
  ip addr add 192.0.2.1/24 dev tap0
  ip link set tap0 up arp off
  hold tap0 tap multi_queue
  carrier=$(carrier_changes tap0)
  begin hold tap0
  wait_until eval '[[ $(tun_json tap0 | jq .numdisabled) -eq 1 ]]'
  send 100
  assert_answer drain 'drained 100'
  finish TERM
  assert_finished 0 ''
  send 100
  assert_answer drain 'drained 100'
  [[ $(carrier_changes tap0) -eq $carrier ]]
}

@test "the carrier of a multi-queue interface outlives the clients, not the holder" {
  make_tun tun0 multi_queue
  ip link set tun0 up
  begin hold tun0
  hold tun0 tun multi_queue
  release
  assert_carrier tun0
  finish TERM
  assert_finished 0 ''
  assert_no_carrier tun0
}

@test "it changes nothing but the carrier" {
  need_root
  make_tap tap0 user "$OWNER" group "$GROUP" pi vnet_hdr
  quiet tap0
  ip link set tap0 up mtu 1400 txqueuelen 77 address 02:00:00:00:00:01
  ip addr add 192.0.2.1/24 dev tap0
  remember_links
  before=$REMEMBERED_LINKS
  begin hold tap0
  finish TERM
  assert_finished 0 ''
  REMEMBERED_LINKS=$before
  assert_links_unchanged
}

@test "one that is down is held all the same, and has its carrier when it comes up" {
  make_tap tap0
  SAID=$BATS_TEST_TMPDIR/said
  "$TUNADM" -v hold tap0 >"$SAID" 2>&1 3>&- &
  HELD=$!
  HOLDERS+=("$HELD")
  wait_until said_lines 1
  ip link set tap0 up
  assert_carrier tap0
  finish TERM
}

@test "its owner holds it without privilege, anybody else does not" {
  need_root
  make_tap tap0 user "$OWNER"
  quiet tap0
  ip link set tap0 up
  try_as "$OTHER" hold tap0
  assert_refused 6 tap0 'cannot hold: permission denied: not its owner'
  assert_hint "$OWNER"
  SAID=$BATS_TEST_TMPDIR/said
  as_user "$OWNER" tunadm -v hold tap0 >"$SAID" 2>&1 3>&- &
  HELD=$!
  HOLDERS+=("$HELD")
  wait_until said_lines 1
  assert_carrier tap0
  kill "$(pgrep -P "$HELD")"
  finish
  assert_finished 0 'tap0: held'
}

@test "an alternative name, or a pattern that means one interface, will do" {
  make_tap tap0
  ip link set tap0 up
  ip link property add dev tap0 altname the-uplink
  "$TUNADM" hold the-uplink 3>&- &
  HELD=$!
  HOLDERS+=("$HELD")
  wait_until has_carrier tap0
  finish TERM
  [[ $STATUS -eq 0 ]]
  "$TUNADM" hold 'ta*' 3>&- &
  HELD=$!
  HOLDERS+=("$HELD")
  wait_until has_carrier tap0
  finish TERM
  [[ $STATUS -eq 0 ]]
}

@test "deleted under it: it says so, status 3" {
  for queues in '' multi_queue; do
    # shellcheck disable=SC2086 # none or one
    make_tap tap0 $queues
    ip link set tap0 up
    begin hold tap0
    ip link del tap0
    finish
    assert_finished 3 'tunadm: tap0: cannot hold: it has been deleted, or moved to another network namespace'
  done
}

@test "moved to another network namespace, it is not held any more" {
  make_tap tap0
  ip link set tap0 up
  begin hold tap0
  new_netns
  ip link set tap0 netns "$NETNS_PID"
  finish
  [[ $STATUS -eq 3 ]]
  in_netns ip -d link show dev tap0
}

@test "renamed, or with other links coming and going, it stays held" {
  make_tap tap0
  ip link set tap0 up
  begin hold tap0
  # Before Linux 6.2 a link that is up cannot be renamed.
  ip link set tap0 down
  ip link set tap0 name tap9
  ip link set tap9 up
  for i in 1 2 3 4 5; do
    make_tap "other$i"
  done
  ip link set tap9 mtu 1400
  assert_carrier tap9
  kill -0 "$HELD"
  finish TERM
  assert_finished 0 ''
}

@test "what is not there is status 3, and is not made" {
  try hold tap0
  assert_refused 3 tap0 'cannot hold: no such interface'
  try hold 'tap*'
  assert_status 3
  assert_messages 1
  assert_links_unchanged
}

@test "what is no tun/tap interface is status 4" {
  ip link add br0 type bridge
  for name in lo br0; do
    try hold "$name"
    assert_refused 4 "$name" 'cannot hold: not a tun/tap interface'
  done
}

@test "one interface, no less and no more" {
  make_tap tap0
  make_tap tap1
  try hold
  assert_usage_error 'operand is missing'
  try hold tap0 tap1
  assert_usage_error 'unexpected operand'
  try hold 'tap*'
  assert_refused 2 'tap*' 'matches 2 interfaces'
  [[ $(carrier_changes tap0) -le 1 ]]
}

# ended_or_holds: it has ended, or said that it holds.
ended_or_holds() {
  has_ended "$HELD" || grep -qx 'tap0: held' "$SAID"
}

@test "whichever allocation fails, it holds or says why not" {
  ! grep -q __asan_init "$TUNADM" || skip 'the sanitizer has an allocator of its own'
  make_tap tap0
  SAID=$BATS_TEST_TMPDIR/said
  export FAILING_MALLOC_FILE=$BATS_TEST_TMPDIR/tally
  failed=1
  for ((number = 1; failed; number++)); do
    truncate -s 0 "$FAILING_MALLOC_FILE"
    truncate -s 8 "$FAILING_MALLOC_FILE"
    # The output of the previous one must not be taken for that of this one.
    : >"$SAID"
    TRIED="tunadm -v hold tap0 (allocation $number fails)"
    LD_PRELOAD=$top_builddir/tests/helpers/failing-malloc.so FAILING_MALLOC=$number \
      "$TUNADM" -v hold tap0 >"$SAID" 2>&1 3>&- &
    HELD=$!
    HOLDERS+=("$HELD")
    wait_until ended_or_holds
    kill -TERM "$HELD" 2>/dev/null || true
    wait_for "$HELD"
    failed=$(od -An -tu4 -j4 "$FAILING_MALLOC_FILE" | tr -d ' ')
    if [[ $STATUS -eq 0 ]]; then
      assert_finished 0 'tap0: held'
    else
      [[ $STATUS -eq 1 ]] && grep -Eqx 'tunadm: .*(out of memory|Cannot allocate memory)|virtual memory exhausted.' "$SAID" ||
        fail "the status is $STATUS, and it says: $(cat "$SAID")"
    fi
  done
  ((number > 10)) || fail 'nothing was tried'
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# examples/tunnel: two network namespaces joined by a cable, an interface in each that tunadm made, and what goes across.
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2153,SC2154 # jq and inner shells have variables of their own; bats and
# lib/common set and use others

load lib/common

TUNNEL=$top_builddir/examples/tunnel

# The outside is 198.51.100.0/24 and 2001:db8::/64, the inside 10.9.0.0/24; here is .1, there is .2.
setup() {
  remember_links
  new_netns
  ip link add cable type veth peer name cable netns "$NETNS_PID"
  ip addr add 198.51.100.1/24 dev cable
  ip addr add 2001:db8::1/64 dev cable nodad
  ip link set cable up
  in_netns ip addr add 198.51.100.2/24 dev cable
  in_netns ip addr add 2001:db8::2/64 dev cable nodad
  in_netns ip link set cable up
  in_netns ip link set lo up
}

# The cable would go by itself with the other namespace, but at some time or other.
teardown() {
  ip link del cable
  release_all
  delete_all_links
}

# ends MODE: the interface t0 at both ends, an ordinary user's.
ends() {
  need_root
  "$TUNADM" add t0 --mode "$1" --owner "$OWNER" --address 10.9.0.1/24 --mtu 1400 --up 3>&-
  "$TUNADM" -n "/proc/$NETNS_PID/ns/net" add t0 --mode "$1" --owner "$OWNER" --address 10.9.0.2/24 --mtu 1400 --up 3>&-
}

# tunnel_in PID ARG...: the tunnel as that user in the network namespace of PID; it replaces the shell.
tunnel_in() {
  local pid=$1
  shift
  COPIES=$TUNNEL with_open_node nsenter -t "$pid" -n setpriv --reuid="$OWNER" --regid="$(id -g "$OWNER")" \
    --clear-groups --inh-caps=-all /dev/net/tunnel "$@"
}

# here ARG..., there ARG...: a tunnel at this end or the other, in the background; its pid in NEAR or FAR, what it says
# in $BATS_TEST_TMPDIR/near or far.
here() {
  tunnel_in $$ "$@" >"$BATS_TEST_TMPDIR/near" 2>&1 3>&- &
  NEAR_SHELL=$!
  HOLDERS+=("$NEAR_SHELL")
  NEAR=$(program_of "$NEAR_SHELL")
  HOLDERS+=("$NEAR")
}

there() {
  tunnel_in "$NETNS_PID" "$@" >"$BATS_TEST_TMPDIR/far" 2>&1 3>&- &
  FAR_SHELL=$!
  HOLDERS+=("$FAR_SHELL")
  FAR=$(program_of "$FAR_SHELL")
  HOLDERS+=("$FAR")
}

# program_of PID: the tunnel that the shell PID has started.
program_of() {
  wait_until is_tunnel "$1"
  pgrep -P "$1" -x tunnel
}

is_tunnel() {
  pgrep -P "$1" -x tunnel >/dev/null
}

listening() {
  ss -Hnltu | grep -q ':4000 '
}

# connected END: that end has said who the other is.
connected() {
  grep -q ' port [0-9]*, ' "$BATS_TEST_TMPDIR/$1"
}

# join OPTION...: both ends, of which this one waits, with these options.
join() {
  here -i t0 "$@" -l 4000
  wait_until listening
  there -i t0 "$@" "${OUTSIDE:-198.51.100.1}" 4000
  wait_until connected near
  wait_until connected far
}

# ended END: waits for that end's exit status, in STATUS.
ended() {
  if [[ $1 == near ]]; then
    wait_for "$NEAR_SHELL"
  else
    wait_for "$FAR_SHELL"
  fi
}

# assert_ended END STATUS REGEX: so it ended, and its last line says that.
assert_ended() {
  ended "$1"
  [[ $STATUS -eq $2 ]] || fail "status $STATUS: $(cat "$BATS_TEST_TMPDIR/$1")" || return 1
  tail -n 1 "$BATS_TEST_TMPDIR/$1" | grep -Eq "$3" || fail "it said: $(cat "$BATS_TEST_TMPDIR/$1")"
}

# The kernel sends nothing at first: after the carrier has come, the queue of the link is set up at its leisure.
ping_across() {
  wait_until ping -q -c 1 -W 1 10.9.0.2 >/dev/null
  ping -q -c "${1:-3}" -i 0.02 -W 2 10.9.0.2 >/dev/null || fail 'no ping comes across'
}

# transfer MEGABYTES: by TCP from here to there, and every byte is the same.
transfer() {
  local from=$BATS_TEST_TMPDIR/from to=$BATS_TEST_TMPDIR/to receiver
  head -c "$1M" /dev/urandom >"$from"
  rm -f "$to"
  in_netns timeout 60 socat -u TCP-LISTEN:5000,reuseaddr CREATE:"$to" 3>&- &
  receiver=$!
  wait_until eval 'in_netns ss -Hnlt | grep -q ":5000 "'
  timeout 60 socat -u OPEN:"$from" TCP:10.9.0.2:5000
  wait "$receiver"
  cmp "$from" "$to" || fail 'the bytes are not the same'
}

# memory PID: kilobytes of it that are in use, at most so far.
memory() {
  awk '/^VmHWM/ { print $2 }' "/proc/$1/status"
}

# all_ways MODE: TCP and UDP, over IPv4 and IPv6.
all_ways() {
  local transport outside
  ends "$1"
  for transport in '' -u; do
    for outside in 198.51.100.1 2001:db8::1; do
      # shellcheck disable=SC2086 # none or one
      OUTSIDE=$outside join $transport
      ping_across
      transfer 1
      kill "$NEAR"
      assert_ended near 0 ' packets sent'
      kill "$FAR" || true
      ended far
    done
  done
}

@test "tuns, by TCP and by UDP, over IPv4 and over IPv6" {
  all_ways tun
}

@test "taps, by TCP and by UDP, over IPv4 and over IPv6" {
  all_ways tap
}

@test "IPv6 goes through either as well" {
  ends tun
  ip addr add fd00::1/64 dev t0 nodad
  in_netns ip addr add fd00::2/64 dev t0 nodad
  join
  wait_until ping -q -c 1 -W 1 fd00::2 >/dev/null
}

@test "SIGTERM and SIGINT end it with 0; the interface stays and can be attached to again" {
  ends tap
  join
  kill -TERM "$NEAR"
  assert_ended near 0 '^tunnel: t0: [0-9]+ packets sent, [0-9]+ received, [0-9]+ dropped$'
  assert_ended far 1 'the other end has closed the connection|reset by peer'
  assert_link t0 '$tun.persist' '.flags | index("LOWER_UP") | not'
  join -u
  ping_across
  kill -INT "$FAR"
  assert_ended far 0 ' packets sent'
}

@test "the descriptor of tunadm exec will do, without a right to the device" {
  ends tun
  COPIES=$TUNNEL with_open_node sh -c 'exec "$0" exec t0 --user "$1" -- /dev/net/tunnel -l 4000' \
    "$TUNADM" "$OTHER" >"$BATS_TEST_TMPDIR/near" 2>&1 3>&- &
  HOLDERS+=($!)
  wait_until listening
  there -i t0 198.51.100.1 4000
  wait_until connected far
  ping_across
}

@test "under load nothing is lost that TCP cannot repeat, and memory stays as it was" {
  ends tun
  for transport in '' -u; do
    # shellcheck disable=SC2086 # none or one
    join $transport
    ping_across
    before=$(($(memory "$NEAR") + $(memory "$FAR")))
    ping -q -f -s 1300 10.9.0.2 >/dev/null 3>&- &
    flood=$!
    nsenter -t "$NETNS_PID" -n ping -q -f -s 100 10.9.0.1 >/dev/null 3>&- &
    HOLDERS+=("$flood" $!)
    transfer 8
    kill "$flood" $!
    after=$(($(memory "$NEAR") + $(memory "$FAR")))
    # Two buffers of 256 KiB at each end are all that can come to be in use.
    ((after - before <= 4 * 256 + 128)) || fail "$((after - before)) KiB more than before"
    kill "$NEAR" "$FAR"
    ended near
    ended far
  done
}

@test "while the other end does not take anything, packets wait where they are counted, and then go on" {
  ends tun
  ip link set t0 txqueuelen 100
  join
  ping_across
  before=$(memory "$NEAR")
  kill -STOP "$FAR"
  # Eleven megabytes, of which the buffers of both ends take a few.
  timeout 20 socat -u -b 1300 OPEN:/dev/zero,readbytes=11000000 UDP-SENDTO:10.9.0.2:9 3>&-
  (($(ip -j -s link show dev t0 | jq '.[0].stats64.tx.dropped') > 0)) || fail 'nothing was dropped'
  (($(memory "$NEAR") - before <= 256 + 128)) || fail "$(memory "$NEAR") KiB instead of $before"
  kill -CONT "$FAR"
  ping_across 10
}

@test "the other end dies: it says so, whatever the transport" {
  ends tun
  join
  ping_across
  kill -KILL "$FAR"
  assert_ended near 1 'the other end has closed the connection|reset by peer'
  ended far
  join -u -k 1
  ping_across
  kill -KILL "$FAR"
  assert_ended near 1 'the other end is not there any more'
}

@test "the other end falls silent: three intervals later it is taken for dead" {
  ends tun
  for transport in '' -u; do
    # shellcheck disable=SC2086 # none or one
    join $transport -k 1
    ping_across
    kill -STOP "$FAR"
    assert_ended near 1 'the other end has been silent for too long'
    kill -KILL "$FAR"
    ended far
  done
}

@test "with nothing to say for longer than that, both ends stay" {
  ends tun
  echo 1 >/proc/sys/net/ipv6/conf/t0/disable_ipv6
  join -k 1
  sleep 4.5
  ping_across
}

@test "the interface is deleted under it: it says so" {
  ends tun
  join
  ip link del t0
  assert_ended near 1 't0: the interface has been deleted'
}

@test "its link goes down and comes up: the packets meanwhile are lost, the tunnel is not" {
  ends tun
  join
  ip link set t0 down
  in_netns ping -q -c 3 -i 0.02 -W 1 10.9.0.1 >/dev/null && fail 'a link that is down answers'
  ip link set t0 up
  ping_across
}

# stranger CODE: a program at the other end of the connection to port 4000 that is no tunnel: s is its socket.
stranger() {
  in_netns timeout 60 python3 - "$@" <<PY 3>&-
import os, random, socket, struct, sys, time
random.seed(1)
$1
PY
}

@test "garbage on TCP: what is no packet is dropped, what is too short is waited for" {
  ends tun
  here -i t0 -l 4000
  wait_until listening
  before=$(memory "$NEAR")
  stranger '
s = socket.create_connection(("198.51.100.1", 4000))
for _ in range(300):
    body = os.urandom(random.choice((0, 1, 3, 20, 1400, 65535)))
    s.sendall(struct.pack(">H", len(body)) + body)
# A byte at a time, and more than one frame in a segment.
for byte in struct.pack(">H", 40) + bytes(40) + struct.pack(">H", 5):
    s.sendall(bytes([byte]))
s.sendall(bytes(5) + b"\0\0\0\1x" * 1000)
s.sendall(os.urandom(3000000))
s.sendall(b"\xff\xff" + b"half")
time.sleep(0.5)
s.close()
'
  assert_ended near 1 'the other end has closed the connection|reset by peer'
  # Some random bytes are a packet to the kernel: its first half byte is a 4 or a 6.
  grep -Eq ' received, [0-9]{3,} dropped$' "$BATS_TEST_TMPDIR/near" || fail "$(cat "$BATS_TEST_TMPDIR/near")"
}

@test "garbage on UDP, and datagrams from somebody else" {
  ends tun
  here -i t0 -u -l 4000
  wait_until listening
  stranger '
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.connect(("198.51.100.1", 4000))
s.send(b"")
time.sleep(0.3)
other = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for size in (0, 1, 19, 1400, 65507) * 40:
    s.send(os.urandom(size))
    try:
        other.sendto(b"E" + bytes(27), ("198.51.100.1", 4000))
    except ConnectionRefusedError:
        pass
time.sleep(0.3)
'
  is_tunnel "$NEAR_SHELL" || fail "$(cat "$BATS_TEST_TMPDIR/near")"
  grep -q 'tun to .*198.51.100.2 port [0-9]*, UDP' "$BATS_TEST_TMPDIR/near"
  kill "$NEAR"
  assert_ended near 0 ' [0-9]+ dropped$'
}

@test "a connection that ends within a packet is told as such" {
  ends tun
  here -i t0 -l 4000
  wait_until listening
  stranger '
s = socket.create_connection(("198.51.100.1", 4000))
s.sendall(b"\0\x14half")
s.shutdown(socket.SHUT_WR)
while s.recv(4096):
    pass
'
  assert_ended near 1 'the other end has closed the connection in the middle of a packet'
}

@test "who may not attach, or has no interface, is told why, and none is made" {
  ends tap
  assert_tunnel 't0: cannot attach: it belongs to another user or group' "$OTHER" -i t0 -l 4000
  hold t0 tap -
  assert_tunnel 't0: cannot attach: another program is attached to it' "$OWNER" -i t0 -l 4000
  release
  assert_tunnel 'lo: cannot attach: it is no tun or tap interface' root -i lo -l 4000
  assert_tunnel 't1: cannot attach: no such interface' root -i t1 -l 4000
  assert_tunnel 'interface: cannot attach: no descriptor was passed to this program' root -l 4000
  assert_no_link t1
}

# assert_tunnel TEXT USER ARG...: as that user it says just that, status 1.
assert_tunnel() {
  TRIED="tunnel ${*:3}"
  COPIES=$TUNNEL run --separate-stderr with_open_node setpriv --reuid="$2" --clear-groups /dev/net/tunnel "${@:3}" 3>&-
  [[ $status -eq 1 && $stderr == "tunnel: $1" ]] || fail "not: $1"
}

@test "usage: what makes no sense is status 2" {
  for arguments in '' host 'one two three' '-k 0 host 1' '-k 3601 host 1' '-k x host 1' '--no-such-option host 1' -l; do
    # shellcheck disable=SC2086 # words
    TRIED="tunnel $arguments" run --separate-stderr "$TUNNEL" $arguments 3>&-
    [[ $status -eq 2 && -z $output && -n $stderr ]] || fail 'it is taken'
  done
  run "$TUNNEL" --help 3>&-
  [[ $status -eq 0 && $output == 'Usage: tunnel '* ]]
}

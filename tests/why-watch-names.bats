#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm why --watch: whose packets they are if the name is odd, is also a namesake's, or changes before the end.
# shellcheck disable=SC2030,SC2031,SC2034,SC2153,SC2154 # bats runs each test in a shell of its own, and sets stderr

load lib/common
load lib/why
load lib/packets

setup() {
  need_tracing
  begin_watched tapn0
}

teardown() {
  end_watched
}

@test "names that a filter could take for more than a name" {
  for name in 'x"y' 'a\b' 'a||b' '*' $'t\xc3\xa4p'; do
    begin_tap "$name"
    ip address del 192.0.2.1/24 dev "$name"
    watch "$name"
    write_all 2 "$(frame "020000000099" 0800 "$(udp 192.0.2.7 192.0.2.1)")"
    seen
    saw from-program 2 OTHERHOST 2
    release
    ip link del dev "$name"
  done
}

# namesake: a tapn0 with a program in the namespace of new_netns, whose holder is talked to after theirs, ours after ours.
namesake() {
  local run=(nsenter -t "$NETNS_PID" -n)
  OURS=$HOLDER_IN:$HOLDER_OUT
  "${run[@]}" ip tuntap add dev tapn0 mode tap
  "${run[@]}" ip link set dev tapn0 addrgenmode none
  "${run[@]}" ip address add 198.51.100.1/24 dev tapn0
  "${run[@]}" ip neighbour add 198.51.100.7 lladdr 02:00:00:00:00:07 dev tapn0
  "${run[@]}" ip link set dev tapn0 up
  hold_in_netns tapn0 tap -
  THEIRS=$HOLDER_IN:$HOLDER_OUT
}

talk_to() {
  HOLDER_IN=${1%:*} HOLDER_OUT=${1#*:}
}

send_there() {
  # shellcheck disable=SC2016 # the inner shell's
  nsenter -t "$NETNS_PID" -n "$BASH" -c 'for ((i = 0; i < '"$1"'; i++)); do echo >/dev/udp/198.51.100.7/9; done'
}

@test "a namesake in another network namespace is not counted, in either direction" {
  new_netns
  namesake
  watch tapn0
  write_all 5 "$bad"
  send_there 4
  assert_answer drain 'drained 4'
  assert_answer filter 'done'
  send_there 3
  sleep 1
  talk_to "$OURS"
  write_all 2 "$bad"
  write_all 1 "$good"
  sleep 1
  talk_to "$THEIRS"
  write_all 6 "$bad"
  send_there 2
  seen
  [[ $stderr != *note:* ]] || fail "it doubts"
  saw from-program 3 OTHERHOST 2
  saw to-program 0
}

@test "a namesake that has packets at the same time: it is said" {
  new_netns
  namesake
  watch tapn0
  for _ in {1..20}; do
    write_all 1 "$bad"
    talk_to "$OURS"
    write_all 1 "$good"
    talk_to "$THEIRS"
  done
  seen
  [[ $stderr == *'note: tapn0: an interface of this name in another network namespace had packets at the same time'* ]]
}

@test "in another network namespace" {
  new_netns
  nsenter -t "$NETNS_PID" -n ip tuntap add dev tapn9 mode tap
  nsenter -t "$NETNS_PID" -n ip address add 198.51.100.1/24 dev tapn9
  nsenter -t "$NETNS_PID" -n ip link set dev tapn9 up
  hold_in_netns tapn9 tap -
  watch -n "/proc/$NETNS_PID/ns/net" tapn9
  write_all 2 "$(frame 020000000099 0800 "$(udp 198.51.100.7 198.51.100.1)")"
  seen
  saw from-program 2 OTHERHOST 2
}

@test "it is deleted meanwhile; another one is there still" {
  begin_tap tapn1
  watch 'tap*'
  ip link del tapn1
  kill -INT "$WATCHER"
  wait_for "$WATCHER"
  stderr=$(<"$BATS_TEST_TMPDIR/stderr") output=$(<"$BATS_TEST_TMPDIR/stdout")
  [[ $stderr == *'tunadm: tapn1: cannot explain: it has been deleted meanwhile'* ]]
  assert_json 'map([.ifname, .status]) == [["tapn0", 0], ["tapn1", 3]]'
}

@test "it is renamed meanwhile" {
  watch tapn0
  ip link set dev tapn0 down
  ip link set dev tapn0 name tapn7
  seen
  [[ $stderr == *'note: tapn7: it was called tapn0 when the watch began'* ]]
  assert_json '.[0].ifname == "tapn7"'
}

@test "several at once: each has its own packets" {
  one=$HOLDER_IN:$HOLDER_OUT
  make_tap tapn1
  ip link set dev tapn1 up
  hold tapn1 tap -
  wait_until is_ready tapn1
  watch 'tap*'
  write_all 4 "$(frame 020000000099 0800 "$(udp 192.0.2.7 192.0.2.1)")"
  HOLDER_IN=${one%:*} HOLDER_OUT=${one#*:}
  write_all 3 "$good"
  seen
  assert_json 'map([.ifname, (.watch[0] | .packets, (.dropped | map(.count) | add // 0))]) ==
    [["tapn0", 3, 0], ["tapn1", 4, 4]]'
}

@test "progress on a terminal, and quietly none" {
  try_on_terminal 80 "$TUNADM" why tapn0 --watch 2.2
  [[ $output == *'of 3 seconds watched'* ]]
  try_on_terminal 80 "$TUNADM" -q why tapn0 --watch 2.2
  [[ $output != *'seconds watched'* ]]
}

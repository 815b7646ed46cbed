#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm wait: returns when the state is reached, and no later; says what is missing; costs next to nothing.
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2153,SC2154 # jq and inner shells have variables of their own; bats and
# lib/common set and use others

load lib/common
load lib/wait

@test "what is so already is not waited for" {
  make_tap tap0
  make_tun tun0
  ip link set tap0 up
  for words in 'tap0' 'tap0 tun0' '--until present tun0' '--until absent tap7' '--until idle tap0 tun0' '--until up tap0'; do
    # shellcheck disable=SC2086 # words
    try wait $words
    assert_silent
    # shellcheck disable=SC2086 # words
    try wait --timeout 0 $words
    assert_silent
  done
  hold tap0 tap -
  try wait --until attached tap0
  assert_silent
}

@test "one that is named twice, by its name or an alternative one, is one interface, as for the other commands" {
  make_tap tap0
  ip link property add dev tap0 altname lan
  try wait tap0 tap0 lan --json
  assert_json '. == [{ifname: "tap0", action: "waited", changes: [], status: 0}]'
  try wait lan tap0 tap0 --until up --timeout 0
  assert_status 1
  assert_messages 1
  assert_stderr_line 'tunadm: lan: not up within 0 s: the link is down'
  # Of those that are missing, nobody knows whether they would be one.
  try wait tap1 tap2 tap1 --timeout 0 --json
  assert_json 'map(.ifname) == ["tap1", "tap2"]'
}

@test "one that is missing is waited for" {
  begin tap0
  make_tap tap1
  still_waiting
  make_tap tap0
  ended 0
}

@test "several names: all at the same moment" {
  begin tap0 tap1 tun0
  make_tap tap0
  make_tap tap1
  still_waiting
  ip link del tap0
  make_tun tun0
  sleep 0.2
  still_waiting
  make_tap tap0
  ended 0
}

@test "one that comes by renaming, or by an alternative name, has come" {
  make_tap tap0
  begin other
  ip link set tap0 name other
  ended 0
  ip link set other up
  begin a-name-that-is-longer-than-fifteen
  ip link property add dev other altname a-name-that-is-longer-than-fifteen
  ended 0
  begin --until absent other
  ip link set other down name third up
  ended 0
  begin --until absent a-name-that-is-longer-than-fifteen
  ip link property del dev third altname a-name-that-is-longer-than-fifteen
  ended 0
}

@test "one that is deleted, or goes to another network namespace, is absent" {
  make_tap tap0
  begin --until absent tap0
  ip link del tap0
  ended 0
  make_tap tap0
  new_netns
  begin --until absent tap0
  ip link set tap0 netns "$NETNS_PID"
  ended 0
  begin tap0
  in_netns ip link set tap0 netns $$
  ended 0
}

@test "leaving a bridge is no deletion" {
  make_tap tap0
  ip link add br0 type bridge
  ip link set tap0 master br0
  begin --until absent tap0
  ip link set tap0 nomaster
  sleep 0.2
  still_waiting
  ip link del tap0
  ended 0
}

@test "up is what ip link set up does, carrier or not" {
  make_tap tap0
  begin --until up tap0
  ip link set tap0 mtu 1400
  still_waiting
  ip link set tap0 up
  ended 0
}

@test "attached and idle, of a link that is up: within milliseconds" {
  make_tap tap0
  ip link set tap0 up
  for _ in 1 2 3; do
    begin --until attached tap0
    now
    hold tap0 tap -
    ended_within 500 0
    begin --until idle tap0
    now
    release
    ended_within 500 0
  done
}

@test "attached and idle, of a link that is down: within a second" {
  make_tap tap0
  begin --until attached tap0
  now
  hold tap0 tap -
  ended_within 1000 0
  begin --until idle tap0
  now
  release
  ended_within 1000 0
}

@test "the same where the device is another node: nobody tells, and it is seen by the clock" {
  make_tap tap0
  # A node of its own, as a container has it.
  PROGRAM=(unshare -m sh -ec 'mount -t tmpfs dev /dev/net && mknod -m 0666 /dev/net/tun c 10 200 && exec "$@"' sh "$TUNADM")
  "${PROGRAM[@]}" show || skip "no device nodes can be made here"
  begin --until attached tap0
  sleep 0.3
  now
  hold tap0 tap -
  ended_within 1100 0
  begin --until idle tap0
  sleep 0.3
  now
  release
  ended_within 1100 0
}

@test "attached and idle, of a multi-queue interface: by its queues" {
  make_tap tap0 multi_queue
  ip link set tap0 up
  begin --until attached tap0
  hold tap0 tap multi_queue,no_carrier
  local first=$HOLDER
  ended 0
  begin --until idle tap0
  hold tap0 tap multi_queue
  release "$first"
  sleep 0.2
  still_waiting
  release
  ended 0
}

@test "the carrier decides nothing: attached without one is attached" {
  make_tap tap0
  ip link set tap0 up
  begin --until attached tap0
  now
  hold tap0 tap no_carrier
  ended_within 1100 0
  try wait --until idle --timeout 0.2 tap0
  assert_refused 1 tap0 'not idle within 0.2 s: in use by attach \(pid [0-9]+\)'
  begin --until idle tap0
  now
  release
  ended_within 1100 0
}

@test "the carrier decides nothing: switched off under a program, it is not idle" {
  make_tap tap0
  ip link set tap0 up
  hold tap0 tap -
  begin --until idle tap0
  ip link set tap0 carrier off
  sleep 1
  still_waiting
  release
  ended 0
}

@test "when the time is over, each says what it lacks" {
  make_tap tap0
  make_tap tap1
  hold tap1 tap -
  try wait --timeout 0.1 tap0 tap5 tap6
  assert_status 1
  assert_stderr $'tunadm: tap5: not present within 0.1 s: no such interface
tunadm: tap6: not present within 0.1 s: no such interface'
  try wait --timeout 0 --until absent tap0 tap5
  assert_refused 1 tap0 'not absent within 0 s: it is still there'
  try wait --timeout 0 --until attached tap0 tap1
  assert_refused 1 tap0 'not attached within 0 s: no process is attached'
  try wait --timeout 0.001 --until idle tap0 tap1
  assert_refused 1 tap1 'not idle within 0.001 s: in use by attach \(pid [0-9]+\)'
  try wait --timeout 0 --until up tap0
  assert_refused 1 tap0 'not up within 0 s: the link is down'
  for state in present attached idle up; do
    try wait --timeout 0 --until "$state" tap7
    assert_refused 1 tap7 "not $state within 0 s: no such interface"
  done
}

@test "the time is what was given" {
  local begun=$EPOCHREALTIME took
  try wait --timeout 0.75 tap0
  took=$(((${EPOCHREALTIME/./} - ${begun/./}) / 1000))
  ((took >= 750 && took < 1500)) || fail "it took $took ms"
}

@test "an interface of another kind ends it at once" {
  make_tap tap0
  try wait lo
  assert_refused 4 lo 'not present: not a tun/tap interface'
  try wait --until absent lo
  assert_refused 4 lo 'not absent: not a tun/tap interface'
  try wait --until idle tap7 lo tap0
  assert_status 4
  assert_stderr_line 'tunadm: lo: not idle: not a tun/tap interface'
  assert_stderr_line 'tunadm: tap7: not idle: no longer waited for, .*'
  begin tap7
  ip link add tap7 type bridge
  ended 4 'tunadm: tap7: not present: not a tun/tap interface, but of kind bridge'
}

@test "who cannot see every process is not told that an interface is idle" {
  need_root
  make_tap tap0
  try_as "$OWNER" wait --until idle tap0
  assert_refused 6 tap0 'not idle: not every process can be looked into'
  assert_stderr_line 'hint: root can .*'
  # What the description tells, it tells everybody.
  make_tap tap1 multi_queue
  try_as "$OWNER" wait --until idle tap1
  assert_silent
  hold tap0 tap -
  try_as "$OWNER" wait --until attached --timeout 0 tap0
  assert_silent
  try_as "$OWNER" wait --until idle --timeout 0.1 tap0
  assert_refused 1 tap0 'not idle within 0.1 s: in use by a process of another user'
}

@test "one who runs out of descriptors is told so, and blames no security module" {
  need_root
  make_tap tap0
  ip link set dev tap0 up
  said=
  for limit in 5 6 7 8 9; do
    for state in attached idle; do
      capture bash -c 'ulimit -n "$1"; exec "$2" wait --until "$3" --timeout 0.1 tap0' sh "$limit" "$TUNADM" "$state"
      [[ $stderr != *'security module'* ]] || fail "it blames a security module" || return 1
      [[ $state == attached || $status -eq 0 || $status -eq 1 ]] || fail "the status is $status" || return 1
      [[ $stderr != *'ulimit -n'* ]] || said=1
    done
  done
  [[ $said ]] || fail "no limit made it say what it takes"
}

@test "JSON: an object for each, whatever becomes of it" {
  make_tap tap0
  try wait -j tap0
  assert_status 0
  assert_json '. == [{ifname: "tap0", action: "waited", changes: [], status: 0}]'
  try wait --json --timeout 0 tap0 tap7
  assert_status 1
  assert_json 'length == 2 and .[0].action == "waited" and .[1].action == "failed" and .[1].status == 1
    and .[1].error == "tap7: not present within 0 s: no such interface"'
  try wait -j lo tap7
  assert_status 4
  assert_json 'map(.status) == [4, 4] and map(.ifname) == ["lo", "tap7"]'
  try wait -j --timeout x tap0
  assert_status 2
  assert_json 'map(.status) | all(. == 2)'
  begin -j tap0 tap7
  kill -TERM "$WAITER"
  wait_for "$WAITER"
  [[ $STATUS -eq 143 ]]
  output=$(sed -n '/^\[/,/^\]/p' "$SAID")
  assert_json 'map(.action) == ["waited", "failed"] and .[1].error == "tap7: not present: interrupted by SIGTERM"'
}

@test "a signal ends it, and it dies of it" {
  for signal in INT:130 TERM:143 HUP:129; do
    begin --timeout 60 tap0
    kill "-${signal%:*}" "$WAITER"
    ended "${signal#*:}" "tunadm: tap0: not present: interrupted by SIG${signal%:*}"
  done
}

@test "in another network namespace" {
  new_netns
  in_netns ip tuntap add dev tap0 mode tap
  begin -n "/proc/$NETNS_PID/ns/net" --until attached tap0
  make_tap tap0
  hold tap0 tap -
  sleep 1
  still_waiting
  hold_in_netns tap0 tap -
  ended 0
}

@test "values that cannot be are refused" {
  for value in '' -1 1s . 1. .5 1e3 inf; do
    try wait --timeout "$value" tap0
    assert_status 2
    assert_stderr_line "tunadm: --timeout: invalid value '$value': allowed are seconds .*"
  done
  for value in '' down Present idl; do
    try wait --until "$value" tap0
    assert_status 2
    assert_stderr_line "tunadm: --until: invalid value '$value': allowed are present, absent, attached, idle and up"
  done
  try wait
  assert_usage_error 'an operand is missing'
  try wait tap0 'vm*' 'a[b]'
  assert_status 2
  assert_stderr_line "tunadm: NAME: invalid value 'vm\\*': patterns are not .*"
  assert_stderr_line "tunadm: NAME: invalid value 'a\\[b\\]': patterns are not .*"
}

@test "what is done is said with -v" {
  make_tap tap0
  try -v wait tap0
  assert_status 0
  assert_stderr 'tap0: waited'
}

@test "an alternative name of a link that is down is told by nobody" {
  make_tap tap0
  begin a-name-that-is-longer-than-fifteen
  ip link property add dev tap0 altname a-name-that-is-longer-than-fifteen
  ended 0
  begin --until absent a-name-that-is-longer-than-fifteen
  ip link property del dev tap0 altname a-name-that-is-longer-than-fifteen
  ended 0
}

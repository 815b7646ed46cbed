#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm why --watch: its command line, its output formats, and its instance from beginning to end.
# shellcheck disable=SC2030,SC2031,SC2034,SC2153,SC2154 # bats runs each test in a shell of its own, and sets stderr

load lib/common
load lib/why
load lib/packets

setup() {
  need_tracing
  begin_watched tapl0
}

teardown() {
  end_watched
}

instance_is_there() {
  [[ -d $TRACING/instances/$1 ]]
}

instance_is_gone() {
  [[ ! -e $TRACING/instances/$1 ]]
}

@test "the command line" {
  for value in '' x -1 0 0.0 1e3 ' 1' 1s; do
    try why tapl0 --watch "$value"
    assert_usage_error "--watch: "
  done
  try why --watch 1
  assert_refused 2 why '--watch needs a NAME'
  try why nosuch --watch 60
  assert_refused 3 nosuch 'no such interface'
  try why lo --watch 60
  assert_refused 4 lo 'not a tun/tap interface'
}

@test "it takes as long as was asked for, and says what it saw" {
  begin=$EPOCHREALTIME
  try why tapl0 --watch 0.5
  end=$EPOCHREALTIME
  assert_status 0
  assert_stderr ''
  assert_stdout 'tapl0: from the program: 0 packets, 0 dropped
tapl0: to the program: 0 packets, 0 dropped
tapl0: no problem found'
  [[ $((${end/./} - ${begin/./})) -ge 500000 ]]
}

@test "for people: a line for each direction and for each reason, and the finding" {
  some_bad() {
    write_all 10 "$bad"
    write_all 2 "$good"
  }
  meanwhile some_bad
  try why tapl0 --watch 2
  wait "$MEANWHILE"
  assert_status 1
  assert_stderr ''
  assert_stdout "tapl0: from the program: 12 packets, 10 dropped
    10 not this interface's MAC address (OTHERHOST)
tapl0: to the program: 0 packets, 0 dropped
tapl0: problem: of 12 packets from the program, 10 were dropped: 10: not this interface's MAC address (OTHERHOST) (dropped)
    hint: the program has to send to the MAC address of tapl0, or of the bridge that it is a port of"
}

@test "dropped: a note below 10 packets and 1 %, a problem from there on" {
  watch tapl0
  write_all 1 "$bad"
  write_all 100 "$good"
  seen
  saw from-program 101 OTHERHOST 1
  finds note dropped 'of 101 packets from the program, 1 was dropped'
  assert_json '.[0].status == 0'
  watch tapl0
  write_all 1 "$bad"
  write_all 99 "$good"
  seen
  saw from-program 100 OTHERHOST 1
  finds problem dropped
  assert_json '.[0].status == 1'
  watch tapl0
  write_all 9 "$bad"
  write_all 901 "$good"
  seen
  finds note dropped
  watch tapl0
  write_all 10 "$bad"
  write_all 1000 "$good"
  seen
  finds problem dropped
}

@test "the instance goes with it: at the end, and after a signal" {
  watch tapl0
  instance=$(instance_of "$WATCHER")
  [[ $instance =~ ^tunadm-[0-9a-f]{16}$ ]]
  instance_is_there "$instance"
  seen
  instance_is_gone "$instance"
  for signal in TERM HUP; do
    watch tapl0
    instance=$(instance_of "$WATCHER")
    write_all 2 "$bad"
    kill -"$signal" "$WATCHER"
    wait_for "$WATCHER"
    [[ $STATUS -eq $((128 + $(kill -l "$signal"))) ]]
    output=$(<"$BATS_TEST_TMPDIR/stdout") stderr=$(<"$BATS_TEST_TMPDIR/stderr")
    saw from-program 2 OTHERHOST 2
    [[ $stderr == "tunadm: interrupted by SIG$signal: "* ]]
    instance_is_gone "$instance"
  done
}

@test "killed, it leaves its instance, which the next run removes; one that is read stays" {
  watch tapl0
  left=$(instance_of "$WATCHER")
  kill -KILL "$WATCHER"
  wait_for "$WATCHER"
  instance_is_there "$left"
  [[ $(cat "$TRACING/instances/$left/events/skb/kfree_skb/enable") == 1* ]]
  watch tapl0
  used=$(instance_of "$WATCHER")
  instance_is_gone "$left"
  try why tapl0 --watch 0.1
  assert_status 0
  instance_is_there "$used"
  write_all 3 "$bad"
  seen
  saw from-program 3 OTHERHOST 3
}

@test "an instance of somebody else stays, and so does the rest of the kernel's tracing" {
  theirs=("$TRACING"/instances/{mine,tunadm,tunadm-,tunadm-0123456789abcde}-"$BASHPID")
  mkdir "${theirs[@]}"
  before=$(cat "$TRACING"/{tracing_on,current_tracer,trace_clock,set_event,events/enable})
  watch tapl0
  [[ $(cat "$TRACING"/{tracing_on,current_tracer,trace_clock,set_event,events/enable}) == "$before" ]]
  seen
  [[ $(cat "$TRACING"/{tracing_on,current_tracer,trace_clock,set_event,events/enable}) == "$before" ]]
  rmdir "${theirs[@]}"
}

@test "tracefs need not be mounted, and no mount is made" {
  umount "$TRACING"
  before=$(cat /proc/self/mountinfo)
  look_at_mounts() {
    cat /proc/self/mountinfo >"$BATS_TEST_TMPDIR/meanwhile"
    write_all 4 "$bad"
  }
  meanwhile look_at_mounts
  try why tapl0 --json --watch 2
  wait "$MEANWHILE"
  saw from-program 4 OTHERHOST 4
  [[ $(<"$BATS_TEST_TMPDIR/meanwhile") == "$before" ]]
}

# Another mount would set the options of all of them.
@test "tracefs may be mounted elsewhere, and is not mounted once more" {
  umount "$TRACING"
  mount -t tmpfs tmpfs /mnt
  mkdir '/mnt/a mount'
  mount -t tracefs tracefs '/mnt/a mount'
  TRIED='tunadm why tapl0 --watch 0.1'
  capture env ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0" strace -qq -f -o "$BATS_TEST_TMPDIR/calls" -e trace=fsopen,openat \
    "$TUNADM" why tapl0 --watch 0.1
  umount '/mnt/a mount' /mnt
  assert_status 0
  assert_stderr ''
  grep -q 'a mount' "$BATS_TEST_TMPDIR/calls"
  [[ $(<"$BATS_TEST_TMPDIR/calls") != *fsopen* ]]
}

@test "tracefs may be mounted for reading only, and stays so" {
  mount -o remount,bind,ro "$TRACING"
  meanwhile write_all 4 "$bad"
  try why tapl0 --json --watch 2
  wait "$MEANWHILE"
  ! mkdir "$TRACING/instances/mine" 2>/dev/null || fail "it can be written to"
  saw from-program 4 OTHERHOST 4
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# How a command ends after SIGINT, SIGTERM or SIGHUP: cleaned up, with a message, and by that signal.
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2153,SC2154 # inner shells, lib and bats have variables of their own

load lib/common
load lib/bulk

# assert_ended SIGNAL DONE: it died of that signal, and reported that progress.
assert_ended() {
  assert_status $((128 + $(kill -l "$1")))
  [[ ${2-} != *of* ]] || assert_stderr_line "tunadm: interrupted by SIG$1: $2"
}

# fill_table FILE COUNT: a table of that many taps.
fill_table() {
  names "$2"
  printf '%s --owner daemon\n' "${NAMES[@]}" >"$1"
}

# sleeps PID: the process is waiting.
sleeps() {
  grep -qs '^State:.S' "/proc/$1/status"
}

@test "add: between two, whatever the signal" {
  names 30
  for signal in INT TERM HUP; do
    stop_at openat 10 -P /dev/net/tun -- add "${NAMES[@]}" --owner "$OWNER" --mtu 1400
    finish "$signal"
    assert_ended "$signal" '10 of 30 added'
    assert_taps 10 '$tun.persist and $tun.user == "daemon" and .mtu == 1400'
    assert_taps 10
    delete_all_links
  done
}

@test "add: what failed is not counted" {
  names 30
  ip link add tap3 type bridge
  ip link add tap5 type bridge
  for ensure in '' --ensure; do
    # shellcheck disable=SC2086 # none or one
    stop_at openat 10 -P /dev/net/tun -- add $ensure "${NAMES[@]}"
    finish HUP
    # An existing interface is found before the device is opened.
    if [[ $ensure ]]; then assert_ended HUP '10 of 30 added'; else assert_ended HUP '8 of 30 added'; fi
    ip -j link | jq -r '.[].ifname | select(test("^tap") and . != "tap3" and . != "tap5")' |
      while read -r name; do ip link del "$name"; done
  done
}

@test "add: a single one is there as a whole, or is not there" {
  for signal in INT TERM HUP; do
    stop_at ioctl 1 -P /dev/net/tun -- add tap0 --owner "$OWNER" --mtu 1400
    finish "$signal"
    assert_ended "$signal" '1 of 1 added'
    assert_link tap0 '.mtu == 1400' '$tun.persist' '$tun.user == "daemon"'
    delete_all_links
  done
}

@test "del: in the middle of a link group nothing is left in one" {
  for signal in INT TERM HUP; do
    make_taps 400
    stop_at sendmsg 200 -- del 'tap*'
    finish "$signal"
    assert_ended "$signal" '400 of 400 deleted'
    assert_taps 0
  done
}

@test "what changes one thing ends between two, whatever the signal" {
  for signal in INT TERM HUP; do
    make_taps 8
    stop_at openat 4 -P /dev/net/tun -- chown 'tap*' --owner "$OTHER"
    finish "$signal"
    assert_ended "$signal" '4 of 8 changed'
    assert_taps 4 '$tun.user == "bin"'
    delete_all_links
  done
}

@test "up and down: the same, and JSON tells of what was done" {
  fill_table "$BATS_TEST_TMPDIR/table" 10
  for signal in INT TERM HUP; do
    stop_at openat 4 -P /dev/net/tun -- up -f "$BATS_TEST_TMPDIR/table" --json
    finish "$signal"
    assert_ended "$signal" '4 of 10 brought in line'
    assert_json '[.[] | select(.action == "created")] | length == 4'
    assert_taps 4 '$tun.persist'
    stop_at sendmsg 9 -- down -f "$BATS_TEST_TMPDIR/table" --json
    finish "$signal"
    assert_status $((128 + $(kill -l "$signal")))
    assert_json '[.[] | select(.action == "deleted")] | length == 4'
    assert_taps 0
  done
}

@test "a shell that was interrupted as well does not go on with its loop" {
  make_taps 3
  PROGRAM=(bash -c 'for name in tap0 tap1 tap2; do "$0" "$@" "$name"; done; echo all' "$TUNADM")
  stop_at sendmsg 2 -- del
  [[ $STOPPED -ne $TRACER ]]
  kill -INT "$(awk '/^PPid:/ { print $2 }' "/proc/$STOPPED/status")"
  finish INT
  assert_status 130
  assert_stdout ''
  assert_taps 2
}

@test "a signal that was inherited as ignored stays so" {
  names 10
  PROGRAM=(env --ignore-signal=INT --ignore-signal=TERM --ignore-signal=HUP "$TUNADM")
  for signal in INT TERM HUP; do
    stop_at openat 4 -P /dev/net/tun -- add "${NAMES[@]}"
    finish "$signal"
    assert_silent
    assert_taps 10
    delete_all_links
  done
}

# unread SIGNAL ARG...: the program with a stdout that nobody reads, and the signal when it waits there. The pipe takes
# 64 KiB: all but 4 KiB of it are blanks already, so that a hundred interfaces fill it.
unread() {
  local signal=$1 pipe=$BATS_TEST_TMPDIR/pipe
  shift
  TRIED="tunadm $* (into a pipe that nobody reads)"
  [[ -p $pipe ]] || mkfifo "$pipe"
  exec {reader}<>"$pipe"
  printf '%*s' $((60 * 1024)) '' >&"$reader"
  env --default-signal=INT "$TUNADM" "$@" >"$pipe" 2>"$BATS_TEST_TMPDIR/stderr" 3>&- {reader}>&- &
  WRITER=$!
  HOLDERS+=("$WRITER")
  wait_until sleeps "$WRITER"
  sleep 0.2
  kill -s "$signal" "$WRITER"
}

@test "with a stdout that nobody reads it dies all the same" {
  fill_table "$BATS_TEST_TMPDIR/table" 600
  make_taps 200
  for command in 'show' 'show --json' "up --dry-run -f $BATS_TEST_TMPDIR/table" \
    "up --dry-run --json -f $BATS_TEST_TMPDIR/table" "down --dry-run --json -f $BATS_TEST_TMPDIR/table"; do
    for signal in INT TERM; do
      # shellcheck disable=SC2086 # words
      unread "$signal" $command
      wait_for "$WRITER"
      [[ $STATUS -eq $((128 + $(kill -l "$signal"))) ]] || fail "the status is $STATUS"
      exec {reader}>&-
      rm "$BATS_TEST_TMPDIR/pipe"
    done
  done
}

@test "a command that waits ends as well, whatever it writes and nobody reads" {
  make_taps 200
  for command in 'monitor --initial' 'monitor --initial --json' 'wait --json t1' 'why --watch 0.1 --json t*'; do
    for signal in INT TERM HUP; do
      # shellcheck disable=SC2086 # words
      set -f && unread "$signal" ${command/t1/"${NAMES[*]}"} && set +f
      wait_for "$WRITER"
      expected=$((128 + $(kill -l "$signal")))
      [[ $command != monitor* || $signal == HUP ]] || expected=0
      [[ $STATUS -eq $expected ]] || fail "the status is $STATUS" || return 1
      exec {reader}>&-
      rm "$BATS_TEST_TMPDIR/pipe"
    done
  done
}

@test "hold ends as well where nobody reads what it says of packets" {
  make_tap held
  ip address add 192.0.2.1/24 dev held
  ip link set dev held up
  pipe=$BATS_TEST_TMPDIR/pipe
  mkfifo "$pipe"
  exec {reader}<>"$pipe"
  printf '%*s' $((64 * 1024 - 100)) '' >&"$reader"
  for signal in INT TERM; do
    env --default-signal=INT "$TUNADM" -v hold held 2>"$pipe" 3>&- {reader}>&- &
    WRITER=$!
    HOLDERS+=("$WRITER")
    wait_until sh -c 'ip link show dev held | grep -q LOWER_UP'
    wait_until sh -c 'ping -c 1 -W 0.1 192.0.2.7 >/dev/null; grep -q pipe_write "/proc/$0/wchan"' "$WRITER"
    kill -s "$signal" "$WRITER"
    wait_for "$WRITER"
    [[ $STATUS -eq 0 ]] || fail "the status is $STATUS"
  done
}

@test "JSON whose reader is slow is a whole document, in spite of the signal" {
  fill_table "$BATS_TEST_TMPDIR/table" 600
  make_taps 200
  for command in 'show --json' "up --dry-run --json -f $BATS_TEST_TMPDIR/table"; do
    for signal in INT TERM HUP; do
      # shellcheck disable=SC2086 # words
      unread "$signal" $command
      exec {eof}<"$BATS_TEST_TMPDIR/pipe" {reader}>&-
      sleep 0.3
      output=$(cat <&"$eof")
      wait_for "$WRITER"
      [[ $STATUS -eq $((128 + $(kill -l "$signal"))) ]] || fail "the status is $STATUS"
      assert_json 'length >= 200'
      exec {eof}<&-
      rm "$BATS_TEST_TMPDIR/pipe"
    done
  done
}

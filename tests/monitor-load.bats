#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm monitor: with more events than can be read, and if a user tries to keep it busy.
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2153,SC2154 # jq and inner shells have variables of their own; bats and
# lib/common set and use others

load lib/common

watch() {
  EVENTS=$BATS_TEST_TMPDIR/events
  TRIED="tunadm monitor $*"
  "${PROGRAM[@]:-$TUNADM}" monitor "$@" >"$EVENTS" 2>&1 3>&- &
  MONITOR=$!
  HOLDERS+=("$MONITOR")
  wait_until grep -q poll "/proc/$MONITOR/wchan"
}

@test "lost events are said to be lost, and what is there now follows" {
  make_tap tap0
  make_tap gone0
  make_tap kept0
  hold kept0 tap -
  watch -j
  kill -STOP "$MONITOR"
  ip link del gone0
  local i
  for i in {1..8}; do
    seq -f 'link set tap0 mtu %.0f' 1000 1999 | ip -batch -
  done
  make_tap new0
  kill -CONT "$MONITOR"
  wait_until grep -q lost "$EVENTS"
  wait_until grep -q attached "$EVENTS"
  # From then on it works as before.
  ip link set tap0 mtu 1234
  wait_until eval 'tail -n 1 "$EVENTS" | jq -e ".event == \"changed\" and .changes == [\"mtu\"]" >/dev/null'
  kill -TERM "$MONITOR"
  wait_for "$MONITOR"
  [[ $STATUS -eq 0 ]]
  jq -se 'map(.event) as $events | .[($events | index("lost")) + 1:] as $after |
    ($events | map(select(. == "lost")) | length) == 1
    and ($after[:4] | all(.initial) and (map(select(.event == "created") | .ifname) | sort) == ["kept0", "new0", "tap0"]
      and (map(select(.event == "attached") | .ifname)) == ["kept0"])
    and ($after[4:] | length) == 1' "$EVENTS" >/dev/null || fail "$(tail -n 20 "$EVENTS")"
}

@test "for people, too" {
  make_tap tap0
  watch
  kill -STOP "$MONITOR"
  for i in {1..8}; do
    seq -f 'link set tap0 mtu %.0f' 1000 1999 | ip -batch -
  done
  kill -CONT "$MONITOR"
  wait_until grep -q 'events were lost; what is there now follows$' "$EVENTS"
  wait_until grep -q 'tap0: there$' "$EVENTS"
}

@test "a thousand interfaces: each created and deleted once" {
  watch -j
  seq -f 'tuntap add dev many%.0f mode tap' 1 1000 | ip -batch - 2>/dev/null
  "$TUNADM" del 'many*'
  wait_until eval '[[ $(grep -c deleted "$EVENTS") -eq 1000 ]]'
  kill -TERM "$MONITOR"
  wait_for "$MONITOR"
  jq -se '(map(select(.event == "created").ifname) | unique | length) == 1000
    and (map(select(.event == "created")) | length) == 1000 and (map(select(.event == "lost")) | length) == 0' \
    "$EVENTS" >/dev/null
}

@test "/proc is read twice a second at most, whoever attaches and detaches, and not at all when nothing happens" {
  make_tap tap0
  make_tap tap1
  ip link set tap0 up
  TRACE=$BATS_TEST_TMPDIR/trace
  "${UNLEAKED[@]}" timeout 3 strace -f -qq -e trace=openat -o "$TRACE" "$TUNADM" monitor 3>&- >/dev/null || true
  [[ $(grep -c '"/proc", ' "$TRACE") -eq 1 ]] || fail "$(grep -c '"/proc", ' "$TRACE") passes while nothing happened"
  {
    while :; do
      "$ATTACH" tap0 tap - </dev/null >/dev/null 3>&- || true
    done
  } 3>&- &
  HOLDERS+=($!)
  "${UNLEAKED[@]}" timeout 4 strace -f -qq -e trace=openat -o "$TRACE" "$TUNADM" monitor -j 3>&- >"$BATS_TEST_TMPDIR/events" || true
  passes=$(grep -c '"/proc", ' "$TRACE")
  ((passes >= 2 && passes <= 10)) || fail "$passes passes over /proc in 4 s"
  jq -se 'any(.[]; .event == "attached") and any(.[]; .event == "detached")' "$BATS_TEST_TMPDIR/events" >/dev/null ||
    fail "$(cat "$BATS_TEST_TMPDIR/events")"
}

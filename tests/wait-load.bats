#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm wait: its cost, and that it misses nothing when much happens.
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2153,SC2154 # jq and inner shells have variables of their own; bats and
# lib/common set and use others

load lib/common
load lib/wait

@test "lost messages lose no event" {
  make_tap tap0
  begin --until up tap0
  # Stopped, it cannot read; what is waiting for it then is more than there is room for.
  kill -STOP "$WAITER"
  for _ in 1 2 3 4; do
    for mtu in {1000..1999}; do
      echo "link set tap0 mtu $mtu"
    done | ip -batch -
  done
  ip link set tap0 up
  kill -CONT "$WAITER"
  ended 0
}

@test "a thousand names at once" {
  local names
  mapfile -t names < <(seq -f 'many%.0f' 1 1000)
  begin --timeout 60 "${names[@]}"
  sed 's/.*/tuntap add dev & mode tap/' < <(printf '%s\n' "${names[@]}") | ip -batch - 2>/dev/null
  ended 0
  try wait --until idle "${names[@]}"
  assert_silent
}

@test "nothing is asked again and again of a link that is up, and /proc twice a second at most" {
  make_tap tap0 multi_queue
  ip link set tap0 up
  TRACE=$BATS_TEST_TMPDIR/trace
  "${UNLEAKED[@]}" strace -f -qq -e trace=sendmsg,openat -o "$TRACE" "$TUNADM" wait --until attached --timeout 2 tap0 3>&- || true
  [[ $(grep -c sendmsg "$TRACE") -eq 1 ]] || fail "$(cat "$TRACE")"
  refute_proc "$TRACE"
  "${UNLEAKED[@]}" strace -f -qq -e trace=sendmsg,openat -o "$TRACE" "$TUNADM" wait --timeout 0.7 tap7 3>&- || true
  [[ $(grep -c sendmsg "$TRACE") -eq 1 ]] || fail "$(cat "$TRACE")"
  refute_proc "$TRACE"
  # A user who attaches and detaches, and opens the device, as fast as possible.
  make_tap tap1
  ip link set tap1 up
  {
    while :; do
      "$ATTACH" tap1 tap no_carrier </dev/null >/dev/null 3>&- || true
    done
  } 3>&- &
  HOLDERS+=($!)
  make_tap tap2
  "${UNLEAKED[@]}" strace -f -qq -e trace=openat -o "$TRACE" "$TUNADM" wait --until attached --timeout 4 tap2 3>&- || true
  passes=$(grep -c '"/proc", ' "$TRACE")
  ((passes >= 1 && passes <= 9)) || fail "$passes passes over /proc in 4 s"
}

refute_proc() {
  ! grep -q '"/proc", ' "$1" || fail "$(grep /proc "$1")"
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Output that cannot be written: a failure, but never a reason to leave something behind.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common

# try_full ARG..., try_closed ARG...: with a standard output that is full, or closed.
try_full() {
  try_command sh -c 'exec "$@" >/dev/full' sh "$TUNADM" "$@"
}

try_closed() {
  try_command sh -c 'exec "$@" >&-' sh "$TUNADM" "$@"
}

@test "a full stdout is status 1, whatever was to be printed" {
  make_tap tap0
  for command in show 'show --json' 'show --tuntab' 'show -o name' --help 'help add' --version; do
    # shellcheck disable=SC2086 # words
    try_full $command
    assert_status 1
    assert_messages 1
    grep -q 'No space left on device' <<<"$stderr"
  done
}

@test "a closed stdout is status 1, whatever was to be printed" {
  make_tap tap0
  for command in show 'show --json' --help --version; do
    # shellcheck disable=SC2086 # words
    try_closed $command
    assert_status 1
    assert_messages 1
  done
}

@test "a name that the kernel chose and that cannot be printed: nothing is left behind" {
  try_full add --mode tap
  assert_status 1
  assert_messages 1
  assert_links_unchanged
  try_closed add --mode tap
  assert_status 1
  assert_links_unchanged
  try_full add 'vm%d' --mode tap --mtu 1400 --address 192.0.2.1/24
  assert_status 1
  assert_links_unchanged
}

@test "the chosen name does not go into the device that was opened in place of stdout" {
  # The lowest free descriptor is 1 here: were it the interface's, printing would be sending a packet.
  try_command env ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0" \
    sh -c 'exec strace -f -qq -y -e trace=write -o "$1" "$2" add --mode tun >&-' \
    sh "$BATS_TEST_TMPDIR/trace" "$TUNADM"
  assert_status 1
  run grep 'write([0-9]*</dev/net/tun' "$BATS_TEST_TMPDIR/trace"
  [[ $status -ne 0 ]]
  assert_links_unchanged
}

@test "what is silent does not mind a stdout that is full or closed" {
  try_full add tap0
  assert_status 0
  assert_stderr ''
  try_closed add tap1
  assert_status 0
  assert_stderr ''
  try_closed set-mtu tap0 1400
  assert_status 0
  try_full del tap0 tap1
  assert_status 0
  assert_links_unchanged
}

@test "closed stdin and stderr change nothing about what is done" {
  {
    try_command sh -c 'exec "$@" <&- >&- 2>&-' sh "$TUNADM" add tap0 --mtu 1400
    assert_status 0
    assert_link tap0 '.mtu == 1400' '$tun.persist'
    try_command sh -c 'exec "$@" <&- >&- 2>&-' sh "$TUNADM" del nosuch
    assert_status 3
    try_command sh -c 'exec "$@" 2>&-' sh "$TUNADM" -v del tap0
    [[ $status -eq 0 || $status -eq 1 ]]
    assert_no_link tap0
  }
}

@test "a reader that went away" {
  for name in tap0 tap1 tap2; do make_tap "$name"; done
  try_command bash -c '"$1" show | true; exit "${PIPESTATUS[0]}"' bash "$TUNADM"
  # Killed by SIGPIPE, a write error, or fast enough to have written everything.
  [[ $status -eq 141 || $status -eq 1 || $status -eq 0 ]]
}

# A file server may tell only then that it has no room.
@test "what closing stdout reports is status 1" {
  make_tap tap0
  : >"$BATS_TEST_TMPDIR/out"
  for command in show 'show --json' '--help'; do
    # shellcheck disable=SC2086 # words
    try_command env ASAN_OPTIONS=detect_leaks=0 OUT="$BATS_TEST_TMPDIR/out" strace -f -qq -o "$BATS_TEST_TMPDIR/trace" -P "$BATS_TEST_TMPDIR/out" \
      -e trace=close -e inject=close:error=ENOSPC \
      sh -c 'exec "$0" "$@" >"$OUT"' "$TUNADM" $command
    [[ -s $BATS_TEST_TMPDIR/out ]]
    assert_status 1
    assert_stderr 'tunadm: standard output: cannot write: No space left on device'
  done
}

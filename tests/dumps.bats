#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# A dump that fails half-way in the kernel must not be taken for a complete list of interfaces or addresses.
# shellcheck disable=SC2016,SC2034,SC2154 # jq has variables of its own; bats sets and lib uses others

load lib/common
load lib/bulk

# break_dump WHICH ARG...: the program, with that dump ended by ENOMEM (12) after its first part.
break_dump() {
  TRIED="tunadm ${*:2} (dump $1 fails)"
  capture env ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0" \
    LD_PRELOAD="$top_builddir/tests/helpers/broken-dump.so" BROKEN_DUMP="$1 12" "$TUNADM" "${@:2}"
}

setup() {
  remember_links
  NAMES=(tap{0..9})
}

@test "show: says so, and prints no part" {
  make_taps 10
  for command in show 'show --json' 'show --tuntab' 'show tap?' 'show --json tap?'; do
    # shellcheck disable=SC2086 # words
    break_dump 0 $command
    assert_status 1
    assert_stderr_line 'tunadm: (tap\?: )?cannot list interfaces: Cannot allocate memory'
    [[ $output == '' || $output == '[]' ]] || fail 'it prints a part'
  done
  for command in 'show --json' 'show -o name,addresses'; do
    # shellcheck disable=SC2086 # words
    break_dump 2 $command
    assert_status 1
    assert_stderr_line 'tunadm: .*cannot list addresses: Cannot allocate memory'
    [[ $output == '' || $output == '[]' ]] || fail 'it prints a part'
  done
  break_dump 2 show --tuntab
  assert_status 1
  assert_stderr_line 'tunadm: .*cannot list addresses: Cannot allocate memory'
  assert_stdout ''
}

@test "del of a pattern: deletes nothing" {
  make_taps 10
  remember_links
  break_dump 0 del 'tap*'
  assert_refused 1 'tap*' 'cannot list interfaces: Cannot allocate memory'
  assert_links_unchanged
  # Of the dump that looks whether the link group is theirs alone.
  break_dump 2 del 'tap*'
  assert_status 1
  assert_messages 10
  assert_stderr_line 'tunadm: tap3: cannot delete: .*Cannot allocate memory'
  assert_links_unchanged
}

@test "what goes by names does without the dump" {
  make_taps 10
  printf '%s\n' "${NAMES[@]}" >"$BATS_TEST_TMPDIR/table"
  break_dump 1 -v up -f "$BATS_TEST_TMPDIR/table"
  assert_status 0
  [[ $(grep -c 'unchanged$' <<<"$stderr") -eq 10 ]] || fail 'they are not found'
  break_dump 1 del "${NAMES[@]}"
  assert_silent
  assert_taps 0
}

@test "addresses: what is there is not taken for missing" {
  make_tap tap0 user root
  ip addr add 192.0.2.1/24 dev tap0
  remember_links
  break_dump 1 add --ensure tap0 --address 192.0.2.1/24
  assert_refused 1 tap0 'cannot list addresses: Cannot allocate memory'
  assert_links_unchanged
}

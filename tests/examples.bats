#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Every example in the manuals and pages, run exactly as printed; the top of man/tunadm.8 explains the comments.

bats_require_minimum_version 1.5.0
: "${top_srcdir:?the source tree}"

setup() {
  [[ $(wc -l </proc/self/uid_map) -gt 1 || $(awk '{ print $3 }' /proc/self/uid_map) -gt 1 ]] ||
    skip "the examples need a second user, and there is only one in this user namespace"
}

# scenes DOCUMENT: runs each of its scenes, and fails after the last if one differs from the document. A program that is
# not installed is not a failure here, but it is in CI.
scenes() {
  local stream=$BATS_TEST_TMPDIR/stream scene=0 failed=0 run=0 status
  awk -f "$top_srcdir/tests/lib/examples.awk" "$top_srcdir/$1" >"$stream.all"
  awk -v stream="$stream" '/^@[0-9]+ new/ { scene++ } { print >(stream "." scene) }' "$stream.all"
  while [[ -e $stream.$((++scene)) ]]; do
    status=0
    "$top_srcdir/tests/lib/run-scene" "$1" <"$stream.$scene" 3>&- || status=$?
    case $status in
    0) run=$((run + 1)) ;;
    77) [[ -z ${CI-} ]] || failed=$((failed + 1)) ;;
    *) failed=$((failed + 1)) ;;
    esac
  done
  echo "$1: $run of $((scene - 1)) scenes as shown, $failed not"
  [[ $failed -eq 0 && $run -gt 0 ]]
}

@test "the examples of tunadm(8) do what it shows" {
  scenes man/tunadm.8
}

@test "the examples of tuntab(5) do what it shows" {
  scenes man/tuntab.5
}

@test "the examples of tunctl(8) do what it shows" {
  scenes man/tunctl.8
}

@test "the tour of the README is as it shows" {
  scenes README.md
}

@test "our side of the page on moving over works" {
  scenes doc/moving-over.md
}

@test "the page on packets that do not come through names what it makes" {
  scenes doc/no-packet.md
}

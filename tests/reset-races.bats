#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm reset: what others do between its look and its action. Each moment is exact: a preloaded library stops the
# program there.
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2153,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common

# meanwhile REQUEST[+][*N] COMMAND ARG...: runs tunadm ARG..., and COMMAND, a line of shell, right before (or after, with +)
# its first (N-th) request of that name.
meanwhile() {
  local moment=$1 command=$2 nth=1 dir program
  shift 2
  dir=$(mktemp -d "$BATS_TEST_TMPDIR/meanwhile.XXXXXX")
  mkfifo "$dir/now" "$dir/on"
  [[ $moment != *\** ]] || nth=${moment#*\*}
  TRIED="tunadm $* (meanwhile, at $moment: $command)"
  ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0:detect_leaks=0" \
    LD_PRELOAD=$top_builddir/tests/helpers/meddle.so MEDDLE_AT=${moment%\**} MEDDLE_NTH=$nth \
    MEDDLE="echo >$dir/now; read -r _ <$dir/on" "$TUNADM" "$@" >"$dir/out" 2>"$dir/err" 3>&- &
  program=$!
  HOLDERS+=("$program")
  read -r -t 10 _ <>"$dir/now" || fail "it does not come to that: $(cat "$dir/err")" || return 1
  eval "$command" || return 1
  echo >"$dir/on"
  status=0
  wait "$program" || status=$?
  output=$(<"$dir/out") stderr=$(<"$dir/err")
}

# soil NAME [FLAGS]: a program leaves a header size of 12 bytes.
soil() {
  hold "$1" tap "${2--}" && assert_answer 'header 12' 'done' && release
}

# assert_left NAME N [FLAGS]: the header of the interface has so many bytes.
assert_left() {
  hold "$1" tap "${3--}" && assert_answer left "header $2 little 0 classic 0" && release
}

# a_namesake: tap0 is renamed to away0, and another interface with the same leftovers becomes tap0.
a_namesake() {
  ip link set tap0 name away0 && make_tap tap0 && soil tap0
}

# anew: the same, with the first one deleted.
anew() {
  ip link del tap0 && make_tap tap0 && soil tap0
}

setup() {
  remember_links
  make_tap tap0
  soil tap0
}

@test "renamed before it is attached to: it is reset under its new name" {
  meanwhile TUNSETIFF 'ip link set tap0 name away0' -v reset tap0
  assert_status 0
  assert_stderr 'tap0: changed header'
  assert_left away0 10
}

@test "renamed once it is attached to: it is reset" {
  meanwhile TUNSETIFF+ 'ip link set tap0 name away0' reset tap0
  assert_silent
  assert_left away0 10
}

@test "renamed before its features are asked for by name: they are asked for by its new one" {
  hold tap0 tap -
  assert_answer 'offload 1' 'done'
  release
  meanwhile TUNGETFILTER+ a_namesake -v reset tap0
  assert_status 0
  assert_stderr 'tap0: changed header, offload'
  assert_left away0 10
  assert_left tap0 12
}

@test "renamed, and a namesake in its place, before it is attached to: the namesake keeps all" {
  meanwhile TUNSETIFF a_namesake reset tap0
  assert_silent
  assert_left away0 10
  assert_left tap0 12
}

@test "renamed, and a namesake in its place, at any later moment" {
  for moment in TUNSETIFF+ TUNGETVNETHDRSZ TUNDETACHFILTER TUNSETTXFILTER TUNSETVNETLE; do
    meanwhile "$moment" a_namesake reset tap0 || return 1
    assert_silent
    assert_left away0 10
    assert_left tap0 12
    ip link del tap0
    ip link set away0 name tap0
    soil tap0
  done
}

@test "deleted before it is attached to: 3, and it does not come back" {
  meanwhile TUNSETIFF 'ip link del tap0' reset tap0
  assert_refused 3 tap0 '^cannot reset: no such interface \(any more\)$'
  assert_no_link tap0
}

@test "deleted and made anew before it is attached to: 3, and the new one keeps all" {
  meanwhile TUNSETIFF anew reset tap0
  assert_refused 3 tap0 '^cannot reset: no such interface \(any more\), but another one of that name$'
  assert_left tap0 12
}

@test "deleted at any later moment: 3" {
  for moment in TUNSETIFF+ TUNGETVNETHDRSZ TUNGETFILTER TUNDETACHFILTER TUNSETTXFILTER TUNSETVNETLE; do
    link_exists tap0 || { make_tap tap0 && soil tap0; }
    meanwhile "$moment" 'ip link del tap0' reset tap0
    assert_refused 3 tap0 '^cannot [a-z -]*: no such interface \(any more\)$'
    assert_no_link tap0
  done
}

@test "a program attaches before: 5, with its name, and it keeps what it has set" {
  meanwhile TUNSETIFF 'hold tap0 tap -' reset tap0
  assert_refused 5 tap0 "^cannot reset: in use by attach \\(pid $HOLDER\\)"
  assert_answer left 'header 12 little 0 classic 0'
}

@test "a program attaches to a multi-queue interface before, or beside: 5, and it keeps what it has set" {
  make_tap mq0 multi_queue
  soil mq0 multi_queue
  for moment in TUNSETIFF TUNSETIFF+; do
    meanwhile "$moment" 'hold mq0 tap multi_queue' reset mq0
    assert_refused 5 mq0 "^cannot reset: in use by attach \\(pid $HOLDER\\)"
    assert_answer left 'header 12 little 0 classic 0'
    release
  done
}

@test "a program attaches to a multi-queue interface in the midst of it: 5, with the advice to restart it" {
  make_tap mq0 multi_queue
  soil mq0 multi_queue
  meanwhile TUNSETVNETLE 'hold mq0 tap multi_queue' reset mq0
  assert_refused 5 mq0 '^cannot reset: in use by a program that attached meanwhile$'
  assert_hint 'restart'
}

@test "the link is set up before its type is changed: 5, with the hint to set it down" {
  hold tap0 tap -
  assert_answer 'type 512' 'done'
  release
  meanwhile TUNSETLINK 'ip link set tap0 up' reset tap0
  assert_refused 5 tap0 'link type is 512, which cannot be changed while the link is up'
  assert_hint '`tunadm set tap0 --down`'
  ip link set tap0 down
  try reset tap0
  assert_silent
}

# trap_tap0: with packet information and a classic filter, which the kernel finds in the program that MEDDLE_FILTER is set for.
trap_tap0() {
  ip link del tap0
  make_tap tap0 pi
  hold tap0 tap pi && assert_answer classic 'done' && release
}

@test "past a classic filter: a namesake comes, or another program attaches, in between" {
  export MEDDLE_FILTER=1
  trap_tap0
  meanwhile 'TUNSETIFF*2' 'ip link set tap0 name away0 && make_tap tap0 pi && soil tap0 pi' -v reset tap0
  [[ $status -eq 0 || $status -eq 3 ]] || fail "status $status"
  assert_link away0 '$tun.pi'
  assert_left tap0 12 pi
  ip link del tap0
  ip link set away0 name tap0
  trap_tap0
  meanwhile 'TUNSETIFF*3' 'hold tap0 tap vnet_hdr' reset tap0
  assert_refused 5 tap0 "in use by attach \\(pid $HOLDER\\)"
  assert_link tap0 '$tun.vnet_hdr' '$tun.pi | not'
}

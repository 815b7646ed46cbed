#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Two at once: --ensure, and so up, waits for another tunadm that is creating the interface, and accepts the result if
# it is as requested.
# shellcheck disable=SC2016,SC2030,SC2031,SC2153,SC2154 # jq and inner shells have variables of their own; wait_for sets STATUS

load lib/common

# What is asked for, and that it is there.
AS_ASKED=(--mtu 1400 --address 192.0.2.1/24 --address 2001:db8::1/64 --up)
assert_as_asked() {
  assert_link "$1" '$tun.persist' '.mtu == 1400' '.flags | index("UP")' \
    '.addr_info | map(.local) | contains(["192.0.2.1", "2001:db8::1"])'
}

# half_made: an add of tap0 that is stopped after creating it and before configuring it.
half_made() {
  stop_at sendmsg 1 -- add tap0 "${AS_ASKED[@]}"
  [[ $(link_json tap0 | jq .linkinfo.info_data.persist) == false ]] || fail 'it is complete already'
}

# second ARG...: the program, in the background; its pid in SECOND.
second() {
  "$TUNADM" "$@" >"$BATS_TEST_TMPDIR/second" 2>&1 3>&- &
  SECOND=$!
  HOLDERS+=("$SECOND")
}

@test "a second one waits for the first, and finds it as asked" {
  half_made
  second -v add --ensure tap0 "${AS_ASKED[@]}"
  sleep 0.5
  ! has_ended "$SECOND" || fail "it did not wait: $(cat "$BATS_TEST_TMPDIR/second")"
  # It has neither completed nor changed another one's interface.
  [[ $(link_json tap0 | jq -c '[.linkinfo.info_data.persist, .mtu]') == '[false,1500]' ]]
  finish
  assert_status 0
  wait_for "$SECOND"
  [[ $STATUS -eq 0 && $(cat "$BATS_TEST_TMPDIR/second") == 'tap0: unchanged' ]] ||
    fail "status $STATUS: $(cat "$BATS_TEST_TMPDIR/second")"
  assert_as_asked tap0
}

@test "so does up, and what it asks for besides is changed then" {
  half_made
  table 'tap1' "tap0 --txqueuelen 77"
  second -v up -f "$TABLE"
  sleep 0.3
  ! has_ended "$SECOND" || fail "it did not wait: $(cat "$BATS_TEST_TMPDIR/second")"
  finish
  assert_status 0
  wait_for "$SECOND"
  [[ $STATUS -eq 0 && $(cat "$BATS_TEST_TMPDIR/second") == $'tap1: created\ntap0: changed txqueuelen' ]] ||
    fail "status $STATUS: $(cat "$BATS_TEST_TMPDIR/second")"
  assert_as_asked tap0
}

@test "where the first is killed, the second makes it" {
  half_made
  second -v add --ensure tap0 --mtu 1300
  sleep 0.2
  finish KILL
  wait_for "$SECOND"
  [[ $STATUS -eq 0 && $(cat "$BATS_TEST_TMPDIR/second") == 'tap0: created' ]] ||
    fail "status $STATUS: $(cat "$BATS_TEST_TMPDIR/second")"
  assert_link tap0 '$tun.persist' '.mtu == 1300'
}

@test "it waits for 10 s at most, and then leaves it to the first" {
  half_made
  start=$SECONDS
  try add --ensure tap0 --mtu 1300
  assert_refused 5 tap0 "another process \\(pid $STOPPED\\) is still making it"
  ((SECONDS - start >= 9 && SECONDS - start <= 12)) || fail "it took $((SECONDS - start)) s"
  [[ $(link_json tap0 | jq -c '[.linkinfo.info_data.persist, .mtu]') == '[false,1500]' ]]
  finish
  assert_status 0
  assert_as_asked tap0
}

@test "a signal ends the waiting" {
  half_made
  second add --ensure tap0
  sleep 0.3
  kill -TERM "$SECOND"
  wait_for "$SECOND"
  [[ $STATUS -eq 143 ]] || fail "status $STATUS"
  finish
  assert_as_asked tap0
}

@test "what a program has made for itself is not waited for, but made persistent as ever" {
  hold tap0 tap -
  start=$SECONDS
  try -v add --ensure tap0 --mtu 1400
  assert_status 0
  assert_link tap0 '$tun.persist' '.mtu == 1400'
  ((SECONDS - start < 5)) || fail 'it waited'
}

@test "add without --ensure waits for nobody" {
  half_made
  try add tap0
  assert_refused 4 tap0 'exists'
  finish
  assert_as_asked tap0
}

@test "two at once, again and again: both succeed, and it is as asked" {
  for round in {1..60}; do
    second add --ensure tap0 "${AS_ASKED[@]}"
    try add --ensure tap0 "${AS_ASKED[@]}"
    wait_for "$SECOND"
    [[ $status$STATUS == 00 ]] || fail "round $round: $status, $STATUS: $(cat "$BATS_TEST_TMPDIR/second")"
    assert_as_asked tap0
    ip link del tap0
  done
}

@test "two tables at once: both succeed" {
  for number in {1..100}; do echo "tap$number --mtu 1400 --address 10.0.$number.1/24 --up"; done >"$BATS_TEST_TMPDIR/tuntab"
  for round in 1 2 3; do
    second up -f "$BATS_TEST_TMPDIR/tuntab"
    try up -f "$BATS_TEST_TMPDIR/tuntab"
    wait_for "$SECOND"
    [[ $status$STATUS == 00 ]] || fail "round $round: $status, $STATUS: $(cat "$BATS_TEST_TMPDIR/second")"
    [[ $(ip -j -d link | jq '[.[] | select(.linkinfo.info_data.persist and .mtu == 1400)] | length') -eq 100 ]]
    delete_all_links
  done
}

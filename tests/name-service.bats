#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The name service: asked late, once per name, and never if it is not needed. It may be slow, down or not available yet.
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2153,SC2154 # bats runs each test in a shell of its own, and sets stderr

load lib/common

setup() {
  remember_links
  export NAME_SERVICE=$BATS_TEST_TMPDIR/service
  mkdir "$NAME_SERVICE"
  PRELOAD=(env "LD_PRELOAD=$top_builddir/tests/helpers/name-service.so"
    "ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0")
}

# served ARG...: tunadm with that service.
served() {
  : >"$NAME_SERVICE/asked"
  TRIED="tunadm $* (with a name service of the test's own)"
  capture "${PRELOAD[@]}" "$TUNADM" "$@"
}

# assert_asked [LINE...]: these questions, and each once.
assert_asked() {
  [[ $(cat "$NAME_SERVICE/asked") == "$(printf '%s\n' "$@")" ]] ||
    fail "it was asked '$(cat "$NAME_SERVICE/asked")'"
}

@test "each name is asked for once in a run, and so is one that there is not" {
  need_root
  echo 61001 >"$NAME_SERVICE/ldapuser"
  table 'tap0 --owner ldapuser' 'tap1 --owner ldapuser --group ldapgroup' 'tap2 --owner ldapuser --group ldapgroup' \
    'tap3 --owner nosuchuser' 'tap4 --owner nosuchuser' "tap5 --owner $OWNER" "tap6 --owner $OWNER" 'tap7 --owner 61002'
  served up -f "$TABLE"
  assert_status 1
  [[ $(sort "$NAME_SERVICE/asked") == "$(printf '%s\n' 'group ldapgroup' "user $OWNER" 'user ldapuser' 'user nosuchuser' |
    sort)" ]] || fail "it was asked '$(cat "$NAME_SERVICE/asked")'"
  assert_link_names 'tap0 tap5 tap6 tap7'
  assert_link tap0 '$tun.user == 61001'
  assert_messages 4
}

@test "down, del, and what is not meant: nobody is asked" {
  need_root
  table 'tap0 --owner ldapuser' 'tap1 --owner 61001'
  make_tap tap0
  served up -f "$TABLE" tap1
  assert_silent
  assert_asked
  served down -f "$TABLE" --dry-run
  assert_status 0
  assert_asked
  served down -f "$TABLE"
  assert_silent
  assert_asked
  make_tap tap0 user "$OWNER"
  served del tap0
  assert_silent
  assert_asked
}

@test "a slow one holds up nothing that does not need it, whatever the order of the table" {
  need_root
  mkfifo "$NAME_SERVICE/ldapuser"
  table 'tap5 --owner ldapuser' "tap4 --owner $OWNER --group $GROUP" 'tap3 --owner 61003' 'tap2' 'tap1 --owner ldapuser'
  "${PRELOAD[@]}" "$TUNADM" up -f "$TABLE" --json >"$BATS_TEST_TMPDIR/stdout" 2>"$BATS_TEST_TMPDIR/stderr" 3>&- &
  HOLDERS+=("$!")
  wait_until link_exists tap4
  wait_until link_exists tap3
  wait_until link_exists tap2
  assert_no_link tap5
  echo 61005 >"$NAME_SERVICE/ldapuser"
  wait_for "$!"
  [[ $STATUS -eq 0 ]] || fail "it ended with $STATUS: $(cat "$BATS_TEST_TMPDIR/stderr")"
  assert_link tap5 '$tun.user == 61005'
  assert_link tap1 '$tun.user == 61005'
  # Nevertheless in the order of the table.
  output=$(cat "$BATS_TEST_TMPDIR/stdout")
  assert_json 'map(.ifname) == ["tap5", "tap4", "tap3", "tap2", "tap1"]'
}

@test "interrupted while it waits for the service: what was made stays, and the rest is told" {
  need_root
  mkfifo "$NAME_SERVICE/ldapuser"
  table 'tap5 --owner ldapuser' 'tap4 --owner 61004'
  "${PRELOAD[@]}" "$TUNADM" up -f "$TABLE" >/dev/null 2>"$BATS_TEST_TMPDIR/stderr" 3>&- &
  HOLDERS+=("$!")
  wait_until link_exists tap4
  wait_until grep -q ldapuser "$NAME_SERVICE/asked"
  kill -TERM "$!"
  wait_for "$!"
  [[ $STATUS -eq 143 ]] || fail "it ended with $STATUS"
  assert_no_link tap5
  assert_link_exists tap4
}

@test "down: that entry fails with the reason, the others are made, and the next up makes it" {
  need_root
  table 'tap5 --owner ldapuser' "tap4 --owner $OWNER" 'tap3 --group ldapgroup'
  served up -f "$TABLE"
  assert_status 1
  assert_messages 2
  assert_bad_line 1 "^tap5: --owner: invalid value 'ldapuser': the name service failed: Connection refused"
  assert_bad_line 3 "^tap3: --group: invalid value 'ldapgroup': the name service failed"
  assert_hint 'tunadm up'
  assert_link_names tap4
  served up -f "$TABLE" --json
  assert_json 'map(.action) == ["failed", "unchanged", "failed"] and .[0].status == 1'
  echo 61005 >"$NAME_SERVICE/ldapuser"
  echo 61006 >"$NAME_SERVICE/ldapgroup"
  served up -f "$TABLE" --json
  assert_status 0
  assert_json 'map(.action) == ["created", "unchanged", "created"]'
  assert_link tap5 '$tun.user == 61005'
  assert_link tap3 '$tun.group == 61006'
}

@test "what is there and belongs to somebody unknown stays, and nothing else is changed on it" {
  need_root
  make_tap tap5 user 61005
  remember_links
  table 'tap5 --owner ldapuser --mtu 1400'
  served up -f "$TABLE"
  assert_status 1
  assert_links_unchanged
  table 'tap5 --owner nosuchuser --mtu 1400'
  served up -f "$TABLE"
  assert_status 2
  assert_bad_line 1 "^tap5: --owner: invalid value 'nosuchuser': no such user"
  assert_links_unchanged
}

@test "--prune needs no owners" {
  need_root
  make_tap tap5 user 61005
  make_tap tap6 user 61006
  table 'tap5 --owner ldapuser'
  served up -f "$TABLE" --prune 'tap*'
  assert_status 1
  assert_link_names tap5
}

@test "a command line is refused before anything is done" {
  need_root
  for command in 'add tap7 --owner ldapuser' 'add -e tap7 --group ldapgroup' 'chown tap7 --owner ldapuser'; do
    # shellcheck disable=SC2086 # words
    served $command
    assert_status 1
    [[ $stderr == 'tunadm: --'*': the name service failed: Connection refused' ]] || fail "another message"
  done
  served add tap7 --owner nosuchuser
  assert_usage_error "owner.*no such user"
  assert_links_unchanged
  echo 61001 >"$NAME_SERVICE/ldapuser"
  served add tap1 tap2 tap3 --owner ldapuser
  assert_silent
  assert_asked 'user ldapuser'
}

@test "tunctl: likewise" {
  need_root
  capture "${PRELOAD[@]}" bash -c 'exec -a tunctl "$@"' bash "$TUNADM" -u ldapuser -t tap0
  assert_status 1
  [[ $stderr == *'the name service failed'* ]] || fail "another message"
  assert_links_unchanged
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# --json of every command that changes or checks: one document whatever happens, with an object for each interface.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common
load lib/bulk

setup_file() {
  own_etc
}

# assert_results JQ-OBJECT...: stdout is one array with these objects, in that order; assert_error checks .error.
assert_results() {
  local want
  want=$(printf '%s\n' "$@" | jq -s -c 'map({changes: [], status: 0} + .)') || return
  jq -s -e 'length == 1' <<<"$output" >/dev/null || fail 'stdout is not one document' || return 1
  jq -e --argjson want "$want" 'map(del(.error)) == $want' <<<"$output" >/dev/null || fail "it is not $want" || return 1
  assert_json 'all(.[]; (.status != 0) == (.action == "failed") and has("error") == (.action == "failed"))'
}

# assert_error INDEX REGEX: it matches, and is the same as the message on stderr.
assert_error() {
  local error
  error=$(jq -r ".[$1].error" <<<"$output")
  grep -Eq -- "$2" <<<"$error" || fail "the error is '$error'" || return 1
  grep -qxF -- "tunadm: $error" <<<"$stderr" || fail "stderr does not say '$error'"
}

result() {
  printf '{ifname: "%s", action: "%s"%s}' "$1" "$2" "${3:+, $3}" | jq -nc -f /dev/stdin
}

@test "add: created; failed where there is one" {
  make_tap tap1
  try add -j tap0 tap1 tap2 --mtu 1400
  assert_status 4
  assert_messages 1
  assert_results "$(result tap0 created)" "$(result tap1 failed 'status: 4')" "$(result tap2 created)"
  assert_error 1 '^tap1: cannot create: an interface of that name exists$'
}

@test "add --ensure: created, changed or unchanged" {
  make_tap tap1
  ip link set tap1 mtu 1300
  try add --ensure tap0 tap1 --json --mtu 1300
  assert_status 0
  assert_stderr ''
  assert_results "$(result tap0 created)" "$(result tap1 unchanged)"
  try add --ensure tap0 tap1 --json --mtu 1400 --up
  assert_results "$(result tap0 changed 'changes: ["mtu", "up"]')" "$(result tap1 changed 'changes: ["mtu", "up"]')"
}

@test "add: of a name that the kernel chose, that name, and no other line on stdout" {
  make_tap tap0
  try add --json --mode tap
  assert_status 0
  assert_results "$(result tap1 created)"
  try add --json 'tap%d' vm0 'vm%d' --mode tap
  assert_results "$(result tap2 created)" "$(result vm0 created)" "$(result vm1 created)"
}

@test "add: where the document cannot be written, stderr has the name that the kernel chose" {
  try_command sh -c 'exec "$@" >/dev/full' sh "$TUNADM" add --json --mode tap
  assert_status 1
  assert_stderr_line 'tunadm: standard output: cannot write: No space left on device'
  assert_stderr_line 'note: tap0: created'
  assert_link_exists tap0
}

@test "del: deleted, absent, failed, and unchanged for one that was passed over" {
  need_root
  make_tap tap0
  make_tap tap1
  hold tap1 tap -
  try del --json tap0 tap1 tap2
  assert_status 5
  assert_results "$(result tap0 deleted)" "$(result tap1 failed 'status: 5')" "$(result tap2 failed 'status: 3')"
  assert_error 1 "^tap1: cannot delete: in use by attach \(pid $HOLDER\)\$"
  assert_error 2 '^tap2: cannot delete: no such interface$'
  make_tap tap0
  try del --json --idle --if-exists 'tap*' tap3
  assert_status 0
  assert_results "$(result tap0 deleted)" "$(result tap1 unchanged)" "$(result tap3 absent)"
  assert_link_exists tap1
}

@test "persist, chown, set-mac, set-mtu: changed, then unchanged" {
  make_tap tap0
  for line in 'persist tap0 off;persist' 'persist tap0;persist' "chown tap0 --owner $OWNER;owner" \
    "chown tap0 --owner $OTHER --group $GROUP;owner, group" 'set-mac tap0 02:00:00:00:00:05;mac' 'set-mtu tap0 1400;mtu'; do
    if [[ $line == 'persist tap0 off'* ]]; then
      hold tap0 tap -
    fi
    # shellcheck disable=SC2086 # words
    try ${line%;*} --json
    assert_status 0
    assert_results "$(result tap0 changed "changes: [\"${line#*;}\"] | map(split(\", \")[])")"
    # shellcheck disable=SC2086 # words
    try ${line%;*} --json
    assert_results "$(result tap0 unchanged)"
  done
}

@test "a pattern: each that it matches, by its own name" {
  make_tap vm1
  make_tap vm2
  make_tun vm3
  try set-mac --json 'vm*' 02:00:00:00:00:05
  assert_status 4
  assert_results "$(result vm1 changed 'changes: ["mac"]')" "$(result vm2 changed 'changes: ["mac"]')" \
    "$(result vm3 failed 'status: 4')"
  assert_error 2 '^vm3: '
  try set-mtu --json 'nosuch*' 1400
  assert_results "$(result 'nosuch*' failed 'status: 3')"
}

@test "an alternative name: the interface's own" {
  make_tap tap0
  ip link property add dev tap0 altname a-name-that-is-longer-than-others
  try set-mtu --json a-name-that-is-longer-than-others 1400
  assert_results "$(result tap0 changed 'changes: ["mtu"]')"
  try del --json a-name-that-is-longer-than-others
  assert_results "$(result tap0 deleted)"
}

@test "a name that is no UTF-8 stands beside in hexadecimal digits" {
  make_tap $'t\377x'
  try set-mtu --json $'t\377x' 1400
  assert_status 0
  assert_json '.[0] == {ifname: "t\ufffdx", ifname_hex: "74ff78", action: "changed", changes: ["mtu"], status: 0}'
  try set-mtu --json $'no\377' 1400
  assert_status 3
  assert_json '.[0] | .ifname == "no\ufffd" and .ifname_hex == "6e6fff" and .status == 3'
}

@test "check: by what right, and how; or why not" {
  need_root
  make_tap tap0 user "$OWNER"
  make_tun tun0 user "$OWNER" pi
  try check --json tap0 --user "$OWNER"
  assert_status 0
  assert_stderr ''
  assert_results "$(result tap0 checked 'right: "owner", mode: "tap", flags: ["IFF_TAP", "IFF_NO_PI"]')"
  try check --json tun0 --user root
  assert_json '.[0] | .right == "capability" and .mode == "tun" and .flags == ["IFF_TUN"]'
  try check --json tap0 --user "$OTHER"
  assert_status 6
  assert_results "$(result tap0 failed 'status: 6')"
  assert_error 0 "^tap0: $OTHER cannot attach: not its owner, who is $OWNER\$"
  hold tap0 tap -
  try check --json tap0 --user "$OWNER"
  assert_results "$(result tap0 failed 'status: 5')"
}

@test "missing, or of another kind: an object with the status, whatever the command" {
  ip link add br0 type bridge
  for line in 'del NAME' 'persist NAME' 'chown NAME --owner 0' 'set-mac NAME 02:00:00:00:00:05' 'set-mtu NAME 1400' \
    'reset NAME' 'check NAME --user root'; do
    # shellcheck disable=SC2086 # words
    try ${line/NAME/nosuch} -j
    assert_status 3
    assert_results "$(result nosuch failed 'status: 3')"
    assert_error 0 '^nosuch: .*: no such interface$'
    # shellcheck disable=SC2086 # words
    try ${line/NAME/br0} -j
    assert_status 4
    assert_results "$(result br0 failed 'status: 4')"
    assert_error 0 '^br0: .*of kind bridge$'
  done
}

@test "without privilege: status 6" {
  need_root
  make_tap tap0 user "$OTHER"
  for line in 'add tap1' 'del tap0' 'persist tap0 off' 'chown tap0 --owner 0' 'set-mtu tap0 1400' 'reset tap0'; do
    # shellcheck disable=SC2086 # words
    try_as "$OWNER" $line --json
    assert_status 6
    assert_messages 1
    assert_json 'length == 1 and (.[0] | .action == "failed" and .status == 6 and .changes == [])'
    assert_error 0 '^tap[01]: '
  done
}

@test "a bad value: each that was named failed with status 2, wherever -j stands" {
  for line in '-j tap0 tap1 --mtu 1' 'tap0 --mtu 1 tap1 -j' '--mtu 1 --json -- tap0 tap1' '--mtu=1 -ej tap0 tap1'; do
    # shellcheck disable=SC2086 # words
    try add $line
    assert_status 2
    assert_messages 1
    assert_results "$(result tap0 failed 'status: 2')" "$(result tap1 failed 'status: 2')"
    assert_error 1 '^--mtu: '
  done
  try add --json tap0 tun0 --mtu 65530
  assert_status 2
  assert_results "$(result tap0 failed 'status: 2')" "$(result tun0 failed 'status: 2')"
  assert_error 0 '^--mtu: .*65521'
  make_tap tap0
  remember_links
  for line in 'set-mtu tap0 1' 'set-mac tap0 1' 'persist tap0 perhaps' 'chown tap0' 'chown tap0 --owner no.such.user' \
    'check tap0' 'set-mtu tap0 1400 1500' 'set-mtu tap0' 'del tap0 --force --idle' 'check tap0 --user no.such.user'; do
    # shellcheck disable=SC2086 # words
    try $line --json
    assert_status 2
    assert_results "$(result tap0 failed 'status: 2')"
    assert_links_unchanged
  done
}

@test "a bad name: its own error, and the others failed with it" {
  try add --json tap0 a/b tap1 'c d' --mode tap
  assert_status 2
  assert_messages 2
  assert_results "$(result a/b failed 'status: 2')" "$(result 'c d' failed 'status: 2')" \
    "$(result tap0 failed 'status: 2')" "$(result tap1 failed 'status: 2')"
  assert_error 0 'a/b'
  assert_error 1 'c d'
  assert_error 2 'a/b'
  [[ -z $(link_names) ]]
}

@test "a line that cannot be read: an empty array, and the failure" {
  for line in 'add --nosuch tap0 --json' 'del -j' 'set-mac --json' 'add --json' 'del tap0 --json --if' 'up --json --file' \
    'nosuch --json' 'nosuch tap0 -j' '--nosuch add tap0 --json' '--mtu 1400 add tap0 -j' 'add tap0 --up=yes -j' 'add -xj tap0 --json' 'down --json --mtu 1400' 'persist -j'; do
    # shellcheck disable=SC2086 # words
    try $line
    assert_status 2
    assert_messages 1
    assert_json '. == []'
  done
  try nosuch -- --json
  assert_stdout ''
}

@test "a line that cannot be read asks for JSON by letters too, but not by what is the argument of one" {
  for letters in -qj -vj -jq; do
    try --nosuch add "$letters" tap0
    assert_status 2
    assert_stdout '[]'
  done
  try --nosuch add -ujoe tap0
  assert_status 2
  assert_stdout ''
}

@test "a network namespace that is not there: each that was named failed with status 1" {
  for line in 'add tap0' 'del tap0' 'persist tap0' 'chown tap0 --owner 0' 'set-mac tap0 02:00:00:00:00:05' \
    'set-mtu tap0 1400' 'reset tap0' 'check tap0 --user root' 'up tap0' 'down tap0'; do
    # shellcheck disable=SC2086 # words
    try -n nosuch $line --json
    assert_status 1
    assert_results "$(result tap0 failed 'status: 1')"
    assert_error 0 '^nosuch: cannot enter network namespace: '
  done
  try -n nosuch show --json
  assert_status 1
  assert_json '. == []'
}

@test "up, down: a table or an entry that is not there" {
  for command in up down; do
    try "$command" --json -f "$BATS_TEST_TMPDIR/nosuch"
    assert_status 1
    assert_json '. == []'
    try "$command" --json -f "$BATS_TEST_TMPDIR/nosuch" tap0
    assert_results "$(result tap0 failed 'status: 1')"
  done
  table 'tap0 --mtu 1400' 'tap1 --nosuch' '--mtu 1400'
  try up --json -f "$TABLE" tap0 nosuch
  assert_status 3
  assert_results "$(result nosuch failed 'status: 3')" "$(result tap0 created)"
  try up --json -f "$TABLE"
  assert_status 2
  assert_results "$(result tap0 unchanged)" "$(result tap1 failed 'status: 2')" '{"action": "failed", "status": 2}'
  try down --json -f "$TABLE"
  assert_status 2
  assert_results "$(result tap0 deleted)" "$(result tap1 failed 'status: 2')" '{"action": "failed", "status": 2}'
}

@test "interrupted: what was done, and those that were not reached" {
  need_root
  names 300
  stop_at openat 100 -P /dev/net/tun -- add --json "${NAMES[@]}"
  finish TERM
  assert_json 'length == 300 and (map(.ifname) | unique | length) == 300'
  assert_json '[.[] | select(.action == "created")] | length == 100'
  assert_json '[.[] | select(.action == "failed" and .status == 1 and (.error | startswith("interrupted by SIGTERM")))] |
    length == 200'
  assert_taps 100
  printf '%s\n' "${NAMES[@]}" >"$BATS_TEST_TMPDIR/tuntab"
  stop_at openat 100 -P /dev/net/tun -- up --json -f "$BATS_TEST_TMPDIR/tuntab"
  finish INT
  assert_json '[.[] | .action] | unique_by(.) | sort == ["created", "failed", "unchanged"]'
  assert_json 'length == 300'
  make_taps_again
  remember_links
  stop_at openat 100 -P /dev/net/tun -- del --json "${NAMES[@]}"
  finish INT
  assert_json 'length == 300 and all(.[]; .action == "deleted" or (.action == "failed" and .status == 1))'
}

@test "-q and -v change stderr only" {
  make_tap tap0
  try -v set-mtu --json tap0 1400
  assert_results "$(result tap0 changed 'changes: ["mtu"]')"
  assert_stderr 'tap0: changed mtu'
  try -q add --json tap1 --mtu 1
  assert_results "$(result tap1 failed 'status: 2')"
  [[ $stderr != *hint:* ]]
}

@test "help is help" {
  try add --json --help
  assert_status 0
  [[ $output == Usage:* ]]
  try add --json --version
  [[ $output == 'tunadm '* ]]
}

@test "a library that is not there: an empty array, and nothing is done" {
  need_root
  make_tap tap0
  remember_links
  mkdir "$BATS_TEST_TMPDIR/none"
  library=$(ldconfig -p | awk '/libjansson\.so/ { print $NF; exit }')
  for line in 'del tap0' 'add tap1' 'set-mtu tap0 1400'; do
    # shellcheck disable=SC2086 # words
    try_command unshare -m --propagation private sh -c 'mount --bind /dev/null "$1" && shift && exec "$@"' sh \
      "$(readlink -f "$library")" "$TUNADM" $line --json
    assert_status 1
    assert_messages 1
    assert_json '. == []'
    assert_links_unchanged
  done
}

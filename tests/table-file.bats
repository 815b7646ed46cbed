#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Which file up and down read, what it may be and whose, and that all of it is read first.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common

setup_file() {
  own_etc
}

setup() {
  rm -f "$DEFAULT_TABLE"
  remember_links
}

@test "without --file only the table in /etc is read, whatever the environment says" {
  home=$BATS_TEST_TMPDIR/home
  mkdir -p "$home/.config/tunadm" "$home/tunadm"
  for file in tuntab .tuntab .tunadm .config/tuntab .config/tunadm/tuntab tunadm/tuntab; do
    echo 'tap9' >"$home/$file"
  done
  default_table 'tap0'
  cd "$home"
  environment=(HOME="$home" XDG_CONFIG_HOME="$home/.config" XDG_CONFIG_DIRS="$home" TUNTAB="$home/tuntab"
    TUNTAB_FILE="$home/tuntab" TUNADM_FILE="$home/tuntab" TUNADM_TUNTAB="$home/tuntab" SYSCONFDIR="$home"
    TUNADM_OPTIONS="--file=$home/tuntab" FILE="$home/tuntab" DRY_RUN=1 TUNADM_DRY_RUN=1 TUNADM_ROOT="$home")
  try_command env "${environment[@]}" "$TUNADM" -v up
  assert_status 0
  assert_stderr 'tap0: created'
  assert_link_names tap0
  try_command env "${environment[@]}" "$TUNADM" -v down
  assert_status 0
  assert_stderr 'tap0: deleted'
  try_command env -i "$TUNADM" up
  assert_silent
  try_traced up
  assert_status 0
  [[ $(grep -o '"[^"]*tuntab[^"]*"' "$TRACE" | sort -u) == "\"$DEFAULT_TABLE\"" ]]
}

@test "no table at all is a failure that says so" {
  for command in up down 'up tap0' 'down tap0' 'up --dry-run'; do
    # shellcheck disable=SC2086 # words
    try $command
    assert_refused 1 "$DEFAULT_TABLE" 'cannot read: No such file or directory'
    assert_hint 'tuntab\(5\)'
  done
}

@test "standard input" {
  try_command sh -c 'printf "%s\n" "tap0 --mtu 1400" "tap1 --mtu 1" tap2 | "$1" up --file -' sh "$TUNADM"
  assert_status 2
  assert_messages 1
  assert_stderr_line "tunadm: <stdin>:2: tap1: --mtu: invalid value '1': .*"
  assert_link_names 'tap0 tap2'
  try_command sh -c 'echo tap0 | "$1" down -f -' sh "$TUNADM"
  assert_silent
  assert_link_names tap2
  try_command sh -c '"$1" up -f - </dev/null' sh "$TUNADM"
  assert_silent
}

@test "a closed standard input cannot be read" {
  try_command sh -c 'exec "$1" up -f - <&-' sh "$TUNADM"
  [[ $status -eq 0 || $status -eq 1 ]]
  assert_links_unchanged
}

@test "everything is read before anything is done" {
  try_command sh -c '{
    echo tap0
    sleep 0.3
    ip link show tap0 >&2 2>/dev/null
    echo tap1
  } | "$1" up -f -' sh "$TUNADM"
  assert_silent
  assert_link_names 'tap0 tap1'
}

@test "a file that is not there, is a directory, or nothing to read: status 1" {
  for command in up down; do
    try $command -f "$BATS_TEST_TMPDIR/nosuch"
    assert_refused 1 "$BATS_TEST_TMPDIR/nosuch" 'cannot read: No such file or directory'
    try $command -f "$BATS_TEST_TMPDIR"
    assert_refused 1 "$BATS_TEST_TMPDIR" 'directory'
    mkfifo "$BATS_TEST_TMPDIR/fifo.$command"
    try $command -f "$BATS_TEST_TMPDIR/fifo.$command"
    assert_refused 1 "$BATS_TEST_TMPDIR/fifo.$command" 'regular'
    try $command -f ''
    assert_status 2
    try $command -f
    assert_status 2
  done
  assert_links_unchanged
}

@test "a file that others can write to is refused, with the reason and what to do" {
  table tap0
  for command in 0664:up 0646:down 0602:'up --dry-run' 0620:'up --json'; do
    mode=${command%%:*}
    chmod "$mode" "$TABLE"
    # shellcheck disable=SC2086 # words
    try ${command#*:} -f "$TABLE"
    assert_status 6
    assert_messages 1
    grep -Eq -- "tunadm: $TABLE: .*write.*$mode" <<<"$stderr" || fail 'not the reason'
    assert_hint chmod
  done
  for mode in 0600 0644 0755; do
    chmod "$mode" "$TABLE"
    try up -f "$TABLE"
    assert_silent
  done
  assert_link_names tap0
}

@test "a file of somebody else is refused, with the reason and what to do" {
  need_root
  table tap0
  chown "$OWNER" "$TABLE"
  for command in up down; do
    try $command -f "$TABLE"
    assert_refused 6 "$TABLE" "$OWNER|$OWNER_UID"
    assert_hint chown
  done
  # By name or through a link, it is the file that counts.
  ln -s "$TABLE" "$BATS_TEST_TMPDIR/link"
  try up -f "$BATS_TEST_TMPDIR/link"
  assert_status 6
  assert_links_unchanged
}

@test "one's own file will do, and root's; another's is refused to an ordinary user too" {
  need_root
  make_tap tap0 user "$OWNER"
  default_table 'tap0'
  try_as "$OWNER" -v down --dry-run
  assert_status 0
  assert_stdout 'tap0: deleted'
  chown "$OWNER" "$DEFAULT_TABLE"
  try_as "$OWNER" down --dry-run
  assert_status 0
  chown "$OTHER" "$DEFAULT_TABLE"
  try_as "$OWNER" down --dry-run
  assert_refused 6 "$DEFAULT_TABLE" .
  chown "$OTHER" "$DEFAULT_TABLE"
  chmod 0600 "$DEFAULT_TABLE"
  try_as "$OWNER" down --dry-run
  assert_refused 6 "$DEFAULT_TABLE" .
  rm "$DEFAULT_TABLE"
}

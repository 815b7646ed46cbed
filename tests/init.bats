#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The init script of the LSB kind: its actions and their statuses. The one for OpenRC is run by tests/boot/init-test,
# where there is an OpenRC.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common

# The script as the build makes it, for a machine that is the test's own.
setup() {
  remember_links
  TABLE=$BATS_TEST_TMPDIR/etc/tuntab
  SCRIPT=$BATS_TEST_TMPDIR/script
  mkdir "$BATS_TEST_TMPDIR/etc" "$BATS_TEST_TMPDIR/sbin"
  ln -s "$TUNADM" "$BATS_TEST_TMPDIR/sbin/tunadm"
  sed -e "s|@sbindir@|$BATS_TEST_TMPDIR/sbin|" -e "s|@sysconfdir@|$BATS_TEST_TMPDIR/etc|" \
    "$top_srcdir/init/lsb/tunadm.in" >"$SCRIPT"
  table 'tap0 --mtu 9000' 'vpn0 --mode tun --up'
}

# table LINE...: the table has these lines.
table() {
  printf '%s\n' "$@" >"$TABLE"
  chmod 0644 "$TABLE"
}

# action WORD STATUS: the script does it, and ends with that.
action() {
  try_command sh "$SCRIPT" "$1"
  assert_status "$2"
}

index() {
  link_json "$1" | jq .ifindex
}

@test "start makes what the table describes, stop deletes it, status tells" {
  action status 3
  action start 0
  assert_stderr ''
  assert_link tap0 '.mtu == 9000' '$tun.persist'
  assert_link vpn0 '$tun.type == "tun"' '.flags | index("UP")'
  action status 0
  action stop 0
  assert_stderr ''
  assert_links_unchanged
  action status 3
}

@test "start and stop may be done twice" {
  action start 0
  tap0=$(index tap0)
  action start 0
  [[ $(index tap0) -eq $tap0 ]]
  action stop 0
  action stop 0
  assert_stderr ''
}

@test "a bad line is reported, and keeps nobody from the others" {
  table tap0 'tap1 --mtu 70000' tap2
  action start 1
  assert_stderr_line "tunadm: $TABLE:2: .*70000.*"
  assert_link_exists tap0
  assert_no_link tap1
  assert_link_exists tap2
  action status 0
  action stop 1
  assert_stderr_line "tunadm: $TABLE:2: .*70000.*"
  assert_links_unchanged
}

@test "restart makes anew what is idle, and names who uses the rest" {
  action start 0
  tap0=$(index tap0) vpn0=$(index vpn0)
  action restart 0
  [[ $(index tap0) -ne $tap0 ]]
  tap0=$(index tap0) vpn0=$(index vpn0)
  hold tap0 tap -
  action restart 1
  assert_stderr_line "tunadm: tap0: .*in use by attach \\(pid $HOLDER\\)"
  [[ $(index tap0) -eq $tap0 && $(index vpn0) -ne $vpn0 ]]
  action status 0
}

@test "restart of what is not there makes it" {
  action restart 0
  action status 0
}

@test "stop leaves alone what is in use, and says so" {
  action start 0
  hold tap0 tap -
  action stop 1
  assert_stderr_line "tunadm: tap0: .*in use by attach \\(pid $HOLDER\\)"
  assert_link_exists tap0
  assert_no_link vpn0
}

@test "reload and force-reload bring in line, without making anew" {
  action start 0
  tap0=$(index tap0)
  for word in reload force-reload; do
    ip link set tap0 mtu 1400
    action "$word" 0
    assert_link tap0 '.mtu == 9000'
    [[ $(index tap0) -eq $tap0 ]]
  done
}

@test "try-restart restarts only what runs" {
  action try-restart 0
  assert_links_unchanged
  action start 0
  tap0=$(index tap0)
  action try-restart 0
  [[ $(index tap0) -ne $tap0 ]]
  # Also what runs in part.
  ip link del tap0
  action try-restart 0
  assert_link_exists tap0
}

@test "status: some are missing" {
  action start 0
  ip link del tap0
  action status 150
  grep -q '1 there, 1 missing' <<<"$output"
}

@test "status: an interface that differs is there all the same" {
  action start 0
  ip link set tap0 mtu 1400
  action status 0
  grep -q '2 there, 0 missing' <<<"$output"
  assert_link tap0 '.mtu == 1400'
}

@test "status: a table that is refused tells nothing" {
  chmod 0666 "$TABLE"
  action status 4
  action start 1
  assert_stderr_line "tunadm: $TABLE: .*"
  assert_links_unchanged
}

@test "without a table there is nothing to do" {
  rm "$TABLE"
  for word in start stop restart reload; do
    action "$word" 0
    assert_stderr ''
  done
  action status 3
  assert_links_unchanged
}

@test "without the program there is nothing to do, and nothing is known" {
  rm "$BATS_TEST_TMPDIR/sbin/tunadm"
  for word in start stop restart; do
    action "$word" 0
    assert_stderr ''
  done
  action status 4
}

@test "who has not the right gets the LSB's status for that" {
  need_root
  mount -t tmpfs -o mode=0755 tmpfs /mnt
  cp "$TUNADM" /mnt/tunadm
  cp "$TABLE" /mnt/tuntab
  sed -e "s|@sbindir@|/mnt|" -e "s|@sysconfdir@|/mnt|" "$top_srcdir/init/lsb/tunadm.in" >/mnt/script
  try_command setpriv --reuid="$OWNER" --regid="$GROUP" --clear-groups --inh-caps=-all sh /mnt/script start
  umount /mnt
  assert_status 4
  assert_links_unchanged
}

@test "any other action is misuse" {
  for word in '' bogus --help; do
    action "$word" 2
    assert_stdout ''
    assert_stderr_line 'usage: .*start.*stop.*restart.*force-reload.*status.*'
  done
  try_command sh "$SCRIPT"
  assert_status 2
}

@test "it says what it did, with the functions of the LSB or without" {
  action start 0
  grep -qF "TUN/TAP interfaces of $TABLE" <<<"$output"
  [[ ! -d /lib/lsb ]] || mount -t tmpfs tmpfs /lib/lsb
  action stop 0
  [[ ! -d /lib/lsb ]] || umount /lib/lsb
  grep -qF "TUN/TAP interfaces of $TABLE" <<<"$output"
}

@test "with a directory beside the table, its files are brought up and taken down too" {
  own_etc
  sed -e "s|@sbindir@|$BATS_TEST_TMPDIR/sbin|" -e "s|@sysconfdir@|${DEFAULT_TABLE%/*}|" \
    "$top_srcdir/init/lsb/tunadm.in" >"$SCRIPT"
  mkdir "$DEFAULT_DIRECTORY"
  action start 0
  action status 3
  drop_in a.conf 'tap0 --mtu 1400'
  action start 0
  assert_link tap0 '.mtu == 1400'
  grep -qF "TUN/TAP interfaces of $DEFAULT_TABLE" <<<"$output"
  default_table 'tap1'
  action reload 0
  action status 0
  grep -q '2 there, 0 missing' <<<"$output"
  action stop 0
  assert_links_unchanged
  action status 3
}

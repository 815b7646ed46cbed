#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The files of /etc/tuntab.d: which are read, in what order, whose they must be, and what becomes of the others.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common

setup_file() {
  own_etc
}

setup() {
  rm -rf "$DEFAULT_TABLE" "$DEFAULT_DIRECTORY"
  remember_links
}

# refused STATUS PATH REGEX: a failure says that of that file or directory, and the entries of others, tap0 and tap1,
# happen.
refused() {
  try up
  assert_refused "$@" || return 1
  assert_link_names 'tap0 tap1' || return 1
  try down
  assert_refused "$@" || return 1
  assert_links_unchanged
}

@test "after the table come the files of the directory, in the order of their names as bytes" {
  default_table 'tap0 --mtu 1400'
  drop_in 10-b.conf 'tap3' 'tap2'
  drop_in 9.conf 'tap4'
  drop_in B.conf 'tap5'
  drop_in a.conf 'tap6'
  drop_in ä.conf 'tap7'
  # A locale that sorts otherwise makes no difference, where the machine has one.
  locale=$(locale -a | grep -ix -m 1 -e 'de_DE\.utf-\?8' -e 'en_US\.utf-\?8') || locale=C.UTF-8
  LC_ALL=$locale try -v up
  assert_status 0
  assert_stderr "$(printf '%s: created\n' tap0 tap3 tap2 tap4 tap5 tap6 tap7)"
  try -v down
  assert_status 0
  assert_stderr "$(printf '%s: deleted\n' tap7 tap6 tap5 tap4 tap2 tap3 tap0)"
  assert_links_unchanged
}

@test "only names that end with .conf and do not begin with a dot count" {
  drop_in ok.conf 'tap0'
  drop_in .hidden.conf 'tap1'
  drop_in .conf 'tap2'
  drop_in conf 'tap3'
  drop_in ok.conf~ 'tap4'
  drop_in ok.conf.dpkg-old 'tap5'
  drop_in ok.CONF 'tap6'
  drop_in x.conf.d 'tap7'
  mkdir "$DEFAULT_DIRECTORY/sub"
  echo tap8 >"$DEFAULT_DIRECTORY/sub/ok.conf"
  chmod 0666 "$DEFAULT_DIRECTORY/.hidden.conf"
  try up
  assert_silent
  assert_link_names tap0
}

@test "the directory without the table is fine, also with nothing in it; neither of them is a failure" {
  for command in up down 'up tap0' 'up --dry-run'; do
    # shellcheck disable=SC2086 # words
    try $command
    assert_refused 1 "$DEFAULT_TABLE" 'cannot read: No such file or directory'
  done
  drop_in vm.conf 'tap0'
  try up
  assert_silent
  assert_link_names tap0
  rm "$DEFAULT_DIRECTORY/vm.conf"
  try -v up
  assert_silent
  try down tap0
  assert_refused 3 tap0 "no such entry in $DEFAULT_TABLE and $DEFAULT_DIRECTORY"
  ip link del tap0
  assert_links_unchanged
}

@test "an error names the file and the line in it" {
  default_table 'tap0 --mtu 1'
  drop_in a.conf '# x' 'tap1 --mtu 1' 'tap2'
  drop_in b.conf 'tap3' 'tap4 --onwer root'
  try up
  assert_status 2
  assert_messages 3
  assert_stderr_line "tunadm: $DEFAULT_TABLE:1: tap0: --mtu: .*"
  assert_stderr_line "tunadm: $DEFAULT_DIRECTORY/a.conf:2: tap1: --mtu: .*"
  assert_stderr_line "tunadm: $DEFAULT_DIRECTORY/b.conf:2: tap4: --onwer: unknown option"
  assert_link_names 'tap2 tap3'
  # What fails later, too.
  drop_in a.conf '' 'tap1 --master nosuch'
  default_table tap0
  drop_in b.conf
  try up
  assert_refused 1 "$DEFAULT_DIRECTORY/a.conf:2: tap1" nosuch
}

@test "a name with entries in two files is an error that names both places, and neither happens" {
  make_tap tap0
  ip link set tap0 mtu 1300
  remember_links
  default_table 'tap1' 'tap0 --mtu 1400'
  drop_in a.conf '# x' 'tap0 --mtu 1500' 'tap2'
  drop_in b.conf 'tap2' 'tap3'
  for command in up 'up --dry-run' down; do
    # shellcheck disable=SC2086 # words
    try $command
    assert_status 2
    assert_messages 2
    assert_stderr_line "tunadm: $DEFAULT_DIRECTORY/a.conf:2: tap0: $DEFAULT_TABLE:2 has .*"
    assert_stderr_line "tunadm: $DEFAULT_DIRECTORY/b.conf:1: tap2: $DEFAULT_DIRECTORY/a.conf:3 has .*"
    assert_link tap0 '.mtu == 1300'
    assert_no_link tap2
  done
  assert_link_names tap0
  try up tap3
  assert_silent
  try up tap0
  assert_status 2
  assert_messages 1
  try up --json
  assert_json 'map({(.ifname): .action}) | add == {tap0: "failed", tap1: "created", tap2: "failed", tap3: "unchanged"}'
}

@test "--file reads that file alone" {
  default_table 'tap0'
  drop_in a.conf 'tap1' 'tap3'
  table 'tap2' 'tap0 --mtu 1400'
  try up -f "$TABLE"
  assert_silent
  assert_link_names 'tap0 tap2'
  assert_link tap0 '.mtu == 1400'
  try -v up --file "$DEFAULT_DIRECTORY/a.conf"
  assert_stderr $'tap1: created\ntap3: created'
  try up -f "$DEFAULT_TABLE"
  assert_silent
  chmod 0666 "$DEFAULT_DIRECTORY/a.conf"
  try down -f "$DEFAULT_TABLE"
  assert_silent
  assert_link_names 'tap1 tap2 tap3'
}

@test "a file that others can write to is refused, and the other files happen" {
  default_table tap0
  for mode in 0664 0646 0602; do
    drop_in a.conf tap2
    chmod "$mode" "$DEFAULT_DIRECTORY/a.conf"
    drop_in b.conf tap1
    refused 6 "$DEFAULT_DIRECTORY/a.conf" "cannot read: .*write to it \\(mode $mode\\)"
    assert_hint chmod
  done
  chmod 0644 "$DEFAULT_DIRECTORY/a.conf"
  chmod 0646 "$DEFAULT_TABLE"
  make_tap tap0
  try up
  assert_refused 6 "$DEFAULT_TABLE" write
  assert_link_names 'tap0 tap1 tap2'
}

@test "a file of somebody else is refused, and by what a link leads to" {
  need_root
  default_table tap0
  drop_in b.conf tap1
  drop_in a.conf tap2
  chown "$OWNER" "$DEFAULT_DIRECTORY/a.conf"
  refused 6 "$DEFAULT_DIRECTORY/a.conf" "belongs to user $OWNER_UID"
  assert_hint chown
  mv "$DEFAULT_DIRECTORY/a.conf" "$BATS_TEST_TMPDIR/theirs"
  ln -s "$BATS_TEST_TMPDIR/theirs" "$DEFAULT_DIRECTORY/a.conf"
  refused 6 "$DEFAULT_DIRECTORY/a.conf" "belongs to user $OWNER_UID"
  chown 0 "$BATS_TEST_TMPDIR/theirs"
  try up
  assert_silent
  assert_link_names 'tap0 tap1 tap2'
}

@test "a directory that others can write to, or that is somebody else's, is refused as a whole; the table happens" {
  need_root
  default_table 'tap0' 'tap1'
  drop_in a.conf tap2
  for mode in 0775 0757 1777; do
    chmod "$mode" "$DEFAULT_DIRECTORY"
    refused 6 "$DEFAULT_DIRECTORY" "cannot read: .*write to it \\(mode $mode\\)"
  done
  chmod 0755 "$DEFAULT_DIRECTORY"
  chown "$OWNER" "$DEFAULT_DIRECTORY"
  refused 6 "$DEFAULT_DIRECTORY" "belongs to user $OWNER_UID"
  # Through a link it is the directory that counts.
  mv "$DEFAULT_DIRECTORY" "$BATS_TEST_TMPDIR/dir"
  ln -s "$BATS_TEST_TMPDIR/dir" "$DEFAULT_DIRECTORY"
  refused 6 "$DEFAULT_DIRECTORY" "belongs to user $OWNER_UID"
}

@test "what cannot be read is a failure of its own, never nothing: no file, a link to nothing, a device" {
  default_table 'tap0' 'tap1'
  : >"$DEFAULT_DIRECTORY"
  refused 1 "$DEFAULT_DIRECTORY" 'cannot read: Not a directory'
  rm "$DEFAULT_DIRECTORY"
  ln -s /nosuch "$DEFAULT_DIRECTORY"
  refused 1 "$DEFAULT_DIRECTORY" 'cannot read: No such file'
  rm "$DEFAULT_DIRECTORY"
  drop_in b.conf
  for kind in 'mkdir' 'mkfifo' 'ln -s /nosuch' 'ln -s /dev/null'; do
    $kind "$DEFAULT_DIRECTORY/a.conf"
    refused 1 "$DEFAULT_DIRECTORY/a.conf" 'cannot read: (is a directory|not a regular file|No such file)'
    rm -r "$DEFAULT_DIRECTORY/a.conf"
  done
  drop_in a.conf 'tap0' 'tap1'
  rm "$DEFAULT_TABLE"
  ln -s /nosuch "$DEFAULT_TABLE"
  refused 1 "$DEFAULT_TABLE" 'cannot read: No such file'
}

@test "what others have put into the directory meanwhile is judged by what is opened, not by its name" {
  default_table tap0
  drop_in a.conf tap1
  try_traced up
  assert_status 0
  # The directory's descriptor is what the files are opened below, and each is asked after it is open.
  grep -Eq "openat\\([0-9]+<$DEFAULT_DIRECTORY>, \"a.conf\", .*O_CLOEXEC" "$TRACE" || fail 'not below the directory'
  ! grep -F "\"$DEFAULT_DIRECTORY/" "$TRACE" || fail 'a file is opened by its path'
}

@test "up NAME: what cannot be read is noted where the name was found, and a failure where it was not" {
  drop_in a.conf tap0
  drop_in b.conf tap1
  chmod 0666 "$DEFAULT_DIRECTORY/b.conf"
  try up tap0
  assert_status 0
  assert_stderr_line "note: $DEFAULT_DIRECTORY/b.conf: cannot read: .*"
  try -q up tap0
  assert_silent
  try up tap1
  assert_refused 6 "$DEFAULT_DIRECTORY/b.conf" write
  try up tap0 tap1 --json
  assert_status 6
  assert_json 'map({(.ifname): .action}) | add == {tap0: "unchanged", tap1: "failed"}'
  assert_json '[.[] | select(.ifname == "tap1")][0] | .status == 6 and (.error | test("b.conf: cannot read"))'
}

@test "UTF-16 in one file does not keep the others from being read" {
  drop_in a.conf
  printf 'tap0\n' | iconv -f UTF-8 -t UTF-16 >"$DEFAULT_DIRECTORY/a.conf"
  drop_in b.conf tap1
  try up
  assert_refused 2 "$DEFAULT_DIRECTORY/a.conf" 'cannot read: it is UTF-16'
  assert_link_names tap1
}

@test "an ordinary user's own files count, root's too, and no one else's" {
  need_root
  make_tap tap0 user "$OWNER"
  make_tap tap1 user "$OWNER"
  drop_in a.conf tap0
  drop_in b.conf tap1
  chown "$OWNER" "$DEFAULT_DIRECTORY/a.conf"
  try_as "$OWNER" down --dry-run
  assert_status 0
  assert_stdout $'tap1: deleted\ntap0: deleted'
  chown "$OTHER" "$DEFAULT_DIRECTORY/b.conf"
  try_as "$OWNER" down --dry-run
  assert_status 6
  assert_stdout 'tap0: deleted'
}

@test "the unit starts for the table or for a file of the directory, and for nothing else" {
  unit=$top_srcdir/systemd/tunadm.service.in
  mapfile -t conditions < <(sed -n "/^Condition/s|@sysconfdir@|${DEFAULT_TABLE%/*}|p" "$unit")
  [[ ${conditions[*]} == "ConditionPathExists=|$DEFAULT_TABLE ConditionPathExistsGlob=|$DEFAULT_DIRECTORY/*.conf" ]] ||
    fail "its conditions are: ${conditions[*]}"
  command -v systemd-analyze >/dev/null || skip "systemd-analyze is not installed"
  starts() { systemd-analyze condition "${conditions[@]}" 3>&-; }
  ! starts || fail 'it starts for nothing'
  drop_in .hidden.conf tap0
  ! starts || fail 'it starts for what does not count'
  drop_in a.conf tap0
  starts
  rm -r "$DEFAULT_DIRECTORY"
  default_table tap0
  starts
}

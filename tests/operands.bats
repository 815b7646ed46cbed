#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Common to all commands: the order of operands and options, --, patterns and alternative names, -v and -q.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common

setup_file() {
  own_etc
}

# in_any_order STATUS LINE...: each line of arguments does the same, with POSIXLY_CORRECT and without.
in_any_order() {
  local status_wanted=$1 first line
  # shellcheck disable=SC2086 # words
  try $2
  assert_status "$1" || return 1
  first=$output
  shift
  for line; do
    # shellcheck disable=SC2086
    try_command env POSIXLY_CORRECT=1 POSIX_ME_HARDER=1 "$TUNADM" $line
    assert_status "$status_wanted" || return 1
    assert_stdout "$first" || return 1
  done
}

@test "operands before, between and behind options, on every command" {
  make_tap tap0
  make_tap tap1
  default_table 'tap0' 'tap1'
  in_any_order 0 'add --ensure tap0 --mtu 1400' 'add tap0 --ensure --mtu 1400' 'add --mtu 1400 --ensure tap0'
  in_any_order 0 'persist tap0 on -q' 'persist -q tap0 on' 'persist tap0 -q on'
  in_any_order 0 'chown tap0 --owner 0' 'chown --owner 0 tap0' 'chown --owner=0 tap0 -q'
  in_any_order 0 'set-mac tap0 02:00:00:00:00:01 -q' 'set-mac -q tap0 02:00:00:00:00:01' \
    'set-mac tap0 -q 02:00:00:00:00:01'
  in_any_order 0 'set-mtu tap0 1400 -q' 'set-mtu -q tap0 1400' 'set-mtu tap0 -q 1400'
  in_any_order 0 'show tap0 tap1 --json' 'show --json tap0 tap1' 'show tap0 --json tap1' 'list -j tap0 tap1'
  in_any_order 0 'up tap0 tap1 --json' 'up --json tap0 tap1' 'up tap0 -j tap1'
  in_any_order 0 'check tap0 --user root' 'check --user root tap0' 'check --user=root tap0 -q'
  in_any_order 0 'down tap0 --json --dry-run' 'down --json tap0 --dry-run' 'down --json --dry-run tap0'
  in_any_order 0 'del nosuch --if-exists' 'del --if-exists nosuch' 'delete -q --if-exists nosuch'
}

@test "-- ends options, on every command" {
  make_tap tap0
  default_table tap0
  for line in 'add --ensure -- tap0' 'persist -- tap0 on' 'persist tap0 -- on' 'chown --owner 0 -- tap0' \
    'set-mac -- tap0 02:00:00:00:00:01' 'set-mtu tap0 -- 1400' 'show --json -- tap0' 'show tap0 --' 'up -- tap0' \
    'check --user root -- tap0' '-- show tap0' '-q -- show tap0' 'down --dry-run -- tap0' 'del -- tap0'; do
    # shellcheck disable=SC2086 # words
    try $line
    assert_status 0
  done
  for line in 'chown -- tap0 --owner 0' 'set-mtu tap0 1400 -- -q' 'check tap0 -- --user root' 'persist tap0 on -- -q' \
    '-- -v'; do
    # shellcheck disable=SC2086
    try $line
    assert_status 2
  done
  # These cannot be names of interfaces.
  for line in 'show -- --json' 'up -- --json' 'down -- --force' 'del -- -f'; do
    # shellcheck disable=SC2086
    try $line
    assert_status 2
    assert_messages 1
  done
}

@test "options of a command stand behind it, and only global ones before it" {
  make_tap tap0
  remember_links
  for line in '--json show' '--mtu 1400 add tap1' '-f del tap0' '--owner 0 chown tap0' '-e add tap0'; do
    # shellcheck disable=SC2086 # words
    try $line
    assert_status 2
    assert_stdout ''
  done
  assert_links_unchanged
  try --json --processes
  assert_status 0
  assert_json '.[0].processes == []'
  try -v --noheadings -o name
  assert_stdout tap0
}

@test "commands and options of every command are matched exactly" {
  make_tap tap0
  default_table tap0
  remember_links
  for line in 'dow' 'dele tap0' 'chown tap0 --own 1' 'set-mt tap0 1400' 'u' 'up --dry' 'up --fil /etc/tuntab' \
    'down --forc' 'chec tap0 --user root' 'check tap0 --use root' 'exec tap0 --queue 1 -- true' 'show --nohead' \
    '--quie show' '--net x show' 'hel' 'show -json' 'add -owner 0 tap1' 'del tap0 --FORCE' '-vers'; do
    # shellcheck disable=SC2086 # words
    try $line
    assert_status 2
    assert_stdout ''
  done
  assert_links_unchanged
}

@test "-q and -v contradict each other wherever they stand" {
  make_tap tap0
  default_table tap0
  remember_links
  for line in '-qv show' 'show -vq' '-v del tap0 --quiet' 'up -qv' '--verbose down -q' 'exec tap0 -q -v -- true' \
    '-v -q'; do
    # shellcheck disable=SC2086 # words
    try $line
    assert_status 2
    assert_stdout ''
  done
  assert_links_unchanged
}

@test "-h and -V behind any command, among whatever else" {
  make_tap tap0
  remember_links
  for command in up check exec set-mtu; do
    try help "$command"
    assert_status 0
    help=$output
    for line in "$command --help" "$command tap0 -h" "-q $command -h one two three four"; do
      # shellcheck disable=SC2086 # words
      try $line
      assert_status 0
      assert_stdout "$help"
    done
    try "$command" -V
    assert_status 0
    [[ $output =~ ^tunadm\ [0-9] ]]
  done
  try -h show
  assert_status 0
  assert_links_unchanged
  # What follows the -- of exec is another command line.
  try exec job0 --mode tap -- sh -c 'echo "$1"' sh -h
  assert_status 0
  assert_stdout -h
}

@test "too many operands, and too few" {
  make_tap tap0
  remember_links
  for line in 'persist' 'persist tap0 on on' 'chown --owner 0' 'chown tap0 tap1 --owner 0' 'set-mac tap0' \
    'set-mtu tap0 1400 1500' 'check --user root' 'check tap0 tap1 --user root' 'hold' 'hold tap0 tap1' 'exec' \
    'exec -- true' 'exec tap0' 'exec tap0 --' 'help show up'; do
    # shellcheck disable=SC2086 # words
    try $line
    assert_status 2
    assert_stdout ''
  done
  assert_links_unchanged
}

# changes: what the tests below do to an interface, a command each, and the condition that shows it.
changes() {
  printf '%s\n' 'set-mtu NAME 1400|.mtu == 1400' 'set-mac NAME 02:00:00:00:00:01|.address == "02:00:00:00:00:01"' \
    'chown NAME --owner 1 --group 1|$tun.user != null and $tun.group != null'
}

@test "a pattern: all tun/tap interfaces that match, and no others" {
  ip link add vm2 type bridge
  bridge=$(link_json vm2)
  while IFS='|' read -r command shown; do
    for name in vm0 vm1 vn0; do make_tap "$name"; done
    # shellcheck disable=SC2086 # words; the pattern is the program's
    set -f && try ${command/NAME/vm*} && set +f
    assert_silent
    assert_link vm0 "$shown"
    assert_link vm1 "$shown"
    assert_link vn0 "$shown | not"
    for name in vm0 vm1 vn0; do ip link del "$name"; done
  done < <(changes)
  [[ $(link_json vm2) == "$bridge" ]]
  make_tap vm0
  make_tap vm1
  try persist 'vm*' off
  assert_silent
  assert_link_names ''
  assert_link_exists vm2
}

@test "a pattern: those that fail are reported, the others are changed" {
  make_tap vm0
  make_tun vm1
  make_tap vm2
  try -v set-mac 'vm*' 02:00:00:00:00:01
  assert_status 4
  assert_stderr_line 'tunadm: vm1: .*'
  assert_stderr_line 'vm0: changed mac'
  assert_stderr_line 'vm2: changed mac'
}

@test "an exact name wins over a pattern" {
  while IFS='|' read -r command shown; do
    make_tap 'vm*'
    make_tap vm1
    # shellcheck disable=SC2086 # words
    set -f && try ${command/NAME/vm*} && set +f
    assert_silent
    assert_link 'vm*' "$shown"
    assert_link vm1 "$shown | not"
    ip link del 'vm*'
    ip link del vm1
  done < <(changes)
  make_tap 'vm*'
  make_tap vm1
  try show --json 'vm*'
  assert_json '[.[].ifname] == ["vm*"]'
  hold vm1 tap -
  try check 'vm*' --user root
  assert_status 0
  try persist 'vm*' off
  assert_silent
  assert_link_names vm1
}

@test "an exact name wins over a pattern, even if it is the name of something else, or an alternative one" {
  ip link add 'vm*' type bridge
  make_tap vm1
  remember_links
  for line in 'del vm*' 'set-mtu vm* 1400' 'show vm*' 'check vm* --user root'; do
    # shellcheck disable=SC2086 # words
    set -f && try $line && set +f
    assert_refused 4 'vm*' 'not a tun/tap interface.*kind bridge'
  done
  assert_links_unchanged
  ip link del 'vm*'
  make_tap tap7
  ip link property add dev tap7 altname 'vm*'
  try set-mtu 'vm*' 1400
  assert_silent
  assert_link tap7 '.mtu == 1400'
  assert_link vm1 '.mtu == 1500'
  try del 'vm*'
  assert_silent
  assert_link_names vm1
}

@test "check and hold: a pattern that matches one is that one" {
  make_tap vm0
  make_tap tap0
  try check 'vm*' --user root
  assert_status 0
  grep -q vm0 <<<"$output"
  try check 'x*' --user root
  assert_refused 3 'x*' .
  try hold 'x*'
  assert_refused 3 'x*' .
  "$TUNADM" -v hold 'vm*' 3>&- 2>"$BATS_TEST_TMPDIR/held" &
  HOLDERS+=("$!")
  wait_until grep -qx 'vm0: held' "$BATS_TEST_TMPDIR/held"
}

@test "an alternative name will do for every command" {
  make_tap tap0
  ip link property add dev tap0 altname lan
  ip link property add dev tap0 altname a-name-that-is-longer-than-fifteen-bytes
  for name in lan a-name-that-is-longer-than-fifteen-bytes; do
    try chown "$name" --owner 1
    assert_silent
    assert_link tap0 '$tun.user != null'
    try set-mac "$name" 02:00:00:00:00:01
    assert_silent
    try set-mtu "$name" 1400
    assert_silent
    try persist "$name" on
    assert_silent
    try check "$name" --user root
    assert_status 0
    try show --json "$name"
    assert_json '.[0].ifname == "tap0"'
    "$TUNADM" -v hold "$name" 3>&- 2>"$BATS_TEST_TMPDIR/held" &
    pid=$!
    HOLDERS+=("$pid")
    wait_until grep -qx 'tap0: held' "$BATS_TEST_TMPDIR/held"
    kill "$pid" && wait "$pid" || true
    ip link set tap0 address 02:00:00:00:00:09 mtu 1500
  done
}

@test "an alternative name is that of an interface that exists: for add, add --ensure, exec and up" {
  make_tap tap0
  ip link property add dev tap0 altname tap7
  ip link property add dev tap0 altname lan
  remember_links
  try add tap7
  assert_refused 4 tap7 'exists'
  assert_links_unchanged
  try -v add --ensure lan --mode tap --mtu 1400
  assert_status 0
  assert_stderr_line '.*: changed mtu'
  assert_link tap0 '.mtu == 1400'
  try exec lan -- sh -c 'cat /proc/$$/fdinfo/3'
  assert_status 0
  assert_stdout_line 'iff:.*tap0'
  table 'lan --mode tap --mtu 1300'
  try up -f "$TABLE"
  assert_silent
  assert_link tap0 '.mtu == 1300'
  try down -f "$TABLE"
  assert_silent
  assert_link_names ''
}

@test "-v says what was done, a line each, on stderr" {
  make_tap tap0
  for line in 'persist tap0 on|tap0: unchanged' 'set-mtu tap0 1400|tap0: changed mtu' \
    'set-mtu tap0 1400|tap0: unchanged' 'set-mac tap0 02:00:00:00:00:01|tap0: changed mac' \
    'set-mac tap0 02:00:00:00:00:01|tap0: unchanged' 'chown tap0 --owner 1|tap0: changed owner' \
    'chown tap0 --owner 1 --group 1|tap0: changed group' 'chown tap0 --group 1|tap0: unchanged'; do
    # shellcheck disable=SC2086 # words
    try ${line%|*} -v
    assert_status 0
    assert_stdout ''
    assert_stderr "${line#*|}"
  done
  hold tap0 tap -
  try -v persist tap0 off
  assert_stderr 'tap0: changed persist'
  try -v persist tap0
  assert_stderr 'tap0: changed persist'
  release
  try -v persist tap0 off
  assert_status 0
  assert_stderr_line 'tap0: (changed persist|deleted)'
  try -v del --if-exists tap0
  assert_status 0
  refute_stderr_line '.*deleted.*'
}

@test "the kernel's own words are in the message where it has some, whatever the command" {
  sysctl -qw net.ipv6.conf.default.disable_ipv6=1
  make_tap tap0
  try add --ensure tap0 --address 2001:db8::1/64
  assert_refused 1 tap0 'IPv6 is disabled on this device'
  table 'tap0 --address 2001:db8::1/64'
  try up -f "$TABLE"
  sysctl -qw net.ipv6.conf.default.disable_ipv6=0
  assert_status 1
  assert_messages 1
  grep -q 'IPv6 is disabled on this device' <<<"$stderr"
}

@test "a bad value is refused, whatever else would be" {
  for line in 'set-mtu nosuch 9k' 'set-mac nosuch ff:ff:ff:ff:ff:ff' 'persist nosuch maybe' 'chown nosuch --owner -1' \
    'check nosuch --user no-such-user' 'add --ensure lo --mtu 1 -m tap' 'exec nosuch -m tap --queues 0 -- true' \
    'exec nosuch -m tap --queues 257 -- true' 'exec nosuch -m tap --user no-such-user -- true' \
    'hold no/such' 'check no/such --user root' 'show no/such' 'up no/such' 'down no/such'; do
    # shellcheck disable=SC2086 # words
    try_traced $line
    assert_status 2
    assert_stdout ''
    assert_kernel_untouched
  done
  assert_links_unchanged
}

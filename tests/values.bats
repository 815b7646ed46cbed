#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Values of options and operands: an invalid one is refused with what was given and what is allowed, status 2, and never
# reaches the kernel.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common

# refused OBJECT VALUE ALLOWED ARG...: the command is refused because of VALUE, saying what is ALLOWED (a regex).
refused() {
  local object=$1 value=$2 allowed=$3
  shift 3
  try_traced "$@"
  assert_refused 2 "$object" "$allowed" || return 1
  grep -Fq -- "'$value'" <<<"$stderr" || fail "the message does not say what was given: '$value'"
  assert_kernel_untouched
}

@test "a MAC address that is none" {
  for mac in '' 02:00:00:00:00 02:00:00:00:00:00:01 02-00-00-00-00 gg:00:00:00:00:00 02:00:00:00:00:0g \
    '02:00:00:00:00:01 ' ' 02:00:00:00:00:01' 02::00:00:00:01 002:00:00:00:00:01 02:00:00:00:00: \
    :02:00:00:00:00:01 0x2:00:00:00:00:01 02:00:00:00:00:01x +2:00:00:00:00:01 random; do
    refused --mac "$mac" 'unicast|MAC|hexadecimal' add tap0 --mac "$mac"
  done
  assert_links_unchanged
}

@test "a multicast, broadcast or zero MAC address" {
  for mac in 01:00:5e:00:00:01 03:00:00:00:00:01 ff:ff:ff:ff:ff:ff; do
    refused --mac "$mac" 'unicast|multicast' add tap0 --mac "$mac"
  done
  refused --mac 00:00:00:00:00:00 'zero' add tap0 --mac 00:00:00:00:00:00
  assert_links_unchanged
}

@test "set-mac refuses the same" {
  make_tap tap0
  remember_links
  for mac in '' 02:00:00:00:00 01:00:5e:00:00:01 ff:ff:ff:ff:ff:ff 00:00:00:00:00:00 nonsense; do
    try_traced set-mac tap0 "$mac"
    assert_status 2
    assert_messages 1
    grep -Fq -- "'$mac'" <<<"$stderr"
    assert_kernel_untouched
  done
  assert_links_unchanged
}

@test "an MTU that no interface of that mode can take" {
  for mtu in 0 1 67 65522 65536 4294967296 4294967364 18446744073709551684; do
    refused --mtu "$mtu" '68 to 65521' add tap0 --mtu "$mtu"
  done
  for mtu in 0 67 65536 4294967364; do
    refused --mtu "$mtu" '68 to 65535' add tun0 --mtu "$mtu"
  done
  assert_links_unchanged
}

@test "an MTU that is no number" {
  for mtu in '' abc 1500x x1500 ' 1500' '1500 ' 0x5dc 1e3 +1500 -1500 1500.0 1,500 9k ٣٤٥; do
    refused --mtu "$mtu" '68 to 65521' add tap0 "--mtu=$mtu"
  done
  assert_links_unchanged
}

@test "a number with leading zeros is decimal" {
  try add tap0 --mtu 0100
  assert_silent
  assert_link tap0 '.mtu == 100'
}

@test "set-mtu refuses the same" {
  make_tap tap0
  remember_links
  for mtu in '' abc 1500x 0x5dc +1500 1e3 ' 1500' 99999999999999999999 4294968796; do
    try_traced set-mtu tap0 "$mtu"
    assert_status 2
    assert_messages 1
    grep -Fq -- "'$mtu'" <<<"$stderr"
    assert_no_request 'TUNSET|RTM_NEWLINK|RTM_SETLINK'
  done
  try set-mtu tap0 -- -1500
  assert_status 2
  assert_links_unchanged
}

@test "--txqueuelen: 0 to 4294967295, and no other word" {
  for length in '' abc 4294967296 -1 +1 1.5 0x10 99999999999999999999; do
    refused --txqueuelen "$length" '0 to [0-9]+' add tap0 "--txqueuelen=$length"
  done
  assert_links_unchanged
}

@test "--mode is tun or tap" {
  for mode in '' TUN Tap ta tapx 'tap ' 1 macvtap; do
    refused --mode "$mode" 'tun.*tap' add x0 "--mode=$mode"
  done
  assert_links_unchanged
}

@test "--owner: numbers up to 4294967294" {
  need_root
  try add tap0 --owner 4294967294 --group 4294967294
  assert_silent
  assert_link tap0 '$tun.user == 4294967294' '$tun.group == 4294967294'
  try show --json tap0
  assert_json '.[0].user == 4294967294 and .[0].group == 4294967294'
}

@test "--owner: a number that is no user id, and a name that is no user" {
  for user in '' 4294967295 4294967296 99999999999999999999 -1 +0 0x0 0.0 ' 0' no-such-user 12no; do
    refused --owner "$user" . add tap0 "--owner=$user"
  done
  assert_links_unchanged
}

@test "--group: a number that is no group id, and a name that is no group" {
  for group in '' 4294967295 4294967296 99999999999999999999 -1 +0 0x0 no-such-group; do
    refused --group "$group" . add tap0 "--group=$group"
  done
  assert_links_unchanged
}

@test "--owner: all digits are a number, though somebody may be called so" {
  need_root
  unshare -m true 2>/dev/null || skip "no mount namespace"
  cp /etc/passwd "$BATS_TEST_TMPDIR/passwd"
  printf '77001:x:77002:65534::/:/bin/false\n' >>"$BATS_TEST_TMPDIR/passwd"
  cp /etc/group "$BATS_TEST_TMPDIR/group"
  printf '77001:x:77003:\n' >>"$BATS_TEST_TMPDIR/group"
  chmod 0644 "$BATS_TEST_TMPDIR"/{passwd,group}
  try_command unshare -m sh -euc '
    mount --bind "$1/passwd" /etc/passwd
    mount --bind "$1/group" /etc/group
    exec "$2" add tap0 --owner 77001 --group 77001' sh "$BATS_TEST_TMPDIR" "$TUNADM"
  assert_silent
  assert_link tap0 '$tun.user == 77001' '$tun.group == 77001'
}

@test "digits ask no name service, and one that fails is said of a name" {
  need_root
  unshare -m true 2>/dev/null || skip "no mount namespace"
  # As a service that is not there yet: the C library meets an error that is neither yes nor no.
  mkdir "$BATS_TEST_TMPDIR/etc"
  printf 'passwd: files [NOTFOUND=continue] nosuchmodule\ngroup: files nosuchmodule\n' >"$BATS_TEST_TMPDIR/etc/nsswitch.conf"
  with_service() {
    try_command unshare -m sh -euc 'mount --bind "$1" /etc/nsswitch.conf; shift; exec "$@"' sh \
      "$BATS_TEST_TMPDIR/etc/nsswitch.conf" "$@"
  }
  with_service "${UNLEAKED[@]}" strace -f -qq -e trace=open,openat,connect -o "$BATS_TEST_TMPDIR/trace" \
    "$TUNADM" add tap0 --owner 77001 --group 77002
  assert_silent
  assert_link tap0 '$tun.user == 77001' '$tun.group == 77002'
  run ! grep -E 'nsswitch|passwd|/etc/group|nscd|NSS' "$BATS_TEST_TMPDIR/trace"
  with_service "$TUNADM" check tap0 --user 77003
  assert_refused 6 tap0 owner
  with_service "$TUNADM" exec tap1 --user 77003 -- sh -c 'id -u; id -G'
  assert_status 0
  assert_stdout "77003
77003"
}

@test "--address that is none" {
  for address in '' 192.0.2.1/33 192.0.2.1/-1 192.0.2.1/ 192.0.2/24 192.0.2.256/24 192.0.2.1/24x 192.0.2.1//24 \
    /24 host.example/24 2001:db8::1/129 2001:db8::1/x 2001:db8:::1/64 g::1/64 '192.0.2.1/24 ' ' 192.0.2.1/24' \
    192.0.2.1/0x18 192.0.2.1/+24 0x7f.1/8 default any all; do
    refused --address "$address" 'CIDR|IPv4|prefix|/' add tap0 "--address=$address"
  done
  assert_links_unchanged
}

@test "one bad --address among good ones" {
  try_traced add tap0 --address 192.0.2.1/24 --address nonsense --address 2001:db8::1/64
  assert_refused 2 --address nonsense
  assert_kernel_untouched
  assert_links_unchanged
}

@test "--master: what can be no interface's name" {
  for master in '' tap/0 'br 0' br:0 . ..; do
    refused --master "$master" . add tap0 "--master=$master"
  done
  assert_links_unchanged
}

@test "an option that needs a value does not go without" {
  for option in --mode --owner --group --mac --mtu --txqueuelen --master --port --vlan --address --alias --altname --addrgenmode; do
    try_traced add tap0 "$option"
    assert_status 2
    assert_stdout ''
    grep -q -- "$option" <<<"$stderr"
    assert_kernel_untouched
  done
  assert_links_unchanged
}

@test "an option that takes no value does not get one" {
  for option in --anyone --pi --vnet-hdr --multi-queue --up --ensure; do
    try_traced add tap0 "$option=yes"
    assert_status 2
    assert_stdout ''
    grep -q -- "$option" <<<"$stderr"
    assert_kernel_untouched
  done
  assert_links_unchanged
}

@test "an option given twice with different values is not decided in silence" {
  # Only --address and --altname may be repeated.
  try add tap0 --mtu 1400 --mtu 1500
  if [[ $status -eq 0 ]]; then
    assert_link tap0 '.mtu == 1500'
  else
    assert_usage_error mtu
    assert_links_unchanged
  fi
}

@test "a bad value is reported before a name is looked up, a conflict met or a user asked for rights" {
  make_tap tap0
  remember_links
  refused --mtu 1 '68 to 65521' add tap0 --mtu 1
  refused --owner no-such-user . chown nosuch --owner no-such-user
  assert_links_unchanged
}

@test "control characters of a value come out safely" {
  try add tap0 --mtu $'\033[31m1500'
  assert_status 2
  refute_control_characters "$stderr"
  try add tap0 --owner $'root\a\b'
  assert_status 2
  refute_control_characters "$stderr"
  try $'\033[31madd' tap0
  assert_status 2
  refute_control_characters "$stderr"
  try add tap0 $'--\033[31mup'
  assert_status 2
  refute_control_characters "$stderr"
  assert_links_unchanged
}

@test "names that sysctl(8) has for all interfaces" {
  TABLE=$BATS_TEST_TMPDIR/table
  for name in all default; do
    try add "$name" --mode tap
    assert_refused 2 NAME "invalid value '$name': not allowed as a name"
    try exec "$name" --mode tap -- true
    assert_refused 2 NAME "invalid value '$name': not allowed as a name"
    echo "$name --mode tap" >"$TABLE"
    for option in '' --dry-run; do
      # shellcheck disable=SC2086 # a word or none
      try up $option -f "$TABLE"
      assert_refused 2 "$TABLE:1" "invalid value '$name': not allowed as a name"
    done
    # Of one that should exist it is a name like another.
    try show "$name"
    assert_refused 3 "$name" 'no such interface'
  done
}

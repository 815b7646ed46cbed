#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Interface names: which are valid, which are not, and that the kernel never sees the latter.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common

# refused_new NAME: add refuses it, without asking the kernel.
refused_new() {
  try_traced add --mode tap -- "$1"
  assert_status 2
  assert_stdout ''
  assert_messages 1
  assert_kernel_untouched
}

@test "names of 1 and of 15 bytes are taken whole" {
  try add --mode tap a
  assert_silent
  assert_link_exists a
  try add tap456789012345
  assert_silent
  assert_link_exists tap456789012345
}

@test "a name of 16 bytes is refused, never cut" {
  refused_new tap4567890123456
  grep -q 'tap4567890123456' <<<"$stderr"
  grep -q '15' <<<"$stderr"
  assert_links_unchanged
}

@test "a much longer name is refused" {
  refused_new "tap$(printf '%01000d' 0)"
  assert_links_unchanged
}

@test "15 bytes count, not characters" {
  try add tapäöüäöü
  assert_silent
  refused_new tapäöüäöüä
  assert_link_exists tapäöüäöü
}

@test "the empty name is refused" {
  refused_new ''
  assert_links_unchanged
}

@test "slash, colon and white space are refused, and named" {
  for name in tap/0 /tap tap: t:p 'tap 0' ' tap0' $'tap\t0' $'tap\n0' $'tap\v0' $'tap\f0' $'tap\r0'; do
    refused_new "$name"
  done
  assert_links_unchanged
}

@test ". and .. are refused, other dots are not" {
  refused_new .
  refused_new ..
  try add tap0.1 tap...
  assert_silent
  assert_link_exists tap0.1
  assert_link_exists tap...
}

@test "a name that begins with a dash is refused, inside it may have one" {
  refused_new -tap0
  refused_new --
  refused_new -
  try add tap-0-
  assert_silent
  assert_link_exists tap-0-
}

@test "one %d is a template; two of them, and any other per cent sign, are refused" {
  refused_new 'tap%d%d'
  refused_new 'tap%s'
  refused_new 'tap%'
  refused_new 'tap%%'
  refused_new 'tap%%d'
  refused_new 'tap%5d'
  refused_new 'tap%n'
  refused_new 'tap%d%'
  assert_links_unchanged
  try add 'tap%d'
  assert_status 0
  assert_stdout tap0
}

@test "a template is as long as a name may be" {
  try add 'tap4567890123%d'
  assert_status 0
  assert_stdout tap45678901230
  refused_new 'tap45678901234%d'
}

@test "a template is no name of one that exists" {
  make_tap tap0
  remember_links
  try del 'tap%d'
  [[ $status -eq 2 || $status -eq 3 ]]
  try set-mtu 'tap%d' 1400
  [[ $status -eq 2 || $status -eq 3 ]]
  assert_links_unchanged
}

@test "control characters come out safely in messages" {
  for name in $'tap\033[31m0' $'tap\0070' $'tap\1770' $'tap\b0'; do
    try add "$name" --mtu 1
    assert_status 2
    refute_control_characters "$stderr"
    try del "$name"
    [[ $status -eq 2 || $status -eq 3 ]]
    refute_control_characters "$stderr"
    try show "$name"
    [[ $status -eq 2 || $status -eq 3 ]]
    refute_control_characters "$stderr"
  done
  assert_links_unchanged
}

@test "a name that the kernel chose is whole for a program, and harmless on a terminal" {
  try add --mode tap $'t\033[1m%d'
  assert_status 0
  assert_stdout $'t\033[1m0'
  try_on_terminal 80 "$TUNADM" add --mode tap $'t\033[1m%d'
  assert_status 0
  assert_stdout 't\x1b[1m1'
  assert_link_exists $'t\033[1m1'
}

@test "an existing name with control characters comes out safely in the table, whole in JSON" {
  make_tap $'t\033[1mx'
  try show
  assert_status 0
  assert_stdout_line 't\\x1b\[1mx +tap .*'
  try show --json
  assert_status 0
  assert_json '.[0].ifname == "t\u001b[1mx"'
}

@test "an existing name in bytes that are no UTF-8: show still works, JSON is valid" {
  make_tap $'t\377x'
  try show
  assert_status 0
  [[ $output == *mode* || $output == *MODE* ]]
  try show --json
  assert_status 0
  assert_json '.[0].ifname == "t\ufffdx" and .[0].ifname_hex == "74ff78"'
  make_tap tap0
  try show --json tap0
  assert_json '.[0] | has("ifname_hex") | not'
}

@test "for those that must exist: the same characters are refused before the kernel is asked" {
  for name in '' . .. tap/0 'tap 0' tap:0; do
    for command in del persist show 'chown --owner 0' ; do
      # shellcheck disable=SC2086 # words
      try_traced $command -- "$name"
      assert_status 2
      assert_messages 1
      assert_kernel_untouched
    done
    try_traced set-mtu -- "$name" 1400
    assert_status 2
    assert_kernel_untouched
    try_traced set-mac -- "$name" 02:00:00:00:00:01
    assert_status 2
    assert_kernel_untouched
  done
}

@test "for those that must exist: a name up to the length of an alternative one is looked up" {
  long=$(printf '%0127d' 7)
  try del "$long"
  assert_refused 3 "$long" 'no such interface'
  try_traced del "${long}8"
  assert_status 2
  assert_kernel_untouched
}

@test "one bad name among several: status 2, and nothing is done" {
  try add tap0 'tap 1' tap2
  assert_status 2
  assert_messages 1
  assert_links_unchanged
  make_tap tap0
  remember_links
  try del tap0 tap/1
  assert_status 2
  assert_links_unchanged
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# --alias: a description is set, shown, changed, removed, and restored when a later step fails.
# shellcheck disable=SC1003,SC2016,SC2030,SC2031,SC2154 # a backslash is meant; jq has variables of its own; bats sets stderr

load lib/common

@test "add gives it, and show has it" {
  try add tap0 --alias "Alice's machine"
  assert_silent
  assert_link tap0 ".ifalias == \"Alice's machine\""
  try show --noheadings -o name,alias
  assert_status 0
  [[ $output =~ ^tap0\ +"Alice's machine"$ ]] || fail "it is not shown"
  try show --json
  assert_json ".[0] | .ifalias == \"Alice's machine\" and (has(\"ifalias_hex\") | not)"
  try add tap1
  try show --json tap1
  assert_json '.[0] | has("ifalias") | not'
}

@test "255 bytes of whatever is printable, to the last" {
  printf -v longest 'ä%.0s' {1..127}
  for text in "${longest}x" x ' ' '--up' '$(id)' '`id`' "it's" 'say "x"' 'a\b' '#' ',' '/' '日本' '*' '%d'; do
    try add tap0 --alias "$text"
    assert_silent || fail "$text"
    assert_link tap0 ".ifalias == $(jq -Rn --arg text "$text" '$text')"
    try -v add --ensure tap0 --alias "$text"
    assert_stderr 'tap0: unchanged'
    try del tap0
    assert_silent
  done
}

@test "256 bytes, and control characters, are refused" {
  printf -v longer 'ä%.0s' {1..128}
  try_traced add tap0 --alias "$longer"
  assert_refused 2 --alias 'the alias has 256 bytes; allowed are up to 255'
  assert_kernel_untouched
  for text in $'a\nb' $'a\n' $'\t' $'a\033[31mb' $'a\177b' $'a\302\233b' $'a\rb'; do
    try_traced add tap0 "--alias=$text"
    assert_refused 2 --alias 'an alias may not contain control characters' || fail "$(printf %q "$text")"
    refute_control_characters "$stderr"
    assert_kernel_untouched
  done
  assert_links_unchanged
}

@test "another character set is taken as it is, and JSON has both" {
  try add tap0 --alias $'caf\351'
  assert_silent
  try show --json
  assert_json '.[0] | .ifalias == "caf\ufffd" and .ifalias_hex == "636166e9"'
  try -v add --ensure tap0 --alias $'caf\351'
  assert_stderr 'tap0: unchanged'
  try -v add --ensure tap0 --alias $'caf\350'
  assert_stderr 'tap0: changed alias'
}

@test "--ensure changes it and an empty one takes it away, also in use" {
  make_tap tap0
  ip link set tap0 alias 'of somebody' up
  hold tap0 tap -
  before=$(carrier_changes tap0)
  try -v add --ensure tap0 --mtu 1400
  assert_stderr 'tap0: changed mtu'
  assert_link tap0 '.ifalias == "of somebody"'
  try -v add --ensure tap0 --alias mine
  assert_stderr 'tap0: changed alias'
  assert_link tap0 '.ifalias == "mine"'
  try -v set tap0 --alias ''
  assert_stderr 'tap0: changed alias'
  assert_link tap0 'has("ifalias") | not'
  try --verbose set tap0 --alias=
  assert_stderr 'tap0: unchanged'
  [[ $(carrier_changes tap0) -eq $before ]]
  try -v add tap1 --alias ''
  assert_stderr 'tap1: created'
  assert_link tap1 'has("ifalias") | not'
}

@test "a later step that fails puts the old one back, or takes the new one away" {
  make_tap tap0
  make_tap tap1
  ip link property add dev tap1 altname taken
  ip link set tap1 alias 'of somebody'
  remember_links
  try set tap0 --alias mine --altname taken
  assert_refused 4 tap0 "an interface has the name 'taken' already"
  assert_links_unchanged
  try add --ensure tap1 --alias '' --mtu 1400 --altname tap0
  assert_refused 4 tap1 "an interface has the name 'tap0' already"
  assert_links_unchanged
  try add tap2 --alias mine --altname taken
  assert_refused 4 tap2 "an interface has the name 'taken' already"
  assert_links_unchanged
}

@test "the table, and show --tuntab that writes it" {
  table "tap0 --alias 'the first, \"tap\" # 1'" 'tap1 --alias two\ words' 'tap2 --alias=' 'tap3 --alias "it'\''s \\ \$x"'
  try up -f "$TABLE"
  assert_silent
  assert_link tap0 '.ifalias == "the first, \"tap\" # 1"'
  assert_link tap1 '.ifalias == "two words"'
  assert_link tap2 'has("ifalias") | not'
  assert_link tap3 '.ifalias == "it'\''s \\ $x"'
  ip link set tap3 alias $'\377 of another character set'
  remember_links
  try show --tuntab
  assert_status 0
  assert_stderr ''
  table "$output"
  try -v up -f "$TABLE"
  assert_stderr $'tap0: unchanged\ntap1: unchanged\ntap2: unchanged\ntap3: unchanged'
  assert_links_unchanged
  before=$(ip link | grep alias)
  try down -f "$TABLE"
  try up -f "$TABLE"
  assert_silent
  [[ $(ip link | grep alias) == "$before" ]] || fail "not the same again"
}

@test "exec makes one with it, and takes none that has another" {
  try exec job0 -m tap --alias 'a job' -- ip -j link show dev job0
  assert_status 0
  assert_json '.[0].ifalias == "a job"'
  make_tap tap0
  ip link set tap0 alias one
  try exec tap0 --alias two -- true
  assert_refused 4 tap0 'it exists, and is not as asked for: alias'
  try exec tap0 --alias one -- true
  assert_silent
}

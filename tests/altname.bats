#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# --altname: an alternative name is added, identifies its interface everywhere, and is removed when a later step fails.
# shellcheck disable=SC1003,SC2016,SC2030,SC2031,SC2154 # a backslash is meant; jq has variables of its own; bats sets stderr

load lib/common

@test "add gives it, several times, and each names the interface" {
  try add tap0 --altname lan --altname the-name-of-the-uplink-in-words
  assert_silent
  assert_link tap0 '.altnames == ["lan", "the-name-of-the-uplink-in-words"]'
  try set-mtu the-name-of-the-uplink-in-words 1400
  assert_silent
  assert_link tap0 '.mtu == 1400'
  try show --noheadings -o name,altnames lan
  assert_status 0
  [[ $output =~ ^tap0\ +lan,the-name-of-the-uplink-in-words$ ]] || fail "it is not shown"
  try show --json
  assert_json '.[0].altnames == ["lan", "the-name-of-the-uplink-in-words"] and (.[0] | has("altnames_hex") | not)'
  try del the-name-of-the-uplink-in-words
  assert_silent
  assert_no_link tap0
}

@test "up to 127 bytes of UTF-8, and all that a name may hold" {
  printf -v longest 'ä%.0s' {1..63}
  for name in "${longest}x" x '$(id)' "it's" 'say"x"' 'a\b' '#' 'voilà' '日本' 'a]b' '{a,b}' '%d' '~'; do
    try add tap0 --altname "$name"
    assert_silent || fail "$name"
    assert_link tap0 ".altnames == [$(jq -Rn --arg name "$name" '$name')]"
    try show --json "$name"
    assert_status 0
    try del -- "$name"
    assert_silent
  done
}

@test "what it may not be" {
  printf -v longer 'ä%.0s' {1..64}
  for name in '' "$longer" a/b / 'a b' ' ' $'a\tb' $'a\nb' $'a\033b' $'a\177b' $'a\302\233b' $'a\302\240b' 'a*' '*' 'a?b' \
    '[ab]' 'a[' $'a\377b' $'a\303' a:b . .. -a; do
    try_traced add tap0 "--altname=$name"
    assert_refused 2 --altname . || fail "$(printf %q "$name")"
    assert_kernel_untouched
  done
  try_traced add tap0 --altname lan --altname wan --altname lan
  assert_refused 2 --altname "invalid value 'lan': the same name is given twice"
  assert_kernel_untouched
  assert_links_unchanged
}

@test "one that is taken, by whatever name of whatever link, is a conflict; nothing is left" {
  ip link add br0 type bridge
  ip link property add dev br0 altname the-bridge
  remember_links
  for name in br0 the-bridge lo; do
    try add tap0 --altname lan --altname "$name" --up
    assert_refused 4 tap0 "an interface has the name '$name' already"
    assert_links_unchanged
  done
  try add tap0 --altname tap0
  assert_refused 4 tap0 "an interface has the name 'tap0' already"
  assert_links_unchanged
}

@test "--ensure adds what is missing and leaves the others; in use, without disturbing anybody" {
  make_tap tap0
  ip link property add dev tap0 altname of-somebody
  ip link set tap0 up
  hold tap0 tap -
  before=$(carrier_changes tap0)
  try -v add --ensure tap0 --altname lan --altname wan
  assert_status 0
  assert_stderr 'tap0: changed altname'
  assert_link tap0 '.altnames == ["of-somebody", "lan", "wan"]'
  remember_links
  try -v add --ensure tap0 --altname wan --altname of-somebody
  assert_status 0
  assert_stderr 'tap0: unchanged'
  assert_links_unchanged
  [[ $(carrier_changes tap0) -eq $before ]]
}

@test "--ensure that fails half-way takes back what it gave" {
  make_tap tap0
  make_tap tap1
  ip link property add dev tap1 altname taken
  remember_links
  try add --ensure tap0 --mtu 1400 --altname lan --altname wan --altname taken --address 192.0.2.1/24
  assert_refused 4 tap0 "an interface has the name 'taken' already"
  assert_links_unchanged
  # It comes after the altnames.
  try add --ensure tap0 --mtu 1400 --altname lan --address 192.0.2.1/24 --master nosuch
  assert_refused 1 tap0 nosuch
  assert_links_unchanged
  sysctl -qw net.ipv6.conf.tap0.disable_ipv6=1
  try add --ensure tap0 --mtu 1400 --altname lan --address 2001:db8::1/64
  assert_refused 1 tap0 'IPv6'
  assert_links_unchanged
}

@test "set gives it and takes it away; what is there stays and what is not is no error" {
  make_tap tap0
  ip link property add dev tap0 altname of-somebody
  try -v set of-somebody --altname lan --altname wan
  assert_stderr 'tap0: changed altname'
  assert_link tap0 '.altnames == ["of-somebody", "lan", "wan"]'
  try -v set tap0 --no-altname lan --no-altname nosuch --altname dmz
  assert_stderr 'tap0: changed altname'
  assert_link tap0 '.altnames == ["of-somebody", "wan", "dmz"]'
  remember_links
  try set --json tap0 --no-altname lan --altname wan
  assert_json '.[0] | .action == "unchanged" and .changes == []'
  assert_links_unchanged
  try set wan --no-altname wan --no-altname of-somebody --no-altname dmz
  assert_silent
  assert_link tap0 'has("altnames") | not'
  # Its own name is not one of them.
  remember_links
  try -v set tap0 --no-altname tap0
  assert_stderr 'tap0: unchanged'
  assert_links_unchanged
}

@test "set takes away what no option would give" {
  make_tap tap0
  for name in a/b $'a\nb' $'a\033[1m' $'\377' '*' 'a b' ' ' a:b -a; do
    give_altname tap0 "$name"
    try -v set tap0 --no-altname "$name"
    assert_status 0
    assert_stderr 'tap0: changed altname' || fail "$(printf %q "$name")"
    assert_link tap0 'has("altnames") | not'
  done
}

@test "set refuses what is given and taken at once, and what no name is" {
  make_tap tap0
  remember_links
  try_traced set tap0 --altname lan --no-altname lan
  assert_refused 2 --no-altname 'the same name is given with --altname'
  try_traced set tap0 --no-altname ''
  assert_refused 2 --no-altname "invalid value ''"
  printf -v longer '%0128d' 0
  try_traced set tap0 --no-altname "$longer"
  assert_refused 2 --no-altname 'allowed are 1 to 127'
  try_traced set tap0 --no-altname lan --no-altname lan
  assert_refused 2 --no-altname 'the same name is given twice'
  assert_links_unchanged
}

@test "set that fails half-way puts back what it took" {
  make_tap tap0
  make_tap tap1
  ip link property add dev tap0 altname lan
  ip link property add dev tap1 altname taken
  try set tap0 --mtu 1400 --no-altname lan --altname wan --altname taken
  assert_refused 4 tap0 "an interface has the name 'taken' already"
  assert_link tap0 '.altnames == ["lan"]' '.mtu == 1500'
  sysctl -qw net.ipv6.conf.tap0.disable_ipv6=1
  try set tap0 --no-altname lan --altname wan --address 2001:db8::1/64
  assert_refused 1 tap0 IPv6
  assert_link tap0 '.altnames == ["lan"]'
}

@test "the table: up gives it, once, and finds nothing to do then" {
  table "tap0 --altname lan --altname 'it'\\''s-the-uplink'" 'tap1'
  try up --dry-run -f "$TABLE"
  assert_status 0
  assert_stdout $'tap0: created\ntap1: created'
  try up -f "$TABLE"
  assert_silent
  assert_link tap0 '.altnames == ["lan", "it'\''s-the-uplink"]'
  ip link property del dev tap0 altname lan
  try up --json -f "$TABLE"
  assert_status 0
  assert_json '.[0].action == "changed" and .[0].changes == ["altname"] and .[1].action == "unchanged"'
  remember_links
  try -v up -f "$TABLE"
  assert_status 0
  assert_stderr $'tap0: unchanged\ntap1: unchanged'
  assert_links_unchanged
  table 'tap0 --altname a/b'
  try up -f "$TABLE"
  assert_refused 2 "$TABLE:1" "tap0: --altname: invalid value 'a/b'"
  assert_links_unchanged
}

@test "exec makes one with it, and takes none that lacks it" {
  try exec job0 -m tap --altname worker -- ip -j link show dev worker
  assert_status 0
  assert_json '.[0] | .ifname == "job0" and .altnames == ["worker"]'
  assert_no_link job0
  make_tap tap0
  ip link property add dev tap0 altname lan
  remember_links
  try exec tap0 --altname wan -- true
  assert_refused 4 tap0 'it exists, and is not as asked for: altname'
  try exec tap0 --altname lan -- true
  assert_silent
  assert_links_unchanged
}

@test "show --tuntab writes it so that up makes the same; what no entry can have is left out with a note" {
  try add tap0 --altname lan --altname "it's" --altname '#1' --altname 'voilà' --owner "$OWNER_UID"
  assert_silent
  remember_links
  try show --tuntab
  assert_status 0
  assert_stderr ''
  table "$output"
  try del tap0
  try up -f "$TABLE"
  assert_silent
  assert_link tap0 '.altnames == ["lan", "it'\''s", "#1", "voilà"]'
  give_altname tap0 $'a\nb'
  try show --tuntab
  assert_status 0
  assert_stdout "$(<"$TABLE")"
  assert_stderr 'note: tap0: left out: what --altname does not take'
}

@test "a rehearsal says that it is taken" {
  make_tap tap0
  ip link property add dev tap0 altname lan
  make_tap tap1
  remember_links
  ip link property add dev tap1 altname wan
  remember_links
  table 'tap1 --altname lan' 'tap2 --altname tap0' 'wan --mode tap'
  try up --dry-run --json -f "$TABLE"
  assert_status 4
  assert_json 'map(.status) == [4, 4, 4]'
  said=$(jq -c 'map(.error)' <<<"$output")
  try up --json -f "$TABLE"
  assert_status 4
  [[ $(jq -c 'map(.error)' <<<"$output") == "$said" ]] || fail "foretold was $said"
  assert_links_unchanged
}

@test "one that comes or goes meanwhile: what is so already is no failure, and is not taken back" {
  make_tap tap0
  make_tap tap1
  ip link property add dev tap0 altname wan
  # It has looked up tap0 and lan, and has not changed anything yet.
  stop_at sendmsg 2 -- -v set tap0 --altname lan --no-altname wan
  ip link property add dev tap0 altname lan
  ip link property del dev tap0 altname wan
  finish
  assert_status 0
  assert_stderr 'tap0: unchanged'
  assert_link tap0 '.altnames == ["lan"]'
  stop_at sendmsg 3 -- set tap0 --altname dmz --altname taken
  ip link property add dev tap0 altname dmz
  ip link property add dev tap1 altname taken
  finish
  assert_refused 4 tap0 "an interface has the name 'taken' already"
  assert_link tap0 '.altnames == ["lan", "dmz"]'
}

@test "in another network namespace, the name being taken in this one" {
  make_tap tap0
  new_netns
  try -n "/proc/$NETNS_PID/ns/net" add tap1 --altname tap0
  assert_silent
  [[ $(in_netns ip -j link show dev tap0 | jq -r '.[0].ifname') == tap1 ]]
}

@test "of several interfaces one alone can have it" {
  try add tap0 tap1 --altname lan
  assert_refused 4 tap1 "an interface has the name 'lan' already"
  assert_link tap0 '.altnames == ["lan"]'
  assert_no_link tap1
}

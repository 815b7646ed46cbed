#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm up: creates, changes or leaves alone what the table describes, entry by entry.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common

setup_file() {
  own_etc
}

setup() {
  rm -f "$DEFAULT_TABLE"
  remember_links
}

@test "up makes what is not there: persistent, owned, configured; and is silent" {
  need_root
  default_table "tap0 --owner $OWNER --mtu 9000 --up" 'tun0' 'vm0 --mode tap --address 192.0.2.1/24'
  try up
  assert_silent
  assert_link tap0 "\$tun.user == \"$OWNER\"" '.mtu == 9000' '.flags | index("UP")' '$tun.persist'
  assert_link tun0 '$tun.type == "tun"' '$tun.user == "root"' '$tun.persist'
  assert_link vm0 '$tun.type == "tap"' '.addr_info[0].local == "192.0.2.1"' '$tun.persist'
}

@test "-v says of each entry what became of it, in the order of the table" {
  make_tap tap1
  make_tap tap2 user root
  default_table 'tap2' 'tap0 --up' 'tap1 --mtu 1400 --owner root'
  try -v up
  assert_status 0
  assert_stdout ''
  [[ $stderr == $'tap2: unchanged\ntap0: created\ntap1: changed '* ]] || fail 'not what became of each'
  assert_stderr_line 'tap1: changed (owner, mtu|mtu, owner)'
}

@test "up again changes nothing and says so" {
  need_root
  ip link add br0 type bridge
  default_table "tap0 --owner $OWNER --group $GROUP --mtu 1400 --mac 02:00:00:00:00:01 --up --master br0" \
    'tun0 --multi-queue --pi --vnet-hdr --txqueuelen 7 --address 192.0.2.1/24 --address 2001:db8::1/64 --up' \
    'tap1 --anyone'
  try -q up
  assert_silent
  remember_links
  try up
  assert_silent
  try -v up
  assert_status 0
  assert_stderr $'tap0: unchanged\ntun0: unchanged\ntap1: unchanged'
  assert_links_unchanged
}

@test "what differs is changed, also in use, and its client is not disturbed" {
  need_root
  make_tap tap0 user "$OTHER"
  hold tap0 tap vnet_hdr
  ip link set tap0 up
  carrier=$(carrier_changes tap0)
  default_table "tap0 --owner $OWNER --mtu 1300"
  try -v up
  assert_status 0
  assert_stderr_line 'tap0: changed .*'
  assert_link tap0 "\$tun.user == \"$OWNER\"" '.mtu == 1300' '.flags | index("UP")'
  assert_answer flags 'flags 0x5802'
  [[ $(carrier_changes tap0) -eq $carrier ]]
}

@test "what an entry does not mention is left as it is" {
  need_root
  make_tap tap0 user "$OWNER" group "$GROUP"
  ip link set tap0 mtu 1300 txqueuelen 7 address 02:00:00:00:00:07 up
  ip addr add 192.0.2.7/24 dev tap0
  remember_links
  default_table tap0
  try -v up
  assert_status 0
  assert_stderr 'tap0: unchanged'
  assert_links_unchanged
}

@test "a conflict is one: mode, multi-queue, an owner that is to go; the others happen" {
  make_tun tap0
  make_tap tap1
  make_tap tap2 user root
  ip link add tap3 type bridge
  remember_links
  default_table 'tap0' 'tap1 --multi-queue' 'tap2 --anyone --mtu 1400' 'tap3' 'tap4'
  try up
  assert_status 4
  assert_messages 4
  for name in tap0 tap1 tap2 tap3; do
    assert_stderr_line "tunadm: $DEFAULT_TABLE:[0-9]+: $name: .*"
  done
  assert_link_exists tap4
  ip link del tap4
  assert_links_unchanged
}

@test "the first failure's status is returned, and each is reported" {
  make_tun tap1
  default_table 'tap0' 'tap1' 'tap2 --master nosuch' 'tap3'
  try up
  assert_status 4
  assert_messages 2
  assert_link_names 'tap0 tap1 tap3'
  default_table 'tap2 --master nosuch' 'tap1'
  try up
  assert_status 1
  assert_messages 2
  grep -q nosuch <<<"$stderr"
}

@test "a bad entry is reported, and the others are made" {
  table 'tap0 --up' 'tap1 --mtu 70000' 'tap2 --up'
  try up --file "$TABLE"
  assert_status 2
  assert_stdout ''
  assert_stderr_line "tunadm: $TABLE:2: tap1: --mtu: invalid value '70000': allowed are .*68 to 65521 for a tap"
  assert_link_names 'tap0 tap2'
}

@test "an interface that is wrong does not become one half way" {
  default_table 'tap0 --mtu 1400 --up --master nosuch'
  try up
  assert_status 1
  assert_links_unchanged
}

@test "up NAME: that entry only" {
  default_table 'tap0' 'tap1 --mtu 1401' 'tap2' 'tap3 --mtu 1'
  try -v up tap1
  assert_status 0
  assert_stderr 'tap1: created'
  assert_link_names tap1
  assert_link tap1 '.mtu == 1401'
  try -v up tap2 tap0
  assert_status 0
  assert_stderr_line 'tap2: created'
  assert_stderr_line 'tap0: created'
  assert_link_names 'tap0 tap1 tap2'
}

@test "up NAME: the bad entries of others do not matter, its own does" {
  table 'tap0' 'tap1 --mtu 1' 'vm2'
  try up -f "$TABLE" tap0
  assert_silent
  try up -f "$TABLE" tap1
  assert_status 2
  assert_messages 1
  assert_bad_line 2 "'1'"
  assert_link_names tap0
}

@test "up NAME: one that has no entry is status 3, and the others happen" {
  default_table 'tap0' 'tap1'
  try up tap0 nosuch tap1
  assert_refused 3 nosuch "$DEFAULT_TABLE"
  assert_link_names 'tap0 tap1'
  make_tap tap7
  try up tap7
  assert_refused 3 tap7 "$DEFAULT_TABLE"
}

@test "up NAME: the same twice is once" {
  default_table 'tap0'
  try -v up tap0 tap0
  assert_status 0
  assert_stderr 'tap0: created'
}

@test "up PATTERN: the entries that it matches; an exact name wins" {
  default_table 'vm0 -m tap' 'vm1 -m tap' 'tap0' 'vm2 -m tap' 'vm* -m tap'
  try -v up 'vm[01]'
  assert_status 0
  assert_stderr $'vm0: created\nvm1: created'
  try -v up 'vm*'
  assert_status 0
  assert_stderr 'vm*: created'
  try up 'x*'
  assert_refused 3 'x*' .
  try -v up 't*' 'vm?'
  assert_status 0
  assert_stderr_line 'tap0: created'
  assert_stderr_line 'vm2: created'
  assert_stderr_line 'vm1: unchanged'
}

@test "up NAME: a bad name is a usage error, before the table is read" {
  default_table 'tap0'
  for name in 'tap/0' '' 'tap 0' .; do
    try_traced up -- "$name"
    assert_status 2
    assert_messages 1
    assert_no_request 'tuntab'
    assert_kernel_untouched
  done
  assert_links_unchanged
}

@test "the name of an entry is literal: it matches nothing" {
  make_tap tap1
  remember_links
  default_table 'tap* --mtu 1400'
  try -v up
  assert_status 0
  assert_stderr 'tap*: created'
  assert_link 'tap*' '.mtu == 1400'
  assert_link tap1 '.mtu == 1500'
}

@test "--dry-run says the same, on stdout, and changes nothing" {
  need_root
  make_tap tap1
  make_tun tap3
  make_tap tap4 user root
  remember_links
  before=$(next_ifindex)
  table 'tap0 --mtu 1400' "tap1 --owner $OWNER --mtu 1400" 'tap2 --mtu 1' 'tap3' 'tap4 --owner root'
  try up -f "$TABLE" --dry-run
  rehearsed=$output rehearsed_status=$status rehearsed_stderr=$stderr
  assert_stdout_line 'tap0: created'
  assert_stdout_line 'tap1: changed owner, mtu|tap1: changed mtu, owner'
  assert_stdout_line 'tap4: unchanged'
  assert_links_unchanged
  [[ $(next_ifindex) -eq $((before + 1)) ]]
  try -v up -f "$TABLE"
  assert_status "$rehearsed_status"
  [[ $(grep -v '^tunadm: \|^hint: ' <<<"$stderr") == "$rehearsed" ]] || fail "rehearsed was: $rehearsed"
  [[ $(grep '^tunadm: \|^hint: ' <<<"$stderr") == "$rehearsed_stderr" ]] || fail "rehearsed was: $rehearsed_stderr"
}

@test "--dry-run tells that a record does not change under a program without a carrier" {
  make_tap tap0
  make_tap tap1
  hold tap0 tap no_carrier
  table 'tap0 --pi --vnet-hdr' 'tap1 --pi'
  try up -f "$TABLE" --dry-run
  assert_status 0
  assert_stdout $'tap0: unchanged\ntap1: changed pi'
  try -v up -f "$TABLE"
  assert_stderr $'tap0: unchanged\ntap1: changed pi'
}

@test "--dry-run asks nothing of the kernel that could change it" {
  make_tap tap1
  default_table 'tap0 --up' 'tap1 --mtu 1400 --owner 1 --address 192.0.2.1/24'
  try_traced up --dry-run
  assert_status 0
  assert_no_request 'TUNSET|RTM_NEWLINK.*NLM_F_REQUEST|RTM_SETLINK|RTM_DELLINK|RTM_NEWADDR.*NLM_F_REQUEST'
  assert_no_link tap0
}

@test "--dry-run of a bridge that is not there fails as the real thing does" {
  default_table 'tap0 --master nosuch'
  try up --dry-run
  assert_status 1
  assert_messages 1
  assert_links_unchanged
}

@test "--json: an object for each entry, with what was changed" {
  need_root
  make_tap tap1
  make_tap tap2 user root
  make_tun tap3
  default_table 'tap0 --mtu 1400' "tap1 --mtu 1400 --owner $OWNER --up" 'tap2' 'tap3'
  try up --json
  assert_status 4
  assert_messages 1
  assert_json 'length == 4 and ([.[].ifname] == ["tap0", "tap1", "tap2", "tap3"])'
  assert_json '[.[].action] == ["created", "changed", "unchanged", "failed"]'
  assert_json 'all(.[]; .changes | type == "array")'
  assert_json '.[1].changes | sort == ["mtu", "owner", "up"]'
  assert_json '.[2].changes == []'
  assert_json '.[3].changes == [] and (.[3].error | test("tap3.*tun|tun"))'
  assert_json '.[0:3] | all(has("error") | not)'
}

@test "--json with --dry-run: the same, and nothing has happened" {
  make_tap tap1
  remember_links
  table 'tap0' 'tap1 --mtu 1400' 'tap2 --mtu 1' '--mtu 1400' 'tap1 --mtu 1'
  try up -f "$TABLE" --json --dry-run
  assert_status 2
  assert_links_unchanged
  rehearsed=$output
  assert_json 'length == 5 and ([.[].action] == ["created", "failed", "failed", "failed", "failed"])'
  assert_json '.[2].ifname == "tap2" and (.[2].error | test("tuntab:3: .*--mtu.*68 to 65521"))'
  assert_json '.[3].error | test("tuntab:4: ")'
  assert_json '.[4].ifname == "tap1"'
  try up -f "$TABLE" --json
  assert_status 2
  [[ $(jq -cS . <<<"$output") == "$(jq -cS . <<<"$rehearsed")" ]] || fail "rehearsed was: $rehearsed"
}

@test "--json is valid whatever an entry holds" {
  raw_table 'tap\\"0\ntap\\\\1\n"tap\0331"\ntap\xff2\n\001 -m tap\ntap\xc3\xa4\ntap4 --owner "\xff\033"\n'
  try up -f "$TABLE" --json
  jq -e 'length == 7 and all(.[]; .action and (.changes | type == "array"))' <<<"$output" >/dev/null ||
    fail 'not valid'
  jq -e '[.[].ifname] | index("tap\"0") != null and index("tap\\1") != null' <<<"$output" >/dev/null
  refute_control_characters "$output"
}

@test "--json where the table cannot be read: an empty array, and the failure" {
  try up --json -f "$BATS_TEST_TMPDIR/nosuch"
  assert_status 1
  assert_messages 1
  assert_json '. == []'
}

@test "what cannot be printed is a failure" {
  default_table 'tap0'
  for option in --json --dry-run '--json --dry-run'; do
    # shellcheck disable=SC2016,SC2086 # the inner shell; words
    try_command sh -c 'exec "$@" >/dev/full' sh "$TUNADM" up $option
    assert_status 1
    assert_messages 1
    grep -q 'No space left on device' <<<"$stderr"
  done
}

@test "-n: the interfaces are made there, the table is read here" {
  new_netns
  default_table 'tap0 --mtu 1400'
  try -n "/proc/$NETNS_PID/ns/net" up
  assert_silent
  assert_links_unchanged
  in_netns ip -j link show tap0 | jq -e '.[0].mtu == 1400'
  try up -v -n "/proc/$NETNS_PID/ns/net"
  assert_status 0
  assert_stderr 'tap0: unchanged'
  try -n "/proc/$NETNS_PID/ns/net" down
  assert_silent
  [[ $(in_netns ip -o link | wc -l) -eq 1 ]]
}

@test "as an ordinary user: permission denied for each, and his own can be found unchanged" {
  need_root
  make_tap tap1 user "$OWNER"
  remember_links
  default_table 'tap0' "tap1 --owner $OWNER" 'tap2'
  try_as "$OWNER" -v up
  assert_status 6
  [[ $(grep -c '^tunadm: ' <<<"$stderr") -eq 2 ]] || fail 'not two failures'
  assert_stderr_line 'tap1: unchanged'
  assert_stderr_line 'tunadm: .*tap0: .*'
  assert_stderr_line 'tunadm: .*tap2: .*'
  assert_links_unchanged
}

@test "-q leaves the hints out" {
  make_tun tap0
  default_table 'tap0'
  try up
  assert_status 4
  assert_hint .
  try -q up
  assert_status 4
  assert_messages 1
  refute_hint
}

@test "options that up does not take" {
  default_table 'tap0'
  for option in --force --ensure --mtu=1400 -p; do
    try up "$option"
    assert_status 2
  done
  assert_links_unchanged
}

@test "a hundred entries, and they are a no-op again" {
  table tap{1..100}' --mtu 1400'
  try up -f "$TABLE"
  assert_silent
  [[ $(ip -o link | grep -c 'tap') -eq 100 ]]
  try up -f "$TABLE" --json
  assert_status 0
  assert_json 'length == 100 and all(.action == "unchanged")'
  try down -f "$TABLE" --json
  assert_status 0
  assert_json 'length == 100 and all(.action == "deleted")'
  assert_links_unchanged
}

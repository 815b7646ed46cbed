#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm down: deletes what the table describes, last entry first, and nothing else.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common

setup_file() {
  own_etc
}

setup() {
  rm -f "$DEFAULT_TABLE"
  remember_links
}

@test "down deletes what the table describes, and nothing else" {
  for name in tap0 tap1 tap2; do make_tap "$name"; done
  make_tun tun0
  default_table 'tap0 --mtu 9000' 'tun0' 'tap1'
  try down
  assert_silent
  assert_link_names tap2
}

@test "last entry first, as -v says" {
  for name in tap0 tap1 tap2; do make_tap "$name"; done
  default_table tap1 tap0 tap2
  try -v down
  assert_status 0
  assert_stdout ''
  assert_stderr $'tap2: deleted\ntap0: deleted\ntap1: deleted'
  assert_links_unchanged
}

@test "what is not there is passed over, and is not made for a moment" {
  make_tap tap1
  default_table tap0 tap1 tap2
  before=$(next_ifindex)
  try down
  assert_silent
  [[ $(next_ifindex) -eq $((before + 1)) ]]
  try down
  assert_silent
  try -v down
  assert_status 0
  refute_stderr_line '.*deleted.*'
  assert_links_unchanged
}

@test "what is in use is refused, with who holds it, and the others go" {
  for name in tap0 tap1 tap2; do make_tap "$name"; done
  hold tap1 tap -
  default_table tap0 tap1 tap2
  try down
  assert_refused 5 tap1 "in use by attach \\(pid $HOLDER\\)"
  assert_hint '--force'
  assert_link_names tap1
  assert_answer flags 'flags 0x1802'
}

@test "--force deletes it all the same; -f is the file" {
  make_tap tap0
  hold tap0 tap -
  default_table tap0
  table tap1
  try down -f "$TABLE"
  assert_silent
  assert_link_names tap0
  try down --force
  assert_silent
  assert_link_names ''
  assert_answer read 'error EBADFD'
}

@test "what has the name but is no tun/tap interface is refused" {
  ip link add tap0 type bridge
  make_tap tap1
  default_table tap0 tap1
  try down
  assert_refused 4 tap0 'not a tun/tap interface.*kind bridge'
  assert_link_names ''
  assert_link_exists tap0
  try down --force
  assert_status 4
  assert_link_exists tap0
}

@test "another mode than the table's is deleted too: it is what bears the name" {
  make_tun tap0
  default_table 'tap0 --mode tap'
  try down
  assert_silent
  assert_links_unchanged
}

@test "a bad entry is reported, and the others go" {
  make_tap tap0
  make_tap tap2
  make_tap tap3
  table 'tap0' 'tap1 --mtu 1' 'tap2' 'tap3' 'tap3 --up'
  try down -f "$TABLE"
  assert_status 2
  assert_messages 2
  assert_bad_line 2 '68 to 65521'
  assert_bad_line 5 "tap3: $TABLE:4 has"
  assert_link_names tap3
}

@test "an owner who is not known any more does not keep an interface from being deleted" {
  make_tap tap0
  table 'tap0 --owner no-such-user'
  try down -f "$TABLE"
  assert_silent
  assert_no_link tap0
}

@test "the first failure's status is returned, and the first is the last entry" {
  ip link add tap0 type bridge
  make_tap tap1
  hold tap1 tap -
  default_table tap0 tap1
  try down
  assert_status 5
  assert_messages 2
  default_table tap1 tap0
  try down
  assert_status 4
  assert_messages 2
}

@test "down NAME: that entry only" {
  for name in tap0 tap1 tap2; do make_tap "$name"; done
  default_table tap0 tap1 'tap2 --mtu 1'
  try -v down tap1
  assert_status 0
  assert_stderr 'tap1: deleted'
  assert_link_names 'tap0 tap2'
}

@test "down NAME: last entry first here too, and each once" {
  for name in tap0 tap1 tap2; do make_tap "$name"; done
  default_table tap0 tap1 tap2
  try -v down tap0 tap2 tap0
  assert_status 0
  assert_stderr $'tap2: deleted\ntap0: deleted'
  assert_link_names tap1
}

@test "down NAME: one without an entry is status 3 and stays, as it is not the table's" {
  for name in tap0 tap1 tap7; do make_tap "$name"; done
  default_table tap0 tap1
  try down tap0 tap7 tap1
  assert_refused 3 tap7 "$DEFAULT_TABLE"
  assert_link_names tap7
}

@test "down NAME: an entry whose interface is not there is passed over" {
  default_table tap0
  try down tap0
  assert_silent
}

@test "down PATTERN: the entries that it matches, and no others" {
  for name in vm0 vm1 vm2 tap0; do make_tap "$name"; done
  default_table 'vm0 -m tap' 'vm1 -m tap' tap0
  try down 'vm*'
  assert_silent
  assert_link_names 'tap0 vm2'
  try down 'x*'
  assert_refused 3 'x*' .
}

@test "the name of an entry is literal: it matches nothing" {
  make_tap tap0
  make_tap 'tap*'
  default_table 'tap*'
  try down
  assert_silent
  assert_link_names tap0
  try down
  assert_silent
  assert_link_names tap0
}

@test "--dry-run says the same, on stdout, and deletes nothing" {
  for name in tap0 tap1 tap2; do make_tap "$name"; done
  ip link add tap4 type bridge
  hold tap1 tap -
  remember_links
  table tap0 tap1 tap2 tap3 tap4 'tap5 --mtu 1'
  try down -f "$TABLE" --dry-run
  rehearsed=$output rehearsed_status=$status rehearsed_stderr=$stderr
  [[ $rehearsed_status -ne 0 ]]
  assert_stdout_line 'tap0: deleted'
  assert_stdout_line 'tap2: deleted'
  assert_stderr_line "tunadm: tap1: .*in use by attach \\(pid $HOLDER\\)"
  assert_stderr_line 'tunadm: tap4: .*'
  assert_bad_line 6 '68 to'
  assert_links_unchanged
  try down -f "$TABLE" --dry-run --force
  assert_stdout_line 'tap1: deleted'
  assert_links_unchanged
  try -v down -f "$TABLE"
  assert_status "$rehearsed_status"
  [[ $(grep -v '^tunadm: \|^hint: ' <<<"$stderr") == "$rehearsed" ]] || fail "rehearsed was: $rehearsed"
  [[ $(grep '^tunadm: ' <<<"$stderr" | sort) == "$(grep '^tunadm: ' <<<"$rehearsed_stderr" | sort)" ]] ||
    fail "rehearsed was: $rehearsed_stderr"
  assert_link_names tap1
}

@test "--dry-run asks nothing of the kernel that could change it, nor disturbs the one in use" {
  make_tap tap0
  make_tap tap1
  hold tap1 tap vnet_hdr
  ip link set tap1 up
  carrier=$(carrier_changes tap1)
  default_table tap0 tap1
  try_traced down --dry-run
  assert_status 5
  assert_no_request 'RTM_NEWLINK.*NLM_F_REQUEST|RTM_SETLINK|RTM_DELLINK|TUNSETPERSIST'
  assert_answer flags 'flags 0x5802'
  [[ $(carrier_changes tap1) -eq $carrier ]]
}

@test "--json: an object for each entry" {
  make_tap tap0
  make_tap tap2
  hold tap2 tap -
  table tap0 tap1 tap2 'tap3 --mtu 1'
  try down -f "$TABLE" --json --dry-run
  rehearsed=$output
  assert_json 'length == 4'
  try down -f "$TABLE" --json
  [[ $status -eq 2 || $status -eq 5 ]]
  assert_json 'map({(.ifname): .action}) | add == {tap0: "deleted", tap1: "absent", tap2: "failed", tap3: "failed"}'
  assert_json 'all(.[]; .changes == [])'
  assert_json "map(select(.ifname == \"tap2\"))[0].error | test(\"in use by attach .pid $HOLDER\")"
  assert_json 'map(select(.ifname == "tap3"))[0].error | test("tuntab:4: ")'
  [[ $(jq -cS . <<<"$output") == "$(jq -cS . <<<"$rehearsed")" ]] || fail "rehearsed was: $rehearsed"
}

@test "an owner takes his own down without privilege" {
  need_root
  make_tap tap0 user "$OWNER"
  make_tap tap1 user "$OTHER"
  default_table tap0 tap1 tap2
  try_as "$OWNER" down
  assert_refused 6 tap1 .
  assert_link_names tap1
}

@test "a table that is up, down: nothing is left" {
  need_root
  ip link add br0 type bridge
  default_table "tap0 --owner $OWNER --up --master br0 --address 192.0.2.1/24" 'tun0 --multi-queue --anyone' \
    'vm0 -m tap --vnet-hdr'
  try up
  assert_silent
  assert_link_names 'tap0 tun0 vm0'
  try down
  assert_silent
  assert_link_names ''
  assert_link_exists br0
}

@test "options that down does not take" {
  default_table tap0
  make_tap tap0
  for option in --if-exists --idle --ensure --mtu=1400; do
    try down "$option"
    assert_status 2
  done
  assert_link_names tap0
}

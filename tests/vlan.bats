#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# --vlan: the port is in these VLANs and no others, and no packet passes in another one. On kernels that have them.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq has variables of its own; bats sets stderr

load lib/common
load lib/hold
load lib/flood

# A bridge br0 that filters VLANs, or another one.
filtering() {
  ip link add "${1:-br0}" type bridge vlan_filtering 1 2>/dev/null || skip "the kernel has no VLAN filtering on bridges"
  [[ $(link_json "${1:-br0}" | jq .linkinfo.info_data.vlan_filtering) -eq 1 ]] ||
    skip "the kernel has no VLAN filtering on bridges"
  ip link set dev "${1:-br0}" addrgenmode none up
}

# Without a program the kernel refuses it, which cannot be predicted; it is the last setting of the link.
LATE=(--carrier on)
FAILS_LATE="cannot change: no program has an active queue"

# vlans NAME: as reported by bridge, with sorted keys.
vlans() {
  bridge -j vlan show dev "$1" | jq -cS --arg name "$1" '[.[] | select(.ifname == $name) | .vlans[]]'
}

@test "exactly these are on the port, by add, and again is no change" {
  filtering
  try add tap0 --master br0 --vlan 20,pvid,untagged --vlan 100-102 --vlan 7,untagged
  assert_silent
  [[ $(vlans tap0) == '[{"flags":["Egress Untagged"],"vlan":7},{"flags":["PVID","Egress Untagged"],"vlan":20},{"vlan":100},{"vlan":101},{"vlan":102}]' ]]
  try add --ensure --json tap0 --master br0 --vlan 20,pvid,untagged --vlan 100-102 --vlan 7,untagged
  assert_json '.[0].action == "unchanged"'
  try set --json tap0 --vlan 100-101 --vlan 3,pvid
  assert_json '.[0].changes == ["vlan"]'
  [[ $(vlans tap0) == '[{"flags":["PVID"],"vlan":3},{"vlan":100},{"vlan":101}]' ]]
  try set tap0 --vlan 1-4094
  assert_silent
  [[ $(vlans tap0 | jq length) -eq 4094 ]]
}

@test "set takes VLANs away, and what is not there is no change" {
  filtering
  try add tap0 --master br0 --vlan 20,pvid,untagged --vlan 100-109
  try set --json tap0 --no-vlan 103-105 --no-vlan 20
  assert_json '.[0].changes == ["vlan"]'
  [[ $(vlans tap0 | jq -c 'map(.vlan)') == '[100,101,102,106,107,108,109]' ]]
  try set --json tap0 --no-vlan 103-105 --no-master --no-vlan 4000
  assert_json '.[0].changes == ["master", "vlan"]'
  assert_stderr 'note: tap0: lost with the bridge that it leaves: --vlan 100-102 --vlan 106-109'
  try set --json tap0 --no-vlan 1
  assert_json '.[0].action == "unchanged"'
  try set --json tap0 --master br0 --no-vlan 1
  assert_json '.[0].changes == ["master", "vlan"]'
  [[ $(vlans tap0) == '[]' ]]
}

@test "VLANs that go with the bridge are named, in a note and in the changes, and what its bridge gave it is not" {
  filtering
  filtering br1
  lost='note: tap0: lost with the bridge that it leaves:'
  try add tap0 --master br0
  for options in '--master br1' --no-master; do
    try -v set tap0 --master br0 --vlan 20,pvid,untagged --vlan 100-105 --port isolated
    # shellcheck disable=SC2086 # words
    try set --json tap0 $options
    assert_json '.[0].changes == ["master", "port", "vlan"]'
    assert_stderr "$lost --port isolated and --vlan 20,pvid,untagged --vlan 100-105"
  done
  # One that is asked for, or is to go, is nothing that is lost, nor is the PVID of any port.
  try set tap0 --master br0 --vlan 20,pvid,untagged
  try set --json tap0 --master br1 --vlan 30,pvid
  assert_json '.[0].changes == ["master", "vlan"]'
  assert_stderr ''
  try set --json tap0 --no-master --no-vlan 30
  assert_json '.[0].changes == ["master"]'
  assert_stderr ''
  try set tap0 --master br0
  assert_silent
  try set --json tap0 --master br1
  assert_json '.[0].changes == ["master"]'
  assert_stderr ''
  bridge vlan del dev tap0 vid 1
  try set --json tap0 --master br0
  assert_json '.[0].changes == ["master", "vlan"]'
  assert_stderr "$lost being in no VLAN"
  bridge vlan add dev tap0 vid 50
  try set --json tap0 --no-master --no-vlan 50
  assert_json '.[0].changes == ["master"]'
  assert_stderr ''
}

@test "show has them: the column, JSON as bridge has it, and the table's line" {
  filtering
  make_tap tap0
  make_tap tap1
  make_tap tap2
  ip link set dev tap0 master br0
  ip link set dev tap1 master br0
  bridge vlan add dev tap0 vid 20 pvid untagged
  bridge vlan add dev tap0 vid 100-105
  try show --json
  for name in tap0 tap1; do
    [[ $(jq -cS --arg name "$name" '.[] | select(.ifname == $name) | .vlans' <<<"$output") == "$(vlans "$name")" ]]
  done
  assert_json '.[2] | has("vlans") | not'
  try show --noheadings -o NAME,VLANS
  assert_stdout_line 'tap0 1,untagged 20,pvid,untagged 100-105'
  assert_stdout_line 'tap1 1,pvid,untagged'
  try show --tuntab
  assert_stdout_line 'tap0 .* --vlan 1,untagged --vlan 20,pvid,untagged --vlan 100-105'
  ! grep '^tap1' <<<"$output" | grep -q -- --vlan || fail "what comes by itself is in the line"
  before=$(vlans tap0)
  echo "$output" >"$BATS_TEST_TMPDIR/table"
  "$TUNADM" del tap0
  try up -f "$BATS_TEST_TMPDIR/table"
  [[ $(vlans tap0) == "$before" ]]
  bridge vlan del dev tap0 vid 1-4094
  try show --tuntab tap0
  [[ $output != *--vlan* ]]
  assert_stderr_line 'note: tap0: .*that the port is in no VLAN.*'
}

@test "without a bridge that filters it is status 4 that says so, and a rehearsal says the same" {
  ip link add br0 type bridge
  for words in '' '--master br0'; do
    echo "tap0 $words --vlan 20" >"$BATS_TEST_TMPDIR/table"
    for command in "add tap0 $words --vlan 20" "up -f $BATS_TEST_TMPDIR/table" "up --dry-run -f $BATS_TEST_TMPDIR/table"; do
      # shellcheck disable=SC2086 # words
      try $command
      assert_status 4
      assert_stderr_line "tunadm: .*: (--vlan needs a bridge as master|this kernel's bridges do not filter VLANs|'br0' does not filter VLANs)"
      assert_no_link tap0
    done
  done
  [[ $stderr != *"'br0' does not"* ]] || assert_hint 'ip link set dev br0 type bridge vlan_filtering 1'
}

@test "bad VLANs are refused with what is allowed, and never reach the kernel" {
  while IFS='|' read -r words regex; do
    # shellcheck disable=SC2086 # words
    try_traced set tap0 $words
    assert_status 2
    assert_stderr_line "tunadm: --(no-)?vlan: $regex"
    assert_kernel_untouched
  done <<'END'
--vlan 0|invalid value '0': allowed are VID or VID-VID, .*
--vlan 4095|invalid value '4095': allowed are VID or VID-VID, .*
--vlan=|invalid value '': allowed are .*
--vlan 5-|invalid value '5-': allowed are .*
--vlan -5|invalid value '-5': allowed are .*
--vlan 5-7-9|invalid value '5-7-9': allowed are .*
--vlan 7-5|invalid value '7-5': it ends before it begins
--vlan 5,|invalid value '5,': allowed are .*
--vlan 5,tagged|invalid value '5,tagged': allowed are .*
--vlan 5,pvid,pvid|invalid value '5,pvid,pvid': allowed are .*
--vlan 5-7,pvid|invalid value '5-7,pvid': allowed are .*
--vlan 5 --vlan 3-9|invalid value '3-9': VLAN 5 is given twice
--vlan 5,pvid --vlan 6,pvid|invalid value '6,pvid': VLAN 5 is the pvid already
--no-vlan 5,pvid|invalid value '5,pvid': allowed are VID or VID-VID, .*
--vlan 5 --no-vlan 4-6|the same VLAN is given with --vlan
END
}

@test "a later step that fails takes them back, also in the bridge that it came from" {
  filtering
  filtering br1
  try add tap0 --master br0 --vlan 20,pvid,untagged --vlan 100-105 --port isolated
  before=$(vlans tap0)
  try set tap0 --vlan 30 "${LATE[@]}"
  assert_refused 4 tap0 "$FAILS_LATE"
  [[ $(vlans tap0) == "$before" ]]
  try set tap0 --master br1 --vlan 30,pvid "${LATE[@]}"
  assert_refused 4 tap0 "$FAILS_LATE"
  assert_link tap0 '.master == "br0"' '.linkinfo.info_slave_data.isolated'
  [[ $(vlans tap0) == "$before" ]]
  bridge vlan del dev tap0 vid 1-4094
  try set tap0 --master br1 --vlan 30,pvid "${LATE[@]}"
  assert_refused 4 tap0 "$FAILS_LATE"
  [[ $(vlans tap0) == '[]' ]]
}

@test "a program that writes all the while reaches nobody in another VLAN, and its carrier comes back" {
  filtering
  quiet_tap tap1 master br0 up
  quiet_tap tap2 master br0 up
  bridge vlan add dev tap2 vid 20 pvid untagged
  bridge vlan del dev tap2 vid 1
  quiet_tap tap0 up
  flood count tap1
  flood count tap2
  wait_until sh -c 'bridge link show dev tap1 | grep -q "state forwarding"'
  wait_until sh -c 'bridge link show dev tap2 | grep -q "state forwarding"'
  flood send tap0
  for _ in {1..5}; do
    try set tap0 --master br0 --vlan 20,pvid,untagged
    assert_silent
    try set tap0 --no-master
  done
  try set tap0 --master br0 --vlan 20,pvid,untagged
  assert_carrier tap0
  wait_until sh -c 'bridge link show dev tap0 | grep -q "state forwarding"'
  sleep 0.2
  flooded tap0
  flooded tap2
  ((FLOODED > 0)) || fail "nothing passed at all"
  flooded tap1
  [[ $FLOODED -eq 0 ]] || fail "$FLOODED reached another VLAN"
}

# told N: there are that many events about VLANs.
told() {
  [[ $(jq -s 'map(select(.changes == ["vlan"])) | length' "$BATS_TEST_TMPDIR/events") -eq $1 ]]
}

@test "monitor tells of VLANs that change, and not of those that come with a bridge" {
  filtering
  filtering br1
  quiet_tap tap0 master br0 up
  quiet_tap tap1 up
  "$TUNADM" monitor --json >"$BATS_TEST_TMPDIR/events" 3>&- &
  HOLDERS+=($!)
  wait_until sh -c "ip link set dev tap0 mtu \$((1300 + \$\$ % 100)); test -s '$BATS_TEST_TMPDIR/events'"
  bridge vlan add dev tap0 vid 20
  wait_until told 1
  bridge vlan add dev tap0 vid 20 untagged
  wait_until told 2
  bridge vlan del dev tap0 vid 20
  wait_until told 3
  bridge vlan del dev tap0 vid 1
  wait_until told 4
  # That of all ports, once it is known with which VLAN tap1 came.
  ip link set dev tap1 master br0
  wait_until jq -se 'any(.ifname == "tap1" and (.changes | index("master")) != null)' "$BATS_TEST_TMPDIR/events"
  ip link set dev br0 type bridge vlan_default_pvid 7
  wait_until told 5
  jq -se 'map(select(.changes == ["vlan"]) | .ifname) | .[4] == "tap1"' "$BATS_TEST_TMPDIR/events" ||
    fail "it is not that of tap1"
  # What is so already, and what comes and goes with the bridge.
  bridge vlan add dev tap1 vid 7 pvid untagged
  ip link set dev tap1 master br1
  ip link set dev tap1 nomaster
  ip link set dev tap1 txqueuelen 77
  wait_until grep -q txqueuelen "$BATS_TEST_TMPDIR/events"
  sleep 0.2
  told 5 || fail "more was told"
}

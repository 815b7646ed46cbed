#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# --port: the flags of a bridge port, and that no packet passes before they are set.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq has variables of its own; bats sets stderr

load lib/common
load lib/hold
load lib/flood

FLAGS=(isolated hairpin guard learning flood mcast-flood bcast-flood neigh-suppress)

# Without a program the kernel refuses it, which cannot be predicted; it is the last setting of the link.
LATE=(--carrier on)
FAILS_LATE="cannot change: no program has an active queue"

# try_late ARG...: set to an interface that is attached to, where the owner, which comes after the link, is refused.
try_late() {
  try_command "$top_builddir/tests/helpers/refuse" request 0x400454cc 1 "$TUNADM" set --owner bin "$@"
}

# flag NAME FLAG: true or false, as ip says it.
flag() {
  link_json "$1" | jq ".linkinfo.info_slave_data.${2//-/_}"
}

# assert_flags NAME WORD...: those have the state that the word says, and all others that of a new port.
assert_flags() {
  local name=$1 word wanted usual
  shift
  for word in "${FLAGS[@]}"; do
    [[ $word == @(learning|*flood) ]] && usual=true || usual=false
    wanted=$usual
    [[ " $* " == *" $word "* || " $* " == *" $word=on "* ]] && wanted=true
    [[ " $* " == *" $word=off "* ]] && wanted=false
    [[ $(flag "$name" "$word") == "$wanted" ]] || fail "$word of $name is not $wanted" || return 1
  done
}

@test "each flag, by add, and by set on and off again; the others stay" {
  ip link add br0 type bridge
  for word in "${FLAGS[@]}"; do
    other=hairpin
    [[ $word != hairpin ]] || other=guard
    try add tap0 --master br0 --port "$word"
    assert_silent
    assert_flags tap0 "$word"
    try -v set tap0 --port "$word=off,$other"
    assert_stderr 'tap0: changed port'
    assert_flags tap0 "$word=off" "$other"
    try -v set tap0 --port "$word=off"
    assert_stderr 'tap0: unchanged'
    try set tap0 --port "$word=on"
    assert_silent
    assert_flags tap0 "$word=on" "$other"
    ip link del dev tap0
  done
}

@test "all of them at once, by the table, and again is no change" {
  ip link add br0 type bridge
  echo 'tap0 --master br0 --port isolated,hairpin,guard,learning=off,flood=off,mcast-flood=off,bcast-flood=off,neigh-suppress' \
    >"$BATS_TEST_TMPDIR/table"
  try up --json -f "$BATS_TEST_TMPDIR/table"
  assert_json '.[0].action == "created"'
  assert_flags tap0 isolated hairpin guard learning=off flood=off mcast-flood=off bcast-flood=off neigh-suppress
  try up --json -f "$BATS_TEST_TMPDIR/table"
  assert_json '.[0].action == "unchanged"'
  bridge link set dev tap0 guard off
  try up --json --dry-run -f "$BATS_TEST_TMPDIR/table"
  assert_json '.[0].changes == ["port"]'
  [[ $(flag tap0 guard) == false ]]
  try up --json -f "$BATS_TEST_TMPDIR/table"
  assert_json '.[0].changes == ["port"]'
  [[ $(flag tap0 guard) == true ]]
  try show --tuntab
  grep -qF -- ' --master br0 --port isolated,hairpin,guard,learning=off,flood=off,mcast-flood=off,bcast-flood=off,neigh-suppress' \
    <<<"$output"
}

@test "show has them: the column, and JSON as ip has it" {
  ip link add br0 type bridge
  make_tap tap0
  make_tap tap1
  make_tap tap2
  ip link set dev tap0 master br0
  ip link set dev tap1 master br0
  bridge link set dev tap1 isolated on learning off neigh_suppress on
  try show --noheadings -o NAME,PORT
  assert_stdout_line 'tap0 *'
  assert_stdout_line 'tap1 isolated,learning=off,neigh-suppress'
  assert_stdout_line 'tap2 *'
  try show --json
  for name in tap0 tap1; do
    ours=$(jq -cS --arg name "$name" '.[] | select(.ifname == $name) | .linkinfo' <<<"$output")
    keys=$(jq '.info_slave_data | keys' <<<"$ours")
    theirs=$(link_json "$name" | jq -cS --argjson keys "$keys" '.linkinfo | {info_slave_kind,
      info_slave_data: (.info_slave_data | with_entries(select(.key as $key | $keys | index($key))))}')
    [[ $ours == "$theirs" && $(jq length <<<"$keys") -eq 8 ]] || fail "$ours is not $theirs"
  done
  assert_json '.[2] | has("linkinfo") | not'
  try show --tuntab
  [[ $(grep -c -- '--port' <<<"$output") -eq 1 ]]
  grep -q -- '^tap1 .* --port isolated,learning=off,neigh-suppress' <<<"$output"
}

@test "without a bridge as master it is status 4, and a rehearsal says the same" {
  ip link add br0 type bridge
  make_tap tap0
  remember_links
  for command in 'add tap1' 'add tun1' 'add --ensure tap0' 'set tap0'; do
    # shellcheck disable=SC2086 # words
    try $command --port isolated
    assert_status 4
    assert_stderr_line "tunadm: .*: --port needs a bridge as master"
    assert_links_unchanged
  done
  for entry in tap0 tap1; do
    echo "$entry --port isolated" >"$BATS_TEST_TMPDIR/table"
    try up --dry-run -f "$BATS_TEST_TMPDIR/table"
    assert_refused 4 "$BATS_TEST_TMPDIR/table:1" "$entry: .*: --port needs a bridge as master"
  done
  ip link set dev tap0 master br0
  remember_links
  try set tap0 --no-master --port isolated
  assert_refused 4 tap0 'cannot change: --port needs a bridge as master'
  try add tap1 --port isolated --master lo
  assert_refused 4 tap1 "'lo' is no bridge"
  assert_links_unchanged
}

@test "an unknown flag, one that is given twice, and a bad word are refused with what is allowed" {
  remember_links
  while IFS='|' read -r words regex; do
    # shellcheck disable=SC2086 # words
    try_traced add tap0 --master br0 $words
    assert_status 2
    assert_stderr_line "tunadm: --port: invalid value '.*': $regex"
    assert_kernel_untouched
  done <<'END'
--port nosuch|'nosuch' is no flag of a port: allowed are isolated, hairpin, .* and neigh-suppress, each with =on or =off
--port=|'' is no flag of a port: .*
--port isolated,|'' is no flag of a port: .*
--port isolat|'isolat' is no flag of a port: .*
--port mcast_flood=off|'mcast_flood=off' is no flag of a port: .*
--port isolated,hairpin,isolated|'isolated' is given twice
--port isolated --port isolated=off|'isolated' is given twice
--port isolated=maybe|'isolated' takes on and off
--port isolated=|'isolated' takes on and off
END
  assert_links_unchanged
}

@test "a later step that fails takes flags and master back, with the flags that it had there" {
  ip link add br0 type bridge
  ip link add br1 type bridge
  make_tap tap0
  ip link set dev tap0 master br0
  bridge link set dev tap0 isolated on learning off
  try set tap0 --master br1 --port hairpin "${LATE[@]}"
  assert_refused 4 tap0 "$FAILS_LATE"
  assert_link tap0 '.master == "br0"'
  assert_flags tap0 isolated learning=off
  try set tap0 --port hairpin,isolated=off "${LATE[@]}"
  assert_refused 4 tap0 "$FAILS_LATE"
  assert_flags tap0 isolated learning=off
}

@test "flags that go with the bridge are named, in a note and in the changes, and what is asked for is not" {
  ip link add br0 type bridge
  ip link add br1 type bridge
  make_tap tap0
  leaving="$BATS_TEST_TMPDIR/leaving"
  echo 'tap0 --master br1' >"$leaving"
  for options in '--master br1' --no-master; do
    ip link set dev tap0 master br0
    bridge link set dev tap0 isolated on learning off
    if [[ $options == --master* ]]; then
      try up --dry-run -f "$leaving"
      assert_stdout 'tap0: changed master, port'
      assert_stderr 'note: tap0: lost with the bridge that it leaves: --port isolated,learning=off'
      assert_flags tap0 isolated learning=off
    fi
    # shellcheck disable=SC2086 # words
    try set --json tap0 $options
    assert_json '.[0].changes == ["master", "port"]'
    assert_stderr 'note: tap0: lost with the bridge that it leaves: --port isolated,learning=off'
    # shellcheck disable=SC2086 # words
    try -v set tap0 $options
    assert_stderr 'tap0: unchanged'
  done
  ip link set dev tap0 master br0
  bridge link set dev tap0 isolated on learning off guard on
  try -v add --ensure tap0 --master br1 --port isolated,guard=off
  assert_stderr 'note: tap0: lost with the bridge that it leaves: --port learning=off
tap0: changed master, port'
  assert_flags tap0 isolated
  try -q set tap0 --master br0
  assert_silent
  # Like any new port, it has nothing to lose.
  try set --json tap0 --master br1
  assert_json '.[0].changes == ["master"]'
  assert_stderr ''
}

@test "flags that it had are not reported as lost where a step fails and they are back" {
  ip link add br0 type bridge
  ip link add br1 type bridge
  make_tap tap0
  ip link set dev tap0 master br0
  bridge link set dev tap0 isolated on
  try set --json tap0 --master br1 "${LATE[@]}"
  assert_json '.[0] | .action == "failed" and .changes == []'
  [[ $stderr != *lost* ]] || fail "nothing is lost"
  assert_flags tap0 isolated
}

# Of all that the kernel tells, nothing shows a port that could pass a packet without the flag.
assert_told_isolated() {
  ! grep -E 'master br0.*bridge_slave' "$1" | grep -E '[<,]UP[,>]' | grep LOWER_UP | grep -v 'state DORMANT' | grep -v 'isolated on' ||
    fail "a port was there that was not isolated"
  grep -E 'master br0' "$1" | grep -E '[<,]UP[,>]' | grep -q 'isolated on' || fail "it never was up and isolated"
}

# listen_to_links FILE: what the kernel tells of links from then on, a line each.
listen_to_links() {
  stdbuf -oL ip -o -d monitor link >"$1" 2>/dev/null 3>&- &
  HOLDERS+=($!)
  ip link add marker0 type bridge
  wait_until sh -c "grep -q marker0 '$1' || { ip link set dev marker0 up; ip link set dev marker0 down; false; }"
}

@test "the kernel tells of no port that is up before it is isolated" {
  quiet_bridge br0
  listen_to_links "$BATS_TEST_TMPDIR/told"
  try add tap0 --master br0 --port isolated --up
  assert_silent
  wait_until grep -q 'tap0.*[<,]UP[,>].*isolated on' "$BATS_TEST_TMPDIR/told"
  ! grep 'tap0.*[<,]UP[,>].*bridge_slave' "$BATS_TEST_TMPDIR/told" | grep -qv 'isolated on' || fail "it was up before"
}

@test "the kernel tells of no port with a carrier before it is isolated, and the carrier comes back" {
  quiet_bridge br0
  quiet_tap tap0 up
  hold tap0 tap -
  assert_carrier tap0
  listen_to_links "$BATS_TEST_TMPDIR/told"
  try -v set tap0 --master br0 --port isolated
  assert_stderr 'tap0: changed master, port'
  assert_carrier tap0
  wait_until grep -q 'tap0.*LOWER_UP.*isolated on' "$BATS_TEST_TMPDIR/told"
  grep -q 'tap0.*NO-CARRIER' "$BATS_TEST_TMPDIR/told" || fail "the carrier did not go"
  assert_told_isolated "$BATS_TEST_TMPDIR/told"
  wait_until sh -c 'bridge link show dev tap0 | grep -q "state forwarding"'
}

# Without --port nothing takes the carrier away on the way there; on the way back, where it was isolated, it has to go.
@test "the kernel tells of no port with a carrier that is not isolated again, where a step fails" {
  quiet_bridge br0
  quiet_bridge br1
  quiet_tap tap0 master br0 up
  bridge link set dev tap0 isolated on
  hold tap0 tap -
  assert_carrier tap0
  wait_until sh -c 'bridge link show dev tap0 | grep -q "state forwarding"'
  listen_to_links "$BATS_TEST_TMPDIR/told"
  try_late tap0 --master br1
  assert_refused 6 tap0 "cannot change"
  assert_carrier tap0
  assert_flags tap0 isolated
  wait_until awk '/master br1/ { left = 1 } left && /tap0.*LOWER_UP.*master br0.*isolated on/ { back = 1 } END { exit !back }' \
    "$BATS_TEST_TMPDIR/told"
  grep -q 'tap0.*LOWER_UP.*master br1' "$BATS_TEST_TMPDIR/told" || fail "it never was in br1 with a carrier"
  assert_told_isolated "$BATS_TEST_TMPDIR/told"
}

@test "a program that writes all the while reaches no isolated port" {
  quiet_bridge br0
  quiet_tap tap1 master br0 up
  bridge link set dev tap1 isolated on
  quiet_tap tap2 master br0 up
  quiet_tap tap0 up
  flood count tap1
  flood count tap2
  wait_until sh -c 'bridge link show dev tap1 | grep -q "state forwarding"'
  wait_until sh -c 'bridge link show dev tap2 | grep -q "state forwarding"'
  flood send tap0
  assert_carrier tap0
  for _ in {1..10}; do
    try set tap0 --master br0 --port isolated
    assert_silent
    try -q set tap0 --no-master
    assert_silent
  done
  try set tap0 --master br0 --port isolated
  assert_silent
  # To one that is not isolated its packets pass, as soon as the bridge has seen the carrier.
  wait_until sh -c 'bridge link show dev tap0 | grep -q "state forwarding"'
  sleep 0.1
  flooded tap0
  ((FLOODED > 1000)) || fail "it wrote only $FLOODED"
  flooded tap2
  ((FLOODED > 0)) || fail "nothing passed at all"
  flooded tap1
  [[ $FLOODED -eq 0 ]] || fail "$FLOODED reached the isolated port"
}

@test "nor while a step fails and it goes back to where it was isolated; and the carrier is given back" {
  quiet_bridge br0
  quiet_bridge br1
  quiet_tap tap1 master br0 up
  bridge link set dev tap1 isolated on
  quiet_tap tap0 up
  flood count tap1
  wait_until sh -c 'bridge link show dev tap1 | grep -q "state forwarding"'
  try set tap0 --master br0 --port isolated
  flood send tap0
  assert_carrier tap0
  mapfile -t many < <(seq -f --address=2001:db8::%g/64 1000 1300)
  for _ in {1..10}; do
    # The bridge sees the carrier again before the last of the addresses is set.
    try_late tap0 --master br1 --port hairpin "${many[@]}"
    [[ $status -ne 0 ]]
    assert_carrier tap0
  done
  flooded tap0
  flooded tap1
  [[ $FLOODED -eq 0 ]] || fail "$FLOODED reached the isolated port"
  assert_flags tap0 isolated
}

# That the two tests before could fail: done by hand, with the program attached, packets do pass in between.
@test "by hand, some do reach it" {
  quiet_bridge br0
  quiet_tap tap1 master br0 up
  bridge link set dev tap1 isolated on
  quiet_tap tap0 up
  flood count tap1
  wait_until sh -c 'bridge link show dev tap1 | grep -q "state forwarding"'
  flood send tap0
  assert_carrier tap0
  for _ in {1..10}; do
    ip link set dev tap0 master br0
    bridge link set dev tap0 isolated on
    ip link set dev tap0 nomaster
  done
  flooded tap0
  flooded tap1
  ((FLOODED > 0)) || fail "none did"
}

@test "a program that attaches by root's leave only, without privilege, is told so" {
  ip link add br0 type bridge
  make_tap tap0
  ip link set dev tap0 master br0
  try_as "$OWNER" set tap0 --port isolated
  assert_status 6
  [[ $(flag tap0 isolated) == false ]]
}

@test "monitor tells of flags that change, on a port that is up and in use" {
  quiet_bridge br0
  quiet_tap tap0 master br0 up
  hold tap0 tap -
  wait_until sh -c 'bridge link show dev tap0 | grep -q "state forwarding"'
  "$TUNADM" monitor --json >"$BATS_TEST_TMPDIR/events" 3>&- &
  HOLDERS+=($!)
  wait_until sh -c "ip link set dev tap0 mtu \$((1300 + \$\$ % 100)); test -s '$BATS_TEST_TMPDIR/events'"
  bridge link set dev tap0 isolated on
  wait_until grep -q '"port"' "$BATS_TEST_TMPDIR/events"
  bridge link set dev tap0 isolated off learning off
  wait_until sh -c "test \$(grep -c '\"port\"' '$BATS_TEST_TMPDIR/events') -eq 2"
  # What is so already is no event, and the state of a port is no flag of it.
  bridge link set dev tap0 learning off
  bridge link set dev tap0 state 0
  bridge link set dev tap0 state 3
  ip link set dev tap0 txqueuelen 77
  wait_until grep -q txqueuelen "$BATS_TEST_TMPDIR/events"
  [[ $(grep -c '"port"' "$BATS_TEST_TMPDIR/events") -eq 2 ]]
}

@test "what else bridge(8) has set of the port comes back with its bridge, or is named as lost" {
  ip link add br0 address 02:00:00:00:00:f0 type bridge
  ip link add br1 address 02:00:00:00:00:f1 type bridge
  make_tap tap0
  ip link set tap0 master br0
  ip link set tap0 type bridge_slave cost 7 priority 9 fastleave on locked on root_block on mcast_router 2 hairpin on
  before=$(ip -d link show dev tap0)
  for words in '--master br1' --no-master; do
    # shellcheck disable=SC2086 # words
    try set tap0 $words --carrier on
    assert_status 4
    [[ $(ip -d link show dev tap0) == "$before" ]] || fail "$(ip -d link show dev tap0), not $before"
  done
  try set tap0 --master br1
  assert_status 0
  assert_stderr 'note: tap0: lost with the bridge that it leaves: --port hairpin, cost 7, priority 9, fastleave 1, root_block 1, mcast_router 2, locked 1'
  ip link set tap0 type bridge_slave cost 7
  try set tap0 --no-master
  assert_stderr 'note: tap0: lost with the bridge that it leaves: cost 7'
}

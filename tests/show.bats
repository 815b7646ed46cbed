#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm show: the table, JSON, lines for the table file, and that they agree with the kernel.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common

# column NAME COLUMN: the contents of that cell.
column() {
  "$TUNADM" show --noheadings -o "$2" "$1" 3>&- | sed 's/[[:space:]]*$//'
}

@test "nothing there: an empty array, and no rows" {
  try show --json
  assert_status 0
  assert_json '. == []'
  try show --noheadings
  assert_silent
}

@test "only tun/tap interfaces are listed" {
  ip link add br0 type bridge
  ip link add veth0 type veth peer name veth1
  make_tap tap0
  make_tun tun0
  try show --json
  assert_json '[.[].ifname] == ["tap0", "tun0"]'
}

@test "sorted by name, numbers in numeric order" {
  for name in tap10 tap2 tap1 tun0 tap02 b; do make_tap "$name"; done
  try show --json
  assert_json '[.[].ifname] | . == ["b", "tap1", "tap2", "tap02", "tap10", "tun0"]
    or . == ["b", "tap1", "tap02", "tap2", "tap10", "tun0"]'
  try show --noheadings -o name
  tr -d ' ' <<<"$output" | tr '\n' ' ' | grep -Eqx 'b tap1 tap0?2 tap0?2 tap10 tun0 '
}

@test "JSON has the keys and the types of ip -j link" {
  ip link add br0 type bridge
  make_tap tap0
  ip link set tap0 mtu 1400 txqueuelen 77 master br0 up address 02:00:00:00:00:01
  make_tun tun0
  try show --json
  assert_status 0
  expected=$(ip -j -d link | jq -c '[.[] | select(.linkinfo.info_kind == "tun")
    | {ifname, ifindex, mtu, operstate, txqlen, flags: (.flags | sort)}
      + (if .address then {address} else {} end) + (if .master then {master} else {} end)] | sort_by(.ifname)')
  found=$(jq -c '[.[] | {ifname, ifindex, mtu, operstate, txqlen, flags: (.flags | sort)}
      + (if has("address") then {address} else {} end) + (if has("master") then {master} else {} end)]' <<<"$output")
  [[ $(jq -S . <<<"$found") == "$(jq -S . <<<"$expected")" ]] || fail "$found is not $expected"
  assert_json '.[1] | (has("address") or has("master")) | not'
}

@test "JSON: mode and flags, idle and in use" {
  make_tap tap0
  make_tap tap1 pi
  make_tap tap2 vnet_hdr
  make_tap tap3 multi_queue
  make_tun tun4
  hold tap5 tap -
  try show --json
  assert_json '[.[].mode] == ["tap", "tap", "tap", "tap", "tap", "tun"]'
  assert_json '[.[].pi] == [false, true, false, false, false, false]'
  assert_json '[.[].vnet_hdr] == [false, false, true, false, false, false]'
  assert_json '[.[].multi_queue] == [false, false, false, true, false, false]'
  assert_json '[.[].persist] == [true, true, true, true, false, true]'
}

@test "JSON: owner and group as numbers and by name, left out where there is none" {
  need_root
  make_tap tap0 user "$OWNER" group "$OTHER_GROUP"
  make_tap tap1 user 77001 group 77002
  make_tap tap2
  try show --json
  assert_json ".[0] | .user == $OWNER_UID and .user_name == \"$OWNER\" and .group == $OTHER_GID
    and .group_name == \"$OTHER_GROUP\""
  assert_json '.[1] | .user == 77001 and .group == 77002
    and ((has("user_name") or has("group_name")) | not)'
  assert_json '.[2] | (has("user") or has("group") or has("user_name") or has("group_name")) | not'
}

@test "JSON: queues of a multi-queue interface" {
  make_tap tap0 multi_queue
  hold tap0 tap multi_queue 3
  assert_answer detach 'done'
  make_tap tap1
  try show --json
  assert_json '.[0] | .numqueues == 2 and .numdisabled == 1'
  assert_json '.[1] | (has("numqueues") or has("numdisabled")) | not'
}

@test "carrier: only while somebody is attached" {
  make_tap tap0
  make_tap tap1
  ip link set tap0 up
  ip link set tap1 up
  hold tap0 tap -
  try show --json
  assert_json '[.[].carrier] == [true, false]'
  [[ $(column tap0 CARRIER) == yes ]]
  [[ $(column tap1 CARRIER) == no ]]
}

@test "the table: default columns, headings, one row an interface" {
  need_root
  make_tap tap0 user "$OWNER" group "$GROUP"
  ip link set tap0 mtu 9000 address 02:00:00:00:00:01
  make_tun tun0
  try show
  assert_status 0
  assert_stderr ''
  [[ $(head -n 1 <<<"$output" | tr -s ' ' | sed 's/^ //; s/ $//') == 'NAME MODE OWNER GROUP STATE CARRIER MTU MAC QUEUES' ]]
  [[ $(wc -l <<<"$output") -eq 3 ]]
  grep -Eq "^tap0 +tap +$OWNER +$GROUP +[a-zA-Z]+ +(yes|no) +9000 02:00:00:00:00:01 +\\?\$" <<<"$output"
  grep -Eq '^tun0 +tun +- +- +' <<<"$output"
}

@test "QUEUES: without a carrier, a single queue is known only to -p" {
  make_tap tap0
  ip link set tap0 up
  queues() {
    try show --noheadings "$@" tap0
    assert_status 0
    assert_stderr ''
    tr -d ' ' <<<"$output"
  }
  [[ $(queues -o queues) == '?' ]]
  [[ $(queues -p -o queues) == 0 ]]
  hold tap0 tap -
  [[ $(queues -o queues) == 1 ]]
  [[ $(queues -p -o queues) == 1 ]]
  ip link set tap0 carrier off
  [[ $(queues -o queues) == '?' ]]
  [[ $(queues -p -o queues) == 1 ]]
  [[ $(queues -o queues,processes) == 1* ]]
  try show --json tap0
  assert_json '.[0] | has("numqueues") | not'
  release
  hold tap0 tap no_carrier
  [[ $(queues -o queues) == '?' ]]
  [[ $(queues -p -o queues) == 1 ]]
}

@test "an owner without a name is shown as a number" {
  need_root
  make_tap tap0 user 77001 group 77002
  [[ $(column tap0 OWNER) == 77001 ]]
  [[ $(column tap0 GROUP) == 77002 ]]
}

@test "--noheadings leaves the headings out" {
  make_tap tap0
  try show --noheadings
  assert_status 0
  [[ $(wc -l <<<"$output") -eq 1 ]]
  [[ $output == tap0\ * ]]
}

@test "-o: the columns asked for, in that order, without regard to case" {
  make_tap tap0
  try show -o MTU,name,Mode
  assert_status 0
  [[ $(head -n 1 <<<"$output" | tr -s ' ' | sed 's/^ //; s/ $//') == 'MTU NAME MODE' ]]
  [[ $(tail -n 1 <<<"$output" | tr -s ' ' | sed 's/^ //; s/ $//') == '1500 tap0 tap' ]]
  try show --output=name --noheadings
  assert_stdout tap0
}

@test "-o: every column there is" {
  need_root
  ip link add br0 type bridge
  make_tap tap0 user "$OWNER" group "$GROUP" multi_queue pi vnet_hdr
  ip link set tap0 master br0 txqueuelen 77 up
  ip link property add dev tap0 altname lan
  ip link set tap0 addrgenmode none
  ip address add 192.0.2.1/24 dev tap0
  hold tap0 tap multi_queue,pi,vnet_hdr
  for pair in NAME:tap0 MODE:tap OWNER:"$OWNER" GROUP:"$GROUP" CARRIER:yes MTU:1500 QUEUES:1 \
    INDEX:"$(link_json tap0 | jq .ifindex)" MASTER:br0 TXQLEN:77 PI:yes VNET_HDR:yes MULTI_QUEUE:yes \
    ADDRESSES:192.0.2.1/24 PERSIST:yes UID:"$OWNER_UID" GID:"$GROUP_GID" ALTNAMES:lan MAC:"$(link_json tap0 | jq -r .address)"; do
    [[ $(column tap0 "${pair%%:*}") == "${pair#*:}" ]] ||
      fail "column ${pair%%:*} is '$(column tap0 "${pair%%:*}")', not '${pair#*:}'"
  done
  [[ $(column tap0 FLAGS) == *UP* ]]
  [[ $(column tap0 STATE) =~ ^(up|unknown|down)$ ]]
  [[ $(column tap0 PROCESSES) == *attach*"$HOLDER"* ]]
}

@test "-o: an unknown column is refused, with those there are" {
  make_tap tap0
  try show -o NAME,COLOUR
  assert_status 2
  assert_stdout ''
  grep -q COLOUR <<<"$stderr"
  grep -q CARRIER <<<"$stderr"
  for columns in '' ',' 'NAME,' ',NAME' 'NAME,,MTU' 'NAME MTU'; do
    try show -o "$columns"
    assert_status 2
  done
}

@test "names and patterns choose, each interface once" {
  for name in vm0 vm1 vm2 tap0; do make_tap "$name"; done
  try show --json vm1 tap0
  assert_json '[.[].ifname] | sort == ["tap0", "vm1"]'
  try show --json 'vm*'
  assert_json '[.[].ifname] == ["vm0", "vm1", "vm2"]'
  try show --json 'vm*' vm1 vm1
  assert_json '[.[].ifname] == ["vm0", "vm1", "vm2"]'
}

@test "an alternative name will do" {
  make_tap tap0
  make_tap tap1
  ip link property add dev tap1 altname a-name-that-is-longer-than-fifteen-bytes
  try show --json a-name-that-is-longer-than-fifteen-bytes
  assert_status 0
  assert_json '[.[].ifname] == ["tap1"]'
  assert_json '.[0].altnames == ["a-name-that-is-longer-than-fifteen-bytes"]'
}

# The kernel itself takes 64 KiB of them at most.
@test "one with hundreds of long alternative names is listed" {
  make_tap tap0
  for count in 330 480; do
    for ((number = count - 329; number <= count; number++)); do
      printf 'link property add dev tap0 altname %0120d\n' "$number"
    done | ip -force -batch - 2>/dev/null || true
    for names in '' tap0 "$(printf %0120d "$count")"; do
      # shellcheck disable=SC2086 # none or one
      try_command timeout 20 "$TUNADM" show --json $names
      assert_status 0
      assert_json ".[0].altnames | length == $count"
    done
  done
}

@test "one that is missing is status 3; the others are still listed" {
  make_tap tap0
  try show --json nosuch tap0
  assert_status 3
  assert_json '[.[].ifname] == ["tap0"]'
  assert_stderr_line 'tunadm: nosuch: .*no such interface'
  try show --json nosuch
  assert_status 3
  assert_json '. == []'
}

@test "what is no tun/tap interface is refused" {
  try show lo
  assert_status 4
  assert_messages 1
  assert_stderr_line 'tunadm: lo: .*not a tun/tap interface.*'
}

@test "without -p there are no processes and /proc is not read" {
  make_tap tap0
  hold tap0 tap -
  try_traced show --json
  assert_json '.[0] | has("processes") | not'
  assert_no_request '"/proc/[0-9]|"/proc"'
}

@test "an ordinary user sees the same as root" {
  need_root
  make_tap tap0 user "$OTHER"
  try show --json
  expected=$output
  try_as "$OWNER" show --json
  assert_status 0
  assert_stdout "$expected"
}

@test "show reads neither sysfs nor the device" {
  make_tap tap0
  try_traced show
  assert_status 0
  assert_no_request '/sys/|/dev/net/tun|TUNSET|TUNGET'
}

@test "show changes nothing, an interface in use included" {
  make_tap tap0
  hold tap0 tap vnet_hdr,pi
  ip link set tap0 up
  remember_links
  carrier=$(carrier_changes tap0)
  for options in '' -p --json '-p --json' --tuntab '-o flags,processes'; do
    # shellcheck disable=SC2086 # words
    try show $options
    assert_status 0
  done
  assert_links_unchanged
  [[ $(carrier_changes tap0) -eq $carrier ]]
}

@test "--tuntab: lines that make the same again" {
  need_root
  ip link add br0 type bridge
  make_tap tap0 user "$OWNER" group "$GROUP" vnet_hdr
  ip link set tap0 mtu 1400 txqueuelen 77 address 02:00:00:00:00:01 master br0 up
  make_tun odd0 multi_queue pi user "$OTHER"
  ip addr add 192.0.2.1/24 dev odd0
  ip addr add 2001:db8::1/64 dev odd0
  make_tap tap2
  before=$(links_snapshot | jq -cS 'select(.linkinfo.info_kind == "tun")
    | del(.ifindex, .addr_info[].scope) | .addr_info |= sort_by(.local)
    | if .ifname == "tap2" then del(.address, .broadcast) else . end')
  try show --tuntab
  assert_status 0
  entries=$output
  ip link del tap0
  ip link del odd0
  ip link del tap2
  grep -Ev '^(#|$)' <<<"$entries" | while read -r line; do
    eval "set -- $line"
    "$TUNADM" add "$@" 3>&-
  done
  after=$(links_snapshot | jq -cS 'select(.linkinfo.info_kind == "tun")
    | del(.ifindex, .addr_info[].scope) | .addr_info |= sort_by(.local)
    | if .ifname == "tap2" then del(.address, .broadcast) else . end')
  [[ $(sort <<<"$after") == "$(sort <<<"$before")" ]] || fail "$(diff <(sort <<<"$before") <(sort <<<"$after"))"
}

@test "formats exclude each other" {
  try show --json --tuntab
  assert_status 2
}

@test "in a pipe the table is not cut to any width" {
  make_tap tap0 multi_queue
  for _ in 1 2 3 4 5 6; do hold tap0 tap multi_queue; done
  try_command sh -c 'COLUMNS=20 "$1" show -p | cat' sh "$TUNADM"
  assert_status 0
  grep -q "$HOLDER" <<<"$output"
}

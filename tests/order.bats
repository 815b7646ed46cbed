#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The order in which properties are set, by what the kernel tells: MTU, master, the port's flags and VLANs, addresses, up.
# shellcheck disable=SC2030,SC2031,SC2154 # bats runs each test in a shell of its own, and sets stderr

load lib/common
load lib/hold
load lib/flood

# listen: what the kernel tells of tap0 from then on, a line each, in $TOLD.
listen() {
  TOLD=$(mktemp "$BATS_TEST_TMPDIR/told.XXXXXX")
  python3 "$top_srcdir/tests/helpers/told.py" tap0 >"$TOLD" 3>&- &
  HOLDERS+=($!)
  wait_until grep -q ready "$TOLD"
}

# assert_order FLAGS [VLANS]: each of these was told of before the next. Flags of a port that is down have no message of
# their own, and are in the next one that there is: that of its VLANs, or that it is up.
assert_order() {
  wait_until grep -q '^link mtu 1400 .* up$' "$TOLD"
  awk -v flags="$1" -v vlans="${2-}" '
    function fail(what) { print what ": " $0; bad = 1 }
    BEGIN { in_vlans = !vlans }
    /^link .* master [1-9]/ { master = 1; if (!/mtu 1400/) fail("a master before the MTU") }
    vlans && $0 == "port " flags " " vlans { in_vlans = 1; if (!master) fail("VLANs before the master") }
    /^address/ { addresses++; if (!master) fail("an address before the master"); if (!in_vlans) fail("an address before the VLANs") }
    /^link .* up$/ {
      up = 1
      if (!in_vlans) fail("up before the VLANs")
      if ($0 !~ "port " flags) fail("up before the flags")
      if (addresses < 2) fail("up before the addresses")
    }
    END { exit bad || !master || !up }' "$TOLD" >"$TOLD.why" || fail "$(cat "$TOLD.why" "$TOLD")"
}

# As bad an order as there is, on the command line.
PROPERTIES=(--up --address 192.0.2.1/24 --address 2001:db8::1/64 --addrgenmode none --altname uplink --alias words
  --master br0 --mtu 1400)

# in_order FLAGS VLANS OPTION...: by every command that sets them, on a new interface and on one that is there.
in_order() {
  local flags=$1 vlans=$2 command
  shift 2
  echo "tap0 $* ${PROPERTIES[*]}" >"$BATS_TEST_TMPDIR/table"
  for command in add "up -f $BATS_TEST_TMPDIR/table" exec set 'add --ensure'; do
    [[ $command != @(set|*ensure) ]] || quiet_tap tap0
    listen
    # shellcheck disable=SC2086 # words
    case $command in
      up*) try $command ;;
      exec) try exec tap0 "$@" "${PROPERTIES[@]}" -- true ;;
      *) try $command tap0 "$@" "${PROPERTIES[@]}" ;;
    esac
    assert_status 0 && assert_order "$flags" "$vlans" || return
    ip link del dev tap0 2>/dev/null || [[ $command == exec ]]
  done
}

@test "MTU, master, the port's flags, addresses, and up at last, by each command" {
  quiet_bridge br0
  in_order 101 '' --port isolated,guard
}

@test "and the port's VLANs" {
  ip link add br0 type bridge vlan_filtering 1 2>/dev/null || skip "the kernel has no VLAN filtering on bridges"
  [[ $(link_json br0 | jq .linkinfo.info_data.vlan_filtering) -eq 1 ]] || skip "the kernel has no VLAN filtering on bridges"
  ip link set dev br0 addrgenmode none up
  in_order 001 'vlan 20 vlan 30' --port guard --vlan 20,pvid --vlan 30
}

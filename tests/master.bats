#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# --master: a bridge, a VRF, a bond or any other master that the kernel accepts for a tun/tap interface; and what cannot
# be a master.
# shellcheck disable=SC2030,SC2031,SC2154 # bats runs each test in a shell of its own, and sets stderr

load lib/common

# refused_alike STATUS NAME REGEX OPTION...: add, a dry run, and a change of an existing interface refuse it with the
# same words.
refused_alike() {
  local expected=$1 name=$2 regex=$3
  shift 3
  remember_links
  try add "$name" "$@"
  assert_refused "$expected" "$name" "cannot create: $regex" || return
  echo "$name $*" >"$BATS_TEST_TMPDIR/table"
  try up --dry-run -f "$BATS_TEST_TMPDIR/table"
  assert_refused "$expected" "$BATS_TEST_TMPDIR/table:1" "$name: cannot create: $regex" || return
  assert_links_unchanged || return
  ip tuntap add dev "$name" mode "${name%%[0-9]*}"
  remember_links
  try add --ensure "$name" "$@"
  assert_refused "$expected" "$name" "$regex" || return
  try up --dry-run -f "$BATS_TEST_TMPDIR/table"
  assert_refused "$expected" "$BATS_TEST_TMPDIR/table:1" "$name: cannot bring in line: $regex" || return
  assert_links_unchanged || return
  ip link del dev "$name"
}

@test "a master that is not there is status 1, and nothing is left behind" {
  refused_alike 1 tap0 "no interface 'nosuch'" --master nosuch
  refused_alike 1 tun0 "no interface 'nosuch'" --master nosuch
}

@test "a master that takes no ports is a conflict that names its kind, and nothing is left behind" {
  refused_alike 4 tap0 "'lo' is no bridge, and takes no ports" --master lo
  ip link add v0 type veth peer name v1
  refused_alike 4 tap0 "'v0' is a veth, and takes no ports" --master v0
  refused_alike 4 tun0 "'v0' is a veth, and takes no ports" --master v0
  make_tun tun7
  refused_alike 4 tap0 "'tun7' is a tun, and takes no ports" --master tun7
  if ip link add i0 type ifb 2>/dev/null; then
    refused_alike 4 tap0 "'i0' is an ifb, and takes no ports" --master i0
  fi
}

@test "an interface cannot be its own master" {
  make_tap tap0
  remember_links
  try add --ensure tap0 --master tap0
  assert_refused 4 tap0 "an interface cannot be its own master"
  assert_links_unchanged
  try add tap1 --master tap1
  assert_refused 1 tap1 "cannot create: no interface 'tap1'"
  assert_links_unchanged
}

@test "a tun cannot go into a bridge: nothing is left behind" {
  ip link add br0 type bridge
  refused_alike 4 tun0 "a tun carries no Ethernet frames: no bridge takes it" --master br0
}

@test "a tap goes from one bridge to another" {
  ip link add br0 type bridge
  ip link add br1 type bridge
  make_tap tap0
  ip link set dev tap0 master br0
  try add --ensure tap0 --master br1
  assert_silent
  assert_link tap0 '.master == "br1"'
  try add --ensure tap0 --master lo
  assert_refused 4 tap0 "'lo' is no bridge"
  assert_link tap0 '.master == "br1"'
}

@test "set puts interfaces into a bridge and takes them out again" {
  ip link add br0 type bridge
  make_tap tap0
  make_tap tap1
  ip link set dev tap1 master br0
  try set --json --master br0 tap0 tap1
  assert_json 'map(.action) == ["changed", "unchanged"]' '.[0].changes == ["master"]'
  assert_link tap0 '.master == "br0"'
  try set --json --no-master 'tap*'
  assert_json 'map(.action) == ["changed", "changed"]'
  assert_link tap0 '.master == null'
  assert_link tap1 '.master == null'
  try set --json --no-master tap0
  assert_json '.[0].action == "unchanged"'
  try set tap0 --master lo
  assert_refused 4 tap0 "cannot change: 'lo' is no bridge, and takes no ports"
}

# master_of_kind NAME KIND...: creates one, or skips the test if the kernel lacks it.
master_of_kind() {
  ip link add "$1" type "${@:2}" 2>/dev/null || skip "the kernel has no $2"
}

# joins NAME MASTER: add puts it there, live as well as new, and again is no change; the table's line says so.
joins() {
  try add "$1" --master "$2"
  assert_silent && assert_link "$1" ".master == \"$2\"" || return
  try add --ensure --json "$1" --master "$2"
  assert_json '.[0].action == "unchanged"' || return
  try show --tuntab "$1"
  [[ $output == *" --master $2"* ]] || fail "the line does not say so" || return
  ip link set dev "$1" nomaster down
  try add --ensure --json "$1" --master "$2"
  assert_json '.[0].changes == ["master"]' && assert_link "$1" ".master == \"$2\"" || return
}

@test "a VRF takes a tap and a tun" {
  master_of_kind vrf0 vrf table 10
  joins tap0 vrf0
  joins tun0 vrf0
}

@test "IPv6 that goes with a VRF is told, and an address that is asked for is there" {
  master_of_kind vrf0 vrf table 10
  ip link set dev vrf0 up
  for name in tap0 tun0; do
    "make_${name%0}" "$name"
    ip link set dev "$name" addrgenmode none up
    ip address add 2001:db8::1/64 dev "$name" nodad
    ip address add 2001:db8::2/64 dev "$name" nodad
    ip address add 192.0.2.1/24 dev "$name"
    try set --json "$name" --master vrf0 --address 2001:db8::1/64
    assert_json '.[0].changes | index("master") and index("ipv6")'
    assert_stderr_line "note: $name: IPv6 addresses and routes .*"
    assert_link "$name" '.master == "vrf0"' '.addr_info | map(.local) == ["192.0.2.1", "2001:db8::1"]'
    try set --json "$name" --no-master
    assert_json '.[0].changes == ["master", "ipv6"]'
    assert_link "$name" '.addr_info | map(.local) == ["192.0.2.1"]'
    # Nothing to lose, and nothing to tell.
    try set --json "$name" --master vrf0
    assert_json '.[0].changes == ["master"]'
    assert_stderr ''
    ip link del dev "$name"
  done
}

@test "a bond takes a tap" {
  master_of_kind bond0 bond
  joins tap0 bond0
}

@test "a team takes a tap" {
  master_of_kind team0 team
  joins tap0 team0
}

@test "a bond that takes no tun is a conflict, and nothing is left behind" {
  master_of_kind bond0 bond mode 802.3ad
  remember_links
  try add tun0 --master bond0
  assert_refused 4 tun0 'cannot create: .'
  assert_links_unchanged
}

@test "a bond and a team take no interface that is up, and a rehearsal says so too" {
  for kind in bond team; do
    master_of_kind "${kind}0" "$kind"
    make_tap tap0
    ip link set dev tap0 up
    echo "tap0 --master ${kind}0" >"$BATS_TEST_TMPDIR/table"
    remember_links
    for rehearse in '' --dry-run; do
      # shellcheck disable=SC2086 # a word or none
      try up $rehearse -f "$BATS_TEST_TMPDIR/table"
      assert_refused 4 "$BATS_TEST_TMPDIR/table:1" "tap0: cannot bring in line: it is up, and '${kind}0' is a $kind,"
      assert_hint 'tunadm set tap0 --down'
      assert_links_unchanged
    done
    ip link del dev tap0
  done
}

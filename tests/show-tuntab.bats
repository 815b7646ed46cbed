#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# show --tuntab and up: the output creates the same interfaces again, and changes nothing on existing ones.
# shellcheck disable=SC1003,SC2016,SC2030,SC2031,SC2154 # as in the other files; and a backslash may end a name

load lib/common

setup_file() {
  own_etc
}

# state: what of the tun/tap interfaces a table can say.
state() {
  ip -j -d addr | jq -cS '.[] | select(.linkinfo.info_kind == "tun")
    | {ifname, mtu, txqlen, address, master, up: (.flags | index("UP") != null),
      tun: (.linkinfo.info_data | del(.numqueues, .numdisabled)),
      addresses: [.addr_info[] | select(.protocol != "kernel_ll") | "\(.local)/\(.prefixlen)"] | sort}' | sort
}

# round_trip [ARG...]: show --tuntab to a file; up changes nothing; and again after everything was deleted.
round_trip() {
  local before
  TABLE=$BATS_TEST_TMPDIR/tuntab
  try show --tuntab "$@"
  assert_status 0
  assert_stderr ''
  printf '%s\n' "$output" >"$TABLE"
  remember_links
  try -v up -f "$TABLE"
  assert_status 0 || return 1
  ! grep -Ev '(: unchanged|^)$' <<<"$stderr" || fail "up has changed something"
  assert_links_unchanged
  before=$(state)
  try down --force -f "$TABLE"
  assert_silent
  # Quietly, as some kernels let nobody use one that is anybody's.
  try -q up -f "$TABLE"
  assert_silent
  [[ $(state) == "$before" ]] || fail "not the same again: $(diff <(echo "$before") <(state))"
}

@test "nothing there: nothing is written, and up of it does nothing" {
  round_trip
  assert_links_unchanged
}

@test "every property" {
  need_root
  ip link add br0 type bridge
  make_tap tap0 user "$OWNER" group "$GROUP" vnet_hdr
  ip link set tap0 mtu 1400 txqueuelen 77 address 02:00:00:00:00:01 master br0 up
  make_tun odd0 multi_queue pi user "$OTHER"
  ip addr add 192.0.2.1/24 dev odd0
  ip addr add 2001:db8::1/64 dev odd0
  ip addr add 192.0.2.2/24 dev odd0
  make_tap tap2 group "$OTHER_GROUP"
  make_tun tun3 multi_queue pi vnet_hdr
  ip link set tun3 up mtu 65535 txqueuelen 0
  make_tap tap4 multi_queue
  ip link set tap4 mtu 68
  round_trip
}

@test "the defaults: an interface that anybody has made" {
  make_tap tap0
  make_tun tun0
  round_trip
}

@test "one that add has made, with nothing but its name" {
  try add tap0 tun0
  assert_silent
  round_trip
}

@test "anyone stays anyone, whoever runs up" {
  make_tap tap0
  try show --tuntab
  grep -q -- '--anyone' <<<"$output"
  round_trip
  assert_link tap0 '$tun.user == null' '$tun.group == null'
}

@test "owners and groups without a name, and the largest" {
  need_root
  make_tap tap0 user 77001
  make_tap tap1 group 77002
  make_tap tap2 user 4294967294 group 4294967294
  make_tap tap3 user 0 group 0
  round_trip
}

@test "an owner's number that is another one's name" {
  need_root
  echo '77001:x:77002:77002::/:/bin/false' >>/etc/passwd
  echo '77003:x:77004:' >>/etc/group
  make_tap tap0
  make_tap tap1
  ids() { "$TUNADM" show --json 3>&- | jq -c '[.[] | [.user, .group]]'; }
  # ip would look such a number up as a name first, and so would chown(1).
  try chown tap0 --owner 077001 --group 077003
  assert_silent
  try chown tap1 --owner 077002 --group 077004
  assert_silent
  [[ $(ids) == '[[77001,77003],[77002,77004]]' ]] || fail "$(ids)"
  round_trip
  [[ $(ids) == '[[77001,77003],[77002,77004]]' ]] || fail "other owners: $(ids)"
  sed -i '/^7700[13]:/d' /etc/passwd /etc/group
}

@test "names that need quotes" {
  for name in "it's" 'say"x"' 'a\b' 'end\' '#hash' 'x#y' '$HOME' '`id`' 'a*b' '[x]' '{a,b}' 'a;b' 'a&b' 'a|b' '(x)' \
    '!x' '~x' 'a=b' "'" '"' '\' "'\\''" 'tapäö' 'x,y' 'tap.1' '<x>'; do
    make_tap "$name"
  done
  [[ $(ip -o link | grep -vc ': lo:') -eq 26 ]]
  round_trip
  # As lines of a shell they mean the same.
  while read -r line; do
    eval "set -- $line"
    link_exists "$1" || fail "$line is no line of a shell"
  done <"$TABLE"
}

@test "names in bytes that no terminal should see" {
  make_tap $'t\377x'
  make_tap $'t\001\033[1mx'
  round_trip
}

@test "in use, with a carrier and addresses that the kernel gave" {
  make_tap tap0 multi_queue
  ip link set tap0 up
  hold tap0 tap multi_queue,vnet_hdr 2
  linklocal() { ip -j -6 addr show dev tap0 | jq -e '.[0].addr_info[] | select(.scope == "link")'; }
  wait_until linklocal
  TABLE=$BATS_TEST_TMPDIR/tuntab
  try show --tuntab
  assert_status 0
  [[ $output != *fe80* ]] || fail "an address that the kernel gave is in the table"
  printf '%s\n' "$output" >"$TABLE"
  remember_links
  try -v up -f "$TABLE"
  assert_status 0
  assert_stderr 'tap0: unchanged'
  assert_links_unchanged
}

@test "a link-local address that somebody gave is an entry's, and the kernel's own is not" {
  [[ $(printf '%s\n' 5.18 "$(uname -r)" | sort -V | head -n 1) == 5.18 ]] ||
    skip "kernels before 5.18 do not tell whose an address is"
  make_tun tun0
  make_tap tap0
  ip addr add fe80::1/64 dev tun0
  hold tap0 tap -
  ip link set tap0 up
  link_local() {
    ip -j addr show dev tap0 | jq -e '[.[].addr_info[] | select(.scope == "link")] | length == 1' >/dev/null
  }
  wait_until link_local
  try show --tuntab
  assert_status 0
  [[ $(grep '^tun0 ' <<<"$output") == *' --address fe80::1/64'* ]]
  [[ $(grep '^tap0 ' <<<"$output") != *' --address '* ]]
}

@test "what an entry cannot say of an address is left out, and a note names it" {
  make_tun tun0
  ip link set tun0 up
  ip address add 192.0.2.1/24 dev tun0
  ip address add 198.51.100.1/24 dev tun0 valid_lft 300 preferred_lft 200
  ip address add 2001:db8::7/64 dev tun0 valid_lft 300 preferred_lft 200
  ip address add 10.99.0.1/24 brd 10.99.0.77 label tun0:x metric 77 scope link dev tun0
  ip address add 10.97.0.1/24 scope 77 noprefixroute dev tun0
  ip address add 10.96.0.1/24 preferred_lft 0 dev tun0
  ip address add 2001:db8::9/64 dev tun0 nodad home mngtmpaddr noprefixroute
  ip address add 2001:db8::8 peer 2001:db8::5 dev tun0 preferred_lft 0
  try show --tuntab
  assert_status 0
  assert_stdout "tun0 --mode tun --anyone --address 10.99.0.1/24 --address 10.97.0.1/24 --address 192.0.2.1/24 --address 10.96.0.1/24 --address 2001:db8::9/64 --address 2001:db8::8,peer=2001:db8::5/128 --up"
  local note
  for note in 'the address 198.51.100.1/24, which has a lifetime' 'the address 2001:db8::7/64, which has a lifetime' \
    'broadcast 10.99.0.77, scope link, label tun0:x, metric 77 of the address 10.99.0.1/24' \
    'scope 77, noprefixroute of the address 10.97.0.1/24' 'deprecated of the address 10.96.0.1/24' \
    'nodad, home, mngtmpaddr, noprefixroute of the address 2001:db8::9/64' \
    'deprecated of the address 2001:db8::8,peer=2001:db8::5/128'; do
    grep -qFx "note: tun0: left out: $note" <<<"$stderr" || fail "no note says: $note"
  done
  [[ $(wc -l <<<"$stderr") -eq 7 ]] || fail 'there is another note'
  try -q show --tuntab
  assert_stderr ''
}

@test "what ip-link can set and no entry can say is left out, and a note names it" {
  make_tun tun0
  make_tap tap0
  ip link set tun0 multicast off arp on promisc on
  ip link set tap0 allmulticast on arp off dynamic on group 7 gso_max_size 4000 mode dormant
  try show --tuntab
  assert_status 0
  assert_stderr 'note: tap0: left out: arp off
note: tap0: left out: allmulticast on
note: tap0: left out: dynamic on
note: tap0: left out: group 7
note: tap0: left out: gso_max_size 4000
note: tap0: left out: link mode 1
note: tun0: left out: multicast off
note: tun0: left out: arp on
note: tun0: left out: promisc on'
}

@test "a link-local address that may be the kernel's own is left out with a note" {
  # Where no address tells that it is the kernel's, as lo has none yet.
  new_netns
  in_netns ip tuntap add tun0 mode tun 2>/dev/null
  in_netns ip address add fe80::1/64 dev tun0
  try -n "/proc/$NETNS_PID/ns/net" show --tuntab
  assert_stdout 'tun0 --mode tun --anyone'
  assert_stderr "note: tun0: left out: the address fe80::1/64, which may be the kernel's own"
}

@test "addresses return in their order, and with their peers" {
  make_tun tun1
  ip link set tun1 up
  for address in '192.0.2.1/24' '10.8.0.1 peer 10.8.0.3' '192.0.2.2/24' '10.8.0.1 peer 10.8.0.2' '2001:db8::3/64' \
    '2001:db8::1 peer 2001:db8::9/64' '2001:db8::2/64'; do
    # shellcheck disable=SC2086 # words
    ip address add $address dev tun1
  done
  before=$(ip -j -d address show dev tun1 | jq -c '.[0].addr_info')
  round_trip
  [[ $(ip -j -d address show dev tun1 | jq -c '.[0].addr_info') == "$before" ]] || fail "$before: $(ip address show dev tun1)"
  grep -q -- '--address 10.8.0.1,peer=10.8.0.2/32' "$TABLE"
}

@test "one that is not persistent is no entry: up would make it so" {
  make_tap tap0
  hold tap5 tap -
  TABLE=$BATS_TEST_TMPDIR/tuntab
  try show --tuntab
  assert_status 0
  assert_stderr_line 'note: tap5: .*not persistent.*'
  table "$output"
  try -q show --tuntab
  assert_status 0
  assert_stderr ''
  assert_stdout "$(<"$TABLE")"
  try -v up -f "$TABLE"
  assert_status 0
  assert_stderr 'tap0: unchanged'
  assert_link tap5 '$tun.persist == false'
}

@test "names and patterns choose" {
  for name in vm0 vm1 tap0; do make_tap "$name"; done
  try show --tuntab 'vm*'
  assert_status 0
  [[ $(grep -vc '^#' <<<"$output") -eq 2 ]]
  round_trip 'vm*'
  try show --tuntab nosuch tap0
  assert_status 3
  grep -q '^tap0' <<<"$output"
}

@test "another network namespace" {
  new_netns
  in_netns ip tuntap add vm0 mode tap 2>/dev/null
  in_netns ip link set vm0 mtu 1400
  TABLE=$BATS_TEST_TMPDIR/tuntab
  try -n "/proc/$NETNS_PID/ns/net" show --tuntab
  assert_status 0
  printf '%s\n' "$output" >"$TABLE"
  try up -f "$TABLE"
  assert_silent
  assert_link vm0 '.mtu == 1400' '$tun.type == "tap"'
}

@test "an ordinary user writes the same" {
  need_root
  make_tap tap0 user "$OTHER" group "$GROUP"
  try show --tuntab
  expected=$output
  try_as "$OWNER" show --tuntab
  assert_status 0
  assert_stdout "$expected"
}

@test "what ip has set, and no option takes, is left out with a note" {
  local set what
  while IFS='|' read -r set what; do
    make_tap tap0
    # shellcheck disable=SC2086 # words
    ip $set
    try show --tuntab tap0
    assert_status 0
    assert_stderr_line "note: tap0: left out: $what.*"
    printf '%s\n' "$output" >"$BATS_TEST_TMPDIR/table"
    try up --dry-run -f "$BATS_TEST_TMPDIR/table"
    assert_stdout 'tap0: unchanged' || return
    ip link del tap0
    try up -f "$BATS_TEST_TMPDIR/table"
    assert_silent
    ip link del tap0
  done <<'STATES'
link set tap0 txqueuelen 1000000|--txqueuelen 1000000: allowed are 0 to 524288
address add 0.0.0.1/8 dev tap0|--address 0.0.0.1/8: no address that a host can have
address add 224.0.0.1/8 dev tap0|--address 224.0.0.1/8: no address that a host can have
address add 255.255.255.255/32 dev tap0|--address 255.255.255.255/32: no address that a host can have
address add 192.0.2.1 peer 224.0.0.1 dev tap0|--address 192.0.2.1,peer=224.0.0.1/32: no address that a host can have
address add 2001:db8::1 peer ff02::1 dev tap0|--address 2001:db8::1,peer=ff02::1/128: no address that a host can have
address add 2001:db8::1 peer ::1 dev tap0|--address 2001:db8::1,peer=::1/128: no interface but lo can have it
link set tap0 broadcast 01:02:03:04:05:06|broadcast 01:02:03:04:05:06
STATES
}

@test "what a bridge's port has, and no option says, is left out with a note" {
  local set what
  ip link add br0 type bridge
  make_tap tap0
  ip link set tap0 master br0
  try show --tuntab tap0
  assert_stderr ''
  while IFS='|' read -r set what; do
    make_tap tap1
    ip link set tap1 master br0
    # shellcheck disable=SC2086 # words
    ip link set tap1 type bridge_slave $set
    try show --tuntab tap1
    assert_stderr "note: tap1: left out: $what of the bridge port"
    ip link del tap1
  done <<'STATES'
cost 7|cost 7
priority 7|priority 7
mcast_router 0|mcast_router 0
mcast_fast_leave on|fastleave 1
root_block on|root_block 1
proxy_arp on|proxy_arp 1
proxy_arp_wifi on|proxy_arp_wifi 1
mcast_to_unicast on|mcast_to_unicast 1
vlan_tunnel on|vlan_tunnel 1
group_fwd_mask 16|group_fwd_mask 16
locked on|locked 1
STATES
}

@test "a master whose name begins with a dash" {
  ip link add name -br type bridge
  make_tap tap0
  ip link set tap0 master -br
  ip link set tap0 type bridge_slave isolated on
  round_trip
  assert_link tap0 '.master == "-br"' '.linkinfo.info_slave_data.isolated'
}

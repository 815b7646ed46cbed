#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Addresses with a peer: the same as ip's, compared and undone correctly, and packets that reach the peer.
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2054,SC2153,SC2154 # a comma before a peer; inner variables; bats and
# lib/common set and use others

load lib/common

# addresses NAME: everything that ip reports about its addresses, except its name.
addresses() {
  ip -j -d address show dev "$1" | jq -c ".[0].addr_info[] | del(.label, .tentative)"
}

# as_ip OPTION-VALUE IP-ARG...: --address gives the same result as `ip address add` with these words.
as_ip() {
  local value=$1
  shift
  make_tun byip
  ip address add "$@" dev byip
  try add byus --mode tun --address "$value"
  assert_silent || return 1
  [[ $(addresses byus) == "$(addresses byip)" ]] ||
    fail "--address $value is not $*: $(diff <(addresses byip) <(addresses byus))" || return 1
  # A comparison agrees: there is nothing left to change.
  try -v add --ensure byus byip --mode tun --address "$value"
  assert_status 0 && assert_stderr $'byus: unchanged\nbyip: unchanged' || return 1
  delete_all_links
}

@test "an address with a peer is what ip makes of it: both families, with prefixes and without" {
  as_ip 10.8.0.1,peer=10.8.0.2 10.8.0.1 peer 10.8.0.2
  as_ip 10.8.0.1,peer=10.8.0.2/32 10.8.0.1 peer 10.8.0.2/32
  as_ip 10.8.0.1,peer=10.8.0.2/24 10.8.0.1 peer 10.8.0.2/24
  as_ip 10.8.0.1/24,peer=10.8.0.2 10.8.0.1/24 peer 10.8.0.2
  as_ip 10.8.0.1/8,peer=10.8.0.2/31 10.8.0.1/8 peer 10.8.0.2/31
  as_ip 192.0.2.1,peer=198.51.100.0/24 192.0.2.1 peer 198.51.100.0/24
  as_ip 192.0.2.1,peer=198.51.100.1/1 192.0.2.1 peer 198.51.100.1/1
  as_ip 2001:db8::1,peer=2001:db8::2 2001:db8::1 peer 2001:db8::2
  as_ip 2001:db8::1,peer=2001:db8::2/64 2001:db8::1 peer 2001:db8::2/64
  as_ip 2001:db8::1/48,peer=2001:db8:0:1::2/127 2001:db8::1/48 peer 2001:db8:0:1::2/127
  as_ip 2001:DB8:0::1,peer=2001:0db8::0002/128 2001:db8::1 peer 2001:db8::2
  as_ip fe80::1,peer=fe80::2 fe80::1 peer fe80::2
}

@test "a peer's network may have a prefix of no bits" {
  try add tun0 --address 192.0.2.1,peer=192.0.2.2/0 --address 2001:db8::1,peer=2001:db8::2/0
  assert_silent
  assert_link tun0 '[.addr_info[] | select(.address) | [.local, .address, .prefixlen]]
    == [["192.0.2.1", "192.0.2.2", 0], ["2001:db8::1", "2001:db8::2", 0]]'
  try -v add --ensure tun0 --address 192.0.2.1,peer=192.0.2.2/0 --address 2001:db8::1,peer=2001:db8::2/0
  assert_stderr 'tun0: unchanged'
}

@test "a tap can have a peer, and an interface several, some of the same address" {
  try add tap0 --address 10.8.0.1,peer=10.8.0.2 --address 10.8.0.1,peer=10.8.0.3 --address 10.8.0.1/24 --up
  assert_silent
  assert_link tap0 '[.addr_info[] | [.local, .address, .prefixlen]]
    == [["10.8.0.1", "10.8.0.2", 32], ["10.8.0.1", "10.8.0.3", 32], ["10.8.0.1", null, 24]]'
  [[ $(ip -j route show dev tap0 scope link | jq -c '[.[].dst] | sort') == '["10.8.0.0/24","10.8.0.2","10.8.0.3"]' ]]
}

@test "a peer that is none, or no end of a link that begins with the address" {
  local value
  for value in 10.8.0.1,peer= 10.8.0.1,peer=x 10.8.0.1,peer=10.8.0 10.8.0.1,peer=10.8.0.2/ 10.8.0.1,peer=10.8.0.2/x \
    10.8.0.1,peer=/24 '10.8.0.1,peer= 10.8.0.2' 10.8.0.1,Peer=10.8.0.2 10.8.0.1,peer:10.8.0.2 10.8.0.1,10.8.0.2 \
    10.8.0.1,peer=10.8.0.2,peer=10.8.0.3 10.8.0.1,peer=10.8.0.2,up ,peer=10.8.0.2 /24,peer=10.8.0.2 \
    10.8.0.1/,peer=10.8.0.2 x,peer=10.8.0.2 10.8.0.1,peer=host.example '10.8.0.1,' 10.8.0.1,peer; do
    refused_address "$value" 'ADDRESS/PREFIX|prefix length'
  done
  for value in 10.8.0.1,peer=2001:db8::1 2001:db8::1,peer=10.8.0.1 2001:db8::1,peer=::ffff:10.8.0.1/129; do
    refused_address "$value" 'different families|prefix length is 0 to 128'
  done
  for value in 10.8.0.1,peer=10.8.0.1 10.8.0.1/24,peer=10.8.0.1/32 2001:db8::1,peer=2001:db8:0::1/64; do
    refused_address "$value" 'address and peer are the same'
  done
  for value in 10.8.0.1,peer=10.8.0.2/33 10.8.0.1/33,peer=10.8.0.2 2001:db8::1,peer=2001:db8::2/129 \
    10.8.0.1,peer=10.8.0.2/-1 10.8.0.1,peer=10.8.0.2/+1; do
    refused_address "$value" 'prefix length is 0 to (32|128)'
  done
  for value in 10.8.0.1,peer=0.0.0.0 10.8.0.1,peer=255.255.255.255 10.8.0.1,peer=224.0.0.1 2001:db8::1,peer=:: \
    2001:db8::1,peer=ff02::1 0.0.0.0,peer=10.8.0.1; do
    refused_address "$value" 'no address that a host can have'
  done
  assert_links_unchanged
}

# refused_address VALUE REGEX: it is refused with status 2 for that reason, before the kernel is asked for anything.
refused_address() {
  try_traced add tun0 "--address=$1"
  assert_refused 2 --address "$2" && grep -qF "invalid value '$1'" <<<"$stderr" || fail "the value is not named" || return 1
  assert_kernel_untouched
}

@test "the same twice, however it is written, and two that no interface can have at once" {
  local pair
  for pair in '10.8.0.1,peer=10.8.0.2 10.8.0.1/8,peer=10.8.0.2/32' '2001:db8::1,peer=2001:db8::2 2001:DB8:0::1,peer=2001:db8::2/128'; do
    try_traced add tun0 --address "${pair% *}" --address "${pair#* }"
    assert_refused 2 --address 'the same address is given twice'
    assert_kernel_untouched
  done
  # To the kernel, only the address distinguishes IPv6 addresses; for IPv4 also the network, which is the peer's.
  for pair in '2001:db8::1/64 2001:db8::1/48' '2001:db8::1/128 2001:db8::1,peer=2001:db8::2' \
    '2001:db8::1,peer=2001:db8::2 2001:db8::1,peer=2001:db8::3' \
    '192.0.2.1,peer=198.51.100.1/24 192.0.2.1,peer=198.51.100.2/24' '192.0.2.1/24 192.0.2.1,peer=192.0.2.2/24'; do
    try_traced add tun0 --address "${pair% *}" --address "${pair#* }"
    assert_refused 2 --address 'cannot have it too'
    assert_kernel_untouched
  done
  assert_links_unchanged
}

@test "what the kernel takes for one address is refused as such, and the kernel would refuse it too" {
  local first second
  while read -r first second; do
    make_tun tun0
    # shellcheck disable=SC2086 # words
    ip address add ${first/,peer=/ peer } dev tun0
    remember_links
    # shellcheck disable=SC2086 # words
    ! ip address add ${second/,peer=/ peer } dev tun0 2>/dev/null || fail "ip adds $second to $first"
    for dry in '' yes; do
      if [[ -n $dry ]]; then
        table "tun0 --address $second"
        try up --dry-run -f "$TABLE"
        assert_status 4
        assert_stderr_line "tunadm: $TABLE:1: tun0: cannot bring in line: it has the address $first, and .*"
      else
        try add --ensure tun0 --mtu 1400 --address "$second"
        assert_refused 4 tun0 "it has the address $first, and cannot have $second too"
      fi
      assert_hint "tunadm set tun0 --no-address $first"
      assert_links_unchanged
    done
    delete_all_links
  done <<'EOF'
2001:db8::1/64 2001:db8::1/48
2001:db8::1/128 2001:db8::1,peer=2001:db8::2/128
2001:db8::1,peer=2001:db8::2/64 2001:db8::1/64
192.0.2.1,peer=198.51.100.1/24 192.0.2.1,peer=198.51.100.2/24
192.0.2.1/24 192.0.2.1,peer=192.0.2.2/24
EOF
}

@test "--ensure adds a peer beside what is there, and leaves the others" {
  make_tun tun0
  ip address add 10.8.0.1 peer 10.8.0.2 dev tun0
  ip address add 10.8.0.1/32 dev tun0
  try -v add --ensure tun0 --address 10.8.0.1,peer=10.8.0.3 --address 10.8.0.1,peer=10.8.0.2
  assert_status 0
  assert_stderr 'tun0: changed address'
  assert_link tun0 '[.addr_info[] | [.local, .address]]
    == [["10.8.0.1", "10.8.0.2"], ["10.8.0.1", null], ["10.8.0.1", "10.8.0.3"]]'
}

# steps REQUEST ARG...: how many requests of that kind the program sends if nothing fails.
steps() {
  "${UNLEAKED[@]}" strace -f -qq -e trace=sendmsg -o "$BATS_TEST_TMPDIR/steps" "$TUNADM" "$@" 3>&- || true
  grep -c sendmsg "$BATS_TEST_TMPDIR/steps"
}

@test "when a later step fails, nothing of it stays: add leaves no interface, --ensure the addresses as they were" {
  local options=(--address 10.8.0.1,peer=10.8.0.2 --address 2001:db8::1,peer=2001:db8::2/64 --up) count number
  count=$(steps add tun0 "${options[@]}")
  ((count >= 4)) || fail "only $count requests"
  delete_all_links
  for ((number = 1; number <= count; number++)); do
    TRIED="tunadm add, request $number fails"
    capture "${UNLEAKED[@]}" strace -f -qq -e trace=sendmsg -e inject="sendmsg:error=ENOBUFS:when=$number" -o /dev/null \
      "$TUNADM" add tun0 "${options[@]}"
    assert_status 1
    assert_messages 1
    wait_until link_gone tun0
  done
  make_tun tun0
  ip address add 10.8.0.9 peer 10.8.0.2 dev tun0
  remember_links
  count=$(steps add --ensure tun0 "${options[@]}")
  delete_all_links
  make_tun tun0
  ip address add 10.8.0.9 peer 10.8.0.2 dev tun0
  remember_links
  for ((number = 2; number <= count; number++)); do
    TRIED="tunadm add --ensure, request $number fails"
    capture "${UNLEAKED[@]}" strace -f -qq -e trace=sendmsg -e inject="sendmsg:error=ENOBUFS:when=$number" -o /dev/null \
      "$TUNADM" add --ensure tun0 "${options[@]}"
    assert_status 1
    assert_messages 1
    assert_links_unchanged
  done
}

@test "the route to an IPv6 peer is there, however slowly the interface is made" {
  # On a link that is down the kernel does not add the route: give it the time to try too early.
  try_command "${UNLEAKED[@]}" strace -f -qq -e trace=sendmsg -e inject=sendmsg:delay_exit=100000 -o /dev/null \
    "$TUNADM" add tun0 --address 2001:db8::1,peer=2001:db8:9::1 --mtu 1400 --up
  assert_silent
  [[ $(ip -6 -j route show 2001:db8:9::1 | jq -r '.[].dev') == tun0 ]] || fail "$(ip -6 route)"
  make_tun tun1
  try_command "${UNLEAKED[@]}" strace -f -qq -e trace=sendmsg -e inject=sendmsg:delay_exit=100000 -o /dev/null \
    "$TUNADM" set tun1 --up --address 2001:db8::2,peer=2001:db8:9::2
  assert_silent
  [[ $(ip -6 -j route show 2001:db8:9::2 | jq -r '.[].dev') == tun1 ]] || fail "$(ip -6 route)"
}

# peers NAME: its addresses, as "LOCAL[>PEER]/PREFIX ...".
peers() {
  ip -j address show dev "$1" |
    jq -r '[.[0].addr_info[] | select(.local | startswith("fe80") | not) | .local + (if .address then ">" + .address else "" end) + "/\(.prefixlen)"] | join(" ")'
}

@test "set --no-address: with a peer that one, without one whoever the peer is" {
  make_tun tun0
  ip address add 10.8.0.1 peer 10.8.0.2 dev tun0
  ip address add 10.8.0.1 peer 10.8.0.3 dev tun0
  ip address add 10.8.0.1/32 dev tun0
  ip address add 10.8.0.1 peer 10.8.0.2/24 dev tun0
  ip address add 2001:db8::1 peer 2001:db8::2/64 dev tun0
  try -v set tun0 --no-address 10.8.0.1,peer=10.8.0.4 --no-address 10.8.0.1/25 --no-address 2001:db8::1/128
  assert_stderr 'tun0: unchanged'
  try -v set tun0 --no-address 10.8.0.1,peer=10.8.0.3
  assert_stderr 'tun0: changed address'
  [[ $(peers tun0) == '10.8.0.1>10.8.0.2/32 10.8.0.1/32 10.8.0.1>10.8.0.2/24 2001:db8::1>2001:db8::2/64' ]] || fail "$(peers tun0)"
  try -v set tun0 --no-address 10.8.0.1/32
  assert_stderr 'tun0: changed address'
  [[ $(peers tun0) == '10.8.0.1>10.8.0.2/24 2001:db8::1>2001:db8::2/64' ]] || fail "$(peers tun0)"
  try -v set tun0 --no-address 10.8.0.1/32
  assert_stderr 'tun0: unchanged'
  try set tun0 --no-address 10.8.0.1,peer=10.8.0.2/24 --no-address 2001:db8::1/64
  assert_silent
  [[ $(peers tun0) == '' ]] || fail "$(peers tun0)"
}

@test "set: another peer in one command, and what is asked for stays" {
  make_tun tun0
  ip link set tun0 up
  ip address add 10.8.0.1 peer 10.8.0.2 dev tun0
  ip address add 2001:db8::1 peer 2001:db8::2 dev tun0
  local words=(--no-address 10.8.0.1/32 --address 10.8.0.1,peer=10.8.0.9 --no-address 2001:db8::1/128
    --address 2001:db8::1,peer=2001:db8::9)
  try -v set tun0 "${words[@]}"
  assert_stderr 'tun0: changed address'
  [[ $(peers tun0) == '10.8.0.1>10.8.0.9/32 2001:db8::1>2001:db8::9/128' ]] || fail "$(peers tun0)"
  try -v set tun0 "${words[@]}"
  assert_stderr 'tun0: unchanged'
  [[ $(peers tun0) == '10.8.0.1>10.8.0.9/32 2001:db8::1>2001:db8::9/128' ]] || fail "$(peers tun0)"
}

@test "set --no-address takes no other address with it, as the kernel would" {
  sysctl -qw net.ipv4.conf.all.promote_secondaries=0 net.ipv4.conf.default.promote_secondaries=0
  make_tap tap0
  ip address add 192.0.2.1/24 dev tap0
  ip address add 192.0.2.2/24 brd 192.0.2.77 label tap0:x metric 7 dev tap0
  ip address add 192.0.2.3/24 dev tap0
  ip address add 192.0.2.4/25 dev tap0
  local others
  others=$(addresses tap0 | jq -c 'select(.local != "192.0.2.1") | del(.secondary)' | sort)
  try -v set tap0 --no-address 192.0.2.1/24
  assert_stderr 'tap0: changed address'
  [[ $(addresses tap0 | jq -c 'del(.secondary)' | sort) == "$others" ]] || fail "$(addresses tap0)"
  # The labels too.
  [[ $(ip -j address show dev tap0 | jq -r '.[].addr_info[] | select(.local == "192.0.2.2").label') == tap0:x ]]
}

@test "when a later step fails, what was taken away is back with all that it had, in its old order" {
  make_tun tun0
  ip link set tun0 up
  ip address add 192.0.2.1/24 brd 192.0.2.99 label tun0:a metric 99 scope link dev tun0
  ip address add 192.0.2.2/24 scope link dev tun0 noprefixroute
  ip address add 192.0.2.3/24 scope link dev tun0
  ip address add 10.8.0.1 peer 10.8.0.2 preferred_lft 0 dev tun0
  ip address add 2001:db8::1 peer 2001:db8::2/64 dev tun0 nodad metric 12
  ip address add 2001:db8::5/64 dev tun0 preferred_lft 0
  remember_links
  local words=(--no-address 192.0.2.1/24 --no-address 10.8.0.1/32 --no-address 2001:db8::1/64 --no-address 2001:db8::5/64
    --address 192.0.2.7/26) number
  for number in {2..14}; do
    TRIED="tunadm set tun0 ${words[*]}, request $number fails"
    capture "${UNLEAKED[@]}" strace -f -qq -e trace=sendmsg -e inject="sendmsg:error=ENOBUFS:when=$number" -o /dev/null \
      "$TUNADM" set tun0 "${words[@]}"
    [[ $status -ne 0 ]] || break
    assert_status 1
    assert_messages 1
    assert_links_unchanged
  done
  # Everything was tried: the dump, four that are removed, two that return, one that is added.
  ((number > 8)) || fail "it needs $number requests"
  [[ $(peers tun0) == '192.0.2.2/24 192.0.2.7/26 192.0.2.3/24' ]] || fail "$(peers tun0)"
}

@test "from one end to the other: packets reach the peer, and no other address" {
  need_root
  need ping
  new_netns
  local there=/proc/$NETNS_PID/ns/net
  try add tun0 --owner "$OWNER" --address 10.8.0.1,peer=10.9.0.1 --address 2001:db8:8::1,peer=2001:db8:9::1 --up
  assert_silent
  try -n "$there" add tun0 --owner "$OWNER" --address 10.9.0.1,peer=10.8.0.1 \
    --address 2001:db8:9::1,peer=2001:db8:8::1 --up
  assert_silent
  # examples/tunnel connects them over a cable between the two namespaces.
  ip link add cable type veth peer name cable netns "$NETNS_PID"
  ip addr add 198.51.100.1/24 dev cable
  ip link set cable up
  in_netns ip addr add 198.51.100.2/24 dev cable
  in_netns ip link set cable up
  in_netns ip link set lo up
  "$top_builddir/examples/tunnel" -i tun0 -l 4000 >"$BATS_TEST_TMPDIR/near" 2>&1 3>&- &
  HOLDERS+=("$!")
  listening() { ss -Hnltu | grep -q ':4000 '; }
  wait_until listening
  nsenter -t "$NETNS_PID" -n "$top_builddir/examples/tunnel" -i tun0 198.51.100.1 4000 >"$BATS_TEST_TMPDIR/far" 2>&1 3>&- &
  HOLDERS+=("$!")
  wait_until ping -q -c 1 -W 1 10.9.0.1
  wait_until ping -q -c 1 -W 1 2001:db8:9::1
  in_netns ping -q -c 1 -W 1 10.8.0.1
  # The prefix is the peer's: a neighbour of it is out of reach.
  run ip route get 10.9.0.2
  [[ $status -ne 0 ]] || fail "$output"
  ip link del cable
}

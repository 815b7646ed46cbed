#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# show: addresses in the column ADDRESSES and in addr_info, compared with ip's own output.
# shellcheck disable=SC2016,SC2154 # jq has variables of its own; bats sets output and stderr

load lib/common
load lib/hold

# as_ip: addr_info of all tun/tap interfaces has the keys, the types and the values of ip -j -d address. Younger
# releases of ip tell the protocol, older ones do not.
as_ip() {
  local ours theirs
  theirs=$(ip -j -d address | jq -cS '[.[] | select(.linkinfo.info_kind == "tun") | {ifname, addr_info}] | sort_by(.ifname)')
  try show --json
  assert_status 0
  ours=$(jq -cS '[.[] | {ifname, addr_info}]' <<<"$output")
  [[ $theirs == *'"protocol"'* ]] || ours=$(jq -c 'del(.[].addr_info[].protocol)' <<<"$ours")
  # A second may pass between the two.
  steady() { jq -cS '(.[].addr_info[] | select(.dynamic) | .valid_life_time, .preferred_life_time) |= (. + 9 | . / 10 | floor)'; }
  [[ $(steady <<<"$ours") == "$(steady <<<"$theirs")" ]] ||
    fail "$(diff <(jq '.[]' <<<"$theirs") <(jq '.[]' <<<"$ours"))"
}

@test "JSON: no address is an empty array" {
  make_tap tap0
  make_tun tun0
  as_ip
  assert_json 'map(.addr_info) == [[], []]'
}

@test "JSON: addr_info is what ip makes of everything that ip can give to an address" {
  make_tun tun0
  make_tap tap0
  ip link set tun0 up
  ip link set tap0 up
  ip address add 192.0.2.1/24 dev tun0
  ip address add 192.0.2.2/24 dev tun0
  ip address add 192.0.2.3/25 brd + dev tun0
  ip address add 10.8.0.1 peer 10.8.0.2 dev tun0
  ip address add 10.8.0.1/24 peer 10.8.1.2/24 brd 10.8.1.77 dev tun0
  ip address add 10.99.0.1/24 label tun0:x metric 77 scope link dev tun0
  ip address add 10.97.0.1/24 scope site dev tun0
  ip address add 10.96.0.1/24 scope host dev tun0
  ip address add 10.95.0.1/24 scope 77 dev tun0
  ip address add 10.94.0.1/0 dev tun0
  ip address add 10.98.0.1/24 noprefixroute dev tun0
  ip address add 10.98.0.2/24 valid_lft 1000 preferred_lft 500 dev tun0
  ip address add 10.98.0.9/24 valid_lft 1000 preferred_lft 0 dev tun0
  ip address add 2001:db8::1 peer 2001:db8::2/64 dev tun0
  ip address add 2001:db8::9/64 nodad home mngtmpaddr noprefixroute metric 5 dev tun0
  ip address add 2001:db8::8/64 preferred_lft 0 dev tun0
  ip address add 2001:db8::7/64 valid_lft 1000 preferred_lft 500 dev tap0
  ip address add 2001:db8::6/64 optimistic dev tap0
  ip address add fe80::1/64 dev tap0
  as_ip
  # Nothing of it is missing because nobody has it.
  assert_json '[.[].addr_info[] | keys[]] | unique | . - ["dadfailed", "protocol", "temporary"] |
    contains(["address", "broadcast", "deprecated", "dynamic", "family", "home", "label", "local", "metric", "mngtmpaddr",
      "nodad", "noprefixroute", "preferred_life_time", "prefixlen", "scope", "secondary", "tentative", "valid_life_time"])'
}

@test "JSON: an address that the kernel gave, and who made it" {
  make_tap tap0
  ip link set tap0 up
  hold tap0 tap -
  linklocal() { ip -j address show dev tap0 | jq -e '.[0].addr_info[] | select(.scope == "link" and (.tentative | not))'; }
  wait_until linklocal
  as_ip
  if [[ $(printf '%s\n' 5.18 "$(uname -r)" | sort -V | head -n 1) == 5.18 ]]; then
    assert_json '.[0].addr_info[0].protocol == "kernel_ll"'
  fi
}

@test "JSON: a label that is no UTF-8 is kept beside" {
  make_tap tap0
  ip address add 192.0.2.1/24 label $'tap0:\377' dev tap0
  try show --json
  assert_status 0
  assert_json '.[0].addr_info[0] | .label == "tap0:\ufffd" and .label_hex == "746170303aff"'
}

@test "ADDRESSES: as --address takes them, with commas between" {
  make_tun tun0
  ip address add 10.8.0.1 peer 10.8.0.2 dev tun0
  ip address add 192.0.2.1/24 dev tun0
  ip address add 2001:db8::1/64 dev tun0
  make_tun tun1
  try show --noheadings -o addresses tun0
  assert_stdout '10.8.0.1,peer=10.8.0.2/32,192.0.2.1/24,2001:db8::1/64'
  try show --noheadings -o name,addresses tun1
  [[ $output =~ ^tun1\ *$ ]] || fail 'it has none'
  try show
  [[ $output != *192.0.2.1* ]] || fail 'it is one of the usual columns'
}

@test "in another network namespace, and as an ordinary user" {
  need_root
  new_netns
  in_netns ip tuntap add tun0 mode tun 2>/dev/null
  in_netns ip address add 10.8.0.1 peer 10.8.0.2 dev tun0
  try -n "/proc/$NETNS_PID/ns/net" show --json
  assert_json '.[0].addr_info | map([.local, .address]) == [["10.8.0.1", "10.8.0.2"]]'
  make_tap tap0
  ip address add 192.0.2.1/24 dev tap0
  try_as "$OTHER" show -o addresses --noheadings
  assert_stdout 192.0.2.1/24
}

@test "addresses are asked for once, and only where they are shown" {
  for name in tap0 tap1 tap2; do
    make_tap "$name"
    ip address add "192.0.2.${name#tap}/32" dev "$name" 2>/dev/null || true
  done
  try_traced show
  ! grep -q RTM_GETADDR "$TRACE" || fail 'the table has no addresses'
  for words in --json '-o addresses'; do
    # shellcheck disable=SC2086 # words
    try_traced show $words
    [[ $(grep -c RTM_GETADDR "$TRACE") -eq 1 ]] || fail "$(grep RTM_GETADDR "$TRACE")"
  done
}

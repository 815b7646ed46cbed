#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# show --tuntab of random interfaces: its output creates the same interfaces in another network namespace, and notes say
# what it cannot express. ROUNDS is the number of rounds, SEED where they begin.
# shellcheck disable=SC2016,SC2034,SC2153,SC2154 # jq has variables of its own; bats sets output and stderr, lib uses others

load lib/common

: "${ROUNDS:=10}" "${SEED:=$((SRANDOM % 1000000))}"

setup_file() {
  own_etc
}

# pick WORD...: one of them in $picked. chance N: true once in N times.
pick() {
  local words=("$@")
  picked=${words[RANDOM % $#]}
}

chance() {
  ((RANDOM % $1 == 0))
}

# random_address NAME NUMBER: gives it an address, each NUMBER in networks of its own.
random_address() {
  local name=$1 n=$2 words
  case $((RANDOM % 8)) in
  0) words="10.$((RANDOM % 100 + 1)).$n.1 peer 10.$((RANDOM % 100 + 1)).$n.2" ;;
  1) words="172.16.$n.1 peer 172.17.$n.2/$((RANDOM % 32 + 1))" ;;
  2 | 3) words="192.168.$n.$((RANDOM % 200 + 1))/$((RANDOM % 33))" ;;
  4) words="100.64.$n.1/24" ;;
  5) ((mtu >= 1280)) && words="2001:db8:$n::1/$((RANDOM % 129))" || return 0 ;;
  6) ((mtu >= 1280)) && words="2001:db8:$n::2 peer 2001:db8:$n:1::2/$((RANDOM % 128 + 1))" || return 0 ;;
  7) ((mtu >= 1280)) && words="fe80::$n:1/64" || return 0 ;;
  esac
  chance 6 && words+=" metric $((RANDOM + 1))"
  chance 6 && words+=' noprefixroute'
  if [[ $words == *:* ]]; then
    chance 6 && words+=' nodad'
    chance 6 && words+=' home'
  else
    chance 6 && words+=" label $name:$n"
    chance 6 && words+=" broadcast 10.255.$n.255"
    chance 6 && { pick link site host 77 && words+=" scope $picked"; }
  fi
  if chance 8; then
    words+=' valid_lft 4000 preferred_lft 3000'
  elif chance 8 && [[ $words == *:* ]]; then
    words+=' preferred_lft 0'
  fi
  # shellcheck disable=SC2086 # words, and no name among them is a pattern
  ip address add $words dev "$name"
  # A second one in the same network.
  if [[ $words == '100.64.'* ]]; then
    # shellcheck disable=SC2086
    ip address add ${words/.1\/24/.2\/24} dev "$name"
  fi
}

# random_interface NUMBER: makes one with ip, of the name in NAMES.
random_interface() {
  local n=$1 words mtu count name kind=tap
  pick tap tun tap tun 'odd"' "it's" 'a\b' '$x' '#'
  name=$picked$n
  NAMES+=("$name")
  case $name in
  tun*) kind=tun ;;
  tap*) ;;
  *) chance 2 && kind=tun ;;
  esac
  words=(dev "$name" mode "$kind")
  pick '' "$OWNER" "$OTHER" 77001
  words+=(${picked:+user "$picked"})
  pick '' '' "$GROUP" 77002
  words+=(${picked:+group "$picked"})
  chance 3 && words+=(multi_queue)
  chance 3 && words+=(pi)
  chance 3 && words+=(vnet_hdr)
  ip tuntap add "${words[@]}" 2>/dev/null
  pick 1500 1500 1280 1279 68 9000 65521
  mtu=$picked
  ip link set dev "$name" mtu "$mtu"
  chance 2 && ip link set dev "$name" txqueuelen $((RANDOM % 1000))
  [[ $kind == tun ]] || ! chance 2 || ip link set dev "$name" address "$(printf '02:00:00:00:%02x:%02x' $((RANDOM % 256)) "$n")"
  chance 3 && ip link set dev "$name" alias "$(printf 'a "%s" \\ # $x *%d' "$name" "$RANDOM")"
  chance 3 && ip link property add dev "$name" altname "another-$n" altname "it's-$n"
  chance 6 && ip link set dev "$name" multicast off
  chance 6 && ip link set dev "$name" promisc on
  chance 6 && ip link set dev "$name" allmulticast on
  chance 6 && ip link set dev "$name" group $((RANDOM + 1))
  chance 6 && ip link set dev "$name" gso_max_size $((RANDOM + 1000))
  ((mtu < 1280)) || ! chance 4 || ip link set dev "$name" addrgenmode none
  chance 12 && case $kind in
  tun) ip link set dev "$name" arp on ;;
  tap) ip link set dev "$name" arp off ;;
  esac
  chance 2 && ip link set dev "$name" up
  [[ $kind == tun ]] || ! chance 3 || ip link set dev "$name" master br0
  for ((count = RANDOM % 5; count > 0; count--)); do
    random_address "$name" "$((n * 5 + count))" || true
  done
  chance 3 && ip link set dev "$name" up
  return 0
}

# unsaid: the notes of show --tuntab in $stderr, as an array of {ifname, keys, address}.
unsaid() {
  jq -Rsc 'split("\n") | map(select(. != "") | capture("^note: (?<ifname>.*): left out: (?<what>.*)$"))
    | map(.what as $what | {ifname} + (
      if $what | test(" of the address ") then $what | capture("^(?<list>.*) of the address (?<address>[^ ]*)$")
        | {address, keys: (.list | split(", ") | map(
            if startswith("preferred lifetime") or . == "deprecated" then "deprecated", "preferred_life_time" else split(" ")[0] end))}
      elif $what | test("^the address ") then {address: ($what | capture("^the address (?<a>[^,]*(,peer=[^,]*)?)").a), gone: true}
      else {keys: [$what | split(" ")[0]]} end))' <<<"$stderr"
}

# The second address of a network is no second one where the first is left out.
# said NOTES: all links that are tun/tap interfaces, without what the notes name and what no interface keeps.
said() {
  local modes
  modes=$(ip -j -d link | jq -c 'map({(.ifname): .inet6_addr_gen_mode}) | add')
  ip -j -d address | jq -cS --argjson notes "$1" --argjson modes "$modes" '
    def text: .local + (if .address then ",peer=" + .address else "" end) + "/\(.prefixlen)";
    sort_by(.ifname)[] | select(.linkinfo.info_kind == "tun") | .ifname as $name | ($notes | map(select(.ifname == $name))) as $mine
    | ($mine | map(select(.address == null).keys[])) as $keys
    | del(.ifindex, .operstate, .qdisc, .linkinfo.info_slave_data)
    # The eui64 of a tun becomes random when a program attaches.
    | .mode = ($modes[.ifname] as $mode | if .linkinfo.info_data.type == "tun" and $mode == "eui64" then "random" else $mode end)
    | .flags |= map(select(. != "NO-CARRIER" and . != "LOWER_UP")
        | . as $flag | select([$keys[] | {multicast: "MULTICAST", promisc: "PROMISC", allmulticast: "ALLMULTI", arp: "NOARP"}[.]]
          | index($flag) | not))
    | (if $keys | index("promisc") then del(.promiscuity) else . end)
    | (if $keys | index("allmulticast") then del(.allmulti) else . end)
    | (if $keys | index("group") then del(.group) else . end)
    | (if $keys | index("gso_max_size") then del(.gso_max_size, .gso_ipv4_max_size) else . end)
    | .addr_info |= (map(text as $text | ($mine | map(select(.address == $text))) as $own
        | select($own | any(.gone) | not)
        | del(.tentative) | (if $mine | any(.gone) then del(.secondary) else . end) | (if .dynamic then del(.valid_life_time, .preferred_life_time) else . end)
        | reduce ($own[].keys[]?) as $key (.; del(.[$key])))
      | if $mine | any((.keys // []) | index("scope")) then sort_by(text) else . end)'
}

@test "random interfaces, written, and made again from that in another network namespace ($ROUNDS rounds, seed $SEED)" {
  need_root
  local round notes all before after n entries=0 all_notes=0
  new_netns
  there=/proc/$NETNS_PID/ns/net
  in_netns ip link add br0 type bridge
  for ((round = 0; round < ROUNDS; round++)); do
    RANDOM=$((SEED + round))
    ip link add br0 type bridge 2>/dev/null || true
    NAMES=()
    for n in {1..5}; do random_interface "$n"; done
    TABLE=$BATS_TEST_TMPDIR/tuntab
    try show --tuntab
    assert_status 0 || fail "SEED=$SEED, round $round" || return 1
    printf '%s\n' "$output" >"$TABLE"
    [[ $(wc -l <"$TABLE") -eq 5 ]] || fail "SEED=$SEED, round $round: not five lines"
    notes=$(unsaid)
    [[ $(jq length <<<"$notes") -eq $(printf %s "${stderr:+$stderr$'\n'}" | wc -l) ]] || fail "a note is not understood"
    all_notes=$((all_notes + $(jq length <<<"$notes")))
    before=$(said "$notes")
    all=$(said '[]')
    # On the existing interfaces it changes nothing.
    try -v up -f "$TABLE"
    assert_status 0
    [[ $(grep -c ': unchanged$' <<<"$stderr") -eq 5 ]] || fail "SEED=$SEED, round $round: up changes something: $(<"$TABLE")"
    [[ $(said '[]') == "$all" ]] || fail "SEED=$SEED, round $round: $(diff <(echo "$all") <(said '[]'))"
    # In another namespace it creates the same ones.
    try -n "$there" up --no-settle -f "$TABLE"
    assert_status 0 || fail "SEED=$SEED, round $round: $(<"$TABLE")" || return 1
    after=$(in_netns "$BASH" -c "$(declare -f said); said \"\$1\"" - "$notes")
    [[ $after == "$before" ]] ||
      fail "SEED=$SEED, round $round: $(<"$TABLE")"$'\n'"$notes"$'\n'"$(diff -U 3 <(jq . <<<"$before") <(jq . <<<"$after"))" || return 1
    try -n "$there" -v up -f "$TABLE"
    [[ $(grep -c ': unchanged$' <<<"$stderr") -eq 5 ]] || fail "SEED=$SEED, round $round: up again changes something"
    try -n "$there" del --force "${NAMES[@]}"
    assert_silent
    delete_all_links
    entries=$((entries + 5))
  done
  # Both things were tried.
  ((all_notes > 0)) || fail "there was not one note in $entries entries"
}

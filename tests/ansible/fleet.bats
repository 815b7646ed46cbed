#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The collection's example playbook for hosts of virtual machines, on three hosts.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq has variables of its own; bats sets stderr

load hosts

# inventory GUESTS-OF-ALPHA GUESTS-OF-BETA GUESTS-OF-GAMMA: like inventory.example.yml, with hosts that exist.
inventory() {
  cat >"$PLACE/fleet" <<END
vm_hosts:
  vars:
    ansible_python_interpreter: /usr/bin/python3
    tap_defaults: {mode: tap, owner: daemon, master: br0, mtu: 9000, up: true}
  hosts:
    alpha: {guests: [$1]}
    beta: {guests: [$2]}
    gamma: {guests: [$3]}
END
}

fleet() {
  run_playbook tunadm.tuntap.vm_hosts -i "$PLACE/fleet" "$@"
  output=$(jq -c 'map(select(.result | has("interfaces") and has("file")))' <<<"$output")
}

taps_of() {
  on "$1" ip -j -d link | jq -r '[.[] | select(.linkinfo.info_kind == "tun").ifname] | sort | join(" ")'
}

@test "the inventory of the example is one that the playbook reads" {
  run -0 --separate-stderr ansible-inventory -i "$top_srcdir/ansible/playbooks/inventory.example.yml" --list 3>&-
  jq -e '._meta.hostvars["host2.example.org"] | .guests[0].name == "vm-mail" and .tap_defaults.mode == "tap"' <<<"$output"
  sed 's/host1.example.org/alpha/; s/host2.example.org/beta/; s/host3.example.org/gamma/; /ansible_user\|ansible_become/d
    s/owner: .*/owner: daemon/' "$top_srcdir/ansible/playbooks/inventory.example.yml" >"$PLACE/fleet"
  fleet
  assert_status 0
  [[ $(taps_of alpha) == 'vm-db vm-web' && $(taps_of beta) == vm-mail && -z $(taps_of gamma) ]]
  on alpha ip -j link show dev vm-db | jq -e '.[0] | .mtu == 1500 and .master == "br0"'
}

@test "a guest comes, one moves to another host, one goes; what is not a guest's stays" {
  for host in "${HOSTS[@]}"; do
    on "$host" ip tuntap add dev tap0 mode tap
  done
  inventory '{name: vm-a}, {name: vm-b}' '{name: vm-c}' ''
  fleet --check
  assert_status 0
  assert_host alpha .changed '[.interfaces[].action] == ["created", "created"]'
  [[ $(taps_of alpha) == tap0 ]]
  fleet
  assert_status 0
  [[ $(taps_of alpha) == 'tap0 vm-a vm-b' && $(taps_of beta) == 'tap0 vm-c' && $(taps_of gamma) == tap0 ]]
  fleet
  assert_status 0
  assert_hosts '.changed | not'
  inventory '{name: vm-a, mtu: 1500}' '{name: vm-c}, {name: vm-b}' '{name: vm-d, multi_queue: true}'
  fleet --check --diff
  assert_status 0
  told=$(jq -cS 'sort_by(.host) | map([.host, .result.interfaces])' <<<"$output")
  fleet --diff
  assert_status 0
  [[ $(jq -cS 'sort_by(.host) | map([.host, .result.interfaces])' <<<"$output") == "$told" ]] || fail "foretold was: $told"
  assert_host alpha '.interfaces | sort_by(.ifname) | map([.ifname, .action]) == [["vm-a", "changed"], ["vm-b", "pruned"]]'
  [[ $(taps_of alpha) == 'tap0 vm-a' && $(taps_of beta) == 'tap0 vm-b vm-c' && $(taps_of gamma) == 'tap0 vm-d' ]]
}

@test "two hundred guests on each of three hosts, made and again" {
  for host in a b c; do
    guests+=("$(seq -f "{name: vm-$host%.0f}" -s ', ' 200)")
  done
  inventory "${guests[@]}"
  started=$EPOCHREALTIME
  fleet
  made=$EPOCHREALTIME
  assert_status 0
  assert_hosts .changed '[.interfaces[] | select(.action == "created")] | length == 200'
  again=$EPOCHREALTIME
  fleet
  ended=$EPOCHREALTIME
  assert_status 0
  assert_hosts '.changed | not' '[.interfaces[] | select(.action == "unchanged")] | length == 200'
  echo "note: 3 hosts with 200 interfaces each: made in $(((${made/./} - ${started/./}) / 1000)) ms, converged in $(((${ended/./} - ${again/./}) / 1000)) ms" >&3
}

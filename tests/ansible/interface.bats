#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm.tuntap.interface with Ansible, on three hosts at once over ssh.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq has variables of its own; bats sets stderr

load hosts

# thrice TASKS: a check-mode run that changes nothing, a run that does what it predicted, and a third one without
# changes.
thrice() {
  local tasks=$1 before
  remember_hosts
  play --check --diff <<<"$tasks"
  assert_status 0
  before=$(predictions)
  assert_hosts .changed
  assert_hosts_unchanged
  play --diff <<<"$tasks"
  assert_status 0
  [[ $(predictions) == "$before" ]] || fail "foretold was: $before" || return
  remember_hosts
  play --check --diff <<<"$tasks"
  assert_status 0
  assert_hosts '.changed | not' '.diff.before == .diff.after'
  play --diff <<<"$tasks"
  assert_status 0
  assert_hosts '.changed | not' '.diff.before == .diff.after' '.action | IN("unchanged", "absent")'
  assert_hosts_unchanged
}

# Only the last task is compared: what it reports, in the order of the hosts.
predictions() {
  jq -cS 'sort_by(.host) | map({host, outcome} + (.result | {action, changes, status, changed, ifname, diff, error}))' \
    <<<"$output"
}

@test "present: made with every property, and then there" {
  thrice "$(cat <<'END'
- tunadm.tuntap.interface:
    name: vm1
    mode: tap
    owner: daemon
    group: '3'
    pi: true
    vnet_hdr: true
    multi_queue: true
    mac: '02:00:5E:00:00:01'
    mtu: 1400
    txqueuelen: 50
    master: br0
    address: [192.0.2.1/24, '2001:DB8::1/64']
    addrgenmode: none
    alias: "Gäste's #1, \"innen\""
    altname: [uplink, der-längste-Name]
    up: true
END
)"
  assert_hosts '.interface | .ifname == "vm1" and .mtu == 1400 and .user_name == "daemon" and .group == 3 and .master == "br0"
    and .altnames == ["uplink", "der-längste-Name"] and .inet6_addr_gen_mode == "none" and .ifalias == "Gäste'\''s #1, \"innen\""'
  on beta ip -j -d link show dev vm1 | jq -e '.[0] | .mtu == 1400 and .txqlen == 50 and .master == "br0" and
    .address == "02:00:5e:00:00:01" and (.flags | index("UP")) and (.linkinfo.info_data | .user == "daemon" and
      .pi and .vnet_hdr and .multi_queue and .persist)'
}

@test "present: what differs is changed, and nothing else; the diff says what" {
  for host in "${HOSTS[@]}"; do
    on "$host" ip tuntap add dev tap0 mode tap user bin 2>/dev/null
  done
  on beta ip link set tap0 mtu 1400
  play --check --diff <<<'- tunadm.tuntap.interface: {name: tap0, owner: daemon, mtu: 1400, txqueuelen: 50, up: false}'
  before=$(predictions)
  play --diff <<<'- tunadm.tuntap.interface: {name: tap0, owner: daemon, mtu: 1400, txqueuelen: 50, up: false}'
  assert_status 0
  [[ $(predictions) == "$before" ]] || fail "foretold was: $before"
  assert_host alpha '.action == "changed" and (.changes | sort) == ["mtu", "owner", "txqueuelen"]'
  assert_host beta '.action == "changed" and (.changes | sort) == ["owner", "txqueuelen"]'
  assert_host beta '.diff.before == {name: "tap0", state: "present", owner: "bin", mtu: 1400, txqueuelen: 1000}'
  assert_host beta '.diff.after == {name: "tap0", state: "present", owner: "daemon", mtu: 1400, txqueuelen: 50}'
}

@test "present: an address more is a change, and the diff says so" {
  play <<<'- tunadm.tuntap.interface: {name: tap0, address: [192.0.2.1/24]}'
  thrice '- tunadm.tuntap.interface: {name: tap0, mtu: 1400, address: [192.0.2.1/24, 192.0.2.2/24]}'
  play --diff <<<'- tunadm.tuntap.interface: {name: tap0, address: [192.0.2.1/24, 192.0.2.3/24]}'
  assert_hosts '.changes == ["address"]' '.diff.before != .diff.after' \
    '.diff.after.address == ["192.0.2.1/24", "192.0.2.3/24"]'
}

@test "present: an alternative name more is a change, and the others stay" {
  play <<<'- tunadm.tuntap.interface: {name: tap0, altname: [one]}'
  thrice '- tunadm.tuntap.interface: {name: tap0, altname: [two, one]}'
  play --diff <<<'- tunadm.tuntap.interface: {name: tap0, altname: [three]}'
  assert_hosts '.changes == ["altname"]' '.diff.before.altname == []' '.diff.after.altname == ["three"]' \
    '.interface.altnames == ["one", "two", "three"]'
}

@test "present: an empty alias takes it away" {
  play <<<'- tunadm.tuntap.interface: {name: tap0, alias: one of two}'
  thrice "- tunadm.tuntap.interface: {name: tap0, alias: ''}"
  assert_hosts '.interface | has("ifalias") | not'
}

@test "present: another mode of IPv6's own addresses is a change" {
  play <<<'- tunadm.tuntap.interface: {name: tap0, addrgenmode: none}'
  thrice '- tunadm.tuntap.interface: {name: tap0, addrgenmode: random}'
  assert_hosts '.interface.inet6_addr_gen_mode == "random"'
}

@test "present: flags of a port, of which those that are not named stay" {
  play <<<'- tunadm.tuntap.interface: {name: tap0, master: br0, port: [isolated, learning=off]}'
  thrice '- tunadm.tuntap.interface: {name: tap0, port: [isolated=off, "hairpin,guard"]}'
  play --diff <<<'- tunadm.tuntap.interface: {name: tap0, port: [isolated]}'
  assert_hosts '.changes == ["port"]' '.diff.before.port == ["isolated=off"]' '.diff.after.port == ["isolated"]' \
    '.interface.linkinfo.info_slave_data | .isolated and .hairpin and .guard and (.learning | not)'
}

@test "present: VLANs where the bridge does not filter them fail with what tunadm says, in check mode too" {
  play <<<'- tunadm.tuntap.interface: {name: tap0, master: br0}'
  remember_hosts
  for options in --check --diff; do
    play "$options" <<<'- tunadm.tuntap.interface: {name: tap0, master: br0, vlan: ["20,pvid", "100-105"]}'
    [[ $status -ne 0 ]]
    jq -e 'all(.[]; .outcome == "failed")' <<<"$output" >/dev/null
    assert_hosts '.status == 4 and (.changed | not)' '.msg | test("(bridges do|'\''br0'\'' does) not filter VLANs")'
    assert_hosts_unchanged
  done
}

@test "present: the VLANs of a port, these and no others" {
  for host in "${HOSTS[@]}"; do
    on "$host" ip link add br1 type bridge vlan_filtering 1 2>/dev/null || skip "the kernel has no VLAN filtering on bridges"
    [[ $(on "$host" ip -j -d link show dev br1 | jq '.[0].linkinfo.info_data.vlan_filtering') -eq 1 ]] || {
      on "$host" ip link del dev br1
      skip "the kernel has no VLAN filtering on bridges"
    }
  done
  thrice '- tunadm.tuntap.interface: {name: tap0, master: br1, vlan: ["20,pvid,untagged", "100-102"]}'
  assert_hosts '.interface.vlans | map(.vlan) == [20, 100, 101, 102]'
  thrice '- tunadm.tuntap.interface: {name: tap0, vlan: [30]}'
  assert_hosts '.changes == ["vlan"]' '.interface.vlans == [{vlan: 30}]' \
    '.diff.before.vlan == ["20,pvid,untagged", "100", "101", "102"] and .diff.after.vlan == ["30"]'
  for host in "${HOSTS[@]}"; do
    on "$host" ip link del dev br1
  done
}

@test "absent: gone, and then not there" {
  for host in "${HOSTS[@]}"; do
    on "$host" ip tuntap add dev vm1 mode tap
    on "$host" ip tuntap add dev 'vm[12]' mode tap
  done
  thrice "- tunadm.tuntap.interface: {name: vm1, state: absent}"
  # A name is not a pattern.
  thrice "- tunadm.tuntap.interface: {name: 'vm[12]', state: absent}"
  on alpha ip tuntap add dev vm1 mode tap
  play <<<"- tunadm.tuntap.interface: {name: 'vm*', state: absent}"
  assert_hosts '.action == "absent" and (.changed | not)'
  on alpha ip link show dev vm1 >/dev/null
}

@test "in use: absent fails there alone, says who has it, in check mode too; force deletes it" {
  for host in "${HOSTS[@]}"; do
    on "$host" ip tuntap add dev tap0 mode tap
  done
  on beta "$ATTACH" tap0 tap - >"$BATS_TEST_TMPDIR/answer" < <(sleep 60) &
  wait_until grep -q ready "$BATS_TEST_TMPDIR/answer"
  play --check <<<'- tunadm.tuntap.interface: {name: tap0, state: absent}'
  assert_status 2
  before=$(predictions)
  play <<<'- tunadm.tuntap.interface: {name: tap0, state: absent}'
  assert_status 2
  [[ $(predictions) == "$before" ]] || fail "foretold was: $before"
  assert_host alpha '.outcome == "ok" and .changed'
  assert_host gamma '.outcome == "ok" and .changed'
  assert_host beta '.outcome == "failed" and .status == 5 and .action == "failed" and (.changed | not)' \
    '.msg | test("^tap0: cannot delete: in use by attach .pid [0-9]+. .status 5: in use.$")'
  play <<<'- tunadm.tuntap.interface: {name: tap0, state: absent, force: true}'
  assert_status 0
  assert_host beta '.action == "deleted"'
  assert_host alpha '.action == "absent"'
}

@test "what cannot be: the message says why, with the meaning of the status" {
  on gamma ip tuntap add dev tap0 mode tap
  for host in "${HOSTS[@]}"; do
    on "$host" ip tuntap add dev tap1 mode tap user bin
    on "$host" ip link add br1 type bridge
  done
  wrong=('name: tap0, mode: tun|4|it is a tap, but a tun is asked for'
    'name: tap1, anyone: true|4|it has an owner, but none is asked for'
    "name: tap0, mtu: 70000|2|--mtu: invalid value '70000'"
    "name: tap0, mtu: 0|2|--mtu: invalid value '0'"
    'name: vm1|2|mode'
    'name: a/b, mode: tap|2|a/b'
    "name: '-x', mode: tap|2|-x"
    'name: tap0, owner: no.such.user|2|no.such.user'
    'name: tap0, master: nosuch|1|nosuch'
    'name: br1, mode: tap|4|of kind bridge'
    'name: br1, state: absent|4|of kind bridge'
    'name: tap0, netns: nosuch|1|cannot enter network namespace')
  remember_hosts
  for check in --check ''; do
    # shellcheck disable=SC2086 # a word or none
    PLAY_HOSTS=gamma play $check --diff < <(printf -- '- {tunadm.tuntap.interface: {%s}, ignore_errors: true}\n' "${wrong[@]%%|*}")
    assert_status 0
    assert_json "length == ${#wrong[@]}"
    for ((i = 0; i < ${#wrong[@]}; i++)); do
      IFS='|' read -r _ code reason <<<"${wrong[i]}"
      assert_json ".[$i] | .outcome == \"failed\" and (.result | (.changed | not) and .status == $code and
        (.interface | has(\"action\") | not) and
        (.msg | test(\"$reason\") and test(\" .status $code: \")))"
    done
  done
  assert_hosts_unchanged
  PLAY_HOSTS=gamma play <<<'- tunadm.tuntap.interface: {name: tap0, owner: daemon, anyone: true}'
  assert_status 2
  assert_host gamma '.msg | test("mutually exclusive")'
  PLAY_HOSTS=gamma play <<<'- tunadm.tuntap.interface: {name: tap0, owner: "a\nb"}'
  assert_host gamma '.msg | test("a line end")'
}

@test "odd values reach the program as they are" {
  on alpha bash -c "echo \"it's a \\\\ #group:x:4711:\" >>/etc/group"
  PLAY_HOSTS=alpha play <<END
- tunadm.tuntap.interface: {name: "it's#\$x", mode: tap, group: "it's a \\\\ #group"}
END
  assert_status 0
  assert_host alpha '.action == "created"' ".interface.ifname == \"it's#\$x\" and .interface.group == 4711"
}

@test "in a network namespace of the host" {
  for host in "${HOSTS[@]}"; do
    on "$host" bash -c 'mkdir -p /run/netns && ip netns add blue'
  done
  thrice '- tunadm.tuntap.interface: {name: tap0, netns: blue, mtu: 1400}'
  for host in "${HOSTS[@]}"; do
    on "$host" ip -n blue link show dev tap0 >/dev/null
    on "$host" bash -c '! ip link show dev tap0 2>/dev/null'
    on "$host" ip netns del blue
  done
}

@test "the task of doc/moving-over.md: a host where its role had run, and one where it had not" {
  for host in "${HOSTS[@]}"; do
    on "$host" useradd -M alice
  done
  on alpha bash -c 'ip tuntap add dev tap0 mode tap user bin && ip link set dev tap0 mtu 9000 master br0 up'
  task=$(sed -n '/ansible\/interface.bats tries it/,/^```$/p' "$top_srcdir/doc/moving-over.md" | sed '1,2d;$d')
  [[ $task == *tunadm.tuntap.interface* ]]
  thrice "$task"
  play --check <<<"$task"
  for host in "${HOSTS[@]}"; do
    on "$host" ip -j -d link show dev tap0 | jq -e '.[0] | .mtu == 9000 and .master == "br0" and
      (.flags | index("UP")) and .linkinfo.info_data.user == "alice"'
  done
}

@test "a host without tunadm says so" {
  on beta mv /usr/local/sbin/tunadm /usr/local/sbin/gone
  play <<<'- tunadm.tuntap.interface: {name: tap0}'
  on beta mv /usr/local/sbin/gone /usr/local/sbin/tunadm
  assert_status 2
  assert_host alpha .changed
  assert_host beta '.outcome == "failed" and (.msg | test("tunadm"))'
}

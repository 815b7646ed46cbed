#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm.tuntap.table with Ansible, on three hosts at once over ssh.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq has variables of its own; bats sets stderr

load hosts

# If the table does not exist yet, locations refer to the whole table; everything else is compared.
predictions() {
  jq -cS 'sort_by(.host) | map({host, outcome} + (.result |
    {changed, file, diff, interfaces: (.interfaces // [] | map(del(.error)))}))' <<<"$output"
}

# thrice TASK: a check-mode run that changes nothing, a run that does what it predicted, and a third one without
# changes.
thrice() {
  local task=$1 before
  remember_hosts
  play --check --diff <<<"$task"
  assert_status 0
  before=$(predictions)
  assert_hosts .changed
  assert_hosts_unchanged
  play --diff <<<"$task"
  assert_status 0
  [[ $(predictions) == "$before" ]] || fail "foretold was: $before" || return
  remember_hosts
  play --check --diff <<<"$task"
  assert_status 0
  assert_hosts '.changed | not' '.diff | length == 1 and (.[0] | .before == .after)'
  play --diff <<<"$task"
  assert_status 0
  assert_hosts '.changed | not' '.diff | length == 1 and (.[0] | .before == .after)' \
    'all(.interfaces[]; .action == "unchanged")'
  assert_hosts_unchanged
}

@test "the file, and the interfaces in it" {
  thrice "$(cat <<'END'
- tunadm.tuntap.table:
    name: guests
    entries:
      - {name: vm1, mode: tap, owner: daemon, mtu: 1400, master: br0, up: true}
      - {name: "vm'2#", mode: tap, group: daemon, pi: true}
      - {name: tun0, anyone: true, txqueuelen: 50}
END
)"
  assert_hosts '[.interfaces[].ifname] == ["vm1", "vm'"'"'2#", "tun0"]' '.file == "/etc/tuntab.d/guests.conf"'
  for host in "${HOSTS[@]}"; do
    [[ $(on "$host" stat -c '%a %U' /etc/tuntab.d /etc/tuntab.d/guests.conf) == $'755 root\n644 root' ]]
    [[ $(on "$host" ls -A /etc/tuntab.d) == guests.conf ]]
    on "$host" ip -j -d link show dev vm1 | jq -e '.[0] | .mtu == 1400 and .master == "br0"'
  done
  # tunadm itself has nothing to do.
  on gamma tunadm up --json | jq -e 'length == 3 and all(.[]; .action == "unchanged")'
}

@test "what differs on one host is changed there; a new entry is made, the others are left alone" {
  play <<<'- tunadm.tuntap.table: {name: guests, entries: [{name: tap0, mtu: 1400}, {name: tap1}]}'
  assert_status 0
  on beta ip link set tap0 mtu 1300
  on beta ip link set tap0 txqueuelen 7
  for check in --check ''; do
    # shellcheck disable=SC2086 # a word or none
    play $check --diff <<<'- tunadm.tuntap.table: {name: guests, entries: [{name: tap0, mtu: 1400}, {name: tap2}]}'
    assert_status 0
    assert_host alpha '[.interfaces[] | [.ifname, .action, .changes]] == [["tap0", "unchanged", []], ["tap2", "created", []]]'
    assert_host beta '[.interfaces[] | [.ifname, .action, .changes]] == [["tap0", "changed", ["mtu"]], ["tap2", "created", []]]'
    assert_host beta '.diff[0].before | test("tap1\n")' '.diff[0].after | test("tap1") | not' \
      '.diff[1].prepared == "tap0: changed mtu\ntap2: created\n"'
  done
  on beta ip -j link show dev tap0 | jq -e '.[0] | .mtu == 1400 and .txqlen == 7'
  on beta ip link show dev tap1 >/dev/null
}

@test "prune: what has no entry goes; not what is in use, of another name, not persistent or in another file" {
  for host in "${HOSTS[@]}"; do
    on "$host" bash -c 'mkdir /etc/tuntab.d && echo "vm-other --mode tap" >/etc/tuntab.d/a.conf && echo tap5 >/etc/tuntab'
    for name in vm-1 vm-2 tap1; do
      on "$host" ip tuntap add dev "$name" mode tap
    done
  done
  task="- tunadm.tuntap.table: {name: guests, prune: ['vm-*'], entries: [{name: vm-1, mode: tap}]}"
  thrice "$task"
  for host in "${HOSTS[@]}"; do
    [[ $(on "$host" ip -j -d link | jq -c '[.[] | select(.linkinfo.info_kind == "tun").ifname] | sort') == \
      '["tap1","tap5","vm-1","vm-other"]' ]] || fail "$(on "$host" ip link)"
  done
  on beta ip tuntap add dev vm-used mode tap
  on beta "$ATTACH" vm-used tap - >"$BATS_TEST_TMPDIR/answer" < <(sleep 60) &
  wait_until grep -q ready "$BATS_TEST_TMPDIR/answer"
  for check in --check ''; do
    # shellcheck disable=SC2086 # a word or none
    play $check <<<"$task"
    assert_status 2
    assert_host alpha '.outcome == "ok" and (.changed | not)'
    assert_host beta '.outcome == "failed"' '.msg | test("vm-used: .*in use by attach .*status 5")'
    assert_host beta '.interfaces[] | select(.ifname == "vm-used") | .status == 5'
  done
  on beta ip link show dev vm-used >/dev/null
}

@test "prune: nothing goes where a part of the table cannot be read, and that is a failure" {
  for host in "${HOSTS[@]}"; do
    on "$host" ip tuntap add dev vm-1 mode tap
  done
  on alpha bash -c 'mkdir /etc/tuntab.d && echo vm-x >/etc/tuntab.d/a.conf && chmod 0666 /etc/tuntab.d/a.conf'
  on beta bash -c 'mkdir /etc/tuntab.d && echo tap9 --nosuch >/etc/tuntab.d/a.conf'
  task="- tunadm.tuntap.table: {name: guests, prune: ['vm-*'], entries: [{name: tap0}]}"
  play --check <<<"$task"
  assert_status 2
  before=$(predictions)
  play <<<"$task"
  assert_status 2
  [[ $(predictions) == "$before" ]] || fail "foretold was: $before"
  assert_host alpha '.outcome == "failed" and (.msg | test("/etc/tuntab.d/a.conf: .*status 6"))'
  assert_host beta '.outcome == "failed" and (.msg | test("--nosuch"))'
  assert_host gamma '.outcome == "ok"'
  on alpha ip link show dev vm-1 >/dev/null
  on beta ip link show dev vm-1 >/dev/null
  on gamma bash -c '! ip link show dev vm-1 2>/dev/null'
}

@test "the task of doc/moving-over.md" {
  for host in "${HOSTS[@]}"; do
    on "$host" bash -c 'id alice || useradd -M alice; id bob || useradd -M bob' &>/dev/null
  done
  task=$(sed -n '/ansible\/table.bats tries it/,/^```$/p' "$top_srcdir/doc/moving-over.md" | sed '1,2d;$d')
  [[ $task == *tunadm.tuntap.table* ]]
  thrice "$task"
  for host in "${HOSTS[@]}"; do
    on "$host" ip -j -d link show dev vm-bob | jq -e '.[0] | .mtu == 9000 and .linkinfo.info_data.user == "bob"'
  done
}

@test "absent: the file goes; with prune its interfaces too" {
  play <<<"- tunadm.tuntap.table: {name: guests, entries: [{name: vm-1, mode: tap}]}"
  assert_status 0
  for check in --check ''; do
    # shellcheck disable=SC2086 # a word or none
    play $check --diff <<<"- tunadm.tuntap.table: {name: guests, state: absent}"
    assert_status 0
    assert_hosts .changed '.interfaces == []' '.diff[0].after == ""'
  done
  play <<<"- tunadm.tuntap.table: {name: guests, state: absent}"
  assert_hosts '.changed | not'
  on gamma ip link show dev vm-1 >/dev/null
  on gamma bash -c '[[ ! -e /etc/tuntab.d/guests.conf ]]'
}

@test "one broken entry on one host: that host fails alone, says why, and makes the others" {
  on gamma ip link del br0
  task="- tunadm.tuntap.table: {name: guests, entries: [{name: tap0}, {name: tap1, master: br0}, {name: tap2}]}"
  play --check <<<"$task"
  assert_status 2
  before=$(predictions)
  play <<<"$task"
  on gamma bash -c 'ip link add br0 type bridge && ip link set br0 up'
  assert_status 2
  [[ $(predictions) == "$before" ]] || fail "foretold was: $before"
  assert_host alpha '.outcome == "ok" and .changed'
  assert_host beta '.outcome == "ok" and .changed'
  assert_host gamma '.outcome == "failed" and .changed' '.msg | test("tap1: .*br0.* .status 1: failed.$")' \
    '[.interfaces[].action] == ["created", "failed", "created"]'
}

@test "an entry that is not valid: nothing is written, nothing is made" {
  play <<<'- tunadm.tuntap.table: {name: guests, entries: [{name: tap0}]}'
  remember_hosts
  wrong=('{name: tap1, mtu: 1}' '{name: vm1}' '{name: a/b, mode: tap}' '{name: tap1, owner: no.such.user}'
    '{name: tap0}, {name: tap0}' '{name: tap1, owner: root, anyone: true}' '{name: "tap\n1", mode: tap}' '{mtu: 1400}')
  for check in --check ''; do
    # shellcheck disable=SC2086 # a word or none
    play $check < <(printf -- '- {tunadm.tuntap.table: {name: guests, entries: [{name: tap5}, %s]}, ignore_errors: true}\n' "${wrong[@]}")
    assert_json "length == 3 * ${#wrong[@]} and all(.[]; .outcome == \"failed\" and (.result.changed | not))"
  done
  assert_hosts_unchanged
  on beta bash -c 'echo tap5 >/etc/tuntab.d/z.conf'
  remember_hosts
  for check in --check ''; do
    # shellcheck disable=SC2086 # a word or none
    play $check <<<'- tunadm.tuntap.table: {name: guests, entries: [{name: tap0}, {name: tap5}]}'
    assert_status 2
    assert_host alpha '.outcome == "ok" and .changed'
    assert_host beta '.outcome == "failed" and (.changed | not)' '.msg | test("tap5")'
    PLAY_HOSTS=alpha play <<<'- tunadm.tuntap.table: {name: guests, entries: [{name: tap0}]}'
  done
  on beta bash -c '! ip link show dev tap5 2>/dev/null && ! grep -q tap5 /etc/tuntab.d/guests.conf'
  for host in alpha gamma; do
    on "$host" ip link del tap5
  done
  play <<<'- tunadm.tuntap.table: {name: guests, entries: [{name: tap0}]}'
  remember_hosts
  for name in ../x .x '' a/b; do
    PLAY_HOSTS=alpha play <<<"- tunadm.tuntap.table: {name: '$name', entries: [{name: tap5}]}"
    assert_host alpha '.outcome == "failed"'
  done
  assert_hosts_unchanged
}

@test "what is no file is not waited for: of others it is said, its own place is left alone" {
  for host in "${HOSTS[@]}"; do
    on "$host" mkdir /etc/tuntab.d
    on "$host" ip tuntap add dev vm-1 mode tap
  done
  on alpha mkfifo -m 0644 /etc/tuntab.d/other.conf
  on beta ln -s /dev/zero /etc/tuntab.d/other.conf
  on gamma mkfifo -m 0644 /etc/tuntab.d/guests.conf
  task='- tunadm.tuntap.table: {name: guests, entries: [{name: tap0}]}'
  for prune in '' "prune: ['vm-*'], "; do
    task="- tunadm.tuntap.table: {name: guests, ${prune}entries: [{name: tap0}]}"
    play --check <<<"$task"
    before=$(predictions)
    play <<<"$task"
    [[ $(predictions) == "$before" ]] || fail "foretold was: $before"
    assert_host gamma '.outcome == "failed" and (.msg | test("guests.conf: not a regular file"))'
  done
  assert_host alpha '.outcome == "failed" and (.msg | test("other.conf: .*not a regular file.*status 1"))'
  assert_host beta '.outcome == "failed" and (.msg | test("other.conf: .*status [16]"))'
  for host in alpha beta; do
    on "$host" ip link show dev vm-1 >/dev/null
    on "$host" ip link show dev tap0 >/dev/null
  done
  [[ $(on gamma stat -c %F /etc/tuntab.d/guests.conf) == fifo ]]
}

@test "a pattern that cannot be is refused before the file is written" {
  task='- tunadm.tuntap.table: {name: guests, prune: [a/b], entries: [{name: tap0}]}'
  for mode in --check ''; do
    play $mode <<<"$task"
    assert_status 2
    assert_hosts '.outcome == "failed"' '.msg | test("--prune: .*a/b.*status 2")'
  done
  for host in "${HOSTS[@]}"; do
    on "$host" test ! -e /etc/tuntab.d/guests.conf
  done
}

@test "a file that others could write is made safe again" {
  play <<<'- tunadm.tuntap.table: {name: guests, entries: [{name: tap0}]}'
  on alpha chmod 0666 /etc/tuntab.d/guests.conf
  on beta chown daemon /etc/tuntab.d/guests.conf
  thrice_changed() {
    assert_host alpha .changed
    assert_host beta .changed
    assert_host gamma '.changed | not'
  }
  play --check <<<'- tunadm.tuntap.table: {name: guests, entries: [{name: tap0}]}'
  thrice_changed
  play <<<'- tunadm.tuntap.table: {name: guests, entries: [{name: tap0}]}'
  assert_status 0
  thrice_changed
  [[ $(on alpha stat -c '%a %U' /etc/tuntab.d/guests.conf) == '644 root' ]]
  [[ $(on beta stat -c '%a %U' /etc/tuntab.d/guests.conf) == '644 root' ]]
  on beta bash -c 'mv /etc/tuntab.d/guests.conf /root/x && ln -s /root/x /etc/tuntab.d/guests.conf'
  play <<<'- tunadm.tuntap.table: {name: guests, entries: [{name: tap0}]}'
  assert_status 0
  assert_host beta .changed
  [[ $(on beta stat -c '%F' /etc/tuntab.d/guests.conf) == 'regular file' ]]
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm monitor: what happens to interfaces, each event once, and no event that did not happen.
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2153,SC2154 # jq and inner shells have variables of their own; bats and
# lib/common set and use others

load lib/common

# watch ARG...: tunadm monitor -j ARG... in the background, in MONITOR its pid, in $EVENTS what it prints; it listens.
watch() {
  EVENTS=$BATS_TEST_TMPDIR/events SAID=$BATS_TEST_TMPDIR/said
  TRIED="tunadm monitor $*"
  : >"$EVENTS"
  env --default-signal=INT "${PROGRAM[@]:-$TUNADM}" monitor "$@" >>"$EVENTS" 2>"$SAID" 3>&- &
  MONITOR=$!
  HOLDERS+=("$MONITOR")
  wait_until grep -q poll "/proc/$MONITOR/wchan"
}

# happened JQ-CONDITION: there is such an event by now.
happened() {
  jq -se "any(.[]; $1)" "$EVENTS" >/dev/null 2>&1
}

assert_happens() {
  wait_until happened "$1" || fail "not told: $1: $(cat "$EVENTS")"
}

refute_happened() {
  ! happened "$1" || fail "told: $1: $(cat "$EVENTS")"
}

# ended: by SIGTERM, and with 0.
ended() {
  kill -TERM "$MONITOR"
  wait_for "$MONITOR"
  [[ $STATUS -eq 0 && ! -s $SAID ]] || fail "status $STATUS: $(cat "$SAID")"
}

# told: each event in short, "tap0 changed mtu" a line.
told() {
  jq -r '[.ifname, .event] + .changes | map(select(. != null)) | join(" ")' "$EVENTS"
}

quiet_tap() {
  make_tap "$@"
  echo 1 >"/proc/sys/net/ipv6/conf/$1/disable_ipv6"
}

@test "created and deleted, with time, name and index" {
  watch -j
  make_tap tap0
  local index
  index=$(link_json tap0 | jq .ifindex)
  ip link del tap0
  assert_happens '.event == "deleted"'
  ended
  jq -se --argjson index "$index" 'map(.event) == ["created", "deleted"] and all(.[];
    .ifname == "tap0" and .ifindex == $index and (.time | type) == "number" and .changes == [] and .processes == []
    and (now - .time | . >= 0 and . < 60))' "$EVENTS" || fail "$(cat "$EVENTS")"
}

@test "each event is a line at once, without spaces between" {
  watch -j
  make_tap tap0
  assert_happens '.event == "created"'
  [[ $(wc -l <"$EVENTS") -eq 1 ]]
  jq -c . "$EVENTS" | diff - <(jq -c . <"$EVENTS")
  ended
}

@test "attached and detached, with the process, of a link that is up and of one that is down" {
  quiet_tap tap0
  quiet_tap tap1
  ip link set tap0 up
  watch -j
  for name in tap0 tap1; do
    hold "$name" tap -
    assert_happens ".event == \"attached\" and .ifname == \"$name\" and .processes == [{pid: $HOLDER, name: \"attach\"}]"
    release
    assert_happens ".event == \"detached\" and .ifname == \"$name\" and .processes == [{pid: $HOLDER, name: \"attach\"}]"
    sleep 1.1
  done
  ended
  [[ $(told) == $'tap0 attached\ntap0 detached\ntap1 attached\ntap1 detached' ]] || fail "$(told)"
}

@test "of a multi-queue interface: the first and the last" {
  quiet_tap tap0 multi_queue
  ip link set tap0 up
  watch -j
  hold tap0 tap multi_queue
  local first=$HOLDER
  assert_happens '.event == "attached"'
  hold tap0 tap multi_queue
  release "$first"
  sleep 0.5
  refute_happened '.event == "detached"'
  release
  assert_happens '.event == "detached"'
  ended
  [[ $(told) == $'tap0 attached\ntap0 detached' ]] || fail "$(told)"
}

@test "the carrier switched off and on is a change, and nobody has left" {
  quiet_tap tap0
  ip link set tap0 up
  hold tap0 tap -
  watch -j
  ip link set tap0 carrier off
  assert_happens '.changes == ["carrier"]'
  sleep 1.5
  ip link set tap0 carrier on
  wait_until eval '[[ $(told | grep -c carrier) -eq 2 ]]'
  ip link set tap0 carrier off
  wait_until eval '[[ $(told | grep -c carrier) -eq 3 ]]'
  release
  assert_happens '.event == "detached"'
  ended
  [[ $(told) == $'tap0 changed carrier\ntap0 changed carrier\ntap0 changed carrier\ntap0 detached' ]] || fail "$(told)"
}

@test "changes, as the options are called" {
  need_root
  quiet_tap tap0
  ip link add br0 type bridge
  ip link set tap0 up
  watch -j
  changed() {
    "${@:2}"
    assert_happens ".event == \"changed\" and .changes == [$1]"
    : >"$EVENTS"
  }
  changed '"mtu"' ip link set tap0 mtu 1400
  changed '"mac"' ip link set tap0 address 02:00:00:00:00:01
  changed '"txqueuelen"' ip link set tap0 txqueuelen 77
  changed '"address"' ip address add 192.0.2.1/24 dev tap0
  changed '"address"' ip address del 192.0.2.1/24 dev tap0
  changed '"master"' ip link set tap0 master br0
  changed '"master"' ip link set tap0 nomaster
  changed '"alias"' ip link set tap0 alias 'some words'
  changed '"addrgenmode"' ip link set tap0 addrgenmode random
  # The mode goes and comes with IPv6, and nobody has changed it.
  changed '"mtu"' ip link set tap0 mtu 1000
  changed '"txqueuelen"' ip link set tap0 txqueuelen 78
  changed '"mtu"' ip link set tap0 mtu 1500
  changed '"altname"' ip link property add dev tap0 altname another-name-for-it
  changed '"up"' ip link set tap0 down
  changed '"name"' ip link set tap0 name tap9
  ended
}

@test "made by tunadm: created and what it sets, and nobody has attached or left" {
  watch -j
  "$TUNADM" add tap0 --mtu 1400 --up
  sleep 1.2
  assert_happens '.event == "created"'
  refute_happened '.event == "attached" or .event == "detached"'
  ended
}

@test "one that lives as long as its program: created, attached, detached, deleted" {
  watch -j
  hold job0 tap -
  assert_happens ".event == \"attached\" and .processes[0].pid == $HOLDER"
  release
  assert_happens '.event == "deleted"'
  ended
  [[ $(told) == $'job0 created\njob0 attached\njob0 detached\njob0 deleted' ]] || fail "$(told)"
}

@test "deleted under its program: it is detached by that" {
  quiet_tap tap0
  hold tap0 tap -
  watch -j
  ip link del tap0
  assert_happens '.event == "deleted"'
  ended
  [[ $(told) == $'tap0 detached\ntap0 deleted' ]] || fail "$(told)"
}

@test "names and patterns: those, and what was called so" {
  make_tap other0
  watch -j tap0 'vm*'
  make_tap vm1
  make_tap tap0
  make_tap tap1
  ip link set other0 mtu 1400
  ip link set vm1 name gone1
  ip link set gone1 mtu 1400
  ip link set tap1 name vm2
  ip link del vm2
  assert_happens '.ifname == "vm2" and .event == "deleted"'
  ended
  [[ $(told) == $'vm1 created\ntap0 created\ngone1 changed name\nvm2 changed name\nvm2 deleted' ]] || fail "$(told)"
}

@test "no other kind of link, and leaving a bridge is no deletion" {
  make_tap tap0
  ip link add br0 type bridge
  watch -j
  ip link add br1 type bridge
  ip link set br1 up
  ip link set tap0 master br0
  ip link set tap0 nomaster
  ip link del br1
  ip link set tap0 mtu 1300
  assert_happens '.changes == ["mtu"]'
  ended
  [[ $(told) == $'tap0 changed master\ntap0 changed master\ntap0 changed mtu' ]] || fail "$(told)"
}

@test "it begins with what is there only if asked" {
  make_tap tap0
  make_tap tap1
  hold tap1 tap -
  watch -j
  sleep 0.2
  [[ ! -s $EVENTS ]]
  ended
  watch -j --initial
  assert_happens '.event == "attached"'
  ended
  [[ $(told) == $'tap0 created\ntap1 created\ntap1 attached' ]] || fail "$(told)"
  jq -se "all(.[]; .initial) and .[2].processes == [{pid: $HOLDER, name: \"attach\"}]" "$EVENTS"
  watch -j --initial 'tap0'
  assert_happens '.ifname == "tap0"'
  ended
  [[ $(told) == 'tap0 created' ]]
}

@test "for people: a line with the time, and the name it had" {
  quiet_tap tap0
  ip link set tap0 up
  watch --initial
  hold tap0 tap -
  wait_until grep -q attached "$EVENTS"
  release
  wait_until grep -q detached "$EVENTS"
  ip link set tap0 down name tap5
  ip link del tap5
  wait_until grep -q deleted "$EVENTS"
  ended
  local time='[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}'
  output=$(cat "$EVENTS")
  [[ $(grep -vcE "^$time tap[05]: " "$EVENTS") -eq 0 ]] || fail "$output"
  assert_stdout_line "$time tap0: there"
  assert_stdout_line "$time tap0: attached: attach \(pid $HOLDER\)"
  assert_stdout_line "$time tap0: detached: attach \(pid $HOLDER\)"
  assert_stdout_line "$time tap5: changed name \(was tap0\)"
  assert_stdout_line "$time tap5: deleted"
}

@test "SIGINT and SIGTERM are its proper end, SIGHUP is a death" {
  for signal in INT:0 TERM:0 HUP:129; do
    watch
    kill "-${signal%:*}" "$MONITOR"
    wait_for "$MONITOR"
    [[ $STATUS -eq ${signal#*:} && ! -s $SAID ]] || fail "$signal: $STATUS: $(cat "$SAID")"
  done
}

@test "in another network namespace" {
  new_netns
  watch -j -n "/proc/$NETNS_PID/ns/net"
  make_tap tap0
  in_netns ip tuntap add dev tap1 mode tap
  assert_happens '.ifname == "tap1"'
  hold tap0 tap -
  hold_in_netns tap1 tap -
  assert_happens ".event == \"attached\" and .ifname == \"tap1\" and .processes[0].pid == $HOLDER"
  refute_happened '.ifname == "tap0"'
  ended
}

@test "one that goes to another network namespace is deleted here, and created there" {
  new_netns
  make_tap tap0
  watch -j
  ip link set tap0 netns "$NETNS_PID"
  assert_happens '.event == "deleted"'
  in_netns ip link set tap0 netns $$
  assert_happens '.event == "created"'
  ended
}

@test "a reader that is gone, and output that cannot be written, are failures" {
  make_tap tap0
  for option in '' -j; do
    TRIED="tunadm monitor $option"
    status=0
    # shellcheck disable=SC2086 # words
    timeout 20 "$TUNADM" monitor --initial $option >/dev/full 2>"$BATS_TEST_TMPDIR/stderr" 3>&- || status=$?
    stderr=$(<"$BATS_TEST_TMPDIR/stderr")
    assert_status 1
    assert_stderr 'tunadm: standard output: cannot write: No space left on device'
    status=0
    # shellcheck disable=SC2086 # words
    { timeout 20 "$TUNADM" monitor --initial $option 2>"$BATS_TEST_TMPDIR/stderr" 3>&- || echo "$?" >"$BATS_TEST_TMPDIR/status"; } | head -n 1
    [[ $(cat "$BATS_TEST_TMPDIR/status") == 1 ]] || fail "$(cat "$BATS_TEST_TMPDIR/status")"
    grep -q 'standard output: cannot write' "$BATS_TEST_TMPDIR/stderr"
  done
}

@test "usage" {
  try monitor --nosuch
  assert_status 2
  assert_stdout ''
  try monitor -j 'a/b'
  assert_status 2
  assert_stdout ''
  assert_stderr_line 'tunadm: NAME: invalid value .*'
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# An interface is identified by what it is, not by its name: whatever others do to names meanwhile, a namesake is never
# touched.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common

# meanwhile REQUEST COMMAND ARG...: runs tunadm ARG..., stopped for two seconds after that ioctl returned while COMMAND,
# a shell command line, runs.
meanwhile() {
  local request=$1 command=$2 count
  shift 2
  count=$("${UNLEAKED[@]}" strace -f -qq -e trace=ioctl "$TUNADM" "$@" 2>&1 >/dev/null 3>&- | grep -n "$request" | head -n 1 | cut -d: -f1)
  [[ -n $count ]] || fail "no $request"
  delete_all_links
  delay ioctl "$count" "entered $request" "$command" "$@"
}

# delay CALL NTH CONDITION COMMAND ARG...: runs tunadm ARG..., whose NTH call of that kind returns two seconds late; once
# CONDITION holds, COMMAND, a shell command line, runs.
delay() {
  local call=$1 nth=$2 condition=$3 command=$4
  shift 4
  (
    exec "${UNLEAKED[@]}" strace -f -qq -o "$BATS_TEST_TMPDIR/trace" -e "trace=$call" \
      -e "inject=$call:delay_exit=2000000:when=$nth" "$TUNADM" "$@"
  ) >"$BATS_TEST_TMPDIR/out" 2>"$BATS_TEST_TMPDIR/err" 3>&- &
  # shellcheck disable=SC2086 # words
  wait_until $condition
  eval "$command"
  status=0
  wait $! || status=$?
}

# entered REQUEST: the interface exists, and strace shows that the call has begun or ended.
entered() {
  ip link show "$NAME" >/dev/null 2>&1 && grep -q "$1" "$BATS_TEST_TMPDIR/trace" 2>/dev/null
}

is_bridge() {
  [[ $(link_json "$1" | jq -r .linkinfo.info_kind) == bridge ]] || fail "$1 is no bridge any more"
}

@test "a multi-queue interface that is renamed meanwhile is finished, and a bridge of its old name stays" {
  NAME=mq0
  meanwhile TUNSETOWNER 'ip link set mq0 name away0 && ip link add mq0 type bridge' add mq0 --mode tap --multi-queue -v
  [[ $status -eq 0 ]] || fail "status $status: $(cat "$BATS_TEST_TMPDIR/err")"
  is_bridge mq0
  assert_link away0 '$tun.persist' '$tun.multi_queue' '$tun.user == "root"'
  grep -qx 'away0: created' "$BATS_TEST_TMPDIR/err" || fail "$(cat "$BATS_TEST_TMPDIR/err")"
}

@test "what was asked for goes to the interface that was made, and not to a bridge of its old name" {
  NAME=t0
  meanwhile TUNSETOWNER 'ip link set t0 name away0 && ip link add t0 type bridge && before=$(link_json t0)' \
    add t0 --mode tap --mtu 1300 --mac 02:00:00:00:00:07 --up --address 192.0.2.1/24
  [[ $status -eq 0 ]] || fail "status $status: $(cat "$BATS_TEST_TMPDIR/err")"
  is_bridge t0
  [[ $(link_json t0) == "$before" ]] || fail "the bridge was changed: $(link_json t0)"
  assert_link away0 '$tun.persist' '.mtu == 1300' '.address == "02:00:00:00:00:07"' '.flags | index("UP")' \
    '[.addr_info[].local] | index("192.0.2.1")'
}

@test "one that is deleted while it is made is a failure to create, and no missing interface" {
  NAME=t1
  meanwhile TUNSETOWNER 'ip link del t1' add t1 --mode tap --mtu 1300
  [[ $status -eq 1 ]] || fail "status $status: $(cat "$BATS_TEST_TMPDIR/err")"
  [[ $(cat "$BATS_TEST_TMPDIR/err") == 'tunadm: t1: cannot create: it was deleted while it was being made' ]] ||
    fail "$(cat "$BATS_TEST_TMPDIR/err")"
  [[ -z $(link_json t1) ]]
}

@test "a change goes to the interface that was named, under whatever name it has by then" {
  NAME=c0
  ip tuntap add c0 mode tap
  (
    exec "${UNLEAKED[@]}" strace -f -qq -o "$BATS_TEST_TMPDIR/trace" -e trace=openat -P /dev/net/tun \
      -e inject=openat:delay_exit=2000000 "$TUNADM" chown c0 --owner 12345
  ) >/dev/null 2>"$BATS_TEST_TMPDIR/err" 3>&- &
  wait_until entered /dev/net/tun
  ip link set c0 name away0
  ip tuntap add c0 mode tap
  status=0
  wait $! || status=$?
  [[ $status -eq 0 ]] || fail "status $status: $(cat "$BATS_TEST_TMPDIR/err")"
  assert_link away0 '$tun.user == 12345'
  assert_link c0 '$tun.user == null'
}

# after CALL NTH COMMAND ARG...: runs tunadm ARG..., stopped for two seconds after its NTH such system call returned
# while COMMAND, a shell command line, runs.
after() {
  local call=$1 nth=$2 command=$3
  shift 3
  delay "$call" "$nth" "has_calls $nth" "$command" "$@"
}

# has_calls N: the trace has that many, the last of which may not have ended.
has_calls() {
  [[ $(grep -c "" "$BATS_TEST_TMPDIR/trace" 2>/dev/null) -ge $1 ]]
}

said() {
  [[ $(cat "$BATS_TEST_TMPDIR/err") == "$1" ]] || fail "$(cat "$BATS_TEST_TMPDIR/err")"
}

# has_left PID: the process is in a network namespace of its own.
has_left() {
  [[ $(readlink "/proc/$1/ns/net") != $(readlink /proc/self/ns/net) ]]
}

# in_the_place_of NAME BRIDGE: NAME is deleted, and BRIDGE gets its index.
in_the_place_of() {
  local index
  index=$(link_json "$1" | jq .ifindex)
  ip link delete "$1"
  ip link add "$2" index "$index" type bridge
}

@test "of several that are deleted, one whose name and index a bridge has got is not that bridge" {
  local call
  # Six requests attach to the three, the 8th asks whether t1 is still there, and the 5th message puts it into the group.
  for call in 'ioctl 6' 'ioctl 8' 'sendmsg 4'; do
    ip tuntap add t0 mode tap
    ip tuntap add t1 mode tap
    ip tuntap add t2 mode tap
    rm -f "$BATS_TEST_TMPDIR/trace"
    # shellcheck disable=SC2086 # the call and its number
    after $call 'in_the_place_of t1 t1' del t0 t1 t2
    [[ $status -eq 3 ]] || fail "$call: status $status: $(cat "$BATS_TEST_TMPDIR/err")"
    is_bridge t1
    [[ $(link_json t1 | jq -r .group) == default ]] || fail "$call: the bridge is in $(link_json t1 | jq -r .group)"
    [[ -z $(link_json t0)$(link_json t2) ]]
    ip link delete t1
  done
}

@test "of several that are deleted, one whose index a bridge has got is gone, and not renamed" {
  ip tuntap add t0 mode tap
  ip tuntap add t1 mode tap
  after sendmsg 3 'in_the_place_of t1 br7' del t0 t1
  [[ $status -eq 3 ]] || fail "status $status: $(cat "$BATS_TEST_TMPDIR/err")"
  is_bridge br7
  [[ $(cat "$BATS_TEST_TMPDIR/err") == 'tunadm: t1: cannot delete: no such interface (any more)'* ]] ||
    fail "$(cat "$BATS_TEST_TMPDIR/err")"
}

@test "of several that are deleted, one that was moved to another network namespace is not called deleted" {
  unshare --net sleep 60 3>&- &
  keep_netns=$!
  wait_until has_left "$keep_netns"
  ip tuntap add t0 mode tap
  ip tuntap add t1 mode tap
  after sendmsg 4 "ip link set t1 netns $keep_netns" del t0 t1
  kill "$keep_netns"
  [[ $status -eq 3 ]] || fail "status $status: $(cat "$BATS_TEST_TMPDIR/err")"
  said 'tunadm: t1: cannot delete: moved to another network namespace meanwhile'
}

@test "one that is deleted by others at the last moment: a bridge that has got its index stays" {
  ip tuntap add t0 mode tap
  # The fourth request asks for its network namespace, after it was found by index.
  after ioctl 4 'in_the_place_of t0 br7' del t0
  [[ $status -eq 3 ]] || fail "status $status: $(cat "$BATS_TEST_TMPDIR/err")"
  said 'tunadm: t0: cannot delete: no such interface (any more)'
  is_bridge br7
}

@test "what was asked for is not set on a bridge that has got the index of a new interface" {
  # The first two messages look for the alternative name and for the interface; each of the others sets something.
  for call in 2 3 4 5; do
    NAME=t0
    after sendmsg $call 'in_the_place_of t0 br7 && ip link set br7 mtu 1400' \
      add t0 --mode tap --mtu 1300 --address 192.0.2.1/24 --altname lan --up
    [[ $status -eq 1 ]] || fail "status $status: $(cat "$BATS_TEST_TMPDIR/err")"
    said 'tunadm: t0: cannot create: it was deleted while it was being made'
    is_bridge br7
    assert_link br7 '.mtu == 1400' '.addr_info == []' '.altnames == null' '.flags | index("UP") | not'
    ip link delete br7
  done
}

@test "what was changed is not undone on a bridge that has got its index" {
  ip tuntap add t0 mode tap
  # The third message sets the MTU; then the owner cannot be set any more.
  after sendmsg 3 'in_the_place_of t0 br7 && ip link set br7 mtu 1400' set t0 --mtu 1300 --owner 5
  [[ $status -eq 3 ]] || fail "status $status: $(cat "$BATS_TEST_TMPDIR/err")"
  said 'tunadm: t0: cannot change: no such interface (any more)'
  is_bridge br7
  assert_link br7 '.mtu == 1400'
}

@test "one that is moved to another network namespace while it is made is no other of its name" {
  NAME=t0
  unshare --net sleep 60 3>&- &
  keep_netns=$!
  wait_until has_left "$keep_netns"
  meanwhile TUNSETOWNER "ip link set t0 netns $keep_netns && ip tuntap add t0 mode tap && before=\$(link_json t0)" \
    add t0 --mode tap --mtu 1300 --mac 02:00:00:00:00:07 --up
  kill "$keep_netns"
  [[ $status -eq 1 ]] || fail "status $status: $(cat "$BATS_TEST_TMPDIR/err")"
  [[ $(link_json t0) == "$before" ]] || fail "the other one was changed: $(link_json t0)"
  said 'tunadm: t0: cannot create: it was moved to another network namespace while it was being made'
}

@test "neither is one that is moved there at the last moment, and none is left there" {
  unshare -n sleep infinity 3>&- &
  keep_netns=$!
  wait_until has_left "$keep_netns"
  NAME=t0
  meanwhile TUNSETPERSIST "ip link set t0 netns $keep_netns" add t0 --mode tap --mtu 1300 --up --address 192.0.2.1/24
  left=$(nsenter -t "$keep_netns" -n ip link show type tun)
  kill "$keep_netns"
  [[ $status -eq 1 ]] || fail "status $status: $(cat "$BATS_TEST_TMPDIR/err")"
  said 'tunadm: t0: cannot make persistent: it was moved to another network namespace while it was being made'
  [[ -z $left ]] || fail "it was left there: $left"
}

@test "who has renamed it is not said where there is no udevd" {
  NAME=t0
  meanwhile TUNSETOWNER 'ip link set t0 name away0' add t0 --mode tap --mtu 1300
  [[ $status -eq 0 ]] || fail "status $status: $(cat "$BATS_TEST_TMPDIR/err")"
  said 'note: t0: it has been renamed to away0 meanwhile'
  [[ $(cat "$BATS_TEST_TMPDIR/out") == away0 ]]
}

@test "the new name of one that is renamed at the last moment is told" {
  # The first message looks for the index, the second one sets the MTU.
  after sendmsg 2 'ip link set t0 name away0' add t0 --mode tap --mtu 1300
  [[ $status -eq 0 ]] || fail "status $status: $(cat "$BATS_TEST_TMPDIR/err")"
  said 'note: t0: it has been renamed to away0 meanwhile'
  [[ $(cat "$BATS_TEST_TMPDIR/out") == away0 ]]
  assert_link away0 '$tun.persist' '.mtu == 1300'
}

@test "tunctl gives away the one that it found, and no other of its name" {
  ln -s "$TUNADM" "$BATS_TEST_TMPDIR/tunctl"
  TUNADM=$BATS_TEST_TMPDIR/tunctl
  ip tuntap add t0 mode tap
  after sendmsg 1 'ip link set t0 name away0 && ip tuntap add t0 mode tap user 777' -t t0 -u 5
  [[ $status -eq 1 ]] || fail "status $status: $(cat "$BATS_TEST_TMPDIR/err")"
  said 'tunctl: t0: cannot attach: no such interface (any more), but another one of that name'
  [[ ! -s $BATS_TEST_TMPDIR/out ]]
  assert_link t0 '$tun.user == 777'
  assert_link away0 '$tun.user == null'
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm del of a thousand interfaces at once: together or not, each is gone, or unchanged and named.
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2153,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common
load lib/bulk

# with_limit SOFT HARD ARG...: the program, with these limits on descriptors.
with_limit() {
  local soft=$1 hard=$2
  shift 2
  TRIED="tunadm $* (ulimit -n $soft, hard $hard)"
  run --separate-stderr -- bash -c 'ulimit -Sn "$1" && ulimit -Hn "$2" && shift 2 && exec "$@"' bash \
    "$soft" "$hard" "$TUNADM" "$@" 3>&-
}

@test "del: a thousand by a pattern, and by their names, in one request" {
  make_taps 1000
  make_tap other
  try_traced del 'tap*'
  assert_silent
  assert_taps 1 '.ifname == "other"'
  assert_taps 1
  [[ $(calls 'RTM_DELLINK') -eq 1 ]]
  make_taps_again
  try -v del "${NAMES[@]}"
  assert_status 0
  [[ $(grep -cE '^tap[0-9]+: deleted$' <<<"$stderr") -eq 1000 ]]
  assert_taps 1 '.ifname == "other"'
  assert_taps 1
}

@test "del: those in use, those that are not ours and those that are not there are named, the others go" {
  make_taps 1000
  ip link set tap100 group 77
  hold tap100 tap -
  hold tap900 tap -
  ip link add br0 type bridge
  ip link add tap1000 type bridge
  ip link set tap1000 group 4242
  try del nosuch "${NAMES[@]}" br0 tap1000
  assert_status 3
  assert_messages 5
  assert_stderr_line 'tunadm: nosuch: cannot delete: no such interface'
  assert_stderr_line 'tunadm: tap100: cannot delete: in use by attach .*'
  assert_stderr_line "tunadm: tap900: cannot delete: in use by attach \\(pid $HOLDER\\)"
  assert_stderr_line 'tunadm: br0: cannot delete: not a tun/tap interface.*'
  assert_stderr_line 'tunadm: tap1000: cannot delete: not a tun/tap interface.*'
  assert_taps 2
  assert_link tap100 '.group == "77"'
  assert_link tap900 '.group == "default"'
  assert_link tap1000 '.group == "4242"'
  assert_link_exists br0
  assert_answer flags 'flags 0x1802'
}

@test "del --idle and --force, of many with some in use" {
  make_taps 300
  hold tap100 tap -
  try del --idle 'tap*'
  assert_silent
  assert_taps 1 '.ifname == "tap100"'
  make_taps_again
  try del --force 'tap*'
  assert_silent
  assert_taps 0
  assert_answer read 'error EBADFD'
}

@test "del: what happens to some after the look at them is noticed" {
  make_taps 1000
  stop_at openat 1 -P /dev/net/tun -- del "${NAMES[@]}"
  printf 'link del dev %s\n' tap10 tap30 tap50 | ip -batch -
  ip link set tap20 name ren20
  ip tuntap add dev tap30 mode tap user "$OTHER" 2>/dev/null
  make_tun tap50
  hold tap40 tap -
  finish
  assert_status 3
  assert_messages 5
  assert_stderr_line 'tunadm: tap10: cannot delete: no such interface \(any more\)'
  assert_stderr_line "tunadm: tap20: cannot delete: renamed to 'ren20' meanwhile"
  assert_stderr_line 'tunadm: tap30: cannot delete: no such interface.*'
  assert_stderr_line "tunadm: tap40: cannot delete: in use by attach \\(pid $HOLDER\\)"
  assert_stderr_line 'tunadm: tap50: cannot delete: no such interface \(any more\), but another one of that name'
  assert_taps 3 '.group == "default"'
  assert_taps 3
  assert_link ren20 '$tun.user == "daemon"'
  assert_link tap30 '$tun.user == "bin"'
  assert_link tap50 '$tun.type == "tun"' '.group == "default"'
}

@test "del: a namesake made meanwhile does not go for one that was renamed" {
  make_taps 20
  ip link set tap5 group 9
  stop_at openat 1 -P /dev/net/tun -- del "${NAMES[@]}"
  ip link set tap5 name ren5
  make_tap tap5 user "$OTHER"
  finish
  assert_refused 3 tap5 "cannot delete: renamed to 'ren5' meanwhile"
  assert_taps 2
  assert_link ren5 '.group == "9"'
  assert_link tap5 '$tun.user == "bin"' '.group == "default"'
}

@test "del: nothing but what is to be deleted is in the group when it goes" {
  make_taps 1000
  ip link add br0 type bridge
  # One message requests the dump, and one for each interface puts it into the group.
  stop_at sendmsg 1001 -- del "${NAMES[@]}"
  group=$(ip -j link show dev tap0 | jq -r '.[0].group')
  [[ $group =~ ^[0-9]+$ ]]
  assert_taps 1000 ".group == \"$group\""
  ip link set br0 group "$group"
  ip link set tap5 name ren5
  finish
  assert_refused 3 tap5 "cannot delete: renamed to 'ren5' meanwhile"
  assert_link br0 ".group == \"$group\""
  assert_link ren5 '.group == "default"'
  assert_taps 1
}

@test "del: while it works, nobody else can attach" {
  make_taps 100
  make_tap tapq multi_queue
  stop_at sendmsg 102 -- del "${NAMES[@]}" tapq
  for name in tap0 tap99; do
    run -1 "$ATTACH" "$name" tap - </dev/null 3>&-
    [[ $output == *EBUSY* || $output == *busy* ]] || fail "$output"
  done
  run -1 "$ATTACH" tapq tap multi_queue </dev/null 3>&-
  finish
  assert_silent
  assert_taps 0
}

@test "del: where the last request fails, all have their groups again and nobody holds them" {
  make_taps 200
  ip link set tap7 group 77
  remember_links
  # The dump, one for each, another look, and then the deletion.
  for number in 202 203; do
    TRACE=$BATS_TEST_TMPDIR/trace
    try_command env ASAN_OPTIONS=detect_leaks=0 strace -f -qq -e trace=sendmsg \
      -e inject=sendmsg:error=EIO:when="$number" -o "$TRACE" "$TUNADM" del "${NAMES[@]}"
    assert_status 1
    assert_messages 200
    assert_links_unchanged
  done
  try del "${NAMES[@]}"
  assert_silent
  assert_taps 0
}

@test "del: where putting one into the group fails, the others go" {
  make_taps 200
  TRACE=$BATS_TEST_TMPDIR/trace
  try_command env ASAN_OPTIONS=detect_leaks=0 strace -f -qq -e trace=sendmsg \
    -e inject=sendmsg:error=EIO:when=100 -o "$TRACE" "$TUNADM" del "${NAMES[@]}"
  assert_refused 1 tap98 'cannot delete: Input/output error'
  assert_taps 1 '.ifname == "tap98" and .group == "default"'
  assert_taps 1
}

@test "del: whichever call to the kernel fails, each is gone or as it was, and named" {
  names 10
  for call in openat ioctl sendmsg recvmsg; do
    make_taps_again
    failing 0
    assert_silent
    total=$(calls "$call\\(")
    [[ $total -ge 10 ]]
    for ((number = 1; number <= total; number++)); do
      make_taps_again
      failing "$number"
      left=$(count_taps '.group == "default"')
      assert_taps "$left"
      if [[ $left -gt 0 ]]; then
        [[ $status -ne 0 ]]
        # Without a look at the interfaces the message cannot name them.
        [[ $left -eq 10 || $(grep -c '^tunadm: tap[0-9]*: cannot delete: ' <<<"$stderr") -eq $left ]] ||
          fail "$call $number: $left are left"
      fi
    done
  done
}

# failing NUMBER: del of NAMES, in which that system call fails; 0: none.
failing() {
  local options=(-e trace="$call")
  [[ $call != openat ]] || options+=(-P /dev/net/tun)
  [[ $1 -eq 0 ]] || options+=(-e inject="$call:error=EIO:when=$1")
  TRACE=$BATS_TEST_TMPDIR/trace
  try_command env ASAN_OPTIONS=detect_leaks=0 strace -f -qq "${options[@]}" -o "$TRACE" "$TUNADM" del "${NAMES[@]}"
}

@test "del: killed in between, the groups that are left do not confuse the next" {
  make_taps 1000
  stop_at sendmsg 500 -- del "${NAMES[@]}"
  finish KILL
  assert_status 137
  wait_until idle tap0
  assert_taps 1000
  assert_taps 499 '.group != "default"'
  try show -o name --noheadings
  [[ $(wc -l <<<"$output") -eq 1000 ]]
  try add --ensure tap0 --owner "$OWNER"
  assert_silent
  try del "${NAMES[@]}"
  assert_silent
  assert_taps 0
}

# idle NAME: no program is attached to it.
idle() {
  [[ $(link_json "$1" | jq '.flags | index("LOWER_UP")') == null ]] &&
    "$ATTACH" "$1" tap - </dev/null >/dev/null 3>&-
}

@test "del: an interrupt leaves what is left as it was" {
  make_taps 300
  ip link set tap250 group 5
  PROGRAM=(bash -c 'ulimit -n 132 && exec "$0" "$@"' "$TUNADM")
  for signal in INT TERM; do
    stop_at openat 250 -P /dev/net/tun -- del "${NAMES[@]}"
    finish "$signal"
    assert_status $((128 + $(kill -l "$signal")))
    assert_stderr "tunadm: interrupted by SIG$signal: 200 of 300 deleted"
    assert_taps 100 '(.ifname[3:] | tonumber) >= 200'
    assert_taps 100
    assert_link tap250 '.group == "5"'
    assert_link tap249 '.group == "default"'
    idle tap210
    make_taps_again
  done
}

@test "del: few descriptors are allowed" {
  make_taps 300
  with_limit 64 4096 del "${NAMES[@]}"
  assert_silent
  assert_taps 0
  make_taps 300
  with_limit 132 132 del 'tap*'
  assert_silent
  assert_taps 0
  make_taps 20
  with_limit 20 20 del 'tap*'
  assert_silent
  assert_taps 0
}

@test "del: many descriptors are open already" {
  make_taps 300
  TRIED="tunadm del, with 100 of 140 descriptors open"
  run --separate-stderr -- bash -c '
    ulimit -n 140
    for ((fd = 10; fd < 110; fd++)); do
      eval "exec $fd</dev/null"
    done
    exec "$@"' bash "$TUNADM" del "${NAMES[@]}" 3>&-
  assert_silent
  assert_taps 0
}

@test "del: multi-queue interfaces are among them" {
  make_taps 300
  for number in {0..19}; do
    echo "tuntap add dev mq$number mode tap multi_queue"
  done | ip -batch - 2>/dev/null
  hold mq7 tap multi_queue
  try del 'mq*' 'tap*'
  assert_refused 5 mq7 "cannot delete: in use by attach \\(pid $HOLDER\\)"
  assert_taps 1 '.ifname == "mq7" and .group == "default" and $tun.numqueues == 1'
  assert_taps 1
}

@test "del: too few descriptors for all queues of one interface, which stays, but with --force" {
  make_taps 100
  make_tap mq0 multi_queue
  with_limit 200 200 del mq0 'tap*'
  assert_status 1
  assert_messages 1
  assert_stderr_line 'tunadm: mq0: cannot delete: .*Too many open files'
  assert_hint 'ulimit -n'
  assert_taps 1 '.ifname == "mq0" and $tun.numqueues == 0'
  assert_taps 1
  with_limit 200 200 del --force mq0
  assert_silent
  assert_taps 0
}

# as_owner_stop_at CALL NUMBER ARG...: stop_at for the owner, at a call on the device.
as_owner_stop_at() {
  local call=$1 number=$2
  shift 2
  # A place where the owner can write, too.
  TRACE=$(mktemp)
  chmod 0666 "$TRACE"
  ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0 as_user "$OWNER" \
    strace -f -qq -P /dev/net/tun -e trace="$call" -e inject="$call:signal=STOP:when=$number" \
    -o "$TRACE" "${PROGRAM[@]:-/dev/net/$(basename "$TUNADM")}" "$@" >"$BATS_TEST_TMPDIR/stdout" 2>"$BATS_TEST_TMPDIR/stderr" 3>&- &
  TRACER=$!
  HOLDERS+=("$TRACER")
  wait_until grep -q 'stopped by SIGSTOP' "$TRACE" 2>/dev/null
  STOPPED=$(awk '/stopped by SIGSTOP/ { print $1; exit }' "$TRACE")
  rm "$TRACE"
}

@test "del: an owner without privilege, who may be interrupted too, and no namesake goes" {
  need_root
  make_taps 30
  try_as "$OWNER" del 'tap2?'
  assert_silent
  assert_taps 20
  names 10
  PROGRAM=(/dev/net/"$(basename "$TUNADM")")
  as_owner_stop_at openat 1 del "${NAMES[@]}"
  ip link del tap1
  make_tap tap1 user "$OWNER"
  finish
  assert_refused 3 tap1 'no such interface'
  assert_link tap1 '.group == "default"'
  assert_taps 11
  # In a user namespace of its own the owner has the capability, but not over this network.
  as_user "$OWNER" unshare -r true || skip "the owner cannot have a user namespace"
  make_taps_again
  PROGRAM=(unshare -r "${PROGRAM[@]}")
  as_owner_stop_at openat 1 del "${NAMES[@]}"
  ip link del tap1
  make_tap tap1 user "$OWNER"
  finish
  assert_refused 3 tap1 'no such interface'
  assert_taps 11
}

@test "del: an owner is told that one has gone meanwhile, and not that he might not delete it" {
  for option in '' --if-exists; do
    make_taps 1
    # shellcheck disable=SC2086 # none or one
    as_owner_stop_at openat 1 del $option tap0
    ip link del tap0
    finish
    if [[ $option ]]; then assert_silent; else assert_refused 3 tap0 'no such interface'; fi
  done
}

# The queue of a single-queue interface belongs to the owner all the time, but a duplicate is a second descriptor.
@test "del: what somebody else keeps when an owner lets go of it is in use, and not gone" {
  make_taps 1
  as_owner_stop_at ioctl 1 del tap0
  python3 - "$STOPPED" 3>&- <<'EOF' &
import ctypes, os, sys, time
pid = int(sys.argv[1])
tun = [int(fd) for fd in os.listdir(f"/proc/{pid}/fd") if os.readlink(f"/proc/{pid}/fd/{fd}") == "/dev/net/tun"]
SYS_pidfd_getfd = 438
assert ctypes.CDLL(None).syscall(SYS_pidfd_getfd, os.pidfd_open(pid), tun[0], 0) >= 0
open("/proc/self/comm", "w").write("keeper")
time.sleep(60)
EOF
  HOLDERS+=("$!")
  wait_until grep -qx keeper "/proc/$!/comm"
  finish
  assert_refused 5 tap0 'cannot delete: in use by a process of another user$'
  assert_link_exists tap0
}

@test "del: a queue that somebody takes while an owner lets go of the others: in use, and persistent as before" {
  need_root
  make_tap tap0 user "$OWNER" multi_queue
  as_owner_stop_at close 3 del tap0
  hold_as "$OWNER" tap0 tap multi_queue
  finish
  assert_refused 5 tap0 "cannot delete: in use by attach [(]pid [0-9]+[)]"
  [[ $(link_json tap0 | jq -r .linkinfo.info_data.persist) == true ]] || fail "it is not persistent any more"
}

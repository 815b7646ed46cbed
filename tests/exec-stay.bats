#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm exec --stay: the interface in another network namespace, the command in this one.
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2153,SC2154 # jq and inner shells have variables of their own; bats
# and the parts of lib/common set and use others

load lib/common
load lib/exec

setup() {
  remember_links
  new_netns
  NETNS=/proc/$NETNS_PID/ns/net
}

# there NAME: the link with that name in the other namespace.
there() {
  in_netns ip -j -d link show dev "$1" | jq -c '.[0]'
}

gone_there() {
  ! in_netns ip link show dev "$1" 2>/dev/null
}

# Nothing of what was to be created exists anywhere.
assert_nothing() {
  [[ $(in_netns ip -o link | wc -l) -eq 1 ]] || fail "left: $(in_netns ip -o link)"
  assert_links_unchanged
}

@test "an interface that is there is attached to there, and the command is here" {
  in_netns ip tuntap add dev tap5 mode tap
  in_netns ip link set tap5 up
  make_tap here0
  remember_links
  inspect -n "$NETNS" --stay tap5
  assert_one tap5 "$TAP"
  assert_json '.links | index("here0") and (index("tap5") | not)'
  assert_links_unchanged
}

@test "one that is not there is made there, lives as long as the command, and never was here" {
  local before
  before=$(next_ifindex)
  "$TUNADM" exec -n "$NETNS" --stay job0 --mode tap --mtu 1400 --up -- sleep 300 3>&- &
  HOLDERS+=($!)
  wait_until in_netns ip link show dev job0 2>/dev/null >&2
  wait_until has_carrier_there job0
  [[ $(there job0 | jq '.mtu == 1400 and .linkinfo.info_data.persist == false') == true ]]
  assert_no_link job0
  [[ $(next_ifindex) -eq $((before + 1)) ]] || fail "something was made here"
  release $!
  wait_until gone_there job0
}

has_carrier_there() {
  [[ $(there "$1" | jq '.flags | index("LOWER_UP") != null') == true ]]
}

@test "several names and queues, in their order" {
  in_netns ip tuntap add dev b0 mode tap multi_queue
  inspect -n "$NETNS" --stay b0 a0 --mode tap --queues 3
  assert_status 0
  assert_json ".open == [range(9)] and .mine and .names == \"b0:b0:b0:a0:a0:a0\"
    and (.interfaces | map(.name)) == [\"b0\", \"b0\", \"b0\", \"a0\", \"a0\", \"a0\"]"
  wait_until gone_there a0
}

@test "as many descriptors as there may be" {
  try exec -n "$NETNS" --stay many0 many1 many2 many3 --mode tap --queues 256 -- sh -c 'echo "$LISTEN_FDS"; ls /proc/self/fd | wc -l'
  assert_status 0
  [[ ${output%%$'\n'*} == 1024 ]] || fail 'not all of them'
  ulimit -S -n 64
  try exec -n "$NETNS" --stay many9 --mode tap --queues 100 -- true
  assert_status 1
  assert_stderr_line 'tunadm: .*Too many open files.*'
  wait_until gone_there many9
}

@test "with --user the command is that user's, and the interface root's doing" {
  need_root
  inspect -n "$NETNS" --stay job0 --mode tun --user "$OWNER"
  assert_one job0 "$TUN"
  assert_json ".uids == [$OWNER_UID, $OWNER_UID, $OWNER_UID] and .caps == [0, 0, 0, 0]"
}

@test "a ping from there is answered by a host that only the command connects" {
  command -v socat >/dev/null || skip 'socat is not installed'
  "$TUNADM" exec -n "$NETNS" --stay tun5 --address 192.0.2.1/24 --up -- \
    socat FD:3 TUN:192.0.2.2/24,tun-name=tun6,tun-type=tun,iff-no-pi,up 3>&- &
  HOLDERS+=($!)
  wait_until link_exists tun6
  wait_until in_netns ping -c 1 -W 1 192.0.2.2
  wait_until ping -c 1 -W 1 192.0.2.1
}

@test "no child is left, also where the caller ignores SIGCHLD" {
  for caller in 'env' 'env --ignore-signal=CHLD'; do
    # shellcheck disable=SC2086 # words
    try_command $caller "$TUNADM" exec -n "$NETNS" --stay job0 --mode tap -- \
      sh -c 'cat /proc/$$/task/$$/children; echo "$LISTEN_FDNAMES"'
    assert_status 0
    [[ $output =~ ^([0-9]+\ )?$'\n'?job0$ ]] || fail 'children'
    [[ $output != *' '*' '* ]] || fail 'more children than cat'
  done
}

@test "what fails there is said once, with its own status, and the command does not run" {
  in_netns ip tuntap add dev tap5 mode tap
  in_netns ip link add br0 type bridge
  try exec -n "$NETNS" --stay tap5 --mode tun -- echo ran
  assert_refused 4 tap5 'cannot attach'
  try exec -n "$NETNS" --stay br0 -- echo ran
  assert_refused 4 br0 'not a tun/tap interface'
  try exec -n "$NETNS" --stay 'no*' -- echo ran
  assert_refused 3 'no*' 'matches no'
  try exec -n "$NETNS" --stay vm7 -- echo ran
  assert_refused 2 vm7 'no mode is given'
  try exec -n /proc/self/nosuch --stay tap5 -- echo ran
  assert_refused 1 /proc/self/nosuch 'cannot enter network namespace'
  hold_in_netns tap5 tap -
  try exec -n "$NETNS" --stay new0 tap5 --mode tap -- echo ran
  assert_refused 5 tap5 'in use by attach'
  wait_until gone_there new0
}

@test "without a namespace there is nothing to stay out of" {
  try exec --stay tap5 -- true
  assert_usage_error '--stay: it needs --netns'
  assert_nothing
}

@test "the command's own failures are as without --stay" {
  try exec -n "$NETNS" --stay job0 --mode tap -- /no/such/command
  assert_status 127
  try exec -n "$NETNS" --stay job0 --mode tap -- sh -c 'exit 7'
  assert_status 7
  wait_until gone_there job0
}

@test "a child that is killed at whichever message leaves nothing, and no command" {
  command -v strace >/dev/null || skip 'strace is not installed'
  local killed=0 number
  for ((number = 1; number <= 30; number++)); do
    capture env ASAN_OPTIONS=detect_leaks=0 strace -f -qq -e trace=sendmsg -e inject="sendmsg:signal=KILL:when=$number" \
      -o /dev/null "$TUNADM" exec -n "$NETNS" --stay job0 --mode tap --queues 3 --mtu 1400 -- echo ran
    wait_until gone_there job0
    [[ $status -ne 0 ]] || break
    killed=$((killed + 1))
    assert_status 1
    assert_stdout ''
    assert_stderr_line 'tunadm: exec: the process that attaches there was ended by signal 9 \(Killed\)'
  done
  assert_stdout ran
  ((killed >= 5)) || fail "only $killed were killed"
}

@test "when tunadm is killed, the child goes, and what it made" {
  stop_at setns 1 -- exec -n "$NETNS" --stay job0 --mode tap -- sleep 300
  local parent
  parent=$(awk '/^PPid:/ { print $2 }' "/proc/$STOPPED/status")
  kill -KILL "$parent"
  wait_until has_ended "$STOPPED"
  wait_until gone_there job0
}

@test "a script whose interpreter is missing cannot be run, which is not that it is missing" {
  mkdir "$BATS_TEST_TMPDIR/bin"
  printf '#!/no/such/interpreter\n' >"$BATS_TEST_TMPDIR/bin/tunadm-test-script"
  chmod +x "$BATS_TEST_TMPDIR/bin/tunadm-test-script"
  try exec job0 --mode tap -- "$BATS_TEST_TMPDIR/bin/tunadm-test-script"
  assert_refused 126 "$BATS_TEST_TMPDIR/bin/tunadm-test-script" 'cannot run: the interpreter'
  PATH=/nowhere::$BATS_TEST_TMPDIR/bin:$PATH try exec job0 --mode tap -- tunadm-test-script
  assert_refused 126 tunadm-test-script 'cannot run: the interpreter'
  try exec job0 --mode tap -- tunadm-test-script
  assert_refused 127 tunadm-test-script 'command not found'
  try exec job0 --mode tap -- "$BATS_TEST_TMPDIR/bin"
  assert_status 126
}

@test "a network namespace that is not there: the hint is for where tunadm was started" {
  for missing in nosuch /nosuch; do
    try -n "$missing" exec --stay tap0 -- true
    assert_refused 1 "$missing" '^cannot enter network namespace: no such network namespace$'
    assert_stderr_line 'hint: `ip netns` lists those that have a name'
  done
  assert_nothing
}

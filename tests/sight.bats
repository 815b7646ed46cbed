#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# What is said about holders if /proc does not show all processes: no interface is called idle by mistake.
# shellcheck disable=SC2016,SC2030,SC2031,SC2153,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common
load lib/why

# A descriptor on tap0 that leaves the carrier off: only /proc shows it.
hold_unseen() {
  make_tap tap0
  hold tap0 tap no_carrier
}

# try_without_proc [MOUNT-ARG...] -- ARG...: with nothing, or something else, on /proc.
try_without_proc() {
  local mount=()
  while [[ $1 != -- ]]; do
    mount+=("$1")
    shift
  done
  shift
  TRIED="tunadm $* (without /proc)"
  capture unshare -m --propagation private sh -euc '
    while umount -l /proc 2>/dev/null; do :; done
    program=$1
    shift
    [ -z "$1" ] || mount $1 /proc
    shift
    exec "$program" "$@"' sh "$TUNADM" "${mount[*]}" "$@"
}

# try_nested ARG...: in a PID namespace that is younger than the network namespace.
try_nested() {
  TRIED="tunadm $* (in a PID namespace)"
  capture unshare --pid --fork --mount-proc "$TUNADM" "$@"
}

@test "without /proc: show -p says so and lists the rest, with status 1" {
  make_tap tap0
  for mount in '' '-t tmpfs none'; do
    # shellcheck disable=SC2086 # words
    try_without_proc $mount -- show --noheadings -o name
    assert_status 0
    assert_stdout tap0
    assert_stderr ''
    # shellcheck disable=SC2086 # words
    try_without_proc $mount -- show --noheadings -o name,processes
    assert_status 1
    assert_stdout 'tap0 '
    [[ $stderr == 'tunadm: cannot look for processes: /proc is not mounted'$'\n'* ]] || fail "another reason"
    assert_hint 'mount -t proc'
    # shellcheck disable=SC2086 # words
    try_without_proc $mount -- show --json -p
    assert_json '.[0] | has("processes") | not'
  done
}

@test "without /proc: nobody is called idle, whoever asks" {
  hold_unseen
  try_without_proc -- wait --until idle tap0
  assert_refused 1 tap0 'not idle: /proc is not mounted, and a process that it would show may hold it'
  assert_hint 'mount -t proc'
  try_without_proc -- wait --until attached --timeout 0 tap0
  assert_refused 1 tap0 'not attached within 0 s: no process is seen to be attached: /proc is not mounted'
  try_without_proc -- check tap0 --user root
  assert_status 0
  assert_stderr 'note: tap0: /proc is not mounted, and a process that it would show may hold it'
  ip link set dev tap0 up
  try_without_proc -- why --json tap0
  valid_answer
  finds problem carrier-unknown '/proc is not mounted$'
  hints carrier-unknown 'mount -t proc'
  lacks no-carrier carrier-off
}

@test "without /proc: one that is held is in use by whom cannot be said, and why" {
  need_root
  make_tap tap0
  hold tap0 tap -
  for command in 'del tap0' 'hold tap0' 'exec tap0 -- true' 'persist tap0 off' 'chown tap0 --owner bin' \
    'wait --until idle --timeout 0 tap0' 'check tap0 --user root'; do
    # shellcheck disable=SC2086 # words
    try_without_proc -- $command
    case $command in
    wait*) assert_status 1 ;;
    *) assert_status 5 ;;
    esac
    [[ $stderr == *'in use; its holder cannot be looked for: /proc is not mounted'* ]] || fail "another reason"
    assert_hint 'mount -t proc'
  done
}

@test "without /proc: what needs none of it works, in this network namespace" {
  need_root
  make_tap tap0 user "$OWNER"
  for command in 'persist tap0 on' 'set-mtu tap0 1400' 'chown tap0 --owner bin' 'add tap1 --owner bin' 'del tap0 tap1'; do
    # shellcheck disable=SC2086 # words
    try_without_proc -- $command
    assert_silent
  done
  try_without_proc -- why
  assert_status 0
}

@test "hidepid=: that processes are hidden is said, and nobody is called idle" {
  need_root
  make_tap tap0 user "$OWNER"
  hold tap0 tap no_carrier
  ip link set dev tap0 up
  for command in 'show -p' 'check tap0 --user $OWNER' 'why --json tap0' 'wait --until idle tap0' 'del tap0' \
    'hold tap0' 'down --dry-run -f -'; do
    # shellcheck disable=SC2086 # words
    COPIES=$TUNADM try_command with_open_node sh -euc 'mount -t proc -o hidepid=2 proc /proc
      exec setpriv --reuid="$1" --regid="$2" --clear-groups "/dev/net/$3" $4' \
      sh "$OWNER" "$GROUP" "$(basename "$TUNADM")" "${command/\$OWNER/$OWNER}" <<<'tap0 --mode tap'
    case $command in
    show*)
      assert_status 0
      assert_stderr 'note: some processes could not be looked into, as /proc hides them (hidepid=); root sees all'
      ;;
    check*)
      assert_status 0
      assert_stderr_line 'note: tap0: .* \(hidepid=\), and one of them may hold it'
      ;;
    why*)
      finds problem carrier-unknown hidepid=
      lacks no-carrier
      ;;
    wait*) assert_refused 6 tap0 'not idle: .*hidepid=.* may be attached' && assert_hint root ;;
    del* | hold*) assert_refused 5 tap0 'in use by a process of another user$' && assert_hint 'root can see which.*hidepid=' ;;
    down*)
      assert_status 0
      assert_stderr_line 'note: .* not all can be seen: .*hidepid=.*'
      ;;
    esac
  done
}

# The loopback interface here has had its addresses for so long that the next PID namespace is surely younger.
is_old_here() {
  local up start
  read -r up _ </proc/uptime
  read -r start < <(cut -d' ' -f22 /proc/1/stat)
  ((${up%.*} > start / 100 + 6))
}

@test "in a PID namespace younger than the network namespace: nobody is called idle" {
  need_root
  hold_unseen
  ip link set dev tap0 up
  wait_until is_old_here
  try_nested wait --until idle tap0
  assert_refused 1 tap0 'not idle: /proc here shows no process outside of this PID namespace, and one of those may hold it'
  assert_hint 'PID namespace'
  try_nested check tap0 --user root
  assert_status 0
  assert_stderr 'note: tap0: /proc here shows no process outside of this PID namespace, and one of those may hold it'
  try_nested check --json tap0 --user root
  assert_json '.[0] | .status == 0 and .unsure'
  try_nested why --json tap0
  valid_answer
  finds problem carrier-unknown 'outside of this PID namespace'
  lacks no-carrier
  try_nested show -p
  assert_status 0
  assert_stderr_line 'note: /proc here shows no process outside of this PID namespace; .*'
  try_nested show --json -p
  assert_json '.[0] | .processes == [] and .processes_hidden'
  try show --json -p
  assert_json '.[0] | (.processes | length) == 1 and (has("processes_hidden") | not)'
  try_nested up -f - --prune 'tap*' --dry-run <<<'vm0 --mode tap'
  assert_stderr_line 'note: .* not all can be seen: /proc here shows no process outside of this PID namespace.*'
  try_nested del tap0
  assert_refused 5 tap0 'in use by a process that /proc here does not show'
}

@test "in a PID namespace with a network namespace of its own: who is not seen is not there" {
  need_root
  capture unshare --pid --fork --mount-proc unshare --net sh -euc '
    ip tuntap add tap0 mode tap
    ip link set dev tap0 up
    "$1" wait --until idle tap0
    "$1" check tap0 --user root
    "$1" show -p
    "$1" why tap0' sh "$TUNADM"
  assert_stderr ''
  [[ $output == *no-carrier* ]] || fail "it is not said that nobody is attached"
}

# The loopback interface is down here, so it is unknown which namespace is older.
@test "in use by somebody whom /proc does not show: show -p says so once" {
  need_root
  TRIED='tunadm show -p (in a PID namespace, ages unknown)'
  capture unshare --net sh -euc '
    for name in tap0 tap1 tap2; do ip tuntap add "$name" mode tap; done
    mkfifo "$2/ready"
    sleep 60 | "$3" tap0 tap - >"$2/ready" &
    sleep 60 | "$3" tap1 tap - >"$2/ready.1" &
    read -r answer <"$2/ready"
    until [ -s "$2/ready.1" ]; do sleep 0.02; done
    "$1" show -p --noheadings -o processes >/dev/null
    unshare --pid --fork --mount-proc "$1" show -p
    pkill -P $$ attach || :' sh "$TUNADM" "$BATS_TEST_TMPDIR" "$ATTACH"
  assert_status 0
  assert_stderr 'note: tap0 and 1 more: in use by processes that /proc here does not show'
}

@test "the machine's own network namespace in a PID namespace" {
  need strace
  # strace plays it: the cookie of the first network namespace is 1, and its loopback interface is down.
  # shellcheck disable=SC2034 # read by the assertions
  TRIED='tunadm show -p (in a PID namespace of the machine itself)'
  capture "${UNLEAKED[@]}" unshare --net --pid --fork --mount-proc \
    strace -qq -e trace=getsockopt -e inject=getsockopt:poke_exit=@arg4=0100000000000000:when=1 -o /dev/null \
    "$TUNADM" show -p
  assert_status 0
  assert_stderr_line 'note: /proc here shows no process outside of this PID namespace; .*'
  capture unshare --net --pid --fork --mount-proc "$TUNADM" show -p
  assert_stderr ''
}

@test "with the /proc of another PID namespace: its processes are named as it numbers them" {
  need_root
  make_tap tap0
  hold tap0 tap -
  capture unshare --pid --fork "$TUNADM" show -p --noheadings -o processes
  assert_status 0
  assert_stdout "attach($HOLDER)"
  capture unshare --pid --fork "$TUNADM" persist tap0 off
  assert_refused 5 tap0 "in use by attach \\(pid $HOLDER\\)"
  assert_hint 'another PID namespace'
}

@test "root of a user namespace: it is said that CAP_SYS_PTRACE there is not enough" {
  need_root
  make_tap tap0
  hold tap0 tap -
  capture unshare --user --map-root-user "$TUNADM" show -p
  assert_stderr 'note: some processes could not be looked into; seeing all takes CAP_SYS_PTRACE outside of this user namespace'
  capture unshare --user --map-root-user "$TUNADM" hold tap0
  [[ $status -eq 5 || $status -eq 6 ]] || fail "not refused"
}

@test "monitor says at its beginning that who attaches may not be seen" {
  need_root
  make_tap tap0
  capture timeout --preserve-status -s TERM 1 "$TUNADM" monitor --initial
  assert_status 0
  assert_stderr ''
  capture as_user "$OTHER" timeout --preserve-status -s TERM 1 /dev/net/tunadm monitor --initial
  assert_status 0
  assert_stderr_line 'note: attaching and detaching is reported only as far as it is seen: some processes could not be .*'
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm show -p: the processes that hold each interface, and the notes if not all can be seen.
# shellcheck disable=SC2016,SC2030,SC2031,SC2153,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common

@test "-p: who holds each, with pid and name" {
  make_tap tap0 multi_queue
  make_tap tap1
  hold tap0 tap multi_queue 2
  first=$HOLDER
  hold tap0 tap multi_queue
  try show --json -p
  assert_status 0
  assert_json ".[0].processes | map(.pid) | sort == ([$first, $HOLDER] | sort)"
  assert_json '.[0].processes | map(.name) | unique == ["attach"]'
  assert_json '.[1].processes == []'
  try show -p
  grep -E '^tap0 .*attach' <<<"$output" | grep -q "$HOLDER"
}

@test "-p: a namesake in another namespace is not counted" {
  make_tap tap0
  new_netns
  hold_in_netns tap0 tap -
  try show --json -p
  assert_json '.[0].processes == []'
  try -n "/proc/$NETNS_PID/ns/net" show --json -p
  assert_json ".[0].processes | map(.pid) == [$HOLDER]"
}

@test "-p as an ordinary user: says once that it could not see all" {
  need_root
  make_tap tap0
  make_tap tap1
  hold tap0 tap -
  hold tap1 tap -
  try_as "$OWNER" show -p
  assert_status 0
  [[ -n $stderr && $(wc -l <<<"$stderr") -eq 1 ]] || fail "not one note"
  try_as "$OWNER" -q show -p
  assert_status 0
  assert_stderr ''
}

# With hidepid= the processes of others are not even listed.
@test "-p where /proc hides the processes of others: says that it could not see all" {
  need_root
  make_tap tap0 user "$OWNER"
  hold tap0 tap -
  for command in 'show -p' 'del tap0'; do
    # shellcheck disable=SC2086 # words
    COPIES=$TUNADM try_command with_open_node sh -euc 'mount -t proc -o hidepid=2 proc /proc
      exec setpriv --reuid="$1" --regid="$2" --clear-groups "/dev/net/$3" $4' \
      sh "$OWNER" "$GROUP" "$(basename "$TUNADM")" "$command"
    case $command in
    show*) assert_status 0 && assert_stderr_line 'note: some processes could not be looked into.*' ;;
    del*) assert_refused 5 tap0 'in use by a process of another user$' && assert_hint 'root can see which' ;;
    esac
  done
}

# A FUSE file system that answers until its root is open, and then no longer, like a server that is gone.
@test "-p does not wait for a filesystem that does not answer" {
  need_root
  : 2>/dev/null <>/dev/fuse || skip "/dev/fuse cannot be opened"
  mkdir "$BATS_TEST_TMPDIR/hung"
  unshare -m --propagation private python3 - "$BATS_TEST_TMPDIR/hung" 3>&- <<'EOF' &
import ctypes, os, struct, sys, threading, time
where = sys.argv[1]
fuse = os.open("/dev/fuse", os.O_RDWR)
options = f"fd={fuse},rootmode=40000,user_id=0,group_id=0".encode()
libc = ctypes.CDLL(None, use_errno=True)
assert libc.mount(b"hung", where.encode(), b"fuse", 0, options) == 0, os.strerror(ctypes.get_errno())
INIT, OPENDIR = 26, 27
def serve():
    while True:
        request = os.read(fuse, 1 << 17)
        length, opcode, unique = struct.unpack_from("<IIQ", request)
        if opcode == INIT:
            answer = struct.pack("<IIIIHHIIHHI28x", 7, 31, 0, 0, 0, 0, 4096, 1, 0, 0, 0)
        elif opcode == OPENDIR:
            answer = struct.pack("<QII", 1, 0, 0)
        else:
            continue
        os.write(fuse, struct.pack("<IiQ", 16 + len(answer), 0, unique) + answer)
threading.Thread(target=serve, daemon=True).start()
os.open(where, os.O_RDONLY | os.O_DIRECTORY)
open("/proc/self/comm", "w").write("hung")
time.sleep(60)
EOF
  HOLDERS+=("$!")
  wait_until grep -qx hung "/proc/$!/comm"
  make_tap tap0
  hold tap0 tap -
  try_command timeout -s KILL 10 "$TUNADM" show -p --noheadings -o processes
  assert_status 0
  assert_stdout "attach($HOLDER)"
}

# One descriptor after the other, the pass needs four: two directories, the process, its descriptor.
@test "-p with few descriptors: finds who holds it, or says that it could not see all" {
  make_tap tap0
  hold tap0 tap -
  for limit in 5 6 7 8 9 10; do
    try_command bash -c 'ulimit -n "$1" && exec "$2" show -p --noheadings -o processes' bash "$limit" "$TUNADM"
    [[ $output == "attach($HOLDER)" || -n $stderr ]] || fail "with $limit descriptors it knows of nobody"
  done
  assert_stdout "attach($HOLDER)"
}

@test "root without CAP_SYS_PTRACE: it is said that not all could be seen, and what it takes" {
  need_root
  make_tap tap0
  hold tap0 tap -
  try_command setpriv --bounding-set=-sys_ptrace --inh-caps=-sys_ptrace "$TUNADM" show -p
  assert_status 0
  assert_stderr 'note: some processes could not be looked into; seeing all takes CAP_SYS_PTRACE'
  try_command setpriv --bounding-set=-sys_ptrace --inh-caps=-sys_ptrace "$TUNADM" del tap0
  assert_refused 5 tap0 'in use by a process that may not be looked into'
  assert_hint CAP_SYS_PTRACE
}

# hold_in_thread unshared|zombie: in a thread with a table of descriptors of its own, or in one whose process's first
# thread has ended; the carrier stays away.
hold_in_thread() {
  python3 - "$1" >"$BATS_TEST_TMPDIR/ready" 3>&- <<'EOF' &
import ctypes, fcntl, os, struct, sys, threading, time
libc = ctypes.CDLL(None, use_errno=True)
CLONE_FILES, TUNSETIFF, SYS_exit = 0x400, 0x400454ca, {"x86_64": 60}.get(os.uname().machine, 93)
def attach():
    if sys.argv[1] == "unshared":
        assert libc.unshare(CLONE_FILES) == 0
    tun = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(tun, TUNSETIFF, struct.pack("16sH22x", b"tap0", 0x1042))
    print("ready", flush=True)
    time.sleep(60)
threading.Thread(target=attach, daemon=True).start()
if sys.argv[1] == "zombie":
    libc.syscall(SYS_exit, 0)
time.sleep(60)
EOF
  HOLDER=$!
  HOLDERS+=("$HOLDER")
  wait_until grep -q ready "$BATS_TEST_TMPDIR/ready"
}

@test "a thread with descriptors of its own, and those of a process whose first thread has ended" {
  need_root
  make_tap tap0
  for kind in unshared zombie; do
    hold_in_thread "$kind"
    try show -p --noheadings -o processes
    [[ $output == "python3($HOLDER)" ]] || fail "$kind: not seen"
    assert_stderr ''
    try wait --until idle --timeout 0 tap0
    assert_refused 1 tap0 "in use by python3 \\(pid $HOLDER\\)"
    try del tap0
    assert_refused 5 tap0 "in use by python3 \\(pid $HOLDER\\)"
    try persist tap0 on
    assert_silent
    try chown tap0 --owner "$OWNER"
    [[ $status -eq 0 || $stderr == *"pid $HOLDER"* ]] || fail "$kind: neither done nor told who has it"
    kill -KILL "$HOLDER"
    wait_until try_idle
  done
}

try_idle() {
  "$TUNADM" wait --until idle --timeout 0 tap0 2>/dev/null
}

@test "a descriptor that the program was given itself is named, too" {
  make_tap tap0
  try exec tap0 -- "$TUNADM" show -p --noheadings -o processes
  assert_status 0
  [[ $output == tunadm\(*\) ]] || fail "it does not see itself"
  assert_stderr ''
  try exec tap0 -- "$TUNADM" del tap0
  assert_refused 5 tap0 'in use by tunadm \(pid [0-9]+\)'
  # Descriptors that it opens itself are different.
  try show -p --noheadings -o processes
  assert_stdout ''
}

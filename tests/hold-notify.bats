#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm hold: its messages to the service manager, by the protocol of sd_notify(3).
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2153,SC2154 # jq and inner shells have variables of their own; bats and
# lib/common set and use others

load lib/common
load lib/hold

# listen ADDRESS COUNT: a service manager at the socket ADDRESS (a path, or @NAME) receives that many messages and
# writes each to $MANAGER, with READY also whether tap0 had a carrier by then. It listens when this returns.
listen() {
  MANAGER=$BATS_TEST_TMPDIR/manager
  python3 - "$1" "$2" <<'PY' >"$MANAGER" 2>&1 3>&- &
import socket, subprocess, sys
address = sys.argv[1]
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
s.bind("\0" + address[1:] if address[0] == "@" else address)
s.settimeout(10)
print("listening", flush=True)
for _ in range(int(sys.argv[2])):
    state = s.recv(4096).decode().splitlines()[0]
    if state == "READY=1":
        link = subprocess.run(["ip", "link", "show", "dev", "tap0"], capture_output=True, text=True).stdout
        state += " and a carrier" if "LOWER_UP" in link else " and no carrier"
    print(state, flush=True)
PY
  LISTENER=$!
  HOLDERS+=("$LISTENER")
  wait_until grep -q listening "$MANAGER"
}

@test "a service manager is told when it is ready, by a path" {
  make_tap tap0
  ip link set tap0 up
  listen "$BATS_TEST_TMPDIR/notify" 2
  export NOTIFY_SOCKET=$BATS_TEST_TMPDIR/notify
  begin hold tap0
  wait_until grep -q READY "$MANAGER"
  finish TERM
  assert_finished 0 ''
  wait "$LISTENER"
  [[ $(cat "$MANAGER") == $'listening\nREADY=1 and a carrier\nSTOPPING=1' ]] || fail "$(cat "$MANAGER")"
}

@test "a service manager is told when it is ready, by an abstract name" {
  make_tap tap0 multi_queue
  ip link set tap0 up
  listen @tunadm-hold-test 2
  export NOTIFY_SOCKET=@tunadm-hold-test
  begin hold tap0
  wait_until grep -q READY "$MANAGER"
  finish TERM
  assert_finished 0 ''
  wait "$LISTENER"
  [[ $(cat "$MANAGER") == $'listening\nREADY=1 and a carrier\nSTOPPING=1' ]] || fail "$(cat "$MANAGER")"
}

@test "a service manager that is busy for a moment is told all the same" {
  make_tap tap0
  ip link set tap0 up
  local manager=$BATS_TEST_TMPDIR/manager
  # Its queue is full until the holder, attached by then, has had to wait for half a second.
  python3 - "$BATS_TEST_TMPDIR/notify" <<'PY' >"$manager" 2>&1 3>&- &
import socket, subprocess, sys, time
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
s.bind(sys.argv[1])
s.settimeout(10)
c = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
c.setblocking(False)
try:
    while True:
        c.sendto(b"WATCHDOG=1", sys.argv[1])
except BlockingIOError:
    print("full", flush=True)
while "LOWER_UP" not in subprocess.run(["ip", "link", "show", "dev", "tap0"], capture_output=True, text=True).stdout:
    time.sleep(0.02)
time.sleep(0.5)
while b"READY=1" not in s.recv(4096):
    pass
print("ready", flush=True)
PY
  HOLDERS+=($!)
  wait_until grep -q full "$manager"
  NOTIFY_SOCKET=$BATS_TEST_TMPDIR/notify begin hold tap0
  wait_until grep -q ready "$manager"
  finish TERM
  assert_finished 0 ''
}

@test "a service manager that is not there, or no socket at all, keeps nothing from being held" {
  make_tap tap0
  ip link set tap0 up
  for socket in "$BATS_TEST_TMPDIR/nobody" @nobody-at-all relative '' "/$(printf '%0200d' 0)"; do
    NOTIFY_SOCKET=$socket begin hold tap0
    finish TERM
    assert_finished 0 ''
  done
}

@test "what cannot be held is never called ready" {
  make_tap tap0
  hold tap0 tap -
  listen "$BATS_TEST_TMPDIR/notify" 1
  NOTIFY_SOCKET=$BATS_TEST_TMPDIR/notify try hold tap0
  assert_refused 5 tap0 'in use by attach'
  NOTIFY_SOCKET=$BATS_TEST_TMPDIR/notify try hold tap1
  assert_status 3
  [[ $(cat "$MANAGER") == listening ]]
}

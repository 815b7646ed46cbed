#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# What add, up and exec create is final: they wait for udevd where it serves the network namespace. A substitute serves
# this one (helpers/udevd); tests/vm has the real one.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq has variables of its own; each test is a subshell; bats sets stderr

load lib/common

setup() {
  need_root
  mount -t tmpfs tmpfs /run
  MOUNTED=/run
}

teardown() {
  [[ -z ${UDEVD-} ]] || { kill -KILL "$UDEVD" && wait "$UDEVD"; } 2>/dev/null || :
  release_all
  [[ -z ${MOUNTED-} ]] || umount --recursive "$MOUNTED"
  delete_all_links
}

gone() { ! ip link show dev "$1" &>/dev/null; }

# udevd OPTION...: starts it, and waits until it listens; $UDEVD is its process.
udevd() {
  "$top_srcdir/tests/helpers/udevd" "$@" >"$BATS_TEST_TMPDIR/udevd" 2>&1 3>&- &
  UDEVD=$!
  wait_until grep -q ready "$BATS_TEST_TMPDIR/udevd"
}

# timed COMMAND...: runs it; $SPENT is how many milliseconds it took.
timed() {
  local start=${EPOCHREALTIME/./}
  "$@"
  SPENT=$(((${EPOCHREALTIME/./} - start) / 1000))
}

@test "what is asked for is set after udevd has set what it likes" {
  udevd --delay 0.2 --mtu 1300 --mac 02:00:00:00:00:99
  try add tap0 --mtu 9000 --mac 02:00:00:00:00:01 --up
  assert_silent
  assert_link tap0 '.mtu == 9000' '.address == "02:00:00:00:00:01"' '$tun.persist' '.flags | index("UP")'
  grep -q 'add tap0' "$BATS_TEST_TMPDIR/udevd"
}

@test "what is not asked for is as udevd set it, and the IPv6 address belongs to that MAC" {
  udevd --delay 0.2 --mtu 1300 --mac 02:00:00:00:00:99
  try add tap0 --up
  assert_silent
  assert_link tap0 '.mtu == 1300' '.address == "02:00:00:00:00:99"'
  hold tap0 tap -
  wait_until sh -c 'ip -6 -o address show dev tap0 | grep -q fe80::ff:fe00:99'
}

@test "an address that a rule of udevd's has set already is as asked" {
  udevd --delay 0.1 --address 192.0.2.1/24
  try add tap0 --address 192.0.2.1/24 --address 192.0.2.2/24 --address 2001:db8::1/64
  assert_silent
  assert_link tap0 '[.addr_info[] | select(.scope != "link").local] == ["192.0.2.1", "192.0.2.2", "2001:db8::1"]'
  try add tap1 --address 192.0.2.3/24
  assert_silent
}

@test "one that it has set with another prefix is told, and nothing is left" {
  udevd --delay 0.1 --address 2001:db8::1/64
  try add tap0 --address 2001:db8::1/128
  assert_refused 4 tap0 '2001:db8::1/64'
  gone tap0
}

@test "a multi-queue one is nobody else's while it waits, and its owner's afterwards" {
  udevd --delay 0.2
  try add tap0 --multi-queue --owner "$OWNER" --group "$GROUP"
  assert_silent
  assert_link tap0 "\$tun.user == \"$OWNER\"" "\$tun.group == \"$GROUP\"" '$tun.persist'
}

@test "many are waited for together" {
  udevd --delay 0.05 --mtu 1300
  timed try add tap{1..40} --mtu 9000
  assert_silent
  [[ $(ip -j link | jq '[.[] | select(.mtu == 9000)] | length') -eq 40 ]]
  [[ $(grep -c '^add' "$BATS_TEST_TMPDIR/udevd") -eq 40 ]]
}

@test "more than there are descriptors are waited for part by part" {
  udevd
  (ulimit -n 80; "$TUNADM" add tap{1..100})
  [[ $(ip -j link | jq '[.[] | select(.ifname | startswith("tap"))] | length') -eq 100 ]]
}

@test "up and --ensure wait, and a second time there is nothing to do" {
  udevd --delay 0.1 --mtu 1300
  printf '%s\n' 'tap0 --mtu 9000' 'tap1' >"$BATS_TEST_TMPDIR/table"
  try -v up --file "$BATS_TEST_TMPDIR/table"
  assert_status 0
  assert_stderr $'tap0: created\ntap1: created'
  try -v add --ensure tap2 --mtu 8000
  assert_status 0
  assert_link tap0 '.mtu == 9000'
  assert_link tap1 '.mtu == 1300'
  assert_link tap2 '.mtu == 8000'
  try -v up --file "$BATS_TEST_TMPDIR/table"
  assert_stderr $'tap0: unchanged\ntap1: unchanged'
}

@test "a name that --ensure is given twice waits for itself" {
  udevd --delay 0.1
  try -v add --ensure tap0 tap0
  assert_status 0
  assert_stderr $'tap0: created\ntap0: unchanged'
}

@test "an entry that fails after the wait is told with its place" {
  udevd --delay 0.5
  printf '%s\n' 'tap0' 'tap1' >"$BATS_TEST_TMPDIR/table"
  "$TUNADM" up --file "$BATS_TEST_TMPDIR/table" 2>"$BATS_TEST_TMPDIR/said" 3>&- &
  wait_until ip link show dev tap1
  ip link delete tap1
  status=0
  wait $! || status=$?
  [[ $status -eq 1 ]]
  grep -q "^tunadm: $BATS_TEST_TMPDIR/table:2: tap1: .*deleted while" "$BATS_TEST_TMPDIR/said"
  assert_link tap0 '$tun.persist'
}

@test "exec waits, and hands over what is as asked" {
  udevd --delay 0.2 --mtu 1300
  try exec tap0 tap1 --mtu 9000 -- sh -c 'echo $LISTEN_FDNAMES; ip -j link show dev tap1' 
  assert_status 0
  [[ $output == tap0:tap1$'\n'*'"mtu":9000'* ]]
  gone tap0
}

@test "one that udevd renames is finished, and its new name is told" {
  udevd --delay 0.1 --rename tap0=lan0
  try add tap0 --multi-queue --mtu 1400
  assert_status 0
  assert_stdout lan0
  assert_stderr 'note: tap0: udevd has renamed it to lan0'
  assert_link lan0 '.mtu == 1400' '$tun.persist'
  gone tap0
}

@test "--ensure and up find one that udevd has renamed, by the name that was asked for" {
  udevd --delay 0.1 --rename tap0=lan0
  try add --ensure tap0
  assert_status 0
  assert_stdout lan0
  try -v add --ensure tap0
  assert_status 0
  assert_stderr 'lan0: unchanged'
  echo tap0 >"$BATS_TEST_TMPDIR/table"
  try -v up --file "$BATS_TEST_TMPDIR/table"
  assert_stderr 'lan0: unchanged'
  try down --file "$BATS_TEST_TMPDIR/table"
  assert_silent
  gone lan0
  try up --file "$BATS_TEST_TMPDIR/table"
  assert_status 0
  assert_stderr 'note: tap0: udevd has renamed it to lan0'
  try -v up --file "$BATS_TEST_TMPDIR/table"
  assert_stderr 'lan0: unchanged'
}

@test "in the journal a note is a notice, not an error as a unit's other messages" {
  udevd --delay 0.1 --rename tap0=lan0
  : >"$BATS_TEST_TMPDIR/journal"
  stream=$(stat -c %d:%i "$BATS_TEST_TMPDIR/journal")
  JOURNAL_STREAM=$stream "$TUNADM" add tap0 >/dev/null 2>"$BATS_TEST_TMPDIR/journal"
  [[ $(cat "$BATS_TEST_TMPDIR/journal") == '<5>note: tap0: udevd has renamed it to lan0' ]]
  # Another stream of the unit's.
  ip link delete lan0
  JOURNAL_STREAM=1:1 try add tap0
  assert_stderr 'note: tap0: udevd has renamed it to lan0'
}

@test "its new name is the one in JSON" {
  udevd --delay 0.1 --rename tap0=lan0
  try -q add tap0 -j
  assert_status 0
  jq -e '.[0].ifname == "lan0" and .[0].action == "created"' <<<"$output"
}

@test "exec hands one over that udevd renames, by its new name" {
  udevd --delay 0.1 --rename tap0=lan0
  try exec tap0 -- sh -c 'echo $LISTEN_FDNAMES'
  assert_status 0
  assert_stdout lan0
}

@test "it waits for nothing with --no-settle" {
  udevd --delay 60
  timed try add tap0 --no-settle --mtu 9000
  assert_silent
  [[ $SPENT -lt 3000 ]]
  timed try exec tap1 --no-settle -- true
  assert_silent
  [[ $SPENT -lt 3000 ]]
  echo tap2 >"$BATS_TEST_TMPDIR/table"
  timed try up --no-settle --file "$BATS_TEST_TMPDIR/table"
  assert_silent
  [[ $SPENT -lt 3000 ]]
}

@test "one that is stopped is waited for 5 s, for all of them together" {
  udevd
  kill -STOP "$UDEVD"
  timed try add tap0 tap1 tap2 --mtu 9000
  assert_status 0
  assert_stderr 'note: tap0 and 2 more: udevd has made no progress for 5 s, and may still change them'
  [[ $SPENT -ge 5000 && $SPENT -lt 12000 ]]
  assert_link tap2 '.mtu == 9000' '$tun.persist'
  timed try exec tap3 -- true
  assert_status 0
  assert_stderr 'note: tap3: udevd has made no progress for 5 s, and may still change it'
}

@test "up extends the limit of its service while udevd makes progress" {
  udevd --delay 4
  printf '%s\n' tap0 tap1 tap2 >"$BATS_TEST_TMPDIR/table"
  python3 -c 'import socket, sys
manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
manager.bind("/run/notify")
print("listening", flush=True)
print(manager.recv(4096).decode(), flush=True)' >"$BATS_TEST_TMPDIR/manager" 3>&- &
  HOLDERS+=($!)
  wait_until grep -q listening "$BATS_TEST_TMPDIR/manager"
  NOTIFY_SOCKET=/run/notify try up --file "$BATS_TEST_TMPDIR/table"
  assert_silent
  wait_until grep -qx 'EXTEND_TIMEOUT_USEC=300000000' "$BATS_TEST_TMPDIR/manager"
}

@test "killed while it waits, it leaves nothing" {
  udevd --delay 60
  "$TUNADM" add tap0 tap1 3>&- &
  wait_until ip link show dev tap1
  kill -KILL $!
  wait $! || :
  wait_until gone tap0
  wait_until gone tap1
}

@test "interrupted while it waits, it leaves nothing and says so" {
  udevd --delay 60
  "$TUNADM" add tap0 tap1 2>"$BATS_TEST_TMPDIR/said" 3>&- &
  wait_until ip link show dev tap1
  kill -TERM $!
  status=0
  wait $! || status=$?
  [[ $status -eq 143 ]]
  gone tap0
  gone tap1
  grep -q 'interrupted by SIGTERM: 0 of 2 added' "$BATS_TEST_TMPDIR/said"
}

@test "interrupted while it waits, JSON is whole and says of each why it is not there" {
  udevd --delay 60
  "$TUNADM" add tap0 tap1 -j >"$BATS_TEST_TMPDIR/json" 2>"$BATS_TEST_TMPDIR/said" 3>&- &
  wait_until ip link show dev tap1
  kill -TERM $!
  status=0
  wait $! || status=$?
  [[ $status -eq 143 ]]
  [[ $(cat "$BATS_TEST_TMPDIR/said") == 'tunadm: interrupted by SIGTERM: 0 of 2 added' ]] || fail "$(cat "$BATS_TEST_TMPDIR/said")"
  jq -e 'length == 2 and all(.[]; .action == "failed" and .error == "interrupted by SIGTERM: 0 of 2 added")' \
    "$BATS_TEST_TMPDIR/json"
}

@test "messages that were lost are made up for by the database" {
  udevd --delay 0.1 --mtu 1300 --lose
  try add tap0 --mtu 9000
  assert_status 0
  assert_link tap0 '.mtu == 9000'
}

@test "one is waited for although its directory is out of sight, as in a container or a chroot" {
  udevd --delay 0.2 --mtu 1300
  try_command unshare --mount sh -c 'mount -t tmpfs tmpfs /run && exec "$1" add tap0 --mtu 9000' sh "$TUNADM"
  assert_silent
  wait_until grep -q 'add tap0' "$BATS_TEST_TMPDIR/udevd"
  assert_link tap0 '.mtu == 9000'
}

# events NAME: causes one after the other, as long as the interface is there, faster than udevd is with them.
events() {
  wait_until test -e "/run/sys/class/net/$1"
  while echo change >"/run/sys/class/net/$1/uevent"; do sleep 0.05; done 2>/dev/null
}

@test "events of the interface itself that never end are not waited for" {
  udevd --delay 0.2 --mtu 1300
  mkdir /run/sys
  mount -t sysfs sysfs /run/sys
  events tap0 3>&- &
  try_command timeout 30 "$TUNADM" add tap0 --mtu 9000
  assert_silent
}

@test "exec names the one that udevd is not done with" {
  udevd --never tap1
  try exec tap0 tap1 -- true
  assert_status 0
  assert_stderr 'note: tap1: udevd has made no progress for 5 s, and may still change it'
}

# listen CODE [COMMAND...]: a process that is no udevd listens to the kernel, after this line of Python; run by COMMAND.
listen() {
  local code=$1
  shift
  "$@" /usr/bin/python3 -c "import socket, time
$code
kernel = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 15)
kernel.bind((0, 1))
print('ready', flush=True)
time.sleep(60)" >"$BATS_TEST_TMPDIR/udevd" 3>&- &
  UDEVD=$!
  wait_until grep -q ready "$BATS_TEST_TMPDIR/udevd"
}

@test "no user can pass for udevd" {
  mkdir /run/udev
  listen 'control = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET); control.bind("\0x /run/udev/control")' \
    setpriv --reuid="$OTHER" --regid="$OTHER_GID" --clear-groups
  grep -q '@x /run/udev/control' /proc/net/unix
  timed try add tap0
  assert_silent
  [[ $SPENT -lt 3000 ]]
}

@test "one that serves another network namespace is not waited for" {
  udevd --delay 60
  timed try_command unshare --net "$TUNADM" add tap0
  assert_silent
  [[ $SPENT -lt 3000 ]]
}

@test "one whose process is gone is not waited for, whatever it has left" {
  udevd --delay 60
  kill -KILL "$UDEVD"
  wait "$UDEVD" || :
  unset UDEVD
  [[ -S /run/udev/control ]]
  timed try add tap0
  assert_silent
  [[ $SPENT -lt 3000 ]]
}

@test "whoever else listens to the kernel is not waited for" {
  mkdir -p /run/udev/data
  listen ''
  timed try add tap0
  assert_silent
  [[ $SPENT -lt 3000 ]]
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm exec: a command with the descriptors of interfaces, as in socket activation, and no others.
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2153,SC2154 # jq and inner shells have variables of their own; bats
# and the parts of lib/common set and use others

load lib/common
load lib/exec

# start ARG...: tunadm exec ARG... in the background, its pid in HELD.
start() {
  "$TUNADM" exec "$@" 3>&- &
  HELD=$!
  HOLDERS+=("$HELD")
}

has_carrier() {
  [[ $(link_json "$1" | jq '.flags | index("LOWER_UP") != null') == true ]]
}

@test "an existing interface is attached to, and stays as it is" {
  need_root
  make_tap tap0 user "$OWNER" vnet_hdr
  ip link set tap0 mtu 1400
  remember_links
  inspect tap0
  assert_one tap0 $((TAP | 0x4000))
  assert_links_unchanged
}

@test "one that is up has its carrier while the command runs" {
  make_tun tun0
  ip link set tun0 up
  start tun0 -- sleep 300
  wait_until has_carrier tun0
  release "$HELD"
  run ! has_carrier tun0
}

@test "one that is not there is made, as asked and not to stay" {
  need_root
  start job0 --mode tap --owner "$OWNER" --mtu 1400 --mac 02:00:00:00:00:01 --txqueuelen 77 \
    --address 192.0.2.1/24 --up -- sleep 300
  wait_until has_carrier job0
  assert_link job0 '$tun.type == "tap"' "\$tun.user == \"$OWNER\"" '$tun.persist == false' '.mtu == 1400' \
    '.address == "02:00:00:00:00:01"' '.txqlen == 77' '.addr_info[0].local == "192.0.2.1"' '$tun.pi == false'
  release "$HELD"
  wait_until link_gone job0
}

@test "it belongs to the caller, and its name decides the mode" {
  inspect tun7
  assert_one tun7 "$TUN"
  start tap7 -- sleep 300
  wait_until link_exists tap7
  assert_link tap7 '$tun.user == "root"'
  try exec vm7 -- true
  assert_refused 2 vm7 'no mode is given'
}

@test "it lives as long as any descriptor of it, in whatever process" {
  try_command bash -c '"$1" exec tap0 -- sh -c "sleep 300 >/dev/null 2>&1 & echo \$!"' bash "$TUNADM"
  assert_status 0
  HOLDERS+=("$output")
  assert_link_exists tap0
  kill "$output"
  wait_until link_gone tap0
}

@test "several: the descriptors are in the order of the names, new ones and old ones" {
  make_tap tap5
  make_tun vpn0
  inspect vpn0 tap9 tap5 tap1
  assert_status 0
  assert_json '.open == [0, 1, 2, 3, 4, 5, 6] and .mine and .names == "vpn0:tap9:tap5:tap1"'
  assert_json '[.interfaces[].name] == ["vpn0", "tap9", "tap5", "tap1"]'
  assert_json "[.interfaces[].flags] == [$TUN, $TAP, $TAP, $TAP]"
  assert_no_link tap9
  assert_link_exists tap5
}

@test "the kernel's choice of a name, an alternative name and a pattern come as what they mean" {
  make_tap tap1
  make_tap tap10
  make_tap tap2
  ip link property add dev tap10 altname the-uplink
  inspect the-uplink 'tap[12]' 'vm%d' --mode tap
  assert_status 0
  assert_json '.names == "tap10:tap1:tap2:vm0" and [.interfaces[].name] == ["tap10", "tap1", "tap2", "vm0"]'
}

@test "--queues: so many descriptors of each, together, of new ones and old ones" {
  make_tap tap0 multi_queue
  inspect --queues 3 tap0 tap1
  assert_status 0
  assert_json '.open == [range(9)] and .names == "tap0:tap0:tap0:tap1:tap1:tap1"'
  assert_json "[.interfaces[]] == ([range(3) | {name: \"tap0\", flags: $TAP_QUEUE}]
    + [range(3) | {name: \"tap1\", flags: $TAP_QUEUE}])"
  assert_link tap0 '$tun.numqueues == 0'
  assert_no_link tap1
}

@test "a multi-queue interface has room beside others, until all queues are taken" {
  make_tap tap0 multi_queue
  hold tap0 tap multi_queue
  inspect tap0
  assert_one tap0 "$TAP_QUEUE"
  try exec --queues 256 tap0 -- true
  assert_refused 5 tap0 'cannot attach: .*in use'
  assert_link tap0 '$tun.numqueues == 1'
}

@test "--queues on one with a single queue is a conflict" {
  make_tap tap0
  try exec --queues 2 tap0 -- true
  assert_refused 4 tap0 'cannot attach: it has a single queue'
  inspect --queues 1 tap0
  assert_one tap0 "$TAP"
}

@test "hundreds of descriptors need no more room than they take" {
  try_command bash -c 'ulimit -n 1024 && exec "$0" exec --queues 250 tap0 tap1 tap2 -- python3 -c "$1"' \
    "$TUNADM" "$INSPECT"
  assert_status 0
  assert_json '.open == [range(753)] and (.interfaces | length) == 750'
  assert_links_unchanged
}

@test "nothing that the caller had open is passed on, wherever it was" {
  make_tap tap0
  try_command bash -c '"$0" exec tap0 tap1 tap2 --mode tap -- python3 -c "$1" \
    3</dev/null 4</dev/null 6</dev/null 8</dev/null 20</dev/null' "$TUNADM" "$INSPECT"
  assert_status 0
  assert_json '.open == [0, 1, 2, 3, 4, 5] and [.interfaces[].name] == ["tap0", "tap1", "tap2"]'
  try_command bash -c '"$0" exec --queues 3 tap3 tap4 -- python3 -c "$1" 4</dev/null 9</dev/null' "$TUNADM" "$INSPECT"
  assert_status 0
  assert_json '.open == [range(9)] and .names == "tap3:tap3:tap3:tap4:tap4:tap4"'
}

@test "standard input, output and error are the command's" {
  try_command bash -c 'echo word | "$0" exec tap0 -- sh -c "cat; echo error >&2"' "$TUNADM"
  assert_status 0
  assert_stdout word
  assert_stderr error
  # A descriptor never takes the place of a standard one, even if that is closed.
  try_command bash -c '"$0" exec tap0 -- readlink /proc/self/fd/0 /proc/self/fd/3 <&-' "$TUNADM"
  [[ $output != /dev/net/tun* && $output == *$'\n/dev/net/tun' ]]
}

@test "what an earlier caller told about descriptors is not told again" {
  MARK=kept LISTEN_FDS=9 LISTEN_PID=1 LISTEN_FDNAMES=other LISTEN_PIDFDID=1 inspect tap0
  assert_one tap0 "$TAP"
  assert_json '.env.LISTEN_PIDFDID == null and .env.MARK == "kept"'
}

@test "the command meets the signals as usual" {
  # If run as a service, the tests themselves inherit an ignored SIGPIPE.
  try_command env --default-signal=PIPE,INT "$TUNADM" exec tap0 -- awk '/^Sig(Ign|Blk):/ { print $2 }' /proc/self/status
  assert_status 0
  while read -r mask; do
    (((0x$mask & 0x1002) == 0)) || fail "SIGPIPE or SIGINT is blocked or ignored: $output"
  done <<<"$output"
}

@test "a signal that the caller has ignored stays so for the command" {
  try_command bash -c "trap '' PIPE INT; exec \"\$@\"" bash "$TUNADM" exec tap0 -- \
    awk '/^SigIgn:/ { print $2 }' /proc/self/status
  assert_status 0
  (((0x$output & 0x1002) == 0x1002)) || fail "SIGPIPE or SIGINT is not ignored any more"
}

@test "the command's status is the status" {
  for wanted in 0 1 7 126 255; do
    try exec tap0 -- sh -c "exit $wanted"
    assert_status "$wanted"
  done
  try exec tap0 -- sh -c 'kill -KILL $$'
  assert_status 137
  assert_no_link tap0
}

@test "operands of the command are its own" {
  try exec tap0 -- printf '%s,' -v --help -- --user x
  assert_status 0
  assert_stdout '-v,--help,--,--user,x,'
}

@test "127: a command that is not found, and nothing is left" {
  for command in no-such-command /no/such/command; do
    TRIED="exec tap0 -- $command"
    # A directory without search permission could contain it, so the status is 126.
    PATH=/usr/bin:/bin run -127 --separate-stderr -- "$TUNADM" exec tap0 -- "$command" 3>&-
    assert_refused 127 "$command" 'cannot run: command not found'
  done
  assert_links_unchanged
}

@test "126: a command that cannot be run, and nothing is left" {
  echo 'exit 0' >"$BATS_TEST_TMPDIR/not-executable"
  for command in "$BATS_TEST_TMPDIR/not-executable" /etc; do
    try exec tap0 -- "$command"
    assert_refused 126 "$command" 'cannot run: Permission denied'
  done
  assert_links_unchanged
}

@test "one name that cannot be had: nothing is run, and what was made before it is gone" {
  make_tap tap1
  hold tap1 tap -
  for name in lo tap1 'no-such*'; do
    try exec tap0 "$name" tap2 -- touch "$BATS_TEST_TMPDIR/run"
    [[ $status -eq 3 || $status -eq 4 || $status -eq 5 ]] || fail "$name: status $status"
    assert_messages 1
    assert_no_link tap0
    assert_no_link tap2
  done
  [[ ! -e $BATS_TEST_TMPDIR/run ]]
}

@test "a name that is given twice is no second interface" {
  try exec tap0 tap0 -- true
  assert_refused 4 tap0 'an interface of that name exists'
  assert_no_link tap0
  make_tap tap1 multi_queue
  ip link property add dev tap1 altname lan
  try exec tap1 tap1 -- true
  assert_refused 4 tap1 'it is given twice'
  try exec tap1 lan -- true
  assert_refused 4 lan 'it is given twice'
  try exec tap1 'tap*' -- true
  assert_silent
}

@test "one that is in use is refused, and its holder named" {
  make_tap tap0
  hold tap0 tap -
  try exec tap0 -- true
  assert_refused 5 tap0 "cannot attach: in use by attach \(pid $HOLDER\)"
}

@test "what is no tun/tap interface is a conflict" {
  try exec lo -- true
  assert_refused 4 lo 'cannot attach: not a tun/tap interface'
  ip link add tap9 type bridge
  try exec tap9 -- true
  assert_refused 4 tap9 'cannot attach: not a tun/tap interface'
}

# slowly ARG...: tunadm exec ARG... in the background, which has looked by now and pauses before it opens the tun device.
slowly() {
  ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0" \
    strace -f -qq -o /dev/null -P /dev/net/tun -e trace=openat -e inject=openat:delay_enter=1000000:when=1 \
      "$TUNADM" exec "$@" >"$BATS_TEST_TMPDIR/said" 2>&1 3>&- &
  HELD=$!
  HOLDERS+=("$HELD")
  wait_until asks_the_kernel "$HELD"
  sleep 0.3
}

# asks_the_kernel PID: a child of it has its netlink socket.
asks_the_kernel() {
  local child
  child=$(pgrep -P "$1") && readlink "/proc/$child/fd"/* | grep -q '^socket:'
}

@test "one that appears meanwhile is not adopted" {
  slowly tap0 -- touch "$BATS_TEST_TMPDIR/run"
  make_tap tap0
  wait_for "$HELD"
  [[ $STATUS -eq 4 && ! -e $BATS_TEST_TMPDIR/run ]] || fail "status $STATUS: $(cat "$BATS_TEST_TMPDIR/said")"
  grep -q 'tunadm: tap0: cannot create: an interface of that name exists' "$BATS_TEST_TMPDIR/said"
  assert_link tap0 '$tun.persist'
}

@test "one that is made anew meanwhile is another, and not passed on" {
  need_root
  make_tap tap0 user "$OWNER"
  slowly tap0 --owner "$OWNER" -- touch "$BATS_TEST_TMPDIR/run"
  ip link del tap0
  make_tap tap0 user "$OTHER"
  wait_for "$HELD"
  [[ $STATUS -eq 3 && ! -e $BATS_TEST_TMPDIR/run ]] || fail "status $STATUS: $(cat "$BATS_TEST_TMPDIR/said")"
  grep -q 'tunadm: tap0: cannot attach: no such interface (any more)' "$BATS_TEST_TMPDIR/said"
}

@test "one that vanishes meanwhile is not made anew" {
  make_tap tap0
  slowly tap0 -- touch "$BATS_TEST_TMPDIR/run"
  ip link del tap0
  wait_for "$HELD"
  [[ $STATUS -eq 3 && ! -e $BATS_TEST_TMPDIR/run ]] || fail "status $STATUS: $(cat "$BATS_TEST_TMPDIR/said")"
  assert_no_link tap0
}

@test "an existing one that is not as asked is a conflict, and stays as it is" {
  need_root
  make_tap tap0 user "$OWNER"
  remember_links
  for option in '--mode tun' --multi-queue --anyone "--owner $OTHER" "--group $GROUP" '--mtu 1400' --up \
    '--mac 02:00:00:00:00:01' '--txqueuelen 77' '--address 192.0.2.1/24'; do
    # shellcheck disable=SC2086 # words
    try exec tap0 $option -- touch "$BATS_TEST_TMPDIR/run"
    assert_status 4
    assert_messages 1
    assert_hint .
  done
  try exec tap0 --mtu 1400 --up -- true
  assert_refused 4 tap0 'cannot attach: it exists, and is not as asked for: mtu, up'
  assert_links_unchanged
  [[ ! -e $BATS_TEST_TMPDIR/run ]]
}

@test "an existing one that is as asked will do" {
  need_root
  make_tap tap0 user "$OWNER"
  ip link set tap0 mtu 1400 up address 02:00:00:00:00:01
  ip addr add 192.0.2.1/24 dev tap0
  inspect tap0 --mode tap --owner "$OWNER" --mtu 1400 --up --mac 02:00:00:00:00:01 --address 192.0.2.1/24
  assert_one tap0 "$TAP"
}

# TUNGETIFF does not report packet information: its bit is the same as that of IFF_NOFILTER.
@test "packet information and virtio-net header are as asked, or else as recorded" {
  make_tap tap0
  inspect tap0 --vnet-hdr
  assert_one tap0 $((TAP | 0x4000))
  assert_link tap0 '$tun.vnet_hdr' '$tun.pi == false'
  try exec tap0 --pi -- true
  assert_silent
  assert_link tap0 '$tun.vnet_hdr' '$tun.pi'
  inspect tap0
  assert_one tap0 $((TAP | 0x4000))
  assert_link tap0 '$tun.vnet_hdr' '$tun.pi'
  inspect tap1 --vnet-hdr
  assert_one tap1 $((TAP | 0x4000))
}

@test "but they are not changed under a program that has another queue" {
  make_tap tap0 multi_queue
  hold tap0 tap multi_queue
  try exec tap0 --vnet-hdr -- true
  assert_refused 4 tap0 'it exists, and is not as asked for: vnet-hdr'
  assert_answer flags 'flags 0x1902'
}

@test "in another network namespace: the interface is there, and so is the command" {
  new_netns
  try -n "/proc/$NETNS_PID/ns/net" exec tap0 -- python3 -c "$INSPECT"
  assert_one tap0 "$TAP"
  assert_json '.links | index("tap0")'
  assert_no_link tap0
}

@test "-v says what was attached to and what was made" {
  make_tap tap0
  try -v exec tap0 tap1 -- true
  assert_status 0
  assert_stderr $'tap0: attached\ntap1: created'
}

@test "usage: a name, the two dashes and a command, and a number of queues" {
  for arguments in '' 'tap0' 'tap0 --' '-- true' 'tap0 true' '--queues 0 tap0 -- true' '--queues 257 tap0 -- true' \
    '--queues 2x tap0 -- true' '--user tap0 -- true'; do
    # shellcheck disable=SC2086 # words
    try_traced exec $arguments
    assert_status 2
    assert_stdout ''
    [[ ${stderr%%$'\n'*} == 'tunadm: '* ]]
    assert_kernel_untouched
  done
  try exec --queues 256 tap0 tap1 tap2 tap3 tap4 -- true
  assert_refused 2 exec '1280 descriptors are asked for; allowed are 1024'
  assert_links_unchanged
}

@test "a name with %d: the kernel's number is no new name that udevd gave" {
  # shellcheck disable=SC2016
  try exec --mode tap 'lab%d' 'lab%d' -- sh -c 'echo "$LISTEN_FDNAMES"'
  assert_status 0
  assert_stdout lab0:lab1
  assert_stderr ''
}

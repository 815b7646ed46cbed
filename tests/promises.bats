#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The promises of the manual, one by one; identity.bats has the one about names.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common

# whole NAME: the interface exists with everything that the test below requests.
whole() {
  assert_link "$1" '$tun.persist' '$tun.user == "root"' '$tun.group == "root"' '.mtu == 1400' \
    '.address == "02:00:00:00:00:01"' '.txqlen == 77' '.flags | index("UP")' \
    '[.addr_info[].local] | index("192.0.2.1")'
}

ASKED=(--owner 0 --group 0 --mtu 1400 --mac 02:00:00:00:00:01 --txqueuelen 77 --address 192.0.2.1/24 --up)

# quiet_strace ARG...: strace that writes to $TRACE.
quiet_strace() {
  TRACE=$BATS_TEST_TMPDIR/trace
  export TRIED="$*"
  run --separate-stderr -- env ASAN_OPTIONS=detect_leaks=0 strace -f -qq -yy -o "$TRACE" "$@" 3>&-
}

@test "1: add is all or nothing when it is killed, at whichever call to the kernel" {
  for call in ioctl sendmsg; do
    quiet_strace -e trace="$call" "$TUNADM" add tap0 "${ASKED[@]}"
    assert_status 0
    calls=$(grep -c "$call(" "$TRACE")
    [[ $calls -ge 1 ]]
    delete_all_links
    for ((n = 1; n <= calls; n++)); do
      quiet_strace -e trace="$call" -e inject="$call:signal=KILL:when=$n" "$TUNADM" add tap0 "${ASKED[@]}"
      [[ $status -ne 0 ]] || fail "$call $n: not killed"
      # The kernel may not be done with a process when it is reported dead.
      if [[ -n $(link_json tap0) ]]; then
        wait_until settled
      fi
      if [[ -n $(link_json tap0) ]]; then
        whole tap0 || fail "killed at $call $n"
        delete_all_links
      fi
    done
  done
}

# settled: gone, or persistent and so permanent.
settled() {
  [[ $(tun_json tap0 | jq .persist) != false ]]
}

@test "1: add is all or nothing when a call to the kernel fails, whichever" {
  quiet_strace -e trace=ioctl,sendmsg "$TUNADM" add tap0 "${ASKED[@]}"
  assert_status 0
  delete_all_links
  for call in ioctl sendmsg; do
    calls=$(grep -c "$call(" "$TRACE")
    for ((n = 1; n <= calls; n++)); do
      quiet_strace -e trace="$call" -e inject="$call:error=EIO:when=$n" "$TUNADM" add tap0 "${ASKED[@]}"
      TRACE=$BATS_TEST_TMPDIR/trace
      if [[ $status -eq 0 ]]; then
        whole tap0 || fail "$call $n"
        delete_all_links
      else
        assert_messages 1
        [[ -z $(link_json tap0) ]] || fail "$call $n failed with status $status and left the interface"
      fi
    done
    quiet_strace -e trace=ioctl,sendmsg "$TUNADM" add tap0 "${ASKED[@]}"
    delete_all_links
  done
}

@test "1: it becomes persistent last" {
  try_traced add tap0 "${ASKED[@]}"
  assert_status 0
  persist=$(grep -n 'TUNSETPERSIST' "$TRACE" | tail -n 1 | cut -d: -f1)
  last=$(grep -nE 'TUNSET|NETLINK' "$TRACE" | tail -n 1 | cut -d: -f1)
  [[ $persist -eq $last ]] || fail "$(cat "$TRACE")"
}

is_gone() {
  [[ -z $(link_json "$1") ]]
}

# A multi-queue interface has room for others while it is created: a program that is attached keeps it, whatever happens
# to add.
@test "1: nobody, its owner not either, is attached to a multi-queue interface before it is complete" {
  need_root
  for ids in "--owner $OWNER" "--group $GROUP" "--owner $OWNER --group $GROUP"; do
    for end in KILL ''; do
      # shellcheck disable=SC2086 # words
      stop_at sendmsg 2 -- add tap0 --multi-queue $ids --mtu 1400 --address 2001:db8::1/64
      run as_user "$OWNER" attach tap0 tap multi_queue </dev/null 3>&-
      [[ $output == 'error EPERM' ]] || fail "with $ids the owner is told: $output"
      # shellcheck disable=SC2086 # none, or one
      finish $end
      if [[ -n $end ]]; then
        wait_until is_gone tap0
        continue
      fi
      assert_silent
      hold_as "$OWNER" --groups "$GROUP" tap0 tap multi_queue
      case $ids in
      *--owner*--group*) assert_link tap0 "\$tun.user == \"$OWNER\"" "\$tun.group == \"$GROUP\"" ;;
      --owner*) assert_link tap0 "\$tun.user == \"$OWNER\"" '$tun.group == null' ;;
      *) assert_link tap0 '$tun.user == null' "\$tun.group == \"$GROUP\"" ;;
      esac
      release
      delete_all_links
    done
  done
}

@test "2: add never adopts, not even one that appears while it runs" {
  for _ in 1 2 3 4 5; do
    for n in 1 2 3 4; do
      "$TUNADM" add tap0 --mtu "140$n" 3>&- 2>"$BATS_TEST_TMPDIR/err$n" &
      pids[n]=$!
    done
    won=0
    for n in 1 2 3 4; do
      status=0
      wait "${pids[n]}" || status=$?
      case $status in
      0) won=$((won + 1)) winner=$n ;;
      4) ;;
      *) fail "status $status: $(cat "$BATS_TEST_TMPDIR/err$n")" ;;
      esac
    done
    [[ $won -eq 1 ]] || fail "$won of 4 have made it"
    assert_link tap0 ".mtu == 140$winner" '$tun.persist'
    delete_all_links
  done
}

@test "3: nobody gets in by default: the owner is the caller's effective user" {
  need_root
  # A user who may create, only by a capability.
  try_command setpriv --reuid="$OWNER" --regid="$GROUP" --clear-groups --inh-caps=+net_admin \
    --ambient-caps=+net_admin "$TUNADM" add tap0
  assert_silent
  assert_link tap0 "\$tun.user == \"$OWNER\"" '$tun.group == null'
  run as_user "$OTHER" attach tap0 tap - </dev/null 3>&-
  [[ $output == 'error EPERM' ]]
  hold_as "$OWNER" tap0 tap -
}

@test "3: with both set, the kernel asks for both" {
  need_root
  try add tap0 --owner "$OWNER" --group "$OTHER_GROUP"
  assert_silent
  run as_user "$OWNER" attach tap0 tap - </dev/null 3>&-
  [[ $output == 'error EPERM' ]]
  run as_user "$OTHER" attach tap0 tap - </dev/null 3>&-
  [[ $output == 'error EPERM' ]]
  hold_as "$OWNER" --groups "$OTHER_GROUP" tap0 tap -
}

@test "3: --anyone lets everybody in, and only --anyone does" {
  need_root
  try add tap0 --anyone
  assert_silent
  hold_as "$OTHER" tap0 tap -
}

@test "4: del looks before it deletes, and what it says is so" {
  make_tap tap0
  try del tap0
  assert_silent
  assert_no_link tap0
  try del tap0
  assert_refused 3 tap0 'no such interface'
}

@test "4: nothing can attach between the look and the deletion" {
  # Every process that tries is either refused for good, or makes del refuse: after status 0 none holds it.
  for _ in 1 2 3 4 5; do
    make_tap tap0
    : >"$BATS_TEST_TMPDIR/won"
    for _ in 1 2 3; do
      "$ATTACH" tap0 tap - </dev/null 3>&- >>"$BATS_TEST_TMPDIR/won" &
    done
    try del tap0
    [[ $status -eq 0 || $status -eq 5 ]] || fail "status $status"
    wait
    [[ $status -eq 0 ]] || try del tap0
    assert_status 0
    # A client that came too late has made one of its own, which went with it.
    wait_until link_gone tap0
  done
}

@test "5: a change of one property leaves the others, the carrier and the client alone" {
  need_root
  make_tap tap0 user "$OWNER" group "$GROUP" vnet_hdr
  ip link set tap0 up mtu 1400 txqueuelen 77 address 02:00:00:00:00:01
  ip addr add 192.0.2.1/24 dev tap0
  hold_as "$OWNER" tap0 tap vnet_hdr
  carrier=$(carrier_changes tap0)
  original=$(link_json tap0 | jq -cS 'del(.operstate, .qdisc, .addr_info)')
  for change in "chown tap0 --owner $OTHER" "chown tap0 --group $OTHER_GROUP" 'set-mac tap0 02:00:00:00:00:02' \
    'set-mtu tap0 1300' 'persist tap0 off' 'persist tap0 on' 'set-mtu tap0 1400' \
    'set-mac tap0 02:00:00:00:00:01' "chown tap0 --owner $OWNER --group $GROUP"; do
    # shellcheck disable=SC2086 # words
    try $change
    assert_silent
    [[ $(carrier_changes tap0) -eq $carrier ]] || fail "$change: the carrier has changed"
    [[ $(link_json tap0 | jq '.addr_info[0].local') == '"192.0.2.1"' ]]
  done
  [[ $(link_json tap0 | jq -cS 'del(.operstate, .qdisc, .addr_info)') == "$original" ]]
  assert_answer flags 'flags 0x5802'
  assert_answer send 'sent 60' || fail 'the client cannot send any more'
}

@test "6: the owner deletes, keeps and gives away without privilege" {
  need_root
  for name in tap0 tap1 tap2; do make_tap "$name" user "$OWNER"; done
  try_as "$OWNER" del tap0
  assert_silent
  assert_no_link tap0
  try_as "$OWNER" persist tap1 off
  assert_silent
  assert_no_link tap1
  try_as "$OWNER" chown tap2 --owner "$OTHER"
  assert_silent
  assert_link tap2 "\$tun.user == \"$OTHER\"" '$tun.persist'
}

@test "7: several names: each is tried, each failure reported, the first one's status returned" {
  make_tap tap1
  make_tap tap3
  hold tap3 tap -
  try add tap0 tap1 tap2 lo --mode tap
  assert_status 4
  assert_messages 2
  assert_link_exists tap0
  assert_link_exists tap2
  try del nosuch tap0 tap3 tap2
  assert_status 3
  assert_messages 2
  assert_no_link tap0
  assert_no_link tap2
  assert_link_exists tap3
}

@test "8: bad input never reaches the kernel, and nothing has been changed by then" {
  make_tap tap0
  remember_links
  for command in 'add tap1 tap2 --mtu 1' 'add tap1 tap/2' 'del tap0 tap/1' 'chown tap0 --owner no-such-user' \
    'set-mac tap0 ff:ff:ff:ff:ff:ff' 'set-mtu tap0 9k' 'persist tap0 maybe' 'show -o colour' \
    'add --ensure tap0 --txqueuelen -1'; do
    # shellcheck disable=SC2086 # words
    try_traced $command
    assert_status 2
    assert_stdout ''
    assert_kernel_untouched
  done
  assert_links_unchanged
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# A thousand interfaces at once: every promise holds for each of them, whatever happens meanwhile.
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2153,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common
load lib/bulk

@test "add: a thousand, each as asked" {
  names 1000
  try add "${NAMES[@]}" --owner "$OWNER" --group "$GROUP" --mtu 1400 --up
  assert_silent
  assert_taps 1000 '$tun.persist and $tun.user == "daemon" and $tun.group == "daemon" and .mtu == 1400 and
    (.flags | index("UP"))'
}

@test "add asks the kernel for no more than each needs" {
  names 300
  TRACE=$BATS_TEST_TMPDIR/trace
  try_command env ASAN_OPTIONS=detect_leaks=0 strace -f -qq -o "$TRACE" "$TUNADM" add "${NAMES[@]}" --owner "$OWNER"
  assert_silent
  [[ $(calls 'openat\(.*"/dev/net/tun"') -eq 300 ]]
  [[ $(calls 'ioctl\(.*(TUNSETIFF|TUNSETOWNER|TUNSETPERSIST)') -eq 900 ]]
  [[ $(calls '(openat|ioctl|close)\(') -lt 1900 ]]
  [[ $(calls 'send') -eq 0 ]]
  delete_all_links
  try_traced add "${NAMES[@]}" --owner "$OWNER" --mac 02:00:00:00:00:01 --mtu 1400 --txqueuelen 5 --up
  assert_silent
  # One requests its index, and one contains everything to be set.
  [[ $(calls 'sendmsg') -eq 600 ]]
}

@test "add: where names are taken, the others are created" {
  make_taps 3
  ip link add tap500 type bridge
  remember_links
  names 1000
  try add "${NAMES[@]}" --owner "$OTHER"
  assert_status 4
  assert_messages 4
  for name in tap0 tap1 tap2 tap500; do
    assert_stderr_line "tunadm: $name: cannot create: an interface of that name exists"
  done
  assert_taps 996 '$tun.persist and $tun.user == "bin"'
  assert_taps 3 '$tun.persist and $tun.user == "daemon"'
  assert_link tap500 '.linkinfo.info_kind == "bridge"'
}

@test "add: an interrupt finishes the one at hand, and says how far it got" {
  names 1000
  for signal in INT TERM; do
    stop_at openat 400 -P /dev/net/tun -- add "${NAMES[@]}" --owner "$OWNER" --mtu 1400
    finish "$signal"
    assert_status $((128 + $(kill -l "$signal")))
    assert_stderr "tunadm: interrupted by SIG$signal: 400 of 1000 added"
    assert_taps 400 '$tun.persist and $tun.user == "daemon" and .mtu == 1400'
    assert_taps 400
    delete_all_links
  done
}

@test "add: killed in the middle, each is there as a whole or not at all, and --ensure does the rest" {
  names 600
  stop_at sendmsg 600 -- add "${NAMES[@]}" --owner "$OWNER" --mtu 1400
  finish KILL
  assert_status 137
  wait_until link_gone tap299
  assert_taps 299
  assert_taps 299 '$tun.persist and $tun.user == "daemon" and .mtu == 1400'
  try -v add --ensure "${NAMES[@]}" --owner "$OWNER" --mtu 1400
  assert_status 0
  [[ $(grep -c ': created$' <<<"$stderr") -eq 301 ]]
  assert_taps 600 '$tun.persist and $tun.user == "daemon" and .mtu == 1400'
}

@test "show: a dump that a change interrupted is asked for again" {
  make_taps 200
  stop_at recvmsg 2 -- show --json
  finish
  dumps=$(calls NLMSG_DONE)
  stop_at recvmsg 2 -- show --json
  make_tap tapx
  finish
  assert_status 0
  grep -q NLM_F_DUMP_INTR "$TRACE"
  [[ $(calls NLMSG_DONE) -eq $((dumps + 1)) ]] || fail "it believes the interrupted one"
  assert_json 'length == 201 and (map(.ifname) | unique | length) == 201 and (map(.ifname) | index("tapx"))'
}

@test "up: a thousand entries; again it is a dump and nothing else" {
  names 1000
  printf '%s --owner daemon --mtu 1400\n' "${NAMES[@]}" >"$BATS_TEST_TMPDIR/tuntab"
  try up -f "$BATS_TEST_TMPDIR/tuntab"
  assert_silent
  assert_taps 1000 '$tun.persist and $tun.user == "daemon" and .mtu == 1400'
  remember_links
  try_traced -v up -f "$BATS_TEST_TMPDIR/tuntab"
  assert_status 0
  [[ $(grep -cE '^tap[0-9]+: unchanged$' <<<"$stderr") -eq 1000 ]]
  [[ $(calls 'send') -eq 1 ]]
  [[ $(calls '/dev/net/tun|TUN') -eq 0 ]]
  assert_links_unchanged
  printf 'link set dev tap%d mtu 1300\n' 3 500 | ip -batch -
  try -v up -f "$BATS_TEST_TMPDIR/tuntab"
  assert_status 0
  [[ $(grep -c ': changed mtu$' <<<"$stderr") -eq 2 ]]
  assert_links_unchanged
  try down -f "$BATS_TEST_TMPDIR/tuntab"
  assert_silent
  assert_taps 0
}

@test "up: a thousand entries with addresses, all there, are two dumps and nothing else" {
  make_taps 1000
  names 1000
  for name in "${NAMES[@]}"; do
    address=10.$((${name#tap} / 250 + 1)).$((${name#tap} % 250)).1
    echo "address add $address/32 peer 10.99.0.1 dev $name" >&3
    echo "$name --owner daemon --address $address,peer=10.99.0.1"
  done >"$BATS_TEST_TMPDIR/tuntab" 3>"$BATS_TEST_TMPDIR/batch"
  ip -batch "$BATS_TEST_TMPDIR/batch"
  remember_links
  try_traced -v up -f "$BATS_TEST_TMPDIR/tuntab"
  assert_status 0
  [[ $(grep -cE '^tap[0-9]+: unchanged$' <<<"$stderr") -eq 1000 ]]
  [[ $(calls 'send') -eq 2 && $(calls RTM_GETLINK) -eq 1 && $(calls RTM_GETADDR) -eq 1 ]] || fail "$(grep send "$TRACE" | head -5)"
  [[ $(calls '/dev/net/tun|TUN') -eq 0 ]]
  assert_links_unchanged
}

@test "up: entries of two bridges by turns look each bridge up once" {
  local number
  ip link add br0 type bridge
  ip link add br1 type bridge
  make_taps 40
  for number in {0..39}; do
    echo "link set dev tap$number master br$((number % 2))" >&3
    echo "tap$number --owner daemon --master br$((number % 2))"
  done >"$BATS_TEST_TMPDIR/tuntab" 3>"$BATS_TEST_TMPDIR/batch"
  ip -batch "$BATS_TEST_TMPDIR/batch"
  try_traced -v up -f "$BATS_TEST_TMPDIR/tuntab"
  assert_status 0
  [[ $(grep -cE '^tap[0-9]+: unchanged$' <<<"$stderr") -eq 40 ]]
  [[ $(calls 'send') -eq 3 ]] || fail "$(calls send) requests"
}

@test "up: an interrupt finishes the one at hand, and says how far it got" {
  names 300
  printf '%s --owner daemon\n' "${NAMES[@]}" >"$BATS_TEST_TMPDIR/tuntab"
  stop_at openat 100 -P /dev/net/tun -- up -f "$BATS_TEST_TMPDIR/tuntab"
  finish TERM
  assert_status 143
  assert_stderr_line 'tunadm: .*interrupted by SIGTERM: 100 of 300 .*'
  assert_taps 100 '$tun.persist and $tun.user == "daemon"'
  assert_taps 100
}

# slowly SECONDS ARG...: the program on a terminal, or with TERMINAL empty without one, where making 50 takes so long;
# all that it writes goes to $output.
slowly() {
  local delay=$(($1 * 1000000 / 50)) command
  shift
  command=(env ASAN_OPTIONS=detect_leaks=0 strace -f -qq -P /dev/net/tun -e trace=openat
    -e inject=openat:delay_exit="$delay" -o /dev/null "$TUNADM" "$@")
  TRIED="tunadm $* (slowly)"
  if [[ -n $TERMINAL ]]; then
    run script -qec "${command[*]@Q}" /dev/null </dev/null 3>&-
  else
    run "${command[@]}" 3>&-
  fi
}

@test "progress is shown on a terminal, after a second, and gives way to messages" {
  names 50
  ip link add tap49 type bridge
  TERMINAL=yes slowly 2 add "${NAMES[@]}"
  [[ $output == *$'\r'[0-9]*' of 50 added, '[0-9]*'/s'$'\e[K'* ]] || fail "no progress"
  [[ $output == *$'/s\e[K\r\e[Ktunadm: tap49: cannot create: an interface of that name exists'* ]] ||
    fail "the message stands behind the progress"
  delete_all_links
  TERMINAL=yes slowly 2 add "${NAMES[@]}"
  [[ $output == *$'/s\e[K\r\e[K' ]] || fail "the progress is not taken away"
}

@test "progress is shown nowhere else, and not with -q, nor of what takes no second" {
  names 50
  TERMINAL='' slowly 2 add "${NAMES[@]}"
  assert_status 0
  assert_stdout ''
  delete_all_links
  TERMINAL=yes slowly 2 -q add "${NAMES[@]}"
  assert_stdout ''
  delete_all_links
  TERMINAL=yes slowly 0 add "${NAMES[@]}"
  assert_stdout ''
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# socat of an ordinary user, on interfaces created by tunadm.
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2154 # jq; bats and lib/common set and use others

bats_require_minimum_version 1.5.0
: "${top_srcdir:?the source tree}"

setup() {
  # shellcheck source=tests/clients/clients.bash
  source "$top_srcdir/tests/clients/clients.bash"
  need socat
}

# The user lets tunadm attach, without privilege: with its TUN address socat 1.7 would set the flags of the link even if
# they are set already, and an owner may not do that.
joined_by_socat() {
  local mode=$1
  mount -t tmpfs -o mode=0755 tmpfs /mnt
  install -m 0755 "$TUNADM" /mnt/tunadm
  cable
  "$TUNADM" add t0 --mode "$mode" --owner "$OWNER" --address 10.9.0.1/24 --mtu 1400 --up 3>&-
  tunadm_there add t0 --mode "$mode" --owner "$OWNER" --address 10.9.0.2/24 --mtu 1400 --up
  client "$BATS_TEST_TMPDIR/here" /mnt/tunadm exec t0 -- \
    socat FD:3 UDP-DATAGRAM:198.51.100.2:4000,bind=198.51.100.1:4000
  HERE=$CLIENT
  client_there "$BATS_TEST_TMPDIR/there" /mnt/tunadm exec t0 -- \
    socat FD:3 UDP-DATAGRAM:198.51.100.1:4000,bind=198.51.100.2:4000
  soon ping -q -c 1 -W 1 10.9.0.2 >/dev/null || fail "$(cat "$BATS_TEST_TMPDIR"/*here)"
  umount /mnt
  ping -q -c 20 -i 0.01 -W 2 10.9.0.2 >/dev/null
}

@test "socat: two taps joined by datagrams, and refused is what would disturb it" {
  joined_by_socat tap
  [[ $(holders_of t0) == "socat $HERE" ]]
  try del t0
  assert_refused 5 t0 "cannot delete: in use by socat \(pid $HERE\)"
  ping -q -c 3 -i 0.01 -W 2 10.9.0.2 >/dev/null
}

@test "socat: two tuns joined by datagrams; it ends, and the interface is as before" {
  joined_by_socat tun
  release "$HERE"
  assert_link t0 '$tun.persist' "\$tun.user == \"$OWNER\"" '.addr_info[0].local == "10.9.0.1"' '.mtu == 1400'
  try del t0
  assert_silent
}

@test "socat: by the descriptor that exec passes, on an interface that goes with it" {
  "$TUNADM" exec job0 --mode tun --address 10.9.0.1/24 --up --user "$OWNER" -- \
    socat -u FD:3 OPEN:/dev/null 3>&- 2>"$BATS_TEST_TMPDIR/said" &
  CLIENT=$!
  HOLDERS+=("$CLIENT")
  soon link_exists job0
  soon eval '[[ $(holders_of job0) == "socat $CLIENT" ]]'
  echo word >/dev/udp/10.9.0.2/9
  soon eval '(($(to_client job0) > 0))'
  release "$CLIENT"
  assert_no_link job0
}

@test "socat: another user's is refused, and check said so" {
  "$TUNADM" add t0 --mode tap --owner "$OTHER" 3>&-
  try check t0 --user "$OWNER"
  assert_status 6
  client "$BATS_TEST_TMPDIR/here" socat TUN,tun-name=t0,tun-type=tap,iff-no-pi STDOUT
  wait_for "$CLIENT"
  [[ $STATUS -ne 0 ]]
  grep -q 'TUNSETIFF.*Operation not permitted' "$BATS_TEST_TMPDIR/here"
}

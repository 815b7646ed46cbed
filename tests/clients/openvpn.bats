#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# OpenVPN, an ordinary user's at both ends, on persistent interfaces that tunadm made and configured.
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2154 # jq; bats and lib/common set and use others

bats_require_minimum_version 1.5.0
: "${top_srcdir:?the source tree}"

setup() {
  # shellcheck source=tests/clients/clients.bash
  source "$top_srcdir/tests/clients/clients.bash"
  need openvpn openssl
  KEYS=$BATS_TEST_TMPDIR/keys
  # Where the ordinary user gets at his keys.
  mkdir "$KEYS"
  mount -t tmpfs -o mode=0755 tmpfs /mnt
  for end in here there; do
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=$end" -days 2 \
      -keyout "/mnt/$end.key" -out "/mnt/$end.crt" 2>/dev/null
    chown "$OWNER" "/mnt/$end.key"
  done
}

teardown() {
  umount /mnt
  ip link del cable
  release_all
  delete_all_links
}

# fingerprint END
fingerprint() {
  openssl x509 -noout -fingerprint -sha256 -in "/mnt/$1.crt" | cut -d= -f2
}

# options MODE END OTHER: what both ends have in common. The interface has its address already.
options() {
  printf '%s ' --dev t0 --dev-type "$1" --ifconfig-noexec --proto udp --cert "/mnt/$2.crt" --key "/mnt/$2.key" \
    --peer-fingerprint "$(fingerprint "$3")" --ping 1 --ping-restart 3
}

# joined_by_openvpn MODE: two daemons, HERE the pid of the one here.
joined_by_openvpn() {
  cable
  "$TUNADM" add t0 --mode "$1" --owner "$OWNER" --address 10.8.0.1/24 --up 3>&-
  tunadm_there add t0 --mode "$1" --owner "$OWNER" --address 10.8.0.2/24 --up
  # shellcheck disable=SC2046 # words
  client "$BATS_TEST_TMPDIR/here" openvpn $(options "$1" here there) --tls-server --dh none --lport 1194
  HERE=$CLIENT
  # shellcheck disable=SC2046
  client_there "$BATS_TEST_TMPDIR/there" openvpn $(options "$1" there here) --tls-client --nobind \
    --remote 198.51.100.1 1194
  soon grep -q 'Initialization Sequence Completed' "$BATS_TEST_TMPDIR/there" || fail "$(cat "$BATS_TEST_TMPDIR"/*here)"
  soon ping -q -c 1 -W 1 10.8.0.2 >/dev/null
}

@test "OpenVPN: a tun at each end, and a ping across" {
  joined_by_openvpn tun
  ping -q -c 20 -i 0.01 -W 2 10.8.0.2 >/dev/null
  [[ $(holders_of t0) == "openvpn $HERE" ]]
  try del t0
  assert_refused 5 t0 "cannot delete: in use by openvpn \(pid $HERE\)"
  try set-mtu t0 1400
  assert_silent
  ping -q -c 3 -i 0.01 -W 2 10.8.0.2 >/dev/null
}

@test "OpenVPN: a tap at each end; a daemon ends, its interface stays, and it attaches again" {
  joined_by_openvpn tap
  ping -q -c 3 -i 0.01 -W 2 10.8.0.2 >/dev/null
  release "$HERE"
  assert_link t0 '$tun.persist' "\$tun.user == \"$OWNER\"" '.addr_info[0].local == "10.8.0.1"'
  try check t0 --user "$OWNER"
  assert_status 0
  # shellcheck disable=SC2046
  client "$BATS_TEST_TMPDIR/here" openvpn $(options tap here there) --tls-server --dh none --lport 1194
  soon ping -q -c 1 -W 1 10.8.0.2 >/dev/null
}

@test "OpenVPN: on one of the other mode it fails, and check said with which it would not" {
  "$TUNADM" add t0 --mode tap --owner "$OWNER" 3>&-
  try check t0 --user "$OWNER"
  assert_status 0
  grep -q tap <<<"$output"
  # shellcheck disable=SC2046
  client "$BATS_TEST_TMPDIR/here" openvpn $(options tun here there) --tls-server --dh none --lport 1194
  wait_for "$CLIENT"
  [[ $STATUS -ne 0 ]]
  grep -q 'Invalid argument' "$BATS_TEST_TMPDIR/here"
}

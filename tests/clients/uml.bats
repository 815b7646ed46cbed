#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# User Mode Linux, an ordinary user's, on a tap that tunadm made.
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2154 # jq; bats and lib/common set and use others

bats_require_minimum_version 1.5.0
: "${top_srcdir:?the source tree}"

setup() {
  # shellcheck source=tests/clients/clients.bash
  source "$top_srcdir/tests/clients/clients.bash"
  need linux.uml
  PATIENCE=100
}

@test "User Mode Linux: the guest pings the host, which keeps the tap from being deleted under it" {
  "$TUNADM" add tap0 --owner "$OWNER" --address 192.0.2.1/24 --up 3>&-
  client "$BATS_TEST_TMPDIR/guest" bash -c '
    . "$1/tests/lib/uml.bash"
    TMPDIR=/dev/shm uml_run -t 100 -m 128M -k vec0:transport=tap,ifname=tap0,depth=128,gro=0 sh -c "
      ip address add 192.0.2.2/24 dev vec0
      ip link set vec0 up
      ping -c 3 -i 0.2 -W 5 192.0.2.1
      ping -q -c 100 -i 0.2 -W 5 192.0.2.1 >/dev/null"' bash "$top_srcdir"
  guest=$CLIENT
  soon grep -q 'icmp_seq=3' "$BATS_TEST_TMPDIR/guest" || fail "$(cat "$BATS_TEST_TMPDIR/guest")"
  ping -q -c 3 -i 0.2 -W 2 192.0.2.2 >/dev/null
  [[ $(holders_of tap0) == linux* ]] || fail "$(holders_of tap0)"
  try del tap0
  assert_refused 5 tap0 'cannot delete: in use by linux[^ ]* \(pid [0-9]+\)'
  before=$(from_client tap0)
  try chown tap0 --owner "$OTHER"
  assert_silent
  soon from_client_more tap0 $((before + 3))
  release "$guest"
}

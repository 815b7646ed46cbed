#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# QEMU of an ordinary user, on taps created by tunadm. The guest is the boot ROM of the network card: it gets from the
# host an address by DHCP, and by HTTP a script that makes it fetch a file again and again.
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2154 # jq; bats and lib/common set and use others

bats_require_minimum_version 1.5.0
: "${top_srcdir:?the source tree}"

setup() {
  # shellcheck source=tests/clients/clients.bash
  source "$top_srcdir/tests/clients/clients.bash"
  need qemu-system-x86_64 dnsmasq
  # The ROM needs the first three; the rest shortens the boot.
  QEMU=(qemu-system-x86_64 -accel tcg -m 64 -display none -nodefaults -no-user-config -boot n)
  WEB=$BATS_TEST_TMPDIR/web
  mkdir "$WEB"
  printf '%s\n' '#!ipxe' ':again' 'imgfetch --name tick http://192.0.2.1/tick ||' 'imgfree tick ||' 'goto again' \
    >"$WEB/boot.ipxe"
  head -c 100000 /dev/zero >"$WEB/tick"
}

# serve NAME: serves what the guest asks for on that interface, which has 192.0.2.1.
serve() {
  # The files are in a directory that only root may read.
  dnsmasq --keep-in-foreground --conf-file=/dev/null --user=root --pid-file= --leasefile-ro --no-ping --port=0 \
    --interface="$1" --bind-dynamic --dhcp-range=192.0.2.50,192.0.2.60 \
    --dhcp-boot=http://192.0.2.1/boot.ipxe --log-facility=- >"$BATS_TEST_TMPDIR/dhcp" 2>&1 3>&- &
  HOLDERS+=($!)
  (cd "$WEB" && exec python3 -u -m http.server 80 >"$BATS_TEST_TMPDIR/http" 2>&1 3>&-) &
  HOLDERS+=($!)
}

# ticks: how often the guest has fetched the file, each time 100,000 bytes over TCP.
ticks() {
  grep -c 'GET /tick.* 200' "$BATS_TEST_TMPDIR/http"
}

ticks_more() {
  [[ $(ticks) -gt $1 ]]
}

# guest_works: from now on it fetches more.
guest_works() {
  soon ticks_more $(($(ticks) + 2)) || fail "the guest is silent: $(cat "$BATS_TEST_TMPDIR"/{qemu,dhcp})"
}

@test "QEMU: owner, group, persistence and MTU change under a guest, and its tap is not deleted" {
  "$TUNADM" add tap0 --owner "$OWNER" --address 192.0.2.1/24 --up 3>&-
  serve tap0
  client "$BATS_TEST_TMPDIR/qemu" "${QEMU[@]}" -netdev tap,id=n0,ifname=tap0,script=no,downscript=no \
    -device virtio-net-pci,netdev=n0
  guest_works
  carrier=$(carrier_changes tap0)
  [[ $(holders_of tap0) == "qemu-system-x86 $CLIENT" ]] || fail "$(holders_of tap0)"
  try show -p --noheadings -o name,owner,carrier,processes
  assert_stdout_line " *tap0 +$OWNER +yes +qemu-system-x86\($CLIENT\)"
  for change in "chown tap0 --owner $OTHER" "chown tap0 --group $OTHER_GROUP" 'set-mtu tap0 9000' 'set-mtu tap0 1400' \
    'persist tap0 off' 'persist tap0 on' 'add --ensure tap0 --txqueuelen 500' "chown tap0 --owner $OWNER"; do
    # shellcheck disable=SC2086 # words
    try $change
    assert_silent
    try del tap0
    assert_refused 5 tap0 "cannot delete: in use by qemu-system-x86 \(pid $CLIENT\)"
    assert_hint 'force'
  done
  assert_link tap0 '.mtu == 1400' '$tun.vnet_hdr' '$tun.persist' "\$tun.user == \"$OWNER\"" \
    "\$tun.group == \"$OTHER_GROUP\"" '.txqlen == 500'
  [[ $(carrier_changes tap0) -eq $carrier ]] || fail 'the carrier has changed'
  guest_works
  release "$CLIENT"
  try del tap0
  assert_silent
}

# The first program to attach decides about the virtio-net header; that is hold, which uses the recorded setting.
@test "QEMU: four queues, beside a holder that takes none of its packets" {
  "$TUNADM" add tap0 --owner "$OWNER" --multi-queue --vnet-hdr --address 192.0.2.1/24 --up 3>&-
  serve tap0
  "$TUNADM" hold tap0 3>&- &
  HOLDERS+=($!)
  soon eval '[[ $(tun_json tap0 | jq .numdisabled) -eq 1 ]]'
  client "$BATS_TEST_TMPDIR/qemu" "${QEMU[@]}" -smp 4 -netdev tap,id=n0,ifname=tap0,script=no,downscript=no,queues=4 \
    -device virtio-net-pci,netdev=n0,mq=on,vectors=10
  guest_works
  # The guest uses one processor: three queues are attached and detached, like that of hold.
  assert_link tap0 '$tun.numqueues == 1' '$tun.numdisabled == 4' '$tun.vnet_hdr'
  try set-mtu tap0 1400
  assert_silent
  try chown tap0 --group "$OTHER_GROUP"
  assert_silent
  try del tap0
  assert_refused 5 tap0 "cannot delete: in use by .*qemu-system-x86 \(pid $CLIENT\)"
  guest_works
}

@test "QEMU: by the descriptor that exec passes, on a tap that lives as long as the guest" {
  serve vm0
  "$TUNADM" exec vm0 --mode tap --address 192.0.2.1/24 --up --user "$OWNER" -- \
    "${QEMU[@]}" -netdev tap,id=n0,fd=3 -device virtio-net-pci,netdev=n0 >"$BATS_TEST_TMPDIR/qemu" 2>&1 </dev/null 3>&- &
  CLIENT=$!
  HOLDERS+=("$CLIENT")
  guest_works
  [[ $(ps -o user= -p "$CLIENT") == "$OWNER" ]]
  try set-mtu vm0 1400
  assert_silent
  try del vm0
  assert_refused 5 vm0 "cannot delete: in use by qemu-system-x86 \(pid $CLIENT\)"
  guest_works
  release "$CLIENT"
  assert_no_link vm0
}

@test "QEMU: two descriptors with a virtio-net header are two queues" {
  "$TUNADM" exec vm0 --mode tap --vnet-hdr --queues 2 --user "$OWNER" -- \
    "${QEMU[@]}" -S -netdev tap,id=n0,fds=3:4 -device virtio-net-pci,netdev=n0,mq=on,vectors=6 \
    >"$BATS_TEST_TMPDIR/qemu" 2>&1 </dev/null 3>&- &
  CLIENT=$!
  HOLDERS+=("$CLIENT")
  # Before QEMU starts the guest, it detaches the queues that the guest has not asked for.
  soon eval '[[ $(tun_json vm0 | jq "[.numqueues, .numdisabled]" -c) == "[1,1]" ]]' || fail "$(cat "$BATS_TEST_TMPDIR/qemu")"
  assert_link vm0 '$tun.vnet_hdr'
  release "$CLIENT"
  assert_no_link vm0
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm add: what it creates, option by option, and what it refuses to create.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common

@test "add makes a persistent tap without packet information that belongs to the caller" {
  try add tap0
  assert_silent
  assert_link tap0 '$tun.type == "tap"' '$tun.persist' '$tun.pi == false' '$tun.vnet_hdr == false' \
    '$tun.multi_queue == false' '$tun.user == "root"' '$tun.group == null' '.flags | index("UP") | not'
}

@test "the name decides the mode when --mode is not given" {
  try add tun0 tap0 tunnel tapestry
  assert_silent
  assert_link tun0 '$tun.type == "tun"'
  assert_link tunnel '$tun.type == "tun"'
  assert_link tap0 '$tun.type == "tap"'
  assert_link tapestry '$tun.type == "tap"'
}

@test "--mode wins over the name" {
  try add --mode tun tap0
  assert_silent
  assert_link tap0 '$tun.type == "tun"'
  try add -m tap tun0
  assert_silent
  assert_link tun0 '$tun.type == "tap"'
}

@test "any other name without --mode is a usage error" {
  try add vm0
  assert_status 2
  grep -q -- '--mode' <<<"$stderr"
  assert_links_unchanged
  try add TAP0
  assert_status 2
  assert_links_unchanged
}

@test "add --mode tap lets the kernel number it and prints the name" {
  try add --mode tap
  assert_status 0
  assert_stdout tap0
  assert_stderr ''
  assert_link tap0 '$tun.type == "tap"' '$tun.persist'
  try add --mode tap
  assert_stdout tap1
  try add --mode tun
  assert_stdout tun0
  assert_link tun0 '$tun.type == "tun"' '$tun.persist'
}

@test "add without a name and without a mode is a usage error" {
  try add
  assert_usage_error mode
  assert_links_unchanged
}

@test "a name with %d is numbered by the kernel, wherever it stands" {
  make_tap vm0
  try add --mode tap vm%d
  assert_status 0
  assert_stdout vm1
  assert_link vm1 '$tun.persist'
  try add tap%d-lan
  assert_stdout tap0-lan
  assert_link tap0-lan '$tun.type == "tap"'
}

@test "names that the kernel chose are printed a line each, given names are not" {
  try add tap%d tap7 tap%d
  assert_status 0
  assert_stdout $'tap0\ntap1'
  assert_link_exists tap7
}

@test "a chosen name is printed with -q too: it is the result" {
  try -q add --mode tap
  assert_status 0
  assert_stdout tap0
}

@test "-v says what was created, on stderr" {
  try -v add tap0
  assert_status 0
  assert_stdout ''
  assert_stderr 'tap0: created'
}

@test "--owner and --group by name" {
  need_root
  try add tap0 --owner "$OWNER" --group "$GROUP"
  assert_silent
  assert_link tap0 "\$tun.user == \"$OWNER\"" "\$tun.group == \"$GROUP\""
}

@test "--owner and --group by number" {
  need_root
  try add tap0 -u "$OWNER_UID" -g "$GROUP_GID"
  assert_silent
  assert_link tap0 "\$tun.user == \"$OWNER\"" "\$tun.group == \"$GROUP\""
}

@test "--group alone: no owner, so that the group decides" {
  need_root
  try add tap0 --group "$GROUP"
  assert_silent
  assert_link tap0 '$tun.user == null' "\$tun.group == \"$GROUP\""
}

@test "--anyone: no owner and no group" {
  try add tap0 --anyone
  assert_silent
  assert_link tap0 '$tun.user == null' '$tun.group == null'
}

@test "--anyone excludes --owner and --group" {
  try add tap0 --anyone --owner root
  assert_usage_error anyone
  try add tap0 --group root --anyone
  assert_usage_error anyone
  assert_links_unchanged
}

@test "--pi, --vnet-hdr and --multi-queue" {
  try add tap0 --pi
  assert_silent
  assert_link tap0 '$tun.pi' '$tun.vnet_hdr == false' '$tun.multi_queue == false'
  try add tap1 --vnet-hdr
  assert_silent
  assert_link tap1 '$tun.pi == false' '$tun.vnet_hdr' '$tun.multi_queue == false'
  try add tap2 --multi-queue
  assert_silent
  assert_link tap2 '$tun.pi == false' '$tun.vnet_hdr == false' '$tun.multi_queue'
  try add tun3 --pi --vnet-hdr --multi-queue
  assert_silent
  assert_link tun3 '$tun.pi' '$tun.vnet_hdr' '$tun.multi_queue'
}

@test "--mac, in either case" {
  try add tap0 --mac 02:00:00:aa:bb:cc
  assert_silent
  assert_link tap0 '.address == "02:00:00:aa:bb:cc"'
  try add tap1 --mac=52:54:00:AB:CD:EF
  assert_silent
  assert_link tap1 '.address == "52:54:00:ab:cd:ef"'
}

@test "--mtu, to both ends of the range" {
  try add tap0 --mtu 9000
  assert_silent
  assert_link tap0 '.mtu == 9000'
  try add tap1 --mtu 68
  assert_silent
  assert_link tap1 '.mtu == 68'
  try add tap2 --mtu 65521
  assert_silent
  assert_link tap2 '.mtu == 65521'
  try add tun3 --mtu 65535
  assert_silent
  assert_link tun3 '.mtu == 65535'
}

@test "--txqueuelen, none too" {
  try add tap0 --txqueuelen 2500
  assert_silent
  assert_link tap0 '.txqlen == 2500'
  try add tap1 --txqueuelen 0
  assert_silent
  assert_link tap1 '(.txqlen // 0) == 0'
}

@test "--up" {
  try add tap0 --up
  assert_silent
  assert_link tap0 '.flags | index("UP")'
}

@test "--master puts it into the bridge" {
  ip link add br0 type bridge
  try add tap0 --master br0
  assert_silent
  assert_link tap0 '.master == "br0"'
}

@test "the bridge's MTU does not drop when an interface with a larger one comes in" {
  make_tap tap9 && ip link set tap9 mtu 9000
  ip link add br0 type bridge
  ip link set tap9 master br0
  try add tap0 --mtu 9000 --master br0
  assert_silent
  assert_link br0 '.mtu == 9000'
}

@test "--address, both families, as often as wanted" {
  try add tap0 --address 192.0.2.1/24 --address 2001:db8::1/64 --address 198.51.100.7/32
  assert_silent
  assert_link tap0 \
    '[.addr_info[] | select(.family == "inet") | "\(.local)/\(.prefixlen)"] | sort
      == ["192.0.2.1/24", "198.51.100.7/32"]' \
    '[.addr_info[] | select(.scope == "global" and .family == "inet6") | "\(.local)/\(.prefixlen)"]
      == ["2001:db8::1/64"]'
}

@test "an IPv4 address gets the broadcast address that ip would give with 'brd +', or none" {
  try add tap0 --address 192.0.2.1/24
  assert_silent
  assert_link tap0 '[.addr_info[].broadcast // "192.0.2.255"] == ["192.0.2.255"]'
}

@test "all options at once" {
  need_root
  ip link add br0 type bridge
  try add --mode tap vm0 --owner "$OWNER" --group "$GROUP" --multi-queue --vnet-hdr \
    --mac 02:00:00:00:00:01 --mtu 1400 --txqueuelen 77 --up --master br0 --address 192.0.2.1/24
  assert_silent
  assert_link vm0 '$tun.type == "tap"' "\$tun.user == \"$OWNER\"" "\$tun.group == \"$GROUP\"" \
    '$tun.multi_queue' '$tun.vnet_hdr' '$tun.persist' '.address == "02:00:00:00:00:01"' '.mtu == 1400' \
    '.txqlen == 77' '.flags | index("UP")' '.master == "br0"' '.addr_info[0].local == "192.0.2.1"'
}

@test "several names get the same options" {
  try add vm0 vm1 vm2 --mode tap --mtu 1400
  assert_silent
  for name in vm0 vm1 vm2; do
    assert_link "$name" '.mtu == 1400' '$tun.persist' '$tun.user == "root"'
  done
}

@test "an interface that exists is a conflict, whatever it is, and stays as it is" {
  make_tap tap0
  make_tun tap1
  ip link add tap2 type bridge
  remember_links
  try add tap0
  assert_refused 4 tap0 'exists'
  try add tap1 --mtu 1400
  assert_refused 4 tap1 'exists'
  try add tap2
  assert_refused 4 tap2 'exists'
  try add lo --mode tap
  assert_refused 4 lo 'exists'
  assert_links_unchanged
}

@test "an interface in use of that name is a conflict too, and nobody is disturbed" {
  make_tap tap0
  hold tap0 tap -
  remember_links
  try add tap0
  assert_refused 4 tap0 'exists'
  assert_links_unchanged
  assert_answer flags 'flags 0x1802'
}

@test "several names: each is tried, each failure is reported, the first one's status is returned" {
  make_tap tap1
  try add tap0 tap1 tap2
  assert_refused 4 tap1 'exists'
  assert_link tap0 '$tun.persist'
  assert_link tap2 '$tun.persist'
}

@test "the same name twice is one interface and one conflict, or refused before anything is done" {
  try add tap0 tap0
  if [[ $status -eq 2 ]]; then
    assert_no_link tap0
  else
    assert_refused 4 tap0 'exists'
    assert_link_exists tap0
  fi
}

@test "a MAC on a tun is a conflict" {
  try add tun0 --mac 02:00:00:00:00:01
  assert_refused 4 tun0 'MAC|mac'
  assert_links_unchanged
}

@test "what the kernel refuses at a late step takes the whole interface back" {
  # IPv6 is off on this interface by default, so its address cannot be added, which is the last step.
  sysctl -qw net.ipv6.conf.default.disable_ipv6=1
  try add tap0 --mtu 1400 --up --address 192.0.2.1/24 --address 2001:db8::1/64
  sysctl -qw net.ipv6.conf.default.disable_ipv6=0
  assert_status 1
  assert_messages 1
  assert_stderr_line 'tunadm: tap0: .*'
  assert_links_unchanged
}

@test "an address may have a prefix of no bits, and be of this host alone" {
  try add tap0 --up --address 192.0.2.1/0 --address 127.9.9.9/32 --address 2001:db8::1/0
  assert_silent
  [[ $(ip -j addr show tap0 | jq -c '[.[0].addr_info[] | select(.scope != "link") | [.local, .prefixlen, .scope]] | sort') == \
    '[["127.9.9.9",32,"host"],["192.0.2.1",0,"global"],["2001:db8::1",0,"global"]]' ]]
  # And it already exists the next time.
  try -v add --ensure tap0 --address 192.0.2.1/0 --address 2001:db8::1/0
  assert_status 0
  assert_stderr_line 'tap0: unchanged'
}

@test "the kernel's own words are in the message where it has some" {
  sysctl -qw net.ipv6.conf.default.disable_ipv6=1
  try add tap0 --address 2001:db8::1/64
  sysctl -qw net.ipv6.conf.default.disable_ipv6=0
  assert_refused 1 tap0 'IPv6 is disabled on this device'
}

@test "a new interface is attached to by nobody and can be attached to at once" {
  try add tap0
  assert_silent
  hold tap0 tap -
  assert_answer flags 'flags 0x1802'
}

@test "the interface exists on after the program, and without a carrier" {
  try add tap0 --up
  assert_silent
  assert_link tap0 '.flags | index("LOWER_UP") | not'
}

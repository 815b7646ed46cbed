#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The hooks for ifupdown, with the real ifup and ifdown: each tunadm- keyword of a stanza, and what is refused.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common

# A private /etc/network that contains only our hook, generated as in the build.
setup() {
  remember_links
  if ! command -v ifup >/dev/null; then
    [[ -z ${CI-} ]] || fail "ifupdown is not installed"
    skip "ifupdown is not installed"
  fi
  mkdir "$BATS_TEST_TMPDIR/sbin" "$BATS_TEST_TMPDIR/state"
  ln -s "$TUNADM" "$BATS_TEST_TMPDIR/sbin/tunadm"
  mount -t tmpfs -o mode=0755 tmpfs /etc/network
  for phase in pre-up up down post-down; do
    mkdir "/etc/network/if-$phase.d"
  done
  sed "s|@sbindir@|$BATS_TEST_TMPDIR/sbin|g" "$top_srcdir/ifupdown/tunadm.in" >/etc/network/if-pre-up.d/tunadm
  chmod 0755 /etc/network/if-pre-up.d/tunadm
  cp -p /etc/network/if-pre-up.d/tunadm /etc/network/if-post-down.d
}

teardown() {
  release_all
  delete_all_links
  umount /etc/network 2>/dev/null || true
}

# stanza NAME LINE...: the only stanza there is, with these lines.
stanza() {
  local line
  {
    echo "iface $1 inet manual"
    for line in "${@:2}"; do
      echo "    $line"
    done
  } >/etc/network/interfaces
}

# try_if COMMAND ARG...: ifup or ifdown.
try_if() {
  try_command "$1" --state-dir "$BATS_TEST_TMPDIR/state" "${@:2}"
}

# refused NAME: ifup fails because of the hook, and nothing is created.
refused() {
  try_if ifup "$1"
  [[ $status -ne 0 ]] || fail "ifup succeeds"
  assert_stderr_line "tunadm: $2"
  assert_links_unchanged
}

@test "ifup makes the interface, ifdown deletes it" {
  stanza tap0 'tunadm-owner root'
  try_if ifup tap0
  assert_silent
  assert_link tap0 '$tun.type == "tap"' '$tun.persist' '$tun.user == "root"'
  try_if ifdown tap0
  assert_silent
  assert_no_link tap0
}

@test "addresses with a peer: ifupdown's own, and ours" {
  cat >/etc/network/interfaces <<'END'
iface tun0 inet static
    address 10.8.0.1
    netmask 255.255.255.255
    pointopoint 10.8.0.2
    tunadm-mode tun
    tunadm-address 10.9.0.1,peer=10.9.0.2 2001:db8::1,peer=2001:db8::2/64
END
  try_if ifup tun0
  assert_silent
  assert_link tun0 '.flags | index("UP")' \
    '.addr_info | map([.local, .address, .prefixlen]) | contains([["10.8.0.1", "10.8.0.2", 32],
      ["10.9.0.1", "10.9.0.2", 32], ["2001:db8::1", "2001:db8::2", 64]])'
  try_if ifdown tun0
  assert_silent
  assert_no_link tun0
}

@test "it is there before ifup gives it an address" {
  cat >/etc/network/interfaces <<'END'
iface tap0 inet static
    address 192.0.2.1/24
    tunadm-mac 02:00:00:00:00:01
    tunadm-mtu 9000
END
  try_if ifup tap0
  assert_silent
  assert_link tap0 '.address == "02:00:00:00:00:01"' '.mtu == 9000' '.flags | index("UP")' \
    '.addr_info | map(.local) | index("192.0.2.1")'
  try_if ifdown tap0
  assert_silent
  assert_no_link tap0
}

@test "there is a keyword for each option of add" {
  need_root
  ip link add br0 type bridge
  stanza vm0 'tunadm-mode tap' "tunadm-owner $OWNER" "tunadm-group $GROUP" 'tunadm-pi yes' 'tunadm-vnet-hdr yes' \
    'tunadm-multi-queue yes' 'tunadm-mac 02:00:00:00:00:01' 'tunadm-mtu 9000' 'tunadm-txqueuelen 17' 'tunadm-up yes' \
    'tunadm-master br0' 'tunadm-port isolated,learning=off' 'tunadm-address 192.0.2.1/24 2001:db8::1/64' 'tunadm-altname uplink the-first-of-the-two-uplinks' \
    'tunadm-addrgenmode none' "tunadm-alias It's the first --of \$two"
  try_if ifup vm0
  assert_silent
  assert_link vm0 '$tun.type == "tap"' "\$tun.user == \"$OWNER\"" "\$tun.group == \"$GROUP\"" '$tun.pi' \
    '$tun.vnet_hdr' '$tun.multi_queue' '.address == "02:00:00:00:00:01"' '.mtu == 9000' '.txqlen == 17' \
    '.flags | index("UP")' '.master == "br0"' '.addr_info | map(.local) | contains(["192.0.2.1", "2001:db8::1"])' \
    '.altnames == ["uplink", "the-first-of-the-two-uplinks"]' \
    '.ifalias == "It'\''s the first --of $two"'
  [[ $(ip -j -d link show dev vm0 | jq -r '.[0].inet6_addr_gen_mode') == none ]]
  stanza tap1 'tunadm-anyone yes'
  try_if ifup tap1
  assert_silent
  assert_link tap1 '$tun.user == null' '$tun.group == null'

  # And for no other.
  keywords=$(grep -ohE 'tunadm-[a-z-]+' "$BATS_TEST_FILENAME" | grep -vxF -e tunadm-onwer -e tunadm- | sort -u)
  options=$("$TUNADM" help add 3>&- | grep -oE -- '--[a-z][a-z-]+' |
    grep -vxF -e --ensure -e --no-settle -e --json -e --netns -e --quiet -e --verbose -e --help -e --version | sort -u | sed 's/^--/tunadm-/')
  [[ $keywords == "$options" ]] ||
    fail "keywords (<) and options (>):"$'\n'"$(diff <(echo "$keywords") <(echo "$options"))"
}

@test "yes and no have their usual synonyms" {
  for word in on true 1; do
    stanza tap0 "tunadm-vnet-hdr $word"
    try_if ifup tap0
    assert_silent
    assert_link tap0 '$tun.vnet_hdr'
    try_if ifdown tap0
  done
  for word in no off false 0; do
    stanza tap0 "tunadm-vnet-hdr $word"
    try_if ifup tap0
    assert_silent
    assert_link tap0 '$tun.vnet_hdr == false'
    try_if ifdown tap0
  done
  stanza tap0 'tunadm-vnet-hdr maybe'
  refused tap0 "tap0: tunadm-vnet-hdr: invalid value 'maybe': allowed are yes and no"
}

@test "a keyword that does not exist is refused" {
  stanza tap0 "tunadm-onwer $OWNER"
  refused tap0 'tap0: tunadm-onwer: unknown keyword'
}

@test "a bad value is refused by the program" {
  stanza tap0 'tunadm-mtu 70000'
  refused tap0 "--mtu: invalid value '70000': .*"
  stanza tap0 'tunadm-address 192.0.2.1/24 192.0.2.2/99'
  refused tap0 "--address: invalid value '192\\.0\\.2\\.2/99': .*"
  stanza tap0 'tunadm-vlan 10,pvid 5000'
  refused tap0 "--vlan: invalid value '5000': .*"
  stanza tap0 'tunadm-altname uplink a/b'
  refused tap0 "--altname: invalid value 'a/b': .*"
  stanza vm0 'tunadm-owner root'
  refused vm0 'vm0: cannot create: no mode is given.*'
}

@test "no value is ever a command, a pattern or an option" {
  cd "$BATS_TEST_TMPDIR"
  : >made-by-globbing
  for value in '$(touch made)' '`touch made`' '; touch made' '--anyone' '-e' '*' 'root --anyone'; do
    stanza tap0 "tunadm-owner $value"
    try_if ifup tap0
    [[ $status -ne 0 ]] || fail "ifup succeeds with the owner '$value'"
    grep -qF -- "tunadm: --owner: " <<<"$stderr" || fail "it is not the owner that is refused"
    grep -qF -- "'$value'" <<<"$stderr" || fail "the value came through as something else than '$value'"
  done
  stanza tap0 'tunadm-address *'
  try_if ifup tap0
  grep -qF "'*'" <<<"$stderr" || fail "the pattern was expanded"
  [[ ! -e made ]]
  assert_links_unchanged
}

@test "an interface that exists is brought in line" {
  make_tap tap0
  stanza tap0 'tunadm-mtu 9000'
  try_if ifup tap0
  assert_silent
  assert_link tap0 '.mtu == 9000' '$tun.user == null'
}

@test "what is no tun/tap interface is refused, and not deleted" {
  ip link add tap0 type bridge
  remember_links
  stanza tap0 'tunadm-mtu 9000'
  refused tap0 'tap0: .*'
  try_if ifdown --force tap0
  assert_stderr_line 'tunadm: tap0: cannot delete: .*'
  assert_link_exists tap0
}

@test "ifdown leaves alone what is in use, and says who uses it" {
  stanza tap0 'tunadm-owner root'
  try_if ifup tap0
  hold tap0 tap -
  try_if ifdown tap0
  assert_stderr_line "tunadm: tap0: cannot delete: in use by attach \\(pid $HOLDER\\)"
  assert_link_exists tap0
}

@test "ifdown of one that is gone already is no failure" {
  stanza tap0 'tunadm-owner root'
  try_if ifup tap0
  ip link del tap0
  try_if ifdown tap0
  assert_silent
}

@test "ifdown deletes by name, not by pattern" {
  make_tap vm1
  stanza 'vm*' 'tunadm-mode tap'
  try_if ifup 'vm*'
  assert_silent
  assert_link_exists 'vm*'
  try_if ifdown 'vm*'
  assert_silent
  assert_no_link 'vm*'
  assert_link_exists vm1
  # Also where there is nothing of that name.
  try_if ifdown --force 'vm*'
  assert_silent
  assert_link_exists vm1
}

@test "a stanza without our keywords is none of our business" {
  make_tap tap0
  stanza tap0 'mtu 1400' 'tunctl_user root'
  try_if ifup tap0
  assert_silent
  try_if ifdown tap0
  assert_silent
  assert_link_exists tap0
}

# two_stanzas FIRST SECOND [THIRD]: an inet, an inet6 and optionally a third stanza, with these lines.
two_stanzas() {
  cat >/etc/network/interfaces <<END
auto tap0
iface tap0 inet static
    address 192.0.2.1/24
    $1
iface tap0 inet6 static
    address 2001:db8::1/64
    dad-attempts 0
    $2
END
  [[ $# -lt 3 ]] || printf '%s\n' 'iface tap0 inet6 static' '    address 2001:db8::2/64' "    dad-attempts 0" "    $3" \
    >>/etc/network/interfaces
}

# goes_at_last: ifdown deletes it after the last stanza: no command of any stanza runs without the interface.
goes_at_last() {
  try_if ifup tap0
  assert_silent
  assert_link tap0 '.addr_info | map(.local) | contains(["192.0.2.1", "2001:db8::1"])'
  try_if ifdown tap0
  assert_status 0
  ! grep -q 'Cannot find device' <<<"$stderr" || fail 'it is gone too early'
  assert_no_link tap0
}

@test "all stanzas of an interface: made at the first, deleted at the last" {
  two_stanzas 'tunadm-owner root' '#'
  goes_at_last
  two_stanzas 'tunadm-owner root' '#' '#'
  goes_at_last
  # The keywords in each of them.
  two_stanzas 'tunadm-owner root' 'tunadm-owner root' 'tunadm-owner root'
  goes_at_last
  # A stanza of another interface between them does not matter, nor does a name with a pattern in it.
  two_stanzas 'tunadm-owner root' 'down ip link show dev tap0 >&2'
  printf '%s\n' 'auto tap1' 'iface tap1 inet manual' '    tunadm-owner root' >>/etc/network/interfaces
  try_if ifup tap0 tap1
  assert_silent
  try_if ifdown tap0 tap1
  grep -q ': tap0: ' <<<"$stderr" || fail 'it was not there any more'
  assert_links_unchanged
}

@test "two stanzas and a table of its own (-i): it is deleted, at the first at the latest" {
  two_stanzas 'tunadm-owner root' '#'
  mv /etc/network/interfaces "$BATS_TEST_TMPDIR/interfaces"
  try_if ifup -i "$BATS_TEST_TMPDIR/interfaces" tap0
  assert_silent
  try_if ifdown -i "$BATS_TEST_TMPDIR/interfaces" tap0
  assert_no_link tap0
}

@test "a logical interface: its stanzas count, and its mapping script is not run for them" {
  printf '%s\n' '#!/bin/sh' "echo x >>$BATS_TEST_TMPDIR/mapped" 'echo lab' >"$BATS_TEST_TMPDIR/map"
  chmod +x "$BATS_TEST_TMPDIR/map"
  two_stanzas 'tunadm-owner root' '#'
  sed -i -e '/^auto/d' -e 's/^iface tap0/iface lab/' /etc/network/interfaces
  printf '%s\n' 'mapping tap0' "    script $BATS_TEST_TMPDIR/map" >>/etc/network/interfaces
  try_if ifup tap0
  assert_silent
  try_if ifdown tap0
  ! grep -q 'Cannot find device' <<<"$stderr" || fail 'it is gone too early'
  assert_no_link tap0
  [[ $(wc -l <"$BATS_TEST_TMPDIR/mapped") -eq 1 ]] || fail 'the mapping script is run again'
}

@test "pre-up lines run before the hooks: what they do to the interface needs the hook as the first of them" {
  stanza tap0 'tunadm-owner root' 'pre-up ip link set tap0 multicast off'
  try_if ifup tap0
  grep -q 'Cannot find device' <<<"$stderr" || fail 'it is there earlier than the page says'
  assert_no_link tap0
  stanza tap0 'tunadm-owner root' 'pre-up /etc/network/if-pre-up.d/tunadm' 'pre-up ip link set tap0 multicast off'
  try_if ifup tap0
  assert_silent
  assert_link tap0 '$tun.user == "root"' '.flags | index("MULTICAST") | not'
  try_if ifdown tap0
  assert_silent
  assert_no_link tap0
  # So do lines that come later.
  stanza tap0 'tunadm-owner root' 'up ip link set tap0 multicast off' 'down ip link show dev tap0 >&2'
  try_if ifup tap0
  assert_silent
  assert_link tap0 '.flags | index("MULTICAST") | not'
  try_if ifdown tap0
  grep -q ': tap0: ' <<<"$stderr" || fail 'down lines come too late'
}

@test "post-down lines run after the hooks, when the interface is gone" {
  stanza tap0 'tunadm-owner root' 'post-down ip link show dev tap0 >&2 || true'
  try_if ifup tap0
  try_if ifdown tap0
  grep -q 'does not exist' <<<"$stderr" || fail 'it is still there'
}

@test "ifup -v says what was done" {
  stanza tap0 'tunadm-owner root'
  try_if ifup -v tap0
  assert_stderr_line 'tap0: created'
  try_if ifdown -v tap0
  assert_stderr_line 'tap0: deleted'
}

@test "without the program the hook does nothing" {
  rm "$BATS_TEST_TMPDIR/sbin/tunadm"
  make_tap tap0
  stanza tap0 'tunadm-onwer root'
  try_if ifup tap0
  assert_silent
  try_if ifdown tap0
  assert_silent
}

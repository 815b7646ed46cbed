#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm why: its command line, its output formats, and findings about a link and who is attached to it. Each code has a
# test in which it is true, and one that comes close.
# shellcheck disable=SC2030,SC2031,SC2154 # bats runs each test in a shell of its own, and sets stderr

load lib/common
load lib/why

@test "the command line" {
  make_tap tap0
  try why tap0 tap1
  assert_usage_error "unexpected operand 'tap1'"
  try why nosuch
  assert_refused 3 nosuch 'cannot explain: no such interface'
  try why lo
  assert_refused 4 lo 'not a tun/tap interface'
  try why 'vm*'
  assert_refused 3 'vm*' 'matches no'
}

@test "an interface that is up, addressed and attached: one line, and status 0" {
  make_tap tap0
  serve tap0
  try why tap0
  assert_status 0
  assert_stdout 'tap0: no problem found'
  assert_stderr ''
  healthy tap0
  assert_json '.[0].ifname == "tap0" and .[0].watch == []'
}

@test "a tun is healthy as a tap is" {
  make_tun tun0
  serve tun0 tun
  healthy tun0
}

@test "a finding is a line with its code, and a line with what to do" {
  make_tap tap0
  ip address add 192.0.2.1/24 dev tap0
  ip link set dev tap0 up
  try why tap0
  assert_status 1
  assert_stderr ''
  assert_stdout "tap0: problem: nobody is attached: it is like a cable that is not plugged in (no-carrier)
    hint: start the program that uses it; \`tunadm hold tap0\` gives it a carrier meanwhile"
  try -q why tap0
  assert_status 1
  assert_stdout 'tap0: problem: nobody is attached: it is like a cable that is not plugged in (no-carrier)'
}

@test "a note is no problem; quiet, there are no notes" {
  make_tap tap0 pi
  serve tap0 tap pi
  try why tap0
  assert_status 0
  [[ ${output%%$'\n'*} == 'tap0: note: '*' (packet-info)' ]]
  [[ ${output##*$'\n'} == 'tap0: no problem found' ]]
  try -q why tap0
  assert_status 0
  assert_stdout 'tap0: no problem found'
}

@test "a pattern: an answer for each, and the status of the worst" {
  make_tap vm1
  make_tap vm2
  serve vm1
  explain 'vm*'
  assert_status 1
  assert_json 'map(.ifname) == ["vm1", "vm2"]'
  assert_json '.[0].findings == [] and (.[1].findings | length) > 0'
}

@test "an alternative name will do" {
  make_tap tap0
  ip link property add dev tap0 altname uplink
  serve tap0
  healthy uplink
  assert_json '.[0].ifname == "tap0"'
}

@test "link-down" {
  make_tap tap0
  explain tap0
  finds problem link-down EIO
  hold tap0 tap -
  assert_answer send 'error EIO'
  hints link-down 'tunadm set tap0 --up'
  ip link set dev tap0 up
  explain tap0
  lacks link-down
  assert_answer send 'sent 60'
}

@test "no-carrier" {
  make_tap tap0
  ip link set dev tap0 up
  explain tap0
  finds problem no-carrier
  lacks carrier-off carrier-unknown
  hold tap0 tap -
  explain tap0
  lacks no-carrier
}

@test "no-carrier on a multi-queue interface, which tells of its queues" {
  make_tap tap0 multi_queue
  ip link set dev tap0 up
  explain tap0
  finds problem no-carrier
  hold tap0 tap multi_queue
  explain tap0
  lacks no-carrier carrier-off
}

@test "carrier-off: plugged out under the program" {
  make_tap tap0
  serve tap0
  ip link set dev tap0 carrier off
  explain tap0
  finds_only carrier-off
  finds problem carrier-off
  hints carrier-off 'carrier on'
  ip link set dev tap0 carrier on
  explain tap0
  lacks carrier-off
  assert_status 0
}

@test "carrier-off on a multi-queue interface" {
  make_tap tap0 multi_queue
  ip link set dev tap0 up
  hold tap0 tap multi_queue
  ip link set dev tap0 carrier off
  explain tap0
  finds problem carrier-off
  lacks no-carrier
}

@test "carrier-off: attached without raising the carrier" {
  make_tap tap0
  ip link set dev tap0 up
  hold tap0 tap no_carrier
  explain tap0
  finds problem carrier-off
}

@test "carrier-unknown: an ordinary user cannot look into the processes of others" {
  need_root
  make_tap tap0
  ip link set dev tap0 up
  explain_as "$OTHER" tap0
  finds problem carrier-unknown
  lacks no-carrier carrier-off
  [[ $stderr == 'note: some processes could not be looked into; root sees all' ]]
  explain tap0
  lacks carrier-unknown
  make_tap tap1 multi_queue
  ip link set dev tap1 up
  explain_as "$OTHER" tap1
  finds problem no-carrier
  lacks carrier-unknown
}

@test "queue-detached" {
  make_tap tap0 multi_queue
  serve tap0 tap multi_queue
  explain tap0
  lacks queue-detached
  assert_answer detach 'done'
  explain tap0
  finds problem queue-detached 'the attached queue is detached'
  lacks no-carrier
  hold tap0 tap multi_queue
  explain tap0
  lacks queue-detached
}

@test "mode-mismatch: a name that suggests the other mode" {
  make_tap tun7
  make_tun tap7
  make_tap tap0
  make_tun tun0
  make_tap vm0
  make_tun vpn0
  explain tun7
  finds note mode-mismatch 'it is a tap.*IFF_TAP'
  explain tap7
  finds note mode-mismatch 'it is a tun.*IFF_TUN'
  for name in tap0 tun0 vm0 vpn0; do
    explain "$name"
    lacks mode-mismatch
  done
}

@test "queue-mismatch: a multi-queue interface" {
  make_tap tap0 multi_queue
  make_tap tap1
  explain tap0
  finds note queue-mismatch IFF_MULTI_QUEUE
  explain tap1
  lacks queue-mismatch
}

@test "packet-info" {
  make_tap tap0 pi
  make_tap tap1
  explain tap0
  finds note packet-info '4 bytes'
  explain tap1
  lacks packet-info
}

# Whoever may create an interface chooses its name, and root pastes the hint.
# shellcheck disable=SC2016 # nothing is to be expanded
@test "a name is one word of a shell in every command of a hint, whatever is in it" {
  for name in '$(id)' 'a;id' 'a`id`' "a'b" "'" 'a*' '~root' '#a' '!a' 'a&b' 'a"b' 'a\b' 'a|b' '<a>' plain-0.1_; do
    ip tuntap add dev "$name" mode tap
    sysctl -qw "net/ipv6/conf/$name/disable_ipv6=1"
    explain "$name"
    for code in link-down ipv6-off; do
      hint=$(jq -r --arg code "$code" '.[0].findings[] | select(.code == $code).hint' <<<"$output")
      [[ $hint == '`'*'`' ]]
      hint=${hint#?}
      "$BASH" -c "tunadm() { \"\$TUNADM\" \"\$@\"; }; ${hint%?}" >/dev/null
    done
    assert_link "$name" '.flags | index("UP")'
    [[ $(sysctl -n "net/ipv6/conf/$name/disable_ipv6") == 0 ]]
    ip link del dev "$name"
  done
  ip tuntap add dev '$(id)' mode tap user root
  try check '$(id)' --user "$OTHER"
  [[ $stderr == *"\`tunadm chown '\$(id)' --owner "* ]]
}

@test "the manual's table of codes and the program's are the same" {
  manual=$(sed -n '/^\.Sh FINDINGS/,/^\.Sh/s/^\.It Li \([a-z0-9-]*\) Ta \([a-z]*\).*/\1 \2/p' "$top_srcdir/man/tunadm.8" |
    cut -d' ' -f1 | sort)
  source=$(sed -nE 's/^[[:space:]]*\.code = "([a-z0-9-]+)",$/\1/p' "$top_srcdir"/src/why/*.c | sort)
  [[ $(wc -l <<<"$source") -ge 12 ]]
  [[ $manual == "$source" ]] || fail "$(diff <(echo "$manual") <(echo "$source"))"
}

@test "the page on packets that do not come through has every code, and no other" {
  page=$(awk -F '|' '/^\|/ { print $3 }' "$top_srcdir/doc/no-packet.md" | grep -oE '\b[a-z][a-z0-9-]+\b' | sort -u)
  source=$(sed -nE 's/^[[:space:]]*\.code = "([a-z0-9-]+)",$/\1/p' "$top_srcdir"/src/why/*.c | sort)
  [[ $page == "$source" ]] || fail "$(diff <(echo "$page") <(echo "$source"))"
}

@test "every word in braces of a sentence or a hint is one that is filled in" {
  unknown=$(grep -hoE '\{[^}]*\}' "$top_srcdir"/src/why/*.c | grep -E '^\{[A-Za-z0-9]+\}$' |
    sort -u | grep -vxE '\{(IF|L3|TO|USER|[1-4]|0)\}') || true
  [[ -z $unknown ]] || fail "$unknown"
}

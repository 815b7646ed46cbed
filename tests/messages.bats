#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Messages: one form for all of them, and a suggestion for mistyped words.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common

# commands, options_of COMMAND: what the help lists.
commands() {
  "$TUNADM" --help 3>&- | sed -n 's/^  \([a-z][a-z-]*\) .*/\1/p'
}

options_of() {
  "$TUNADM" help "$1" 3>&- | sed -nE 's/^  (-., |    )(--[a-z-]+).*/\2/p'
}

# swapped WORD: its second and third letters after the dashes are swapped.
swapped() {
  sed -E 's/^(-*.)(.)(.)/\1\3\2/' <<<"$1"
}

@test "a command with two letters swapped: it is the hint" {
  for command in $(commands) delete list; do
    # "up" is too short for it.
    typed=$(swapped "$command")
    [[ $typed != "$command" ]] || continue
    try "$typed"
    assert_usage_error "^tunadm: $typed: unknown command\$"
    assert_hint "did you mean .tunadm $command.\\?"
  done
  assert_links_unchanged
}

@test "an option with two letters swapped: it is the hint, in every command that has it" {
  for command in $(but_help); do
    for option in $(options_of "$command"); do
      typed=$(swapped "$option")
      # Of three letters --pi is as near to --up as --up is.
      [[ $typed != "$option" && $option != --up ]] || continue
      try "$command" "$typed"
      assert_usage_error "^tunadm: $typed: unknown option\$"
      assert_hint "did you mean $option\\?"
    done
  done
  assert_links_unchanged
}

but_help() {
  commands | grep -vx help
}

@test "a letter too many, too few, another, a capital: the hint is still right" {
  for typed in shwo sho showw whow show-; do
    try "$typed"
    assert_hint 'tunadm show'
  done
  for typed in --ensur --ensuree --ansure --en-sure --ensuRe; do
    try add tap0 "$typed"
    assert_hint --ensure
  done
  assert_links_unchanged
}

@test "no option is proposed that the command does not take" {
  try del tap0 --ensur
  assert_usage_error ensur
  refute_stderr_line '.*did you mean.*'
  assert_hint 'tunadm del --help'
  try show --forc
  refute_stderr_line '.*did you mean.*'
}

# Errors of every kind, one command line each.
wrong_lines() {
  cat <<'END'
nosuch
-z
--nosuch
--mode
add
add vm0
add tap0 tap/1
add tap%d%d
add tap0 --mtu 70000
add tap0 --mtu 1
add tap0 --mtu x
add tap0 --mtu
add tap0 --up=yes
add tap0 --mac 01:00:00:00:00:01
add tap0 --mac 0
add tun0 --mac 02:00:00:00:00:01
add tap0 --owner no.such.user
add tap0 --group no.such.group
add tap0 --owner 4294967295
add tap0 --anyone --owner root
add tap0 --address 192.0.2.1
add tap0 --address 224.0.0.1/4
add tap0 --txqueuelen -1
add tap0 --master nosuch
add tap0 --master lo
add tun0 --master br0
add tap0 --mode tun --multi-queue --mtu 65535 --address 2001:db8::1/64 --master br0
add tap0 --mtu 1000 --address 2001:db8::1/64
add one
add --mode tap one
add --mode tap br0
add --mode tap held
add --ensure one --mode tun
add --ensure one --multi-queue
add --ensure one --anyone
add --ensure tap%d
add --ensure br0 --mode tap
-q -v add tap0
-n nosuch add tap0
-n /dev/null add tap0
del
del nosuch
del nosuch*
del br0
del held
del --force --idle one
persist
persist nosuch
persist one perhaps
persist one on off
chown one
chown nosuch --owner 0
chown br0 --owner 0
chown one --owner no.such.user
set-mac one
set-mac one 1
set-mac tun9 02:00:00:00:00:01
set-mac nosuch 02:00:00:00:00:01
set-mtu one
set-mtu one 1
set-mtu one 70000
set-mtu br0 1400
show nosuch
show br0
show -o nosuch
show -o
show -o name,,mtu
show --json -o name
show --tuntab --json
show --tuntab -p
up -f /nosuch
up -f /etc
up -f /dev/null
up -f TABLE
up -f TABLE nosuch
up -f OPEN_TO_ALL
up --force
down -f TABLE
down -f TABLE nosuch
check one
check nosuch --user root
check br0 --user root
check held --user root
check one --user no.such.user
check owned --user daemon
hold
hold nosuch
hold br0
hold held
hold one two
exec
exec one
exec one --
exec nosuch -- true
exec held -- true
exec br0 -- true
exec one -- /nosuch
exec one -- /etc
exec one --queues 0 -- true
exec one --queues 2 -- true
exec one --user no.such.user -- true
help nosuch
help add del
END
}

@test "every message has the one form" {
  make_tap one
  make_tap held
  make_tap other
  make_tun tun9
  ip tuntap add dev owned mode tap user 2 2>/dev/null
  ip link add br0 type bridge
  hold held tap -
  printf '%s\n' 'tap7 --mtu 1' 'vm7' 'tap8 --nosuch' 'tap8 "' 'other --mode tun' 'br0 --mode tap' 'other' >"$BATS_TEST_TMPDIR/table"
  echo tap7 >"$BATS_TEST_TMPDIR/writable"
  chmod 666 "$BATS_TEST_TMPDIR/writable"
  said=$BATS_TEST_TMPDIR/said
  while IFS= read -r line; do
    line=${line/TABLE/$BATS_TEST_TMPDIR/table}
    line=${line/OPEN_TO_ALL/$BATS_TEST_TMPDIR/writable}
    read -ra words <<<"$line"
    try "${words[@]}"
    [[ $status -ge 1 && $status -le 6 || $status -eq 126 || $status -eq 127 ]] || fail 'the status is none of ours'
    grep -q '^tunadm: ' <<<"$stderr" || fail 'no failure is reported'
    [[ $line == up* || $line == down* || -z $output ]] || fail 'something is on stdout'
    printf '%s\n' "$stderr" | sed "s|^|$line \|\| |" >>"$said"
  done < <(wrong_lines)
  offends() {
    local found
    found=$(awk -F ' [|][|] ' '{ print $2 "\t(" $1 ")" }' "$said" | grep -P -- "$1") || true
    [[ -z $found ]] || fail "$2:"$'\n'"$found" || return 1
  }
  [[ $(wc -l <"$said") -ge 120 ]]
  offends '^(?!tunadm: [^:]|hint: [^ ])' 'neither a failure nor a hint'
  offends '^tunadm: [^:\t]*\t' 'no object'
  offends '(?<![.][.])[.!]\t' 'it ends with a full stop'
  offends '  ' 'two spaces'
  offends ': :|::(?!\d)|: \t' 'an empty part'
  offends '^[^\t]{250}' 'it is too long'
  offends '(?i)^[^\t]*(\berror\b|ioctl|TUNSET|RTM_|errno|EINVAL|netlink|libnl|nla_|0x[0-9a-f])' 'it speaks of the inside'
  offends '(?i)^[^\t]*(Invalid argument|Unknown error|Success\b|unspecific|Operation not supported)' 'it does not say what is the matter'
  offends '(?i)^[^\t]*(\bplease\b|\bsorry\b|\bwarning\b|\bfatal\b|\bfailed\b|can.t|couldn.t|won.t)' 'another tone'
  offends '^hint: (?!ip netns)[A-Z]' 'a hint begins with a capital'
  # After the object comes a lower-case letter, except in the C library's messages.
  offends '^tunadm: [^\t]*: (?!No such|Is a|Not a|Permission denied|Operation not|Exec format)[A-Z][a-z]+ [a-z]' 'a capital'
  assert_link_exists one
  assert_no_link tap0
}

@test "an operand that fails is named in each message, however many there are" {
  make_tap one
  try del nosuch1 one nosuch2
  assert_status 3
  assert_messages 2
  assert_stderr_line 'tunadm: nosuch1: cannot delete: no such interface'
  assert_stderr_line 'tunadm: nosuch2: cannot delete: no such interface'
}

@test "-h is help wherever it stands among a command's own words, and not behind --" {
  for command in $(but_help); do
    try help "$command"
    help=$output
    for line in "$command -h" "$command nosuch -h" "-h $command" "-q $command --help" "$command --help nosuch one two three"; do
      # shellcheck disable=SC2086 # words
      try $line
      assert_status 0
      assert_stdout "$help"
      assert_stderr ''
    done
  done
  try exec one -m tap -- echo -h --help
  assert_status 0
  assert_stdout '-h --help'
}

@test "what runs out of descriptors before it knows an answer gives none" {
  need_root
  make_tap tap0 user "$OWNER"
  for limit in 4 5; do
    for command in "check tap0 --user $OWNER" 'why tap0' "why tap0 --user $OWNER" 'exec --stay -n /proc/self/ns/net tap0 -- true'; do
      # shellcheck disable=SC2086 # words
      try_command bash -c 'ulimit -n "$1"; shift; exec "$@"' sh "$limit" "$TUNADM" $command
      assert_status 1
      [[ $stderr =~ ^tunadm:\ (tap0|why|exec):\ cannot\ [a-z\ ]*:\ .*Too\ many\ open\ files$ ]] || fail "it said: $stderr"
    done
  done
}

@test "an empty word is shown as one" {
  try ''
  assert_refused 2 "''" '^unknown command$'
  make_tap tap0
  try exec tap0 -- ''
  assert_refused 127 "''" '^cannot run: command not found$'
}

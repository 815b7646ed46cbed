#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Names with every byte that the kernel allows, through every way to create and delete an interface: the table, tunctl,
# the units, the init script and the hook of ifupdown.
# shellcheck disable=SC1003,SC2016,SC2030,SC2031,SC2034,SC2154 # a backslash is meant; lib and bats set and use others

load lib/common

# Bytes, not characters. The names are "a" and "z" with a byte between that is no letter and no digit, and some that are
# made of nothing else.
setup() {
  export LC_ALL=C
  remember_links
  ODD=()
  local byte name
  for byte in {1..255}; do
    printf -v name '\\x%02x' "$byte"
    printf -v name 'a%bz' "$name"
    [[ $name == a[a-zA-Z0-9]z ]] || ! is_allowed "$name" || ODD+=("$name")
  done
  ODD+=('\' '*' '?' '[' '[a]' ']' '!' '#' '"' "'" '$(x)' '`x`' '&' ';' 'a\\b' '\\' '\x2d' 'vm\*' '\n' '{a,b}' '~' '=')
  # Words that the names do not mean, and that an unquoted name might.
  make_tap az
  make_tap aaz
  make_tap vmx
  make_tap x
  remember_links
}

# is_allowed NAME: by the kernel's dev_valid_name(), and by tunadm, which leaves % to %d.
is_allowed() {
  [[ $1 != *[$' \t\n\v\f\r\xa0/:%']* ]]
}

# each FUNCTION: calls it for each name; it deletes what it creates, and nothing else changes.
each() {
  local name
  ((${#ODD[@]} > 180)) || fail "only ${#ODD[@]} names"
  for name in "${ODD[@]}"; do
    "$1" "$name" || fail "the name is $(printf %q "$name")"
  done
  assert_links_unchanged
}

# is_there NAME, in the kernel's own list.
is_there() {
  [[ -e /proc/sys/net/ipv4/conf/$1 ]]
}

assert_made() {
  assert_silent && { is_there "$1" || fail 'it is not there'; }
}

assert_deleted() {
  assert_silent && { ! is_there "$1" || fail 'it is still there'; }
}

# quoted NAME: as tuntab(5) has it.
quoted() {
  printf "'%s'" "${1//\'/\'\\\'\'}"
}

by_name() {
  try add --mode tap -- "$1" && assert_made "$1" || return 1
  try set-mtu -- "$1" 1400 && assert_silent || return 1
  try del --if-exists -- "$1" && assert_deleted "$1"
}

by_table() {
  echo "$(quoted "$1") --mode tap" >"$BATS_TEST_TMPDIR/table"
  try up --file "$BATS_TEST_TMPDIR/table" && assert_made "$1" || return 1
  try down --file "$BATS_TEST_TMPDIR/table" && assert_deleted "$1"
}

by_tunctl() {
  TRIED="tunctl -t $1"
  capture "$TUNCTL" -t "$1" && assert_status 0 && assert_stderr '' || return 1
  is_there "$1" || fail 'it is not there' || return 1
  TRIED="tunctl -d $1"
  capture "$TUNCTL" -d "$1" && assert_status 0 && assert_stderr '' || return 1
  ! is_there "$1" || fail 'it is still there'
}

# by_unit NAME: with the words that the units have, %i being the name as systemd-escape writes it.
by_unit() {
  local instance
  instance=$(escaped "$1")
  echo "$(quoted "$1") --mode tap" >"$BATS_TEST_TMPDIR/table"
  unit 'tunadm@' ExecStart "$instance" && assert_made "$1" || return 1
  unit 'tunadm@' ExecReload "$instance" && assert_made "$1" || return 1
  unit 'tunadm@' ExecStop "$instance" && assert_deleted "$1"
}

# escaped NAME: each byte that a unit's name may not hold by its number; the dash and the backslash are such.
escaped() {
  local i c text=
  for ((i = 0; i < ${#1}; i++)); do
    c=${1:i:1}
    case $c in
    [a-zA-Z0-9:_.]) text+=$c ;;
    *) printf -v c '\\x%02x' "'$c" && text+=${c: 0:2}${c: -2} ;;
    esac
  done
  printf %s "$text"
}

# unit NAME KEY INSTANCE: that line of the unit, as systemd runs it; with the test's own table.
unit() {
  local line words=()
  line=$(sed -n "s|^$2=@sbindir@/||p" "$top_srcdir/systemd/$1.service.in")
  [[ $line == tunadm\ *' -- %i' ]] || fail "the unit runs something else: $line" || return 1
  read -ra words <<<"${line#tunadm }"
  words[-1]=$3
  try "${words[0]}" --file "$BATS_TEST_TMPDIR/table" "${words[@]:1}"
}

by_hook() {
  TRIED="ifup $1"
  capture env IFACE="$1" MODE=start IF_TUNADM_MODE=tap sh "$HOOK" && assert_made "$1" || return 1
  TRIED="ifdown $1"
  capture env IFACE="$1" MODE=stop IF_TUNADM_MODE=tap sh "$HOOK" && assert_deleted "$1"
}

@test "by add, set-mtu and del" {
  each by_name
}

@test "by the table" {
  each by_table
}

@test "by tunctl" {
  TUNCTL=$BATS_TEST_TMPDIR/tunctl
  ln -s "$TUNADM" "$TUNCTL"
  each by_tunctl
}

@test "by the units for one entry" {
  each by_unit
}

@test "systemd-escape writes names as these tests do" {
  command -v systemd-escape >/dev/null || skip "systemd-escape is not installed"
  for name in "${ODD[@]}"; do
    # It takes a dash for a slash, and a dot at the beginning for a file that is hidden.
    [[ $(systemd-escape -- "$name") == "$(escaped "$name")" ]] || fail "$name: $(systemd-escape -- "$name"), $(escaped "$name")"
  done
}

@test "by the unit's instance as it stands, where that is a unit's name" {
  for name in vm-1 a.b a_b a@b; do
    echo "$name --mode tap" >"$BATS_TEST_TMPDIR/table"
    unit 'tunadm@' ExecStart "$name" && assert_made "$name"
    unit 'tunadm@' ExecStop "$name" && assert_deleted "$name"
  done
}

@test "what no systemd-escape has written is refused" {
  for name in 'a\b' 'a\x' 'a\x2' 'a\x2g' 'a\X2d' '\' 'a\x00' 'a\x2Fb' 'a\x2fb' 'a\x3ab'; do
    for command in up down hold; do
      try "$command" --escaped -- "$name"
      assert_refused 2 NAME .
    done
  done
  # A name, not a pattern.
  printf '%s --mode tap\n' vm0 vm1 >"$BATS_TEST_TMPDIR/table"
  try up --file "$BATS_TEST_TMPDIR/table" --escaped 'vm\x2a'
  assert_refused 3 'vm*' 'no such entry'
  try hold --escaped 'v\x2a'
  assert_refused 3 'v*' 'no such interface'
  assert_links_unchanged
}

@test "by the init script, all at once" {
  mkdir "$BATS_TEST_TMPDIR/etc" "$BATS_TEST_TMPDIR/sbin"
  ln -s "$TUNADM" "$BATS_TEST_TMPDIR/sbin/tunadm"
  sed -e "s|@sbindir@|$BATS_TEST_TMPDIR/sbin|" -e "s|@sysconfdir@|$BATS_TEST_TMPDIR/etc|" \
    "$top_srcdir/init/lsb/tunadm.in" >"$BATS_TEST_TMPDIR/script"
  for name in "${ODD[@]}"; do
    echo "$(quoted "$name") --mode tap"
  done >"$BATS_TEST_TMPDIR/etc/tuntab"
  try_command sh "$BATS_TEST_TMPDIR/script" start
  assert_status 0
  for name in "${ODD[@]}"; do
    is_there "$name" || fail "$(printf %q "$name") is not there"
  done
  try_command sh "$BATS_TEST_TMPDIR/script" status
  assert_status 0
  try_command sh "$BATS_TEST_TMPDIR/script" stop
  assert_status 0
  assert_links_unchanged
}

@test "by the hook of ifupdown" {
  HOOK=$BATS_TEST_TMPDIR/hook
  mkdir "$BATS_TEST_TMPDIR/sbin"
  ln -s "$TUNADM" "$BATS_TEST_TMPDIR/sbin/tunadm"
  sed "s|@sbindir@|$BATS_TEST_TMPDIR/sbin|" "$top_srcdir/ifupdown/tunadm.in" >"$HOOK"
  each by_hook
}

# What others may call an interface besides, and say of it: the kernel takes any byte.
FOREIGN=(a/b '../../x' ' ' 'a b' a:b -a --help . 'vm*' '[x]' "'" '"' '\' '$(id)' '%s%n' $'a\nb' $'\n' $'a\tb' $'a\rb' $'a\033[31mb'
  $'a\177b' $'a\302\233b' $'a\342\200\256b' $'\377' $'a\303' $'\355\240\200' 'ä')

# foreign NAME TEXT: NAME has TEXT for its only alternative name and for its alias.
foreign() {
  ip link set "$1" alias "$2" && give_altname "$1" "$2"
}

without_foreign() {
  ip link set "$1" alias '' && "$TUNADM" set "$1" "--no-altname=$2"
}

# assert_lines COUNT: stdout has that many lines, and no terminal shows more.
assert_lines() {
  [[ $(wc -l <<<"$output") -eq $1 ]] || fail "$1 lines were expected"
  refute_control_characters "$output"
}

@test "alternative names and aliases of others: a line each in the table, and what JSON is" {
  local text bytes ip
  for text in "${FOREIGN[@]}"; do
    TRIED=$(printf 'the name is %q' "$text")
    foreign x "$text"
    bytes=$(printf %s "$text" | od -An -v -tx1 | tr -d ' \n')
    try show --noheadings -o name,altnames,alias,mtu x
    assert_status 0
    assert_lines 1
    [[ $output == 'x '*' 1500' ]] || fail "the line is broken"
    try_on_terminal 200 "$TUNADM" show --noheadings -o name,altnames,alias,mtu x
    assert_lines 1
    try show --json x
    assert_status 0
    # Any reader of JSON takes it, and it has all bytes.
    python3 -c 'import json, sys
link = json.loads(sys.stdin.buffer.read().decode("utf-8", "strict"))[0]
expected = bytes.fromhex(sys.argv[1])
def given(value, hexadecimal):
    return value.encode() if hexadecimal is None else bytes.fromhex(hexadecimal)
assert given(link["ifalias"], link.get("ifalias_hex")) == expected, link
assert given(link["altnames"][0], link.get("altnames_hex", [None])[0]) == expected, link' "$bytes" <<<"$output" || fail "$output"
    # Where ip(8) prints what JSON is, it is the same.
    ip=$(ip -j -d link show dev x)
    if iconv -f UTF-8 -t UTF-8 <<<"$ip" 2>/dev/null | jq -e . >/dev/null 2>&1; then
      [[ $(jq -c '.[0] | {ifalias, altnames}' <<<"$ip") == "$(jq -c '.[0] | {ifalias, altnames}' <<<"$output")" ]] ||
        fail "ip has something else: $ip"
      assert_json '.[0] | (has("ifalias_hex") or has("altnames_hex")) | not'
    fi
    without_foreign x "$text"
  done
  assert_links_unchanged
}

@test "alternative names and aliases of others: an entry is one line, or lacks them, with a note" {
  local text
  for text in "${FOREIGN[@]}"; do
    TRIED=$(printf 'the name is %q' "$text")
    foreign x "$text"
    try show --tuntab x
    assert_status 0
    assert_lines 1
    table "$output"
    if [[ $stderr ]]; then
      assert_stderr_line 'note: x: left out: what --alt?(name|ias) does not take'
    else
      [[ $output == *' --altname '* && $output == *' --alias '* ]] || fail "it is left out without a word"
    fi
    # What is written means the same, and up has nothing to do.
    try -v up -f "$TABLE"
    assert_stderr 'x: unchanged'
    without_foreign x "$text"
  done
  assert_links_unchanged
}

@test "alternative names of others in messages, checks and findings: no terminal obeys them" {
  local text
  hold x tap -
  for text in "${FOREIGN[@]}"; do
    TRIED=$(printf 'the name is %q' "$text")
    foreign x "$text"
    for command in 'del --' 'check --user daemon --' 'why --' 'set --mtu 1 --' 'set --altname lo --' 'show --' 'hold --' \
      'add -m tap --' 'wait --timeout 0 --until idle --'; do
      # shellcheck disable=SC2086 # words
      try $command "$text"
      refute_control_characters "$output$stderr"
      [[ $(grep -c '^tunadm: ' <<<"$stderr") -le 1 ]] || fail "a message is broken"
    done
    without_foreign x "$text"
  done
  release
  assert_links_unchanged
}

@test "a name that others took is told of safely" {
  foreign x $'a\342\200\256b'
  try add tap7 --altname $'a\342\200\256b'
  assert_refused 4 tap7 'an interface has the name .a\\xe2\\x80\\xaeb. already'
}

#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# What people see: on terminals of any width and kind, in a pipe, in any locale, and with names made to do harm.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common

# widest: the columns of the longest line.
widest() {
  wc -L <<<"$output"
}

@test "the usual columns fit a terminal of 80, for names of usual length" {
  for name in tap0 vm-web-1 tun1234567; do
    ip tuntap add dev "$name" mode tap user "$OWNER" group "$GROUP" multi_queue 2>/dev/null
  done
  try_on_terminal 80 "$TUNADM" show
  assert_status 0
  [[ $(widest) -le 80 ]] || fail "a line has $(widest) columns"
  [[ ${#lines[@]} -eq 4 ]]
}

@test "on a narrow terminal nothing is cut, and the program's output is the same on any, but for control characters" {
  make_tap tap0
  make_tap 123456789012345 user "$OWNER"
  for arguments in show 'show -p' 'show --json' 'show --tuntab' --help 'help add' 'del nosuch' 'add --mtu' nosuch; do
    # shellcheck disable=SC2086 # words
    try_command bash -c '"$@" 2>&1' bash "$TUNADM" $arguments
    expected=$output
    for columns in 20 40 80 200; do
      # shellcheck disable=SC2086
      try_on_terminal "$columns" "$TUNADM" $arguments
      assert_stdout "$expected"
    done
  done
}

@test "no colours and no escape sequences, whatever terminal it is" {
  make_tap tap0
  for setting in TERM=xterm-256color TERM=dumb TERM= NO_COLOR=1 CLICOLOR_FORCE=1 COLUMNS=10 LS_COLORS=di=1; do
    for arguments in show 'show --json' --help 'del nosuch' '-v set-mtu tap0 1400' '-v up -f /nosuch'; do
      # shellcheck disable=SC2086 # words
      try_on_terminal 80 env "$setting" "$TUNADM" $arguments
      refute_control_characters "$output"
    done
  done
}

# slow: what makes the call before the second interface take longer than a person likes to wait.
slow=(strace -o /dev/null -e trace=ioctl -e inject=ioctl:delay_exit=1200000:when=2)

@test "long work shows how far it is, on a terminal that can go back in a line, and clears it away" {
  try_on_terminal 80 env TERM=xterm ASAN_OPTIONS=detect_leaks=0 "${slow[@]}" "$TUNADM" add tap0 tap1 tap2
  assert_status 0
  [[ $output == *$'\r1 of 3 added'* ]] || fail 'no progress is shown'
  [[ $output == *$'\r\033[K' ]] || fail 'the line is not cleared'
}

@test "no progress in a file, on a dumb terminal, with -q, or with -v" {
  try_command env ASAN_OPTIONS=detect_leaks=0 "${slow[@]}" "$TUNADM" add tap0 tap1
  assert_silent
  try_on_terminal 80 env TERM=dumb ASAN_OPTIONS=detect_leaks=0 "${slow[@]}" "$TUNADM" add tap2 tap3
  assert_stdout ''
  try_on_terminal 80 env TERM=xterm ASAN_OPTIONS=detect_leaks=0 "${slow[@]}" "$TUNADM" add -q tap4 tap5
  assert_stdout ''
  try_on_terminal 80 env TERM=xterm ASAN_OPTIONS=detect_leaks=0 "${slow[@]}" "$TUNADM" add -v tap6 tap7
  assert_stdout $'tap6: created\ntap7: created'
}

@test "any locale, one that is missing too: the same words, and the same table of plain names" {
  make_tap tap0 user "$OWNER"
  for arguments in show 'show --json' --help 'del nosuch' 'add --mtu' 'add tap1 --mtu 1'; do
    # shellcheck disable=SC2086 # words
    try $arguments
    expected=$status:$output:$stderr
    for locale in C C.UTF-8 POSIX de_DE.UTF-8 ja_JP.eucJP no_such.locale ''; do
      # shellcheck disable=SC2086
      try_command env LC_ALL= LANG="$locale" LC_ALL="$locale" LANGUAGE=de "$TUNADM" $arguments
      [[ $status:$output:$stderr == "$expected" ]] || fail "in '$locale' it is otherwise"
    done
  done
}

@test "a name in UTF-8 is shown where the locale knows it, aligned, and escaped where it does not" {
  make_tap tapä
  make_tap tapb
  try_command env LC_ALL=C.UTF-8 "$TUNADM" show -o name,mode
  assert_stdout $'NAME MODE\ntapb tap\ntapä tap'
  try_command env LC_ALL=C "$TUNADM" show -o name,mode --noheadings
  assert_stdout $'tapb        tap\ntap\\xc3\\xa4 tap'
  try_command env LC_ALL=C "$TUNADM" del tapc tapö
  assert_stderr_line 'tunadm: tap\\xc3\\xb6: cannot delete: .*'
}

# Every byte that a name may have and a terminal could take for a command, ten to a name.
bad_names() {
  local byte name='' count=0
  for byte in {1..8} {14..31} {127..159} {161..255}; do
    name+=$(printf '\\x%02x' "$byte")
    if ((++count % 10 == 0 || byte == 255)); then
      printf '%b\n' "n$count$name"
      name=
    fi
  done
}

@test "no control character of any name reaches a terminal" {
  mapfile -t names < <(bad_names)
  [[ ${#names[@]} -eq 16 ]]
  for name in "${names[@]}"; do make_tap "$name"; done
  table=$BATS_TEST_TMPDIR/table
  "$TUNADM" show --tuntab 3>&- >"$table"
  set -f
  for arguments in show 'show n*' 'show --tuntab' "up --dry-run -f $table" "-v up -f $table" "down --dry-run -f $table" \
    '-v persist n*' '-v set-mtu n* 1400' '-v set-mac n* 02:00:00:00:00:01' '-v chown n* -u 0' '-v del --idle n*' \
    "-v up -f $table"; do
    # shellcheck disable=SC2086 # words
    try_on_terminal 80 "$TUNADM" $arguments
    [[ $output == *n10* ]] || fail 'the names are not shown'
    refute_control_characters "$output"
  done
}

@test "no control character of the command line comes back to the terminal" {
  mapfile -t names < <(bad_names)
  for word in "${names[@]:0:5}"; do
    for line in 'set-mtu WORD 1' 'set-mtu lo WORD' 'set-mac lo WORD' 'show WORD' 'add WORD' 'del WORD' '-n WORD show' \
      'add --owner WORD' 'add --mode WORD' 'add --address WORD' WORD 'help WORD' 'show -o WORD' 'up -f WORD' 'up WORD' \
      'check WORD --user daemon' 'check lo --user WORD' 'exec WORD -- true' 'exec lo -- WORD' 'hold WORD' '--WORD' '-WORD' \
      'persist lo WORD' 'show --json=WORD'; do
      read -ra words <<<"$line"
      try "${words[@]/WORD/"$word"}"
      [[ $status -ne 0 ]] || fail 'it is taken'
      refute_control_characters "$output$stderr"
    done
  done
}

@test "what nobody sees in a name, and what turns the writing around, is escaped on a terminal and in messages" {
  # U+202E, U+2066, U+200B, U+FEFF, U+00A0 is no part of a name, U+00AD, U+3164, and a C1 control, which UTF-8 hides
  # from who looks for single bytes.
  for name in $'t\u202e0pat' $'x\u2066y' $'tap\u200b0' $'\ufefftap1' $'t\u00adap2' $'\u3164' $'t\u009b1m'; do
    make_tap "$name"
  done
  table=$BATS_TEST_TMPDIR/table
  "$TUNADM" show --tuntab 3>&- >"$table"
  for arguments in show 'show --json' 'show --tuntab' "up --dry-run -f $table" "up --json -f $table" "-v up -f $table" \
    "-v down -f $table"; do
    # shellcheck disable=SC2086 # words
    try_on_terminal 80 "$TUNADM" $arguments
    assert_status 0
    ! LC_ALL=C.UTF-8 grep -q $'[\u00ad\u009b\u200b\u202e\u2066\u3164\ufeff]' <<<"$output" || fail 'it came through'
    [[ $output == *@('\xe2\x80\xae'|'\u202E')0pat* ]] || fail 'it is not escaped'
  done
  try del $'t\u202e0pat'
  assert_refused 3 't\xe2\x80\xae0pat' 'no such interface'
  # A program that reads it gets it as it is.
  make_tap $'t\u202e0pat'
  try show --json
  assert_json '.[0].ifname == "t\u202e0pat"'
  try show --tuntab
  [[ $output == $'t\u202e0pat '* ]] || fail 'a file would hold another name'
}

@test "of a word that is too long to read, a message has the beginning" {
  word=$(printf '%0100000d' 7)
  for line in 'set-mtu WORD 1' 'set-mtu lo WORD' 'set-mac lo WORD' 'show WORD' 'add WORD' 'del WORD' '-n WORD show' \
    'add --owner WORD' 'add --mode WORD' 'add --address WORD' WORD 'help WORD' 'show -o WORD' 'up -f WORD' 'up WORD' \
    'check WORD --user daemon' 'check lo --user WORD' 'exec WORD -- true' 'exec lo -- WORD' 'hold WORD' '--WORD' '-WORD' \
    'persist lo WORD' 'persist lo on WORD' 'show --json=WORD' 'why WORD' 'why lo --to WORD'; do
    read -ra words <<<"$line"
    try "${words[@]/WORD/"$word"}"
    [[ $status -ne 0 ]] || fail 'it is taken'
    [[ ${#stderr} -lt 2000 ]] || fail "it says ${#stderr} bytes about '$line'"
  done
  try add "$word"
  grep -Eq "'0{100,}\.\.\.': the name has 100000 bytes" <<<"$stderr" || fail 'not the beginning'
  # Cut between two characters, and not within one.
  try add --owner "$(printf 'ä%.0s' {1..5000})" tap0
  grep -Eq "'(ä)+\.\.\.'" <<<"$stderr" || fail 'a character is cut'
}

@test "JSON is valid and whole for every name, and so is --tuntab" {
  mapfile -t names < <(bad_names)
  names+=('"' \\ "'" 'a"b\c' '<!--' $'\177' 'tä')
  for name in "${names[@]}"; do make_tap "$name"; done
  try show --json
  assert_status 0
  assert_json "length == ${#names[@]}"
  assert_json 'map(.ifname) | index("\"") and index("\\") and index("a\"b\\c") and index("\u007f") and index("tä")'
  try show --tuntab
  assert_status 0
  table=$output
  remember_links
  try_command bash -c 'printf "%s\n" "$2" | "$1" -v up -f -' bash "$TUNADM" "$table"
  assert_status 0
  [[ $(grep -c ': unchanged$' <<<"$stderr") -eq ${#names[@]} ]] || fail 'it does not find all of them again'
  assert_links_unchanged
}

@test "a stderr that is full or closed changes nothing of the status" {
  make_tap tap0
  for to in '2>/dev/full' '2>&-' '2>&- >&- <&-'; do
    try_command bash -c '"$@"'" $to" bash "$TUNADM" del nosuch
    assert_status 3
    try_command bash -c '"$@"'" $to" bash "$TUNADM" -v set-mtu tap0 1400
    assert_status 0
    try_command bash -c '"$@"'" $to" bash "$TUNADM" nosuch
    assert_status 2
  done
}

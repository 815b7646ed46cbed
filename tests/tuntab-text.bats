#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Files as editors and programs write them: encodings, ends of lines, odd bytes, and words of any length.
# shellcheck disable=SC1003,SC2016,SC2030,SC2031,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common

# up [ARG...]: brings $TABLE up.
up() {
  try up -f "$TABLE" "$@"
}

@test "a backslash at the very end of the file, and a last line that is not ended" {
  raw_table 'tap0 --mtu 1400 \\\n'
  up
  assert_silent
  assert_link tap0 '.mtu == 1400'
  raw_table 'tap1\ntap2 --mtu 1402'
  up
  assert_silent
  assert_link tap2 '.mtu == 1402'
  raw_table 'tap3 --mtu 1403 \\'
  up
  [[ $status -eq 0 || $status -eq 2 ]]
  [[ $status -eq 0 ]] || assert_bad_line 1 .
}

@test "lines that end as DOS has them" {
  raw_table '# a table\r\n\r\ntap0 --mtu 1400\r\ntap1 --mtu 1401 \\\r\n  --txqueuelen 77\r\ntap2 # x\r\n"tap3"\r\ntap4'
  up
  assert_silent
  assert_link_names 'tap0 tap1 tap2 tap3 tap4'
  assert_link tap0 '.mtu == 1400'
  assert_link tap1 '.txqlen == 77'
}

@test "the mark that editors begin UTF-8 with is passed over, also where files were joined" {
  raw_table '\xef\xbb\xbftap0 --mtu 1400\n\xef\xbb\xbf# x\n\xef\xbb\xbf\r\n\xef\xbb\xbftap1'
  up
  assert_silent
  assert_link_names 'tap0 tap1'
  assert_link tap0 '.mtu == 1400'
  raw_table '\xef\xbb\xbf'
  up
  assert_silent
  # A name that has it all the same is written so that it is found again.
  delete_all_links
  make_tap $'\ufefftap2'
  remember_links
  "$TUNADM" show --tuntab 3>&- >"$BATS_TEST_TMPDIR/tuntab"
  up -v
  assert_stderr '\xef\xbb\xbftap2: unchanged'
  assert_links_unchanged
}

@test "UTF-16 and UTF-32 are called so, with their mark and without, and nothing of it happens" {
  for encoding in UTF-16 UTF-16LE UTF-16BE UTF-32; do
    printf 'tap0 --mtu 1400\ntap1\n' | iconv -f UTF-8 -t "$encoding" >"$BATS_TEST_TMPDIR/tuntab"
    TABLE=$BATS_TEST_TMPDIR/tuntab
    up
    assert_refused 2 "$TABLE" "cannot read: it is $encoding; a table is ASCII or UTF-8"
    assert_hint "iconv -f $encoding -t UTF-8"
    iconv -f "$encoding" -t UTF-8 "$TABLE" >"$BATS_TEST_TMPDIR/converted"
    try up --dry-run -f "$BATS_TEST_TMPDIR/converted"
    assert_stdout $'tap0: created\ntap1: created'
  done
  raw_table '\xff\xfet\0a\0p\0000\0'
  up
  assert_refused 2 "$TABLE" 'UTF-16;'
  assert_links_unchanged
}

@test "of a bad word that has megabytes, the error has the beginning" {
  {
    printf 'tap0 --owner '
    head -c 5000000 /dev/zero | tr '\0' x
    printf '\ntap1 '
    head -c 5000000 /dev/zero | tr '\0' y
    printf '\ntap2 --'
    head -c 5000000 /dev/zero | tr '\0' z
    printf '\ntap3\n'
  } >"$BATS_TEST_TMPDIR/tuntab"
  TABLE=$BATS_TEST_TMPDIR/tuntab
  up
  assert_status 2
  assert_messages 3
  [[ ${#stderr} -lt 2000 ]] || fail "it says ${#stderr} bytes"
  assert_bad_line 1 "^tap0: --owner: invalid value 'x{100,}\.\.\.': no such user"
  assert_bad_line 2 "^tap1: unexpected operand 'y{100,}\.\.\.'"
  assert_bad_line 3 '^tap2: --z{100,}\.\.\.: unknown option'
  assert_link_names tap3
  up --json
  [[ ${#output} -lt 4000 ]] || fail "JSON has ${#output} bytes"
}

@test "a NUL byte makes its entry bad, and no other; in a comment it does no harm" {
  raw_table 'tap0\ntap1 --mtu 14\00000\n# x\000x\ntap2\0\ntap3\n'
  up
  assert_status 2
  assert_messages 2
  assert_bad_line 2 '^tap1: the entry has a NUL byte$'
  # That name may have gone on.
  assert_bad_line 4 '^the entry has a NUL byte$'
  assert_link_names 'tap0 tap3'
}

@test "very long lines" {
  {
    printf '# %0100000d\n' 0
    printf 'tap0'
    for n in {1..250}; do printf ' --address 10.0.%d.1/24' "$n"; done
    printf ' # %0100000d\n' 0
    printf 'tap1 --mtu %0100000d\n' 1400
    printf 'tap2 --owner x%0100000d\n' 7
    printf 'tap3 \\\n'
    printf '\\\n%.0s' {1..1000}
    printf -- '--up\ntap4\n'
  } >"$BATS_TEST_TMPDIR/tuntab"
  TABLE=$BATS_TEST_TMPDIR/tuntab
  up
  assert_status 2
  assert_link tap0 '[.addr_info[] | select(.family == "inet")] | length == 250'
  assert_link tap1 '.mtu == 1400'
  assert_bad_line 4 .
  assert_link tap3 '.flags | index("UP")'
  assert_link_exists tap4
  assert_no_link tap2
}

@test "more than any table is refused, and nothing of it happens" {
  {
    echo tap0
    head -c 17000000 /dev/zero | tr '\0' '#'
  } >"$BATS_TEST_TMPDIR/tuntab"
  TABLE=$BATS_TEST_TMPDIR/tuntab
  up
  assert_refused 1 "$TABLE" 'larger'
  assert_links_unchanged
}

@test "control characters of an entry come out safely" {
  table $'tap\033[31m0 --mtu 1' $'tap1 --owner \033[1mroot' $'tap2 --\007up' $'tap3 \'\033'
  up
  assert_status 2
  refute_control_characters "$stderr"
  assert_link_names ''
}

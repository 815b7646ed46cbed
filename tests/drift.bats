#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The help, the manual and the README speak of the same commands and options.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common

MANUAL=$top_srcdir/man/tunadm.8
README=$top_srcdir/README.md

# What the manual's synopsis lists, and what it describes by an item of its own.
manual_synopsis() {
  sed -n '/^\.Sh SYNOPSIS/,/^\.Sh DESCRIPTION/s/^\(\.Op \)\{0,1\}\.\{0,1\}Cm \([a-z-]*\).*/\2/p' "$MANUAL" |
    grep -vx -e on -e off | sort -u
}

manual_commands() {
  sed -n '/^\.Sh COMMANDS/,/^\.Sh INTERFACE/s/^\.It Cm \([a-z-]*\).*/\1/p' "$MANUAL" | sort -u
}

# manual_options FROM TO: the long options that have an item between two headings.
manual_options() {
  sed -n "/^\\.Sh $1/,/^\\.Sh $2/p" "$MANUAL" | grep '^\.It Fl' | grep -oE -- '(Fl|,) -[a-z-]+' |
    sed 's/^[^-]*-/--/' | sort -u
}

# help_options [COMMAND...]: the long options that its help mentions.
help_options() {
  local command
  for command; do
    "$TUNADM" help "$command" 3>&-
  done | grep -oE -- '--[a-z][a-z-]*' | sort -u
}

# The commands that the help lists, without aliases.
help_commands() {
  "$TUNADM" --help 3>&- | sed -n 's/^  \([a-z][a-z-]*\)\( .*\)\{0,1\}$/\1/p' | sort -u
}

same() {
  [[ $1 == "$2" ]] || fail "$3:"$'\n'"$(diff <(echo "$1") <(echo "$2"))"
}

@test "the help and the manual have the same commands" {
  [[ $(manual_commands | wc -l) -ge 12 ]]
  same "$(manual_commands)" "$(manual_synopsis)" "described (<) and in the synopsis (>)"
  same "$(manual_commands)" "$(help_commands)" "manual (<) and help (>)"
}

@test "every command has help, and the program knows it" {
  for command in $(manual_commands); do
    [[ $command == help ]] || run -0 "$TUNADM" help "$command" 3>&-
  done
}

@test "the help and the manual have the same options" {
  manual=$({ manual_options COMMANDS COLUMNS; manual_options DESCRIPTION COMMANDS; } | sort -u)
  [[ $(wc -l <<<"$manual") -ge 25 ]]
  # shellcheck disable=SC2046 # words
  same "$manual" "$( { help_options $(help_commands); "$TUNADM" --help | grep -oE -- '--[a-z][a-z-]*'; } |
    sort -u)" "manual (<) and help (>)"
}

@test "the synopsis of each command has its options" {
  for command in add del persist chown set-mac set-mtu show up down check hold exec; do
    "$TUNADM" help "$command" 3>&- | grep -q "^Usage: tunadm .*$command" || fail "no usage line of $command"
  done
}

@test "every option in the manual's synopsis and items is accepted by some command" {
  for option in $(manual_options 'INTERFACE OPTIONS' 'WHO MAY'); do
    "$TUNADM" help add 3>&- | grep -q -- "$option" || fail "add does not know $option"
  done
}

@test "the README uses no command and no option that there is not" {
  # shellcheck disable=SC2046 # words
  known=$( { help_options $(help_commands); "$TUNADM" --help | grep -oE -- '--[a-z][a-z-]*'; } | sort -u)
  used=$(sed -n 's/^[#$] tunadm //p' "$README")
  [[ -n $used ]]
  while read -r line; do
    line=${line%% -- *}
    for word in $line; do
      [[ $word == --* && $word != -- ]] || continue
      grep -qx -- "${word%%=*}" <<<"$known" || fail "README: tunadm $line: $word"
    done
    # shellcheck disable=SC2086 # words
    set -- $line
    while [[ ${1-} == -* ]]; do shift; done
    help_commands | grep -qx -- "${1-show}" || fail "README: tunadm $line: ${1-}"
  done <<<"$used"
}

@test "the manual's columns are those of show" {
  columns=$(sed -n '/^\.Sh COLUMNS/,/^\.Sh JSON/s/^\.It Li //p' "$MANUAL" | sort)
  [[ $(wc -l <<<"$columns") -ge 15 ]]
  run --separate-stderr -- "$TUNADM" show -o "$(paste -sd, <<<"$columns")" 3>&-
  [[ $status -eq 0 ]]
  run --separate-stderr -- "$TUNADM" show -o NO_SUCH_COLUMN 3>&-
  [[ $status -eq 2 ]]
  for column in $columns; do
    grep -qw -- "$column" <<<"$stderr" || fail "the message about an unknown column does not list $column"
  done
}

@test "the manual's table of exit statuses has 0 to 6" {
  section=$(sed -n '/^\.Sh EXIT STATUS/,/^\.Sh/p' "$MANUAL")
  for status in 0 1 2 3 4 5 6; do
    grep -Eq "^\\.It (Li )?$status\$" <<<"$section" || fail "no item for status $status"
  done
}

@test "the manuals are clean" {
  command -v mandoc >/dev/null || skip "mandoc is not installed"
  run mandoc -T lint -W warning "$top_srcdir"/man/*.[1-8]
  [[ $status -eq 0 && -z $output ]] || fail "$output"
}

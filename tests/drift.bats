#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The program, its documents, units and hooks agree about commands, options, columns, keys and statuses.
# tests/completion.bats checks the completions, in the shells themselves.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common

MANUAL=$top_srcdir/man/tunadm.8
README=$top_srcdir/README.md

# The commands in the manual's synopsis, and those described by an item of their own.
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

# own_options COMMAND: what its help lists besides the global and the interface options, "-f --force" or "--force" a line.
own_options() {
  "$TUNADM" help "$1" 3>&- | sed -nE 's/^  ((-.), |    )(--[a-z-]+).*/\2 \3/p' | sed 's/^ //' |
    grep -vxF -f <(global_options) | grep -vxF -f <([[ $1 == chown ]] || interface_options)
}

global_options() {
  "$TUNADM" --help 3>&- | sed -nE 's/^  ((-.), |    )(--[a-z-]+).*/\2 \3/p' | sed 's/^ //'
}

interface_options() {
  "$TUNADM" help add 3>&- | sed -nE 's/^  ((-.), |    )(--[a-z-]+).*/\2 \3/p' | sed 's/^ //' |
    grep -vxF -f <(global_options) | grep -vxF -e '-e --ensure' -e '--no-settle' -e '-j --json'
}

@test "usage line, synopsis and description of each command have its options" {
  for command in $(help_commands | grep -vx help); do
    "$TUNADM" help "$command" 3>&- | grep -q "^Usage: tunadm $command " || fail "no usage line of $command"
    synopsis=$(awk -v "cm=^\\\\.(Op )?Cm $command\$" '
      /^\.Sh DESCRIPTION/ { exit }
      /^\.Nm/ { found = 0 }
      $0 ~ cm { found = 1 }
      found' "$MANUAL")
    section=$(awk -v "it=^\\\\.It Cm $command( |\$)" '
      /^\.Sh INTERFACE/ { exit }
      /^\.It Cm / { found = $0 ~ it }
      found' "$MANUAL")
    [[ -n $synopsis && -n $section ]] || fail "$command is not in the manual"
    while read -r option; do
      [[ -n $option ]] || continue
      # "-f --force" is "Fl f" in one place and "Fl -force" in the other.
      short=${option%% *} long=${option##* }
      grep -Eq "(Fl|\\|) (${short#-}|${long#-})( |\$)" <<<"$synopsis" || fail "the synopsis of $command lacks $option"
      grep -Eq "(Fl|[|,]) (${long#-})( |\$)" <<<"$section" || fail "the description of $command lacks $option"
    done < <(own_options "$command")
  done
}

@test "the manual describes no option of a command that it does not take" {
  for command in $(help_commands | grep -vx help); do
    awk -v "it=^\\\\.It Cm $command( |\$)" '
      /^\.Sh INTERFACE/ { exit }
      /^\.It Cm / { found = $0 ~ it }
      found && /^\.It Fl/' "$MANUAL" | grep -oE -- ' -[a-z-]+' | sed 's/^ /-/' | while read -r option; do
      own_options "$command" | grep -q -- "$option\$" || fail "$command does not take $option"
    done
  done
}

@test "tuntab(5) lists the interface options, and no other" {
  listed=$(sed -n '/^An entry is what one would type/,/^Their meanings/p' "$top_srcdir/man/tuntab.5" |
    grep -oE -- '(Fl|,) -[a-z-]+' | sed 's/^[^-]*/-/' | sort -u)
  same "$(interface_options | grep -oE -- '--[a-z-]+' | sort -u)" "$listed" "add (<) and tuntab.5 (>)"
}

@test "the hooks of ifupdown have a keyword for each interface option" {
  keywords=$(grep -oE 'IF_TUNADM_[A-Z_]+' "$top_srcdir/ifupdown/tunadm.in" | grep -v '_$' | sed 's/^IF_TUNADM_//' |
    grep -vx VNET_HDR | tr A-Z_ a-z- | sort -u)
  options=$(interface_options | sed 's/.*--//' | sort -u)
  same "$options" "$(sort -u <<<"$keywords"$'\n'vnet-hdr)" "options (<) and keywords (>)"
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

@test "show -o help lists the manual's columns in its order" {
  same "$("$TUNADM" show -o help 3>&- | cut -d' ' -f1)" \
    "$(sed -n '/^\.Sh COLUMNS/,/^\.Sh JSON/s/^\.It Li //p' "$MANUAL")" "show -o help (<) and manual (>)"
}

@test "the manual's exit statuses are those of the program" {
  listed=$(sed -n '/^\.Sh EXIT STATUS/,/^\.Sh/s/^\.It \(Li \)\{0,1\}\([0-9]*\)$/\2/p' "$MANUAL")
  same "$(sed -nE 's/^\tSTATUS_[A-Z]+ = ([0-9]),.*/\1/p' "$top_srcdir/src/model/fault.h")" "$listed" "source (<) and manual (>)"
  [[ $(wc -l <<<"$listed") -eq 7 ]]
  for status in 126 127; do
    sed -n '/^\.Sh EXIT STATUS/,/^\.Sh/p' "$MANUAL" | grep -qw "$status" || fail "the manual does not tell of $status"
  done
}

# manual_keys NUMBER: the JSON keys in the manual's table of that number: those of show, of a result, those added by
# check, those added by why, those of a direction watched by why, and those of an event.
manual_keys() {
  sed -n '/^\.Sh JSON/,/^\.Sh ENV/p' "$MANUAL" | awk -v number="$1" '
    /^\.Bl -column/ { table++ }
    table == number && /^\.It Li/ { print $3 }' | sort -u
}

@test "the keys of JSON are those of the manual" {
  ip link add br0 type bridge
  ip tuntap add dev tap0 mode tap multi_queue user "$OWNER" group "$GROUP" 2>/dev/null
  ip link set tap0 master br0 alias words
  ip link property add dev tap0 altname uplink
  hold tap0 tap multi_queue
  try show --json --processes
  assert_status 0
  same "$(jq -r '.[0] | keys[]' <<<"$output" | sort)" "$(manual_keys 1)" "show (<) and manual (>)"
  assert_json '.[0].processes[0] | keys == ["name", "pid"]'
  printf '%s\n' 'tap1 --up' 'tap2 --nosuch' >"$BATS_TEST_TMPDIR/table"
  try up --json -f "$BATS_TEST_TMPDIR/table"
  same "$(jq -r '[.[] | keys[]] | unique[]' <<<"$output" | sort)" "$(manual_keys 2)" "up (<) and manual (>)"
  try check --json tap1 --user root
  same "$(jq -r '.[0] | keys[]' <<<"$output" | sort)" "$({ manual_keys 2 | grep -vx error; manual_keys 3; } | sort)" \
    "check (<) and manual (>)"
}

@test "the keys of an event are those of the manual" {
  make_tap tap0
  "$TUNADM" monitor --json --initial >"$BATS_TEST_TMPDIR/events" 3>&- &
  HOLDERS+=($!)
  wait_until test -s "$BATS_TEST_TMPDIR/events"
  same "$(jq -r 'keys[]' "$BATS_TEST_TMPDIR/events" | sort -u)" "$(manual_keys 6)" "monitor (<) and manual (>)"
}

# Commands that change, check, wait or explain have results; exec leaves stdout to its program, and hold has none.
@test "every command has --json but exec and hold" {
  for command in $(help_commands | grep -vxE 'help|exec|hold'); do
    "$TUNADM" help "$command" 3>&- | grep -q -- ' -j, --json ' || fail "$command has no --json"
  done
}

# python_keys FILE NAME: the keys of that dictionary in the source, read without Ansible.
python_keys() {
  python3 -B -c '
import ast, sys
for node in ast.parse(open(sys.argv[1]).read()).body:
    if isinstance(node, ast.Assign) and node.targets[0].id == sys.argv[2]:
        print("\n".join(sorted(str(key) for key in ast.literal_eval(node.value))))' \
    "$top_srcdir/ansible/plugins/module_utils/$1" "$2"
}

@test "the Ansible collection has a property for each interface option, and no other" {
  same "$(interface_options | sed -n 's/.*--//p' | tr - _ | sort)" "$(python_keys properties.py PROPERTIES)" \
    "add (<) and ansible (>)"
}

@test "the Ansible collection has a meaning for each exit status, and no other" {
  same "$(sed -n '/^\.Sh EXIT STATUS/,/^\.Sh EX[^I]/s/^\.It \([1-9]\)$/\1/p' "$MANUAL")" \
    "$(python_keys program.py STATUSES)" "manual (<) and ansible (>)"
}

@test "the manual and the README name the units that there are, and no other" {
  units=$(cd "$top_srcdir/systemd" && printf '%s\n' *.service.in | sed 's/\.in$//' | sort)
  same "$units" "$(sed -n '/^\.Sh FILES/,/^\.Sh/s/^\.It Pa \(tunadm.*\.service\)$/\1/p' "$MANUAL" | sed 's/@NAME/@/' | sort)" \
    "systemd/ (<) and manual (>)"
  cat "$top_srcdir"/{README.md,man/*.[58],doc/*.md} | grep -oE 'tunadm[a-z-]*(@[A-Za-z0-9]*)?\.service' |
    sed 's/@[^.]*/@/' | sort -u | while read -r unit; do
    grep -qxF -- "$unit" <<<"$units" || fail "there is no $unit"
  done
}

@test "the documents name no option of configure that there is not" {
  cat "$top_srcdir"/{README.md,CONTRIBUTING.md,man/*.[58],doc/*.md} |
    grep -oE -- '--(enable|disable|with|without)-[a-z]+' | sort -u | while read -r option; do
    name=${option#--*-}
    grep -Eq "ARG_(ENABLE|WITH|DIR)\\(\\[$name\\]|TUNADM_ENABLE\\(\\[$name\\]" "$top_srcdir/configure.ac" || fail "configure has no $option"
  done
}

@test "no variable of the environment is read that the manual does not tell of" {
  section=$(sed -n '/^\.Sh ENVIRONMENT/,/^\.Sh/p' "$MANUAL")
  grep -rhoE 'getenv\("[A-Z_]+"\)' "$top_srcdir/src" | sed 's/.*"\(.*\)".*/\1/' | sort -u | while read -r name; do
    grep -qw -- "$name" <<<"$section" || fail "the manual does not tell of $name"
  done
}

@test "tunctl's usage, manual and grammar have the same letters" {
  ln -s "$TUNADM" "$BATS_TEST_TMPDIR/tunctl"
  run --separate-stderr -- "$BATS_TEST_TMPDIR/tunctl" -h 3>&-
  usage=$(grep -oE -- '-[a-z]( |]|$)' <<<"$(grep '^\(Create\|Delete\)' <<<"$stderr")" | grep -oE '[a-z]' | sort -u)
  same "$usage" "$(sed -n 's/^\.It Fl \([a-z]\).*/\1/p' "$top_srcdir/man/tunctl.8" | sort -u)" "usage (<) and manual (>)"
  same "$usage" "$(sed -nE "s/.*\\{NULL, '(.)', POPT.*/\\1/p" "$top_srcdir/src/input/tunctl.c" | sort -u)" "usage (<) and grammar (>)"
  [[ $(wc -l <<<"$usage") -eq 8 ]]
}

# A word that is also the name of a macro, such as "No", disappears unless it is escaped.
@test "the manual shows every word of the errors and questions that it answers" {
  command -v mandoc >/dev/null || skip "mandoc is not installed"
  shown=$(mandoc -T ascii -O width=200 "$MANUAL" | sed $'s/.\b//g')
  asked=$(sed -n '/^\.Sh DIAGNOSTICS/,/^\.Sh/s/^\.It \(D[oq] \)\{0,1\}//p' "$MANUAL" |
    sed 's/ \(Dc\|Dq\|Pq\) .*//; s/ , .*//; s/\\&//g')
  [[ $(wc -l <<<"$asked") -ge 20 ]]
  while read -r words; do
    grep -qF -- "$words" <<<"$shown" || fail "mandoc does not show: $words"
  done <<<"$asked"
}

@test "the manuals are clean" {
  command -v mandoc >/dev/null || skip "mandoc is not installed"
  run mandoc -T lint -W warning "$top_srcdir"/man/*.[1-8]
  [[ $status -eq 0 && -z $output ]] || fail "$output"
}

# A function that lies apart costs 64 KiB of memory at each start.
@test "what add and del run is in the objects that are linked first" {
  command -v valgrind >/dev/null || skip "valgrind is not installed"
  first=$(make -s -C "$top_builddir" --no-print-directory --eval='list: ; @echo src/main.o $(tunadm_first_objects)' list)
  cd "$top_builddir"
  for command in "add tap0 --owner root" "del tap0"; do
    # shellcheck disable=SC2086 # words
    valgrind --tool=callgrind --callgrind-out-file="$BATS_TEST_TMPDIR/calls" "$TUNADM" $command 2>"$BATS_TEST_TMPDIR/said" ||
      skip "valgrind does not run it: $(tail -n 1 "$BATS_TEST_TMPDIR/said")"
    # An object or a function has its name where it occurs first, and a number from then on.
    awk -F '[=() ]+' '
      /^c?ob=/ { if ($3 != "") object[$2] = $3; if (/^ob/) here = object[$2] }
      /^c?fn=/ { if ($3 != "") name[$2] = $3; if (/^fn/ && here ~ /tunadm$/) print name[$2] }' "$BATS_TEST_TMPDIR/calls" |
      sed "s/['.].*//" | sort -u >"$BATS_TEST_TMPDIR/run"
    [[ $(wc -l <"$BATS_TEST_TMPDIR/run") -gt 50 ]]
    # Functions of the program, as opposed to those of the C library, are in an object; static ones have the same name twice.
    apart=$(nm -A --defined-only src/main.o src/*/*.o | awk -v first="$first" '
      BEGIN { for (count = split(first, names); count > 0; count--) is_first[names[count]] = 1 }
      $2 !~ /^[tT]$/ { next }
      { sub(/:.*/, "", $1); sub(/\..*/, "", $3) }
      $1 in is_first { is_found[$3] = 1 }
      !($1 in is_first) { other[$3] = $1 }
      END { for (name in other) if (!(name in is_found)) print name, other[name] }' | sort | join "$BATS_TEST_TMPDIR/run" -)
    [[ -z $apart ]] || fail "$command runs, besides what tunadm_first_objects has: $apart"
  done
}

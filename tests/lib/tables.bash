# SPDX-License-Identifier: GPL-2.0-or-later
# Tables for `up` and `down`: the tests' own files, and a copy of /etc.
# shellcheck shell=bash disable=SC2034,SC2154 # variables that the tests and the other parts use

# The table that the program under test reads by default: in /etc, unless the build has another directory.
DEFAULT_TABLE=${sysconfdir:-/etc}/tuntab
DEFAULT_DIRECTORY=$DEFAULT_TABLE.d

# own_etc: for setup_file: from here on /etc is a copy, in the mount namespace of this test file, so that the table
# that is read by default can be written; and where that is elsewhere, so is the directory there. (What only root may
# read is missing in it where root is none.)
own_etc() {
	local copy=$BATS_FILE_TMPDIR/etc
	alone_here && mkdir "$copy" && mount -t tmpfs -o mode=0755 etc "$copy" || return
	cp -a /etc/. "$copy" 2>/dev/null || true
	rm -rf "$copy/tuntab" "$copy/tuntab.d"
	mount --bind "$copy" /etc && umount "$copy" || return
	[[ $DEFAULT_TABLE == /etc/tuntab ]] ||
		{ mkdir -p "${DEFAULT_TABLE%/*}" && mount -t tmpfs -o mode=0755 etc "${DEFAULT_TABLE%/*}"; }
}

# table ENTRY...: a table of these lines, in $TABLE.
table() {
	TABLE=$BATS_TEST_TMPDIR/tuntab
	printf '%s\n' "$@" >"$TABLE"
}

# raw_table FORMAT: the same from a printf format, for bytes that a line should not have.
raw_table() {
	TABLE=$BATS_TEST_TMPDIR/tuntab
	# shellcheck disable=SC2059 # it is the format
	printf "$1" >"$TABLE"
}

# default_table ENTRY...: what is read without --file.
default_table() {
	printf '%s\n' "$@" >"$DEFAULT_TABLE"
	chmod 0644 "$DEFAULT_TABLE"
}

# drop_in FILE ENTRY...: the same in a file of the directory beside it.
drop_in() {
	mkdir -p "$DEFAULT_DIRECTORY"
	printf '%s\n' "${@:2}" >"$DEFAULT_DIRECTORY/$1"
	chmod 0755 "$DEFAULT_DIRECTORY"
	chmod 0644 "$DEFAULT_DIRECTORY/$1"
}

# assert_bad_line LINE REGEX: there is a failure about the entry that begins in that line of $TABLE, and it matches.
assert_bad_line() {
	local found
	found=$(grep -F "tunadm: $TABLE:$1: " <<<"$stderr") || fail "no failure is reported of line $1" || return 1
	found=${found#"tunadm: $TABLE:$1: "}
	grep -Eq -- "$2" <<<"$found" || fail "the failure of line $1 does not say '$2'"
}

# link_names: the existing tun/tap interfaces, as "tap0 tap1".
link_names() {
	ip -j -d link | jq -r '[.[] | select(.linkinfo.info_kind == "tun").ifname] | sort | join(" ")'
}

assert_link_names() {
	[[ $(link_names) == "$1" ]] || fail "there are '$(link_names)', not '$1'"
}

# SPDX-License-Identifier: GPL-2.0-or-later
# A thousand interfaces, and changes to them while the program is stopped at a system call.
# shellcheck shell=bash disable=SC2016,SC2034,SC2154 # inner shells have variables of their own; tests use and set others

# A user who owns a re-created interface distinguishes it from the previous one, so there is a second user.
setup() {
	need_root
	remember_links
}

# names COUNT: tap0, tap1, ... in the array NAMES.
names() {
	mapfile -t NAMES < <(seq -f 'tap%.0f' 0 "$(($1 - 1))")
}

# make_taps COUNT: creates them, without the program under test.
make_taps() {
	names "$1"
	printf 'tuntap add dev %s mode tap user daemon\n' "${NAMES[@]}" | ip -batch - 2>/dev/null
	[[ $(count_taps) -eq $1 ]]
}

# make_taps_again: creates those of NAMES that are missing.
make_taps_again() {
	printf 'tuntap add dev %s mode tap user daemon\n' "${NAMES[@]}" | ip -force -batch - 2>/dev/null || true
	link_exists "${NAMES[-1]}"
}

# count_taps [CONDITION]: how many taps there are for which the jq expression is true; $tun has the tun attributes.
count_taps() {
	ip -j -d link | jq "[.[] | .linkinfo.info_data as \$tun | select(\$tun.type == \"tap\" and (${1:-true}))] | length"
}

assert_taps() {
	local count
	count=$(count_taps "${2:-true}")
	[[ $count -eq $1 ]] || fail "there are $count taps, not $1, with ${2:-whatever}"
}

# calls REGEX: how often the traced program made such a call.
calls() {
	grep -cE -- "$1" "$TRACE" || true
}

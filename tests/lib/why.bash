# SPDX-License-Identifier: GPL-2.0-or-later
# The findings of `tunadm why`, in JSON; each code is checked as a whole.
# shellcheck shell=bash disable=SC2034,SC2154 # variables that the tests and the other parts use

# make_near_and_far: near, tap0 with 192.0.2.1/24 and 2001:db8::1/64; far, tap1 with 198.51.100.1/24 and
# 2001:db8:1::1/64; both are attached to, and the host forwards between them.
make_near_and_far() {
	local name
	make_tap tap0
	make_tap tap1
	ip address add 192.0.2.1/24 dev tap0
	ip address add 198.51.100.1/24 dev tap1
	for name in tap0 tap1; do
		ip link set dev "$name" up
		hold "$name" tap -
	done
	ip address add 2001:db8::1/64 dev tap0 nodad
	ip address add 2001:db8:1::1/64 dev tap1 nodad
	sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1 net.ipv4.conf.all.rp_filter=0
}

# explain [-n NETNS] ARG...: tunadm why --json ARG..., whose document has to be as the manual has it, with a status that fits.
explain() {
	local netns=()
	if [[ $1 == -n ]]; then
		netns=(-n "$2")
		shift 2
	fi
	try "${netns[@]}" why --json "$@"
	valid_answer
}

# explain_as USER [--groups GROUP,...] ARG...: the same as that user.
explain_as() {
	local user=$1 groups=()
	shift
	if [[ ${1-} == --groups ]]; then
		groups=(--groups "$2")
		shift 2
	fi
	try_as "$user" "${groups[@]}" why --json "$@"
	valid_answer
}

# valid_answer: all of it in one run of jq, which takes longer to start than the program to answer.
valid_answer() {
	local verdict
	[[ $stderr != *tunadm:* ]] || fail "it failed" || return 1
	verdict=$(jq -r '
		def sound: keys == ["code", "hint", "severity", "text"]
			and (.severity == "problem" or .severity == "note") and .text != "" and .hint != "";
		def readable: (.text, .hint) | test("[{}]|  |^ | $|\\.$") | not;
		if (type == "array" and all(.[]; (.findings | type) == "array" and (.watch | type) == "array")) | not then
			"it is no array of objects with findings and watch"
		elif all(.[].findings[]; sound) | not then "a finding has other keys or values"
		elif all(.[].findings[]; all(readable; .)) | not then "a sentence has blanks, braces or a full stop too many"
		elif all(.[]; [.findings[].code] | length == (unique | length)) | not then "a code was found twice"
		else "problems: \([.[].findings[] | select(.severity == "problem")] | length)"
		end' <<<"$output") || fail "stdout is no JSON" || return 1
	[[ $verdict == 'problems: '* ]] || fail "$verdict" || return 1
	assert_status $((${verdict#problems: } > 0))
}

# finds SEVERITY CODE [REGEX]: it was found, as a problem or a note, and its text matches.
finds() {
	jq -e --arg severity "$1" --arg code "$2" --arg regex "${3-.}" \
		'any(.[].findings[]; .code == $code and .severity == $severity and (.text | test($regex)))' \
		<<<"$output" >/dev/null || fail "no $1 $2 that says '${3-.}'"
}

# hints CODE REGEX: the hint of that finding matches.
hints() {
	jq -e --arg code "$1" --arg regex "$2" 'any(.[].findings[]; .code == $code and (.hint | test($regex)))' \
		<<<"$output" >/dev/null || fail "no hint of $1 says '$2'"
}

# lacks CODE...: none of these was found.
lacks() {
	local code
	for code; do
		jq -e --arg code "$code" 'all(.[].findings[]; .code != $code)' <<<"$output" >/dev/null ||
			fail "it found $code" || return 1
	done
}

# finds_only [CODE...]: these and no others, in any order.
finds_only() {
	local found
	found=$(jq -r '.[].findings[].code' <<<"$output" | sort | paste -sd' ')
	[[ $found == "$(printf '%s\n' "$@" | sort | paste -sd' ')" ]] || fail "it found '$found', not '$*'"
}

# healthy [ARG...]: status 0, and no findings.
healthy() {
	explain "$@" || return 1
	assert_status 0 && assert_json 'all(.[]; .findings == [])'
}

# serve NAME [tun] [FLAGS]: the interface is up, has an address and a program that is attached.
serve() {
	ip address add 192.0.2.1/24 dev "$1"
	ip link set dev "$1" up
	hold "$1" "${2-tap}" "${3--}"
}

# SPDX-License-Identifier: GPL-2.0-or-later
# What `tunadm why` finds, asked for as a program would; each code is looked for as a whole.
# shellcheck shell=bash disable=SC2034,SC2154 # variables that the tests and the other parts use

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

valid_answer() {
	local problems
	[[ $stderr != *tunadm:* ]] || fail "it failed" || return 1
	assert_json 'type == "array" and all(.[]; (.findings | type) == "array" and (.watch | type) == "array")' || return 1
	assert_json 'all(.[].findings[]; (keys == ["code", "hint", "severity", "text"])
		and (.severity == "problem" or .severity == "note") and (.text != "") and (.hint != ""))' || return 1
	assert_json 'all(.[].findings[]; (.text, .hint) | test("[{}]|  |^ | $|\\.$") | not)' || return 1
	assert_json 'all(.[]; [.findings[].code] | (length == (unique | length)))' || return 1
	problems=$(jq '[.[].findings[] | select(.severity == "problem")] | length' <<<"$output")
	assert_status $((problems > 0))
}

# finds SEVERITY CODE [REGEX]: it was found, as a problem or a note, and its text says that.
finds() {
	jq -e --arg severity "$1" --arg code "$2" --arg regex "${3-.}" \
		'any(.[].findings[]; .code == $code and .severity == $severity and (.text | test($regex)))' \
		<<<"$output" >/dev/null || fail "no $1 $2 that says '${3-.}'"
}

# hints CODE REGEX: the hint of what was found says that.
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

# finds_only [CODE...]: these and nothing else, in any order.
finds_only() {
	local found
	found=$(jq -r '.[].findings[].code' <<<"$output" | sort | paste -sd' ')
	[[ $found == "$(printf '%s\n' "$@" | sort | paste -sd' ')" ]] || fail "it found '$found', not '$*'"
}

# healthy [ARG...]: status 0, and nothing found at all.
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

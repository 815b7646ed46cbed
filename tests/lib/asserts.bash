# SPDX-License-Identifier: GPL-2.0-or-later
# Assertions about the last command: its status, its stdout and its messages.
# shellcheck shell=bash disable=SC2034,SC2154 # status, output and stderr come from bats' run

# fail WORD...: ends the test, and shows the last command with all of its output.
fail() {
	{
		printf '%s\n' "$*"
		if [[ -n ${TRIED-} ]]; then
			printf '  command: %s\n  status:  %s\n' "$TRIED" "${status-}"
			printf '  stdout:  %s\n' "${output-}"
			printf '  stderr:  %s\n' "${stderr-}"
		fi
	} >&2
	return 1
}

assert_status() {
	[[ $status -eq $1 ]] || fail "the status is $status, not $1"
}

assert_stdout() {
	[[ $output == "$1" ]] || fail "stdout is not '$1'"
}

assert_stderr() {
	[[ $stderr == "$1" ]] || fail "stderr is not '$1'"
}

# assert_silent: it succeeded and printed nothing.
assert_silent() {
	assert_status 0 && assert_stdout '' && assert_stderr ''
}

# assert_stdout_line REGEX, assert_stderr_line REGEX: one whole line matches.
assert_stdout_line() {
	grep -Eqx -- "$1" <<<"$output" || fail "no line on stdout is '$1'"
}

assert_stderr_line() {
	grep -Eqx -- "$1" <<<"$stderr" || fail "no line on stderr is '$1'"
}

refute_stderr_line() {
	! grep -Eqx -- "$1" <<<"$stderr" || fail "a line on stderr is '$1'"
}

assert_json() {
	jq -e "$1" <<<"$output" >/dev/null || fail "the JSON on stdout does not satisfy: $1"
}

# assert_messages COUNT: every line on stderr is a failure 'tunadm: OBJECT: WHY' or a hint, and there are COUNT
# failures.
assert_messages() {
	local line count=0
	while IFS= read -r line; do
		case $line in
		'tunadm: '*': '*) count=$((count + 1)) ;;
		'hint: '?*) ;;
		*) fail "neither a failure nor a hint: '$line'" || return 1 ;;
		esac
	done < <(printf '%s' "$stderr${stderr:+$'\n'}")
	[[ $count -eq $1 ]] || fail "$count failures are reported, not $1"
}

# assert_refused STATUS OBJECT REGEX: one failure about that object, with that reason; nothing on stdout. OBJECT is
# literal; REGEX may match any part of what follows.
assert_refused() {
	local line
	assert_status "$1" && assert_stdout '' && assert_messages 1 || return 1
	line=$(grep '^tunadm: ' <<<"$stderr")
	[[ $line == "tunadm: $2: "* ]] || fail "the failure is not about '$2'" || return 1
	grep -Eq -- "$3" <<<"${line#"tunadm: $2: "}" || fail "the failure does not say '$3'"
}

# assert_usage_error REGEX: status 2, nothing on stdout, and the first line of stderr matches.
assert_usage_error() {
	assert_status 2 && assert_stdout '' || return 1
	[[ ${stderr%%$'\n'*} == 'tunadm: '* ]] || fail "the first line does not name the program" || return 1
	grep -Eq -- "$1" <<<"$stderr" || fail "stderr does not say '$1'"
}

# assert_hint REGEX, refute_hint: a line 'hint: ...' matches; there is none.
assert_hint() {
	grep -Eq -- "^hint: .*$1" <<<"$stderr" || fail "no hint says '$1'"
}

refute_hint() {
	! grep -q '^hint:' <<<"$stderr" || fail "there is a hint"
}

# assert_kernel_untouched: after try_traced, no tun device was opened and no netlink message was sent.
assert_kernel_untouched() {
	assert_no_request 'TUNSET|/dev/net/tun|send.*NETLINK'
}

# assert_no_request REGEX: after try_traced, nothing that matches was asked of the kernel.
assert_no_request() {
	! grep -E -- "$1" "$TRACE" >&2 || fail "the kernel was asked"
}

# refute_control_characters TEXT: it contains nothing but tabs and newlines that could move a terminal's cursor.
refute_control_characters() {
	! LC_ALL=C grep -q $'[\001-\010\013-\037\177]' <<<"$1" || fail "a control character came through"
}

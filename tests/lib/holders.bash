# SPDX-License-Identifier: GPL-2.0-or-later
# Processes that are attached to an interface: what makes it "in use". They speak the protocol of
# tests/helpers/attach.c.
# shellcheck shell=bash disable=SC2034,SC2154 # variables that the tests and the other parts use

HOLDERS=()

# hold NAME tun|tap FLAGS|- [QUEUES]: starts a process that is attached to NAME, its pid in HOLDER. It is
# attached when this returns.
hold() {
	start_holder "$ATTACH" "$@"
}

# hold_as USER [--groups GROUP,...] NAME ...: the same as an ordinary user.
hold_as() {
	local user=$1 groups=()
	shift
	if [[ $1 == --groups ]]; then
		groups=(--groups "$2")
		shift 2
	fi
	start_holder as_user "$user" "${groups[@]}" attach "$@"
}

start_holder() {
	local dir reply=
	dir=$(mktemp -d "$BATS_TEST_TMPDIR/holder.XXXXXX")
	mkfifo "$dir/in" "$dir/out"
	exec {HOLDER_IN}<>"$dir/in" {HOLDER_OUT}<>"$dir/out"
	"$@" <"$dir/in" >"$dir/out" 3>&- {HOLDER_IN}>&- {HOLDER_OUT}>&- &
	HOLDER=$!
	HOLDERS+=("$HOLDER")
	read -r -t 10 reply <&"$HOLDER_OUT" || fail "the holder does not answer: $*" || return 1
	[[ $reply == ready* ]] || fail "the holder could not attach: $reply"
}

# ask COMMAND: the answer of the holder that was started last, in REPLY.
ask() {
	echo "$1" >&"$HOLDER_IN"
	REPLY=
	read -r -t 10 REPLY <&"$HOLDER_OUT" || fail "the holder does not answer '$1'"
}

# assert_answer COMMAND REPLY
assert_answer() {
	ask "$1" || return 1
	[[ $REPLY == "$2" ]] || fail "the holder answers '$1' with '$REPLY', not '$2'"
}

# release [PID]: ends a holder and waits for it, so that its interface is idle again or deleted.
release() {
	local pid=${1:-$HOLDER}
	kill "$pid" 2>/dev/null || true
	wait "$pid" 2>/dev/null || true
}

release_all() {
	local pid
	for pid in "${HOLDERS[@]}"; do
		kill -KILL "$pid" 2>/dev/null || true
	done
	for pid in "${HOLDERS[@]}"; do
		wait "$pid" 2>/dev/null || true
	done
	HOLDERS=()
}

# hold_in_netns NAME ...: the same in the namespace of new_netns.
hold_in_netns() {
	start_holder nsenter -t "$NETNS_PID" -n "$ATTACH" "$@"
}

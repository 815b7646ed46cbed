# SPDX-License-Identifier: GPL-2.0-or-later
# Loaded by every test file: the program under test, its helpers, and a clean namespace after each test.
# shellcheck shell=bash disable=SC2034 # variables that the tests and the other parts use

bats_require_minimum_version 1.5.0

: "${TUNADM:?the absolute path of the program under test}"
: "${top_srcdir:=$BATS_TEST_DIRNAME/..}"
: "${top_builddir:=$top_srcdir}"
for dir in top_srcdir top_builddir; do
	[[ ${!dir} == /* ]] || printf -v "$dir" %s "$PWD/${!dir}"
done
unset dir
: "${ATTACH:=$top_builddir/tests/helpers/attach}"

# Messages are compared in English; the users and groups exist on every Linux. They are looked up once per file, and its
# tests inherit them.
export LC_ALL=C.UTF-8
if [[ -z ${OTHER_GID-} ]]; then
	OWNER=daemon OTHER=bin GROUP=daemon OTHER_GROUP=bin
	OWNER_UID=$(id -u "$OWNER") OTHER_UID=$(id -u "$OTHER")
	GROUP_GID=$(getent group "$GROUP" | cut -d: -f3)
	OTHER_GID=$(getent group "$OTHER_GROUP" | cut -d: -f3)
	export OWNER OTHER GROUP OTHER_GROUP OWNER_UID OTHER_UID GROUP_GID OTHER_GID
fi

for part in asserts links people holders tables; do
	# shellcheck source=/dev/null
	source "$top_srcdir/tests/lib/$part.bash"
done
unset part

# capture COMMAND ARG...: runs it and keeps its status, output and stderr for the assertions, like bats' own "run
# --separate-stderr" but with five processes fewer. Descriptor 3 belongs to bats.
capture() {
	status=0
	"$@" >"$BATS_TEST_TMPDIR/stdout" 2>"$BATS_TEST_TMPDIR/stderr" 3>&- || status=$?
	output=$(<"$BATS_TEST_TMPDIR/stdout") stderr=$(<"$BATS_TEST_TMPDIR/stderr")
}

# try ARG...: runs the program.
try() {
	TRIED="tunadm $*"
	capture "$TUNADM" "$@"
}

# try_command COMMAND ARG...: the same for a whole command line, such as as_user ... "$TUNADM" ...
try_command() {
	TRIED="$*"
	capture "$@"
}

# Before a command that traces the program: LeakSanitizer cannot work in a traced process.
UNLEAKED=(env "ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0")

# try_traced ARG...: the same, and leaves the program's requests to the kernel in $TRACE.
try_traced() {
	TRACE=$BATS_TEST_TMPDIR/trace
	TRIED="tunadm $*"
	capture "${UNLEAKED[@]}" \
		strace -f -qq -yy -e trace=ioctl,sendmsg,sendto,sendmmsg,openat -o "$TRACE" \
		"$TUNADM" "$@"
}

# try_on_terminal COLUMNS COMMAND ARG...: on a terminal of that width, which is both stdout and stderr.
try_on_terminal() {
	TRIED="${*:2} (on a terminal of $1 columns)"
	run -- env SHELL="$BASH" script -qec "stty cols $1 -onlcr && exec $(printf '%q ' "${@:2}")" /dev/null 3>&-
	stderr=
}

# stop_at CALL NUMBER STRACE-ARG... -- ARG...: runs the program up to that call to the kernel, and stops it there. What
# happens meanwhile is the test's; finish [SIGNAL] has it go on, with a signal perhaps, and waits for its end.
stop_at() {
	local call=$1 number=$2 options=() deadline=$((SECONDS + 20))
	shift 2
	while [[ $1 != -- ]]; do
		options+=("$1")
		shift
	done
	shift
	TRACE=$BATS_TEST_TMPDIR/trace TRIED="tunadm $*, stopped at $call $number"
	: >"$TRACE"
	env --default-signal=INT ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0" \
		strace -f -qq -yy "${options[@]}" -e trace="$call" -e inject="$call:signal=STOP:when=$number" -o "$TRACE" \
		"${PROGRAM[@]:-$TUNADM}" "$@" >"$BATS_TEST_TMPDIR/stdout" 2>"$BATS_TEST_TMPDIR/stderr" 3>&- &
	TRACER=$!
	HOLDERS+=("$TRACER")
	until grep -q 'stopped by SIGSTOP' "$TRACE"; do
		kill -0 "$TRACER" 2>/dev/null || fail "it ended before that: $(cat "$BATS_TEST_TMPDIR/stderr")" || return 1
		((SECONDS < deadline)) || fail "it does not come to that" || return 1
		sleep 0.01
	done
	STOPPED=$(awk '/stopped by SIGSTOP/ { print $1; exit }' "$TRACE")
}

finish() {
	[[ -z ${1-} ]] || kill "-$1" "$STOPPED"
	kill -CONT "$STOPPED" 2>/dev/null || true
	status=0
	wait "$TRACER" || status=$?
	output=$(cat "$BATS_TEST_TMPDIR/stdout")
	stderr=$(cat "$BATS_TEST_TMPDIR/stderr")
}

# wait_until COMMAND...: polls, with a deadline, for something that another process will do.
wait_until() {
	local deadline=$((SECONDS + ${DEADLINE:-10}))
	until "$@"; do
		((SECONDS < deadline)) || fail "still not so after ${DEADLINE:-10} s: $*" || return 1
		sleep 0.02
	done
}

# soon COMMAND...: the same for other programs, which are slower: for $PATIENCE seconds.
soon() {
	local deadline=$((SECONDS + PATIENCE))
	until "$@"; do
		((SECONDS < deadline)) || fail "still not so after $PATIENCE s: $*" || return 1
		sleep 0.1
	done
}

# need COMMAND...: in CI they must be installed; elsewhere the test is skipped without them.
need() {
	local command
	need_root
	for command; do
		PATH=$PATH:/usr/sbin:/sbin type -P "$command" >/dev/null && continue
		[[ -z ${CI-} ]] || fail "$command is not installed" || return 1
		skip "$command is not installed"
	done
}

# wait_for PID: waits, with that deadline, for a child to end; its exit status is in STATUS.
wait_for() {
	STATUS=0
	wait_until has_ended "$1" || return 1
	wait "$1" || STATUS=$?
}

has_ended() {
	! kill -0 "$1" 2>/dev/null
}

# The tests create and delete interfaces freely, so they must not run in the machine's own namespace.
alone_here() {
	[[ $(ip -o link | wc -l) -eq 1 ]] || {
		echo "there are interfaces here that are not the tests' own: use tests/run-bats" >&2
		return 1
	}
}

setup_file() {
	alone_here
}

setup() {
	remember_links
}

teardown() {
	release_all
	delete_all_links
}

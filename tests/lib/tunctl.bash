# SPDX-License-Identifier: GPL-2.0-or-later
# The program under the name tunctl or a related one, in $TUNCTL, compared with the original.
# shellcheck shell=bash disable=SC2016,SC2034,SC2153 # inner shells have variables of their own; tests use and set others

# real NAME: the first program of that name in PATH that is not this one.
real() {
	local path
	for path in $(PATH=$PATH:/usr/sbin type -ap "$1"); do
		[[ $(basename "$(readlink -f "$path")") == tunadm ]] || { echo "$path" && return; }
	done
	[[ -z ${CI-} ]] || fail "the real $1 is not installed"
	skip "the real $1 is not installed"
}

# ours ARG...
ours() {
	export TRIED="${TUNCTL##*/} $*"
	run --separate-stderr -- "$TUNCTL" "$@" 3>&-
}

# What both programs must leave alike: not the index, nor the address that the kernel chose, nor the carrier, which the
# original switches on and off.
state() {
	ip -j -d addr | jq -cS '.[] | select(.ifname != "lo")
		| [.ifname, .mtu, .linkinfo.info_data, (.flags - ["NO-CARRIER"] | sort)]'
}

# with_program PROGRAM SCENE ARG...: the program's stdout, its status and the state it leaves, in a namespace of its own that
# the shell text SCENE has furnished.
with_program() {
	export -f state
	unshare -n bash -c '
		eval "$2" || exit
		"$1" "${@:3}" 2>/dev/null
		echo "status $?"
		state' bash "$@" 3>&-
}

# same ARG...: both programs do and print the same, in a namespace set up by $SCENE.
same() {
	local real ours
	real=$(with_program "$REAL" "$SCENE" "$@")
	ours=$(with_program "$TUNCTL" "$SCENE" "$@")
	[[ $real == "$ours" ]] ||
		fail "${TUNCTL##*/} $* after '$SCENE':"$'\n'"$(diff <(echo "$real") <(echo "$ours"))" || return 1
	SAME=$real
}

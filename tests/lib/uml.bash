# SPDX-License-Identifier: GPL-2.0-or-later
# uml.bash: boots User Mode Linux, a second and older kernel, with this machine's files, and runs a command in it.
#
# Source it, from bash or bats, and call:
#
#	uml_missing                       prints what keeps this machine from it; fails (1) if nothing does
#	uml_run [OPTION...] CMD [ARG...]  boots, runs CMD inside, powers off; CMD's output on stdout, its exit status
#		-t SECONDS   kill all of it after so long, then the status is 124      (default 120)
#		-s SECONDS   kill all of it when CMD prints no line for so long, instead
#		-m SIZE      memory                                                    (default 512M)
#		-c N         the processor that it is bound to, counted from 0 among those that there are (default: any
#		             one): it is two processes that wait for each other, which costs twice as much across two
#		-k WORD      a word for the kernel's command line, repeatable: a network card is
#		             -k vec0:transport=tap,ifname=tap0,depth=128,gro=0
#		             which attaches to the existing tap0 and is vec0 inside
#		-e NAME      hand over the environment variable NAME, repeatable
#		-o FILE      keep the console (the kernel's messages) in FILE
#
# CMD runs as root inside, in the same directory, with the same files; what it writes is lost at power-off. Outside,
# everything runs as the caller: an ordinary user can call this if he may attach to the tap. Run
#	setpriv --reuid=USER --regid=GROUP --clear-groups bash -c '. tests/lib/uml.bash; uml_run ...'
# to be one. Status 125: CMD was never started; the console is then on stderr.

uml_lib=$(dirname "$(realpath "${BASH_SOURCE[0]}")")

uml_missing() {
	local program missing=1
	for program in linux.uml taskset modprobe pivot_root stty; do
		PATH=$PATH:/usr/sbin:/sbin type -P "$program" >/dev/null && continue
		echo "$program is not installed"
		missing=0
	done
	return "$missing"
}

# uml_processor N: the number of the N-th processor that this process may use; after the last comes the first again.
uml_processor() {
	local list range first last all=()
	list=$(sed -n 's/^Cpus_allowed_list:[[:space:]]*//p' /proc/self/status)
	for range in ${list//,/ }; do
		first=${range%-*} last=${range#*-}
		while [ "$first" -le "$last" ]; do
			all+=("$((first++))")
		done
	done
	echo "${all[$1 % ${#all[@]}]}"
}

uml_run() {
	local OPTIND=1 option memory=512M cpu=$RANDOM console='' share status=125 name
	local -a words=() names=() limit=(timeout --kill-after=5 120)
	while getopts t:s:m:c:k:e:o: option; do
		case $option in
		t) limit=(timeout --kill-after=5 "$OPTARG") ;;
		s) limit=("$uml_lib/patient" "$OPTARG") ;;
		m) memory=$OPTARG ;;
		c) cpu=$OPTARG ;;
		k) words+=("$OPTARG") ;;
		e) names+=("$OPTARG") ;;
		o) console=$OPTARG ;;
		*) return 125 ;;
		esac
	done
	shift $((OPTIND - 1))

	share=$(mktemp -d "${TMPDIR:-/tmp}/uml.XXXXXX") || return 125
	{
		for name in ${names[@]+"${names[@]}"}; do
			[ -z "${!name+x}" ] || printf 'export %s=%q\n' "$name" "${!name}"
		done
		printf 'cd %q || exit 125\nexec' "$PWD"
		printf ' %q' "$@"
		echo
	} >"$share/job"

	cpu=$(uml_processor "$cpu")
	# Descriptor 3 takes the serial line, which carries the output of CMD. The file takes UML's own lines and its console.
	# shellcheck disable=SC2016 # the inner shell's
	HOME=$share "${limit[@]}" bash -c 'exec 3>&1 >"$0" 2>&1 && exec "$@"' "$share/console" taskset -c "$cpu" \
		linux.uml mem="$memory" rootfstype=hostfs rootflags=/ ro quiet \
		init="$uml_lib/uml-init" uml_dir="$share/" uml_share="$share" \
		con=null con0=null,fd:1 ssl=null ssl0=null,fd:3 ${words[@]+"${words[@]}"} </dev/null
	case $? in
	124 | 137) status=124 ;;
	*) [ -s "$share/status" ] && read -r status <"$share/status" ;;
	esac
	[ "$status" != 125 ] || cat "$share/console" >&2
	[ -z "$console" ] || cat "$share/console" >"$console"
	rm -rf "$share"
	return "$status"
}

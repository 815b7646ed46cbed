# SPDX-License-Identifier: GPL-2.0-or-later
# For the tests of this directory: a temporary root directory with the program installed.
# shellcheck shell=bash disable=SC2034 # variables that the tests use
#
#	top_srcdir, top_builddir   the two trees, absolute
#	BOOT_TREE                  where the minimal Debian is kept (default: tests/boot/tree.d in the build tree)
#	BOOT_INSTALL               a command that installs below DESTDIR ("make install" unless it is set)

: "${top_srcdir:?}" "${top_builddir:?}"
here=$top_srcdir/tests/boot
tree=${BOOT_TREE:-$top_builddir/tests/boot/tree.d}

cannot() {
	if [ -n "${CI-}" ]; then
		echo "Bail out! $1"
		exit 1
	fi
	echo "1..0 # SKIP $1"
	exit 0
}

# enter NAMESPACE...: starts the script again, as root, in new namespaces of these kinds; returns there.
enter() {
	local program
	[ "${BOOT_TEST-}" != inside ] || return 0
	[ "$(id -u)" -eq 0 ] || cannot "this needs root"
	for program in debootstrap systemd-nspawn; do
		command -v "$program" >/dev/null || cannot "$program is not installed"
	done
	mkdir -p "$(dirname "$tree")"
	flock "$tree.lock" "$here/tree" "$tree" || cannot "no Debian to boot"
	export BOOT_TEST=inside
	exec unshare --propagation private "$@" "$BASH" "$0"
}

# make_root: sets $root to the minimal Debian under a layer in memory, with the program and tests/boot/files installed;
# $out to a directory in it where everybody may write; $work to a directory outside. The caller unmounts and removes
# $work.
make_root() {
	work=$(mktemp -d)
	mount -t tmpfs -o mode=0755 tmpfs "$work"
	root=$work/root
	out=$root/out
	mkdir "$work/upper" "$work/work" "$root"
	mount -t overlay -o "lowerdir=$tree,upperdir=$work/upper,workdir=$work/work" overlay "$root"
	mkdir -m 0777 "$out"

	# A command: it is to be split into words.
	# shellcheck disable=SC2086
	if ! DESTDIR=$root ${BOOT_INSTALL:-make -s -C "$top_builddir" install} >"$out/install" 2>&1; then
		sed 's/^/# /' "$out/install"
		echo "Bail out! it could not be installed"
		exit 1
	fi
	cp -r "$here/files/." "$root/"
	chmod 0644 "$root/etc/tuntab"
}

# finish FILE...: numbers the lines of TAP on stdin, ends with the plan, and fails with these files if one is not ok.
finish() {
	awk '
		/^(not )?ok / { n++; sub(/ok/, "ok " n) }
		/^not ok / { failed = 1 }
		{ print }
		END {
			print "1.." n
			exit failed
		}' && return
	tail -n +1 "$@" 2>&1 | sed 's/^/# /'
	return 1
}

# t NAME COMMAND...: a line of TAP, by the command's status.
t() {
	local name=$1
	shift
	if "$@"; then echo "ok - $name"; else echo "not ok - $name"; fi
}

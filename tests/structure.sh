#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# structure.sh: checks the source tree against the structure described in CONTRIBUTING.md; prints TAP.
set -u
cd "${top_srcdir:-$(dirname "$0")/..}" || exit 1

count=0

# holds WHAT [OFFENDER...]: one TAP line, followed by a line for each offender.
holds() {
	local offenders=$2
	count=$((count + 1))
	if [ -z "$offenders" ]; then
		echo "ok $count - $1"
	else
		echo "not ok $count - $1"
		printf '#   %s\n' "${offenders//$'\n'/$'\n#   '}"
	fi
}

# Our own files: those known to git, and in a tarball those that are not generated.
files() {
	if [ -e .git ] && git ls-files >/dev/null 2>&1; then
		git ls-files | while IFS= read -r f; do
			[ -f "$f" ] && echo "$f"
		done
	else
		# A build below the tree, distcheck's among them, is known by its config.status.
		find . -type d \( -name build-aux -o -name autom4te.cache -o -name _build -o -name _inst -o \
			-exec test -e '{}/config.status' \; \) -prune -o -type f ! -name configure ! -name '*~' \
			! -name aclocal.m4 ! -name Makefile.in ! -name config.h.in -print | sed 's|^\./||'
	fi | LC_ALL=C sort
}

# only WHERE PATTERN: the lines of src that match PATTERN, comments apart, in files whose path does not match WHERE.
only() {
	grep -rnE --include='*.[ch]' -- "$2" src | grep -vE "^($1)|^[^:]*:[0-9]+:[[:space:]]*(//|/?\*)" || true
}

# A file may include headers of its own directory and of lower ones; the number is a directory's height.
upward() {
	find src -name '*.[ch]' -exec awk '
		function rank(d) { return d in ranks ? ranks[d] : 9 }
		BEGIN {
			split("util model json kernel property input interface why output commands .", order)
			split("0 1 2 3 4 5 5 6 7 8 9", height)
			for (i in order)
				ranks[order[i]] = height[i] + 0
		}
		FNR == 1 {
			here = FILENAME
			sub(/^src\//, "", here)
			if (!sub(/\/.*/, "", here))
				here = "."
		}
		/^[ \t]*#[ \t]*include[ \t]*"/ {
			split($0, quoted, "\"")
			there = quoted[2]
			if (there == "config.h")
				next
			while (sub(/^\.\.\//, "", there))
				;
			if (there == "command.h")
				there = "commands"
			else if (!sub(/\/.*/, "", there))
				there = here
			if (there != here && rank(there) >= rank(here))
				print FILENAME ":" FNR ": " $0
		}' {} +
}

# A source with its header is a room, and an include a door to another one: no way leads back to where it began.
circles() {
	{ find src -name '*.[ch]' -exec awk '
		/^[ \t]*#[ \t]*include[ \t]*"/ {
			here = FILENAME
			gsub(/^src\/|\.[ch]$/, "", here)
			split($0, quoted, "\"")
			there = quoted[2]
			sub(/\.h$/, "", there)
			if (there != here)
				print here, there
		}' {} + | tsort >/dev/null; } 2>&1
}

# What a source gives to others stands in the header of its name. trace-none.c stands in for trace.c.
strangers() {
	find src -name '*.c' ! -path src/main.c ! -name trace-none.c -exec awk '
		FNR == 1 {
			header = FILENAME
			sub(/c$/, "h", header)
			declared = ""
			while ((getline line < header) > 0)
				declared = declared line "\n"
			close(header)
		}
		/^[a-z]/ { head = $0 }
		/^\{/ && head !~ /^static / && match(head, /[a-z_0-9]+\(/) &&
			!index(declared, substr(head, RSTART, RLENGTH)) { print FILENAME ":" FNR ": " head }' {} +
}

# A backtrace or a tag names a function by this alone. trace-none.c stands in for trace.c.
namesakes() {
	find src -name '*.c' ! -name trace-none.c -exec awk '
		/^[a-z]/ { head = $0 }
		/^\{/ && match(head, /[a-z_0-9]+\(/) {
			name = substr(head, RSTART, RLENGTH - 1)
			places[name] = places[name] " " FILENAME
			count[name]++
		}
		END {
			for (name in count)
				if (count[name] > 1)
					print name ":" places[name]
		}' {} + | LC_ALL=C sort
}

long() {
	find src examples tests \( -name '*.[ch]' -o -name '*.bats' -o -name '*.bash' \) -exec awk '
		FNR == 401 { print FILENAME }' {} +
}

# A tab is eight columns; the formatter does not wrap comments.
wide() {
	find src examples -name '*.[ch]' -exec awk '
		{
			columns = 0
			for (i = 1; i <= length($0); i++)
				columns += substr($0, i, 1) == "\t" ? 8 - columns % 8 : 1
			if (columns > 100)
				print FILENAME ":" FNR ": " columns " columns"
		}' {} +
}

# Every file that can have a comment carries its licence, except prose, data and files from elsewhere.
unlicensed() {
	files | grep -Ev '^(LICENSE|NEWS|COPYING|m4/ax_.*|\.(gitignore|editorconfig|clang-format|clang-tidy))$' |
		grep -Ev '\.(md|txt|svg|png|json|patch|supp|expected)$|(^|/)corpus/|^packaging/debian/' |
		while IFS= read -r f; do
			head -n 5 "$f" | grep -q 'SPDX-License-Identifier: GPL-2.0-or-later' || echo "$f"
		done
}

# The second line or so of a source says what the file is for.
purposeless() {
	find src -name '*.[ch]' -exec awk '
		FNR == 1 { seen = 0 }
		FNR <= 4 && /^(\/\/|\/\*| \*).*[[:alpha:]]/ && !/SPDX/ { seen = 1 }
		FNR == 5 && !seen { print FILENAME }' {} +
}

# Paths of the machine on which somebody happened to write.
elsewhere() {
	files | grep -v '^tests/structure\.sh$' | tr '\n' '\0' |
		xargs -0 grep -nIE "(^|[^[:alnum:].])(/home/[a-z]|/Users/)|$(pwd -P | sed 's/[.[*^$+?(){|]/\\&/g')/" || true
}

# What is run: the lists of the makefiles, but for those of what a tarball has, and the stages.
called() {
	cat tests/local.mk tests/*/local.mk | sed -e ':join' -e '/\\$/{N;s/\\\n//;b join' -e '}' | grep -v '^EXTRA_DIST'
	sed -n '/^stages() {/,/^}/p' tests/stages
}

unlisted() {
	local f
	for f in tests/*.bats tests/*/*.bats tests/reproducible; do
		[ -e "$f" ] && ! called | grep -qE "(^|[[:space:]])$f([[:space:]]|\$)" && echo "$f"
	done
	find src -name '*.[ch]' ! -path src/main.c | while IFS= read -r f; do
		grep -qE "(^|[[:space:]])$f([[:space:]]|\$)" src/local.mk || echo "$f"
	done
}

holds "popt is used in src/input only" \
	"$(only src/input/ '#[[:space:]]*include[[:space:]]*<popt\.h>|\bpopt(Get|Free|Alt)')"
holds "netlink is used in src/kernel only" \
	"$(only src/kernel/ '#[[:space:]]*include[[:space:]]*<(netlink/|linux/(rt)?netlink\.h|linux/if_link\.h)')"
holds "signals are handled in src/util/signals.c only" \
	"$(only src/util/signals '\b(sigaction|sigprocmask|signalfd|signal|raise)\(')"
holds "ioctl is used in src/kernel only" \
	"$(only src/kernel/ '#[[:space:]]*include[[:space:]]*<(sys/ioctl|linux/if_tun)\.h>|\bioctl\(')"
holds "libsmartcols is used in src/output only" \
	"$(only src/output/ '#[[:space:]]*include[[:space:]]*<libsmartcols')"
holds "jansson is used in src/json only" \
	"$(only src/json/ '#[[:space:]]*include[[:space:]]*<jansson')"
holds "libtracefs and libtraceevent are used in src/kernel only" \
	"$(only src/kernel/ '#[[:space:]]*include[[:space:]]*<(tracefs|event-parse|kbuffer)\.h>')"
holds "stderr is written to in src/output and src/main.c only" \
	"$(only 'src/output/|src/main\.c' '\b(stderr|STDERR_FILENO)\b|\b(perror|v?warnx?|v?errx?|error)\(')"
holds "commands print by the report, for with --json stdout is one document" \
	"$(only 'src/(output|input|why|interface|property|kernel|model|util)/|src/main\.c|src/commands/tunctl\.c' '\b(printf|puts|putchar|stdout)\b')"
holds "nothing below src/main.c ends the program" "$(only 'src/main\.c' '[^_[:alnum:]](exit|abort)\(')"
holds "includes point downward" "$(upward)"
holds "no includes go in a circle" "$(circles)"
holds "every function that others call is declared in its own file's header" "$(strangers)"
holds "no two functions have the same name" "$(namesakes)"
holds "no source and no test is longer than 400 lines" "$(long)"
holds "no line of C is wider than 100 columns" "$(wide)"
holds "every source begins with its purpose" "$(purposeless)"
holds "every file names its licence" "$(unlicensed)"
holds "no file names a place on somebody's machine" "$(elsewhere)"
holds "every test is run by something, and every source listed for make" "$(unlisted)"
echo "1..$count"

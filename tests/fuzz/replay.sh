#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# replay.sh: passes every stored input to its fuzz target; prints TAP.
set -u

count=0
for directory in "${top_srcdir:?}"/tests/fuzz/corpus/*/; do
	target=$(basename "$directory")
	count=$((count + 1))
	if said=$("${top_builddir:?}/tests/fuzz/$target" "$directory"* 2>&1); then
		echo "ok $count - $target takes $(find "$directory" -type f | wc -l) inputs"
	else
		echo "not ok $count - $target takes every input"
		printf '#   %s\n' "${said//$'\n'/$'\n#   '}"
	fi
done
echo "1..$count"

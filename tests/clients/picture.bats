#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The picture in the README shows what the program prints, with real processes.
# shellcheck disable=SC2154 # run sets output

bats_require_minimum_version 1.5.0
: "${top_srcdir:?the source tree}"

@test "doc/show.svg is what doc/picture makes of the program's output" {
  # shellcheck source=tests/clients/clients.bash
  source "$top_srcdir/tests/clients/clients.bash"
  need qemu-system-x86_64
  "$top_srcdir/doc/picture" "$TUNADM" >"$BATS_TEST_TMPDIR/show.svg" 3>&-
  diff "$top_srcdir/doc/show.svg" "$BATS_TEST_TMPDIR/show.svg"
}

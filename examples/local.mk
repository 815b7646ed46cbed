# SPDX-License-Identifier: GPL-2.0-or-later
# Programs to learn from: built, used by the tests, not installed.

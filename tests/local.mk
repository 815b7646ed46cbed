# SPDX-License-Identifier: GPL-2.0-or-later
# The tests that make check runs, and what they need.

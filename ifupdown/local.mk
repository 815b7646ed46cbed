# SPDX-License-Identifier: GPL-2.0-or-later
# Hooks for ifupdown, installed on request.

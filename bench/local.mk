# SPDX-License-Identifier: GPL-2.0-or-later
# Measurements against the contract's figures.

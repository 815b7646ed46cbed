# SPDX-License-Identifier: GPL-2.0-or-later
# Packages for Debian and for distributions with RPM.

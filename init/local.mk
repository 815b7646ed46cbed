# SPDX-License-Identifier: GPL-2.0-or-later
# Init scripts for machines without systemd, installed on request.

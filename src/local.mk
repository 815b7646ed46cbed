# SPDX-License-Identifier: GPL-2.0-or-later
# Every source of the program but src/main.c, so that the unit tests and the fuzz targets can link all of it.

tunadm_core_sources =

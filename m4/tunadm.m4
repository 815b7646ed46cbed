# SPDX-License-Identifier: GPL-2.0-or-later
# Macros of this project: the name by which a library is to be loaded at run time, and directories that other packages name.

# TUNADM_SONAME(VARIABLE, PKG-CONFIG-PREFIX, FUNCTION)
# ----------------------------------------------------
# Define VARIABLE as the SONAME that linking with <PREFIX>_LIBS records, e.g. "libjansson.so.4". The program loads the
# library only when it needs it; asking the linker keeps that in step with the headers it is compiled against.
AC_DEFUN([TUNADM_SONAME], [dnl
AC_REQUIRE([TUNADM_PROG_READELF])dnl
AC_CACHE_CHECK([for the library that provides $3], [tunadm_cv_soname_$3], [dnl
tunadm_save_LIBS=$LIBS
tunadm_save_LDFLAGS=$LDFLAGS
LDFLAGS="$LDFLAGS -Wl,--no-as-needed"
LIBS="$$2_LIBS"
AC_LINK_IFELSE([AC_LANG_CALL([], [$3])], [dnl
tunadm_cv_soname_$3=`$READELF -d conftest$ac_exeext |
	sed -n 's/.*(NEEDED).*\@<:@\(.*\)@:>@.*/\1/p' | grep -v '^libc\.' | sed -n 1p`])
LIBS=$tunadm_save_LIBS
LDFLAGS=$tunadm_save_LDFLAGS])
AS_IF([test -z "$tunadm_cv_soname_$3"], [AC_MSG_ERROR([cannot link with $$2_LIBS])])
AC_DEFINE_UNQUOTED([$1], ["$tunadm_cv_soname_$3"], [Library to load for $3.])
AC_SUBST([$1], [$tunadm_cv_soname_$3])])

# TUNADM_PACK_RELOCATIONS(VARIABLE)
# ---------------------------------
# Append to VARIABLE the flag for compact relative relocations (DT_RELR): 26 KiB that each start would read become 300
# bytes. The linker may pass over the flag with a warning, and an older C library would start the program without
# relocating it, so that a program which depends on one is run. When cross-compiling the flag is left out.
AC_DEFUN([TUNADM_PACK_RELOCATIONS], [dnl
AC_CACHE_CHECK([whether relative relocations can be packed], [tunadm_cv_pack_relocations], [dnl
tunadm_save_CFLAGS=$CFLAGS
tunadm_save_LDFLAGS=$LDFLAGS
CFLAGS="$CFLAGS -fPIE"
LDFLAGS="$LDFLAGS -pie -Wl,--fatal-warnings -Wl,-z,pack-relative-relocs"
AC_RUN_IFELSE([AC_LANG_PROGRAM([[static int target; int *volatile pointer = &target;]], [[return pointer != &target;]])],
	[tunadm_cv_pack_relocations=yes], [tunadm_cv_pack_relocations=no], [tunadm_cv_pack_relocations=no])
CFLAGS=$tunadm_save_CFLAGS
LDFLAGS=$tunadm_save_LDFLAGS])
AS_IF([test "$tunadm_cv_pack_relocations" = yes],
	[AX_APPEND_FLAG([-Wl,-z,pack-relative-relocs], [$1])])])

AC_DEFUN([TUNADM_PROG_READELF], [dnl
AC_CHECK_TOOL([READELF], [readelf])
AS_IF([test -z "$READELF"], [AC_MSG_ERROR([readelf (binutils) is needed])])])

# TUNADM_ARG_DIR(NAME, WHAT, PKG-CONFIG-MODULE, PKG-CONFIG-VARIABLE, DEFAULT)
# ---------------------------------------------------------------------------
# --with-NAME=DIR sets and substitutes NAME; "no" installs nothing there. Without it the module says, else DEFAULT holds.
AC_DEFUN([TUNADM_ARG_DIR], [dnl
AC_REQUIRE([PKG_PROG_PKG_CONFIG])dnl
AC_ARG_WITH([$1], [AS_HELP_STRING([--with-$1=DIR], [install $2 in DIR, or "no" for nowhere])], [],
	[with_$1=yes])
AS_IF([test "x$with_$1" = xyes], [dnl
with_$1=`$PKG_CONFIG --variable=$4 $3 2>/dev/null`
AS_IF([test -z "$with_$1"], [with_$1='$5'])])
AC_SUBST([$1], [$with_$1])
AM_CONDITIONAL([WITH_]m4_toupper([$1]), [test "x$with_$1" != xno])])

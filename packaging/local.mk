# SPDX-License-Identifier: GPL-2.0-or-later
# Packages for Debian and for distributions with RPM, and what a release needs.

EXTRA_DIST += \
	packaging/build-deb \
	packaging/build-rpm \
	packaging/debian/README.Debian \
	packaging/debian/changelog \
	packaging/debian/control \
	packaging/debian/copyright \
	packaging/debian/dlopened \
	packaging/debian/rules \
	packaging/debian/source/format \
	packaging/debian/tests/control \
	packaging/debian/tests/functional \
	packaging/debian/tunadm.examples \
	packaging/debian/tunadm.lintian-overrides \
	packaging/debian/tunadm.postinst \
	packaging/debian/tunadm.preinst \
	packaging/debian/tunadm.prerm \
	packaging/debian/tunadm.triggers \
	packaging/release-check \
	packaging/rpm/tunadm.spec \
	packaging/source-date

# The same tree gives the same bytes: the only time is that of the last change; owner, umask and order of directories
# have no influence.
dist: export TAR_OPTIONS = --sort=name --owner=0 --group=0 --numeric-owner --mode=u+rw,go+r,go-w,a+X \
	--mtime=@$(shell $(srcdir)/packaging/source-date)

deb: dist
	$(srcdir)/packaging/build-deb $(distdir).tar.xz packaging/deb

rpm: dist
	$(srcdir)/packaging/build-rpm $(distdir).tar.xz packaging/rpm

release-check: all
	$(srcdir)/packaging/release-check .

clean-local: clean-packages
clean-packages:
	rm -rf packaging/deb packaging/rpm

.PHONY: deb rpm release-check clean-packages

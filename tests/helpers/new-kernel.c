// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * new-kernel.so: preloaded into a program, makes an interface refuse a process without
 * CAP_NET_ADMIN, as kernels since 2026 do for an interface with neither owner nor group.
 */
#include <errno.h>
#include <linux/capability.h>
#include <linux/if_tun.h>
#include <stdarg.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

static int is_capable(void)
{
	struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
	struct __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3] = {0};

	return syscall(SYS_capget, &header, data) == 0 &&
	       (data[0].effective & CAP_TO_MASK(CAP_NET_ADMIN));
}

int ioctl(int fd, unsigned long request, ...)
{
	va_list args;
	void *argument;

	va_start(args, request);
	argument = va_arg(args, void *);
	va_end(args);
	if (request == TUNSETIFF && !is_capable()) {
		errno = EPERM;
		return -1;
	}
	return (int)syscall(SYS_ioctl, fd, request, argument);
}

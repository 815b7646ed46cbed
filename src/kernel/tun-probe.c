// SPDX-License-Identifier: GPL-2.0-or-later
// Tries to attach, in a child and in a temporary network namespace.

#include "kernel/tun-probe.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <sched.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "kernel/child.h"
#include "kernel/tun.h"
#include "util/cleanup.h"

struct question {
	const struct credentials *who;
	bool ownerless;
};

static int attach_probe(int fd)
{
	struct ifreq ifr = {.ifr_flags = IFF_TAP | IFF_NO_PI};

	memcpy(ifr.ifr_name, "probe", sizeof("probe"));
	return ioctl(fd, TUNSETIFF, &ifr) < 0 ? errno : 0;
}

/*
 * Creates an interface, gives it away and makes it persistent, so that its only queue is free;
 * returns an errno.
 */
static int make_probed(const struct question *question, struct tun_probe *probe)
{
	auto_close int fd = open(tun_device(), O_RDWR | O_CLOEXEC);

	if (fd < 0)
		return errno;
	probe->error = attach_probe(fd);
	if (probe->error)
		return probe->error;
	probe->created = true;
	if (ioctl(fd, TUNSETPERSIST, 1UL) < 0 ||
	    (!question->ownerless && ioctl(fd, TUNSETOWNER, (unsigned long)question->who->uid) < 0))
		return errno;
	return 0;
}

/*
 * If no other user has to be tried, a new user namespace is enough. In a network namespace of this
 * user namespace, a process without CAP_NET_ADMIN can create none, which tells nothing.
 */
static bool enter_namespace(bool ownerless)
{
	if (credentials_have(CAP_NET_ADMIN) && unshare(CLONE_NEWNET) == 0)
		return true;
	return ownerless && unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0;
}

static void try_it(const void *data, void *answer)
{
	const struct question *question = data;
	struct tun_probe *probe = answer;
	auto_close int fd = -1;

	*probe = (struct tun_probe){0};
	if (!enter_namespace(question->ownerless))
		return;
	if (make_probed(question, probe) != 0) {
		/* A refusal in spite of the right to create one is an answer. */
		probe->known = !probe->created && fault_is_refusal(probe->error);
		return;
	}
	/* Opened by the privileged process: the node is checked separately. */
	fd = open(tun_device(), O_RDWR | O_CLOEXEC);
	if (fd < 0)
		return;
	/* Without an owner, the kernel only asks for the capability. */
	if ((question->ownerless ? credentials_drop_capabilities()
				 : credentials_take_on(question->who)) != 0)
		return;
	probe->error = attach_probe(fd);
	probe->known = true;
}

enum tun_ownerless tun_ownerless(void)
{
	static enum tun_ownerless answer;
	static bool asked;
	struct tun_probe probe = {0};

	if (asked)
		return answer;
	asked = true;
	fault_free(tun_probe(NULL, true, &probe));
	if (probe.known && probe.created && probe.error == 0)
		answer = TUN_OWNERLESS_EVERYBODY;
	else if (probe.known && probe.created && probe.error == EPERM)
		answer = TUN_OWNERLESS_CAPABLE;
	return answer;
}

struct fault *tun_probe(const struct credentials *who, bool ownerless, struct tun_probe *probe)
{
	const struct question question = {who, ownerless};

	return child_ask(NULL, try_it, &question, probe, sizeof(*probe));
}

bool tun_probe_forbids(const struct tun_probe *owned)
{
	return owned->known && fault_is_refusal(owned->error);
}

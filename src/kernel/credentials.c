// SPDX-License-Identifier: GPL-2.0-or-later
// Credentials: this process's own, and those that another user's programs would have.

#include "kernel/credentials.h"

#include <errno.h>
#include <grp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "kernel/netns.h"

/* glibc does not declare capget(2). */
bool credentials_have(unsigned int capability)
{
	struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
	struct __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3] = {0};

	if (syscall(SYS_capget, &header, data) < 0)
		return false;
	return data[CAP_TO_INDEX(capability)].effective & CAP_TO_MASK(capability);
}

struct fault *credentials_ids(struct credentials *who)
{
	int count = getgroups(0, NULL);

	*who = (struct credentials){.uid = geteuid(), .gid = getegid()};
	if (count < 0)
		return fault_errno(errno);
	who->groups = calloc((size_t)count + 1, sizeof(*who->groups));
	if (!who->groups)
		return fault_memory();
	count = getgroups(count, who->groups);
	if (count < 0) {
		struct fault *fault = fault_errno(errno);

		credentials_clear(who);
		return fault;
	}
	who->group_count = (size_t)count;
	return NULL;
}

struct fault *credentials_own(struct credentials *who)
{
	struct fault *fault = credentials_ids(who);

	/*
	 * Root of a user namespace has the capability, but not over a network namespace outside of
	 * it.
	 */
	if (!fault && credentials_have(CAP_NET_ADMIN))
		fault = netns_is_governed(&who->capable);
	if (fault)
		credentials_clear(who);
	return fault;
}

/*
 * Capabilities that a service gets by AmbientCapabilities= are inherited by everything that it
 * starts.
 */
static bool has_ambient(uid_t uid)
{
	return uid == geteuid() && prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET,
					 (unsigned long)CAP_NET_ADMIN, 0UL, 0UL) == 1;
}

struct fault *credentials_of(uid_t uid, gid_t gid, const gid_t *groups, size_t count,
			     struct credentials *who)
{
	bool governed = false;

	*who = (struct credentials){.uid = uid, .gid = gid};
	if (uid == 0 || has_ambient(uid)) {
		struct fault *fault = netns_is_governed(&governed);

		if (fault)
			return fault;
	}
	who->capable = governed && prctl(PR_CAPBSET_READ, CAP_NET_ADMIN, 0, 0, 0) == 1;
	who->groups = calloc(count + 1, sizeof(*who->groups));
	if (!who->groups)
		return fault_memory();
	if (count)
		memcpy(who->groups, groups, count * sizeof(*groups));
	who->group_count = count;
	return NULL;
}

void credentials_clear(struct credentials *who)
{
	free(who->groups);
	*who = (struct credentials){0};
}

bool credentials_in_group(const struct credentials *who, gid_t group)
{
	bool in = who->gid == group;

	for (size_t i = 0; i < who->group_count && !in; i++)
		in = who->groups[i] == group;
	return in;
}

int credentials_drop_capabilities(void)
{
	struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
	struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {0};

	return syscall(SYS_capset, &header, none) == 0 ? 0 : errno;
}

/* Whether these already are the supplementary groups: setting them needs a capability. */
static bool has_groups(const struct credentials *own, const struct credentials *who)
{
	for (size_t i = 0; i < own->group_count; i++)
		if (!credentials_in_group(who, own->groups[i]))
			return false;
	for (size_t i = 0; i < who->group_count; i++)
		if (!credentials_in_group(own, who->groups[i]))
			return false;
	return own->gid == who->gid;
}

int credentials_take_on(const struct credentials *who)
{
	auto_credentials struct credentials own = {0};
	auto_fault struct fault *fault = credentials_ids(&own);

	if (fault)
		return fault->error;
	/* Set the groups first: without this process's privilege they can no longer be changed. */
	if (!has_groups(&own, who) && setgroups(who->group_count, who->groups) < 0)
		return errno;
	if (setresgid(who->gid, who->gid, who->gid) < 0 ||
	    setresuid(who->uid, who->uid, who->uid) < 0)
		return errno;
	return who->capable ? 0 : credentials_drop_capabilities();
}

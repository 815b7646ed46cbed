// SPDX-License-Identifier: GPL-2.0-or-later
// From ids to names by the name service.

#include "util/id-name.h"

#include <grp.h>
#include <pwd.h>
#include <stdio.h>

void id_user_name(uid_t uid, char name[ID_NAME_SIZE])
{
	const struct passwd *entry = getpwuid(uid);

	if (entry)
		(void)snprintf(name, ID_NAME_SIZE, "%s", entry->pw_name);
	else
		(void)snprintf(name, ID_NAME_SIZE, "%u", uid);
}

void id_group_name(gid_t gid, char name[ID_NAME_SIZE])
{
	const struct group *entry = getgrgid(gid);

	if (entry)
		(void)snprintf(name, ID_NAME_SIZE, "%s", entry->gr_name);
	else
		(void)snprintf(name, ID_NAME_SIZE, "%u", gid);
}

// SPDX-License-Identifier: GPL-2.0-or-later
// Evaluates mode bits and POSIX access control lists as the kernel does.

#include "kernel/permission.h"

#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/posix_acl.h>
#include <linux/posix_acl_xattr.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "kernel/child.h"
#include "kernel/id-map.h"

#define ACL_NAME "system.posix_acl_access"

/* More entries than a device node is likely to have. */
#define ENTRIES_MAX 128

struct acl {
	struct posix_acl_xattr_header header;
	struct posix_acl_xattr_entry entries[ENTRIES_MAX];
};

static bool is_owner(const struct stat *file, const struct credentials *who)
{
	return file->st_uid == who->uid && !id_map_hides_user(file->st_uid);
}

static bool is_in_its_group(const struct stat *file, const struct credentials *who)
{
	return credentials_in_group(who, file->st_gid) && !id_map_hides_group(file->st_gid);
}

static bool by_mode(const struct stat *file, const struct credentials *who, unsigned int wanted)
{
	unsigned int granted = file->st_mode;

	if (is_owner(file, who))
		granted >>= 6;
	else if (is_in_its_group(file, who))
		granted >>= 3;
	return (granted & wanted) == wanted;
}

/* Returns the number of entries, 0 if there is no list. */
static size_t read_acl(const char *path, struct acl *acl)
{
	ssize_t size = getxattr(path, ACL_NAME, acl, sizeof(*acl));

	if (size < (ssize_t)sizeof(acl->header) ||
	    le32toh(acl->header.a_version) != POSIX_ACL_XATTR_VERSION)
		return 0;
	return ((size_t)size - sizeof(acl->header)) / sizeof(acl->entries[0]);
}

static unsigned int perm(const struct posix_acl_xattr_entry *entry)
{
	return le16toh(entry->e_perm);
}

static const struct posix_acl_xattr_entry *find_entry(const struct acl *acl, size_t count,
						      unsigned int tag)
{
	for (size_t i = 0; i < count; i++)
		if (le16toh(acl->entries[i].e_tag) == tag)
			return &acl->entries[i];
	return NULL;
}

static bool is_member(const struct posix_acl_xattr_entry *entry, const struct stat *file,
		      const struct credentials *who)
{
	switch (le16toh(entry->e_tag)) {
	case ACL_GROUP_OBJ: return is_in_its_group(file, who);
	case ACL_GROUP: return credentials_in_group(who, le32toh(entry->e_id));
	default: return false;
	}
}

/*
 * If the user is in several groups, one that grants everything is enough; otherwise the last one
 * counts.
 */
static const struct posix_acl_xattr_entry *find_group(const struct acl *acl, size_t count,
						      const struct stat *file,
						      const struct credentials *who,
						      unsigned int wanted)
{
	const struct posix_acl_xattr_entry *found = NULL;

	for (size_t i = 0; i < count; i++) {
		if (!is_member(&acl->entries[i], file, who))
			continue;
		found = &acl->entries[i];
		if ((perm(found) & wanted) == wanted)
			break;
	}
	return found;
}

static bool by_acl(const struct acl *acl, size_t count, const struct stat *file,
		   const struct credentials *who, unsigned int wanted)
{
	const struct posix_acl_xattr_entry *mask = find_entry(acl, count, ACL_MASK);
	const struct posix_acl_xattr_entry *entry = NULL;

	/* The owner's entry is the same as the owner's mode bits. */
	if (is_owner(file, who))
		return by_mode(file, who, wanted);
	for (size_t i = 0; i < count && !entry; i++)
		if (le16toh(acl->entries[i].e_tag) == ACL_USER &&
		    le32toh(acl->entries[i].e_id) == who->uid)
			entry = &acl->entries[i];
	if (!entry)
		entry = find_group(acl, count, file, who, wanted);
	if (entry)
		return (perm(entry) & (mask ? perm(mask) : ~0u) & wanted) == wanted;
	entry = find_entry(acl, count, ACL_OTHER);
	return entry && (perm(entry) & wanted) == wanted;
}

bool permission_granted(const char *path, const struct stat *file, const struct credentials *who,
			unsigned int wanted, bool *acl)
{
	struct acl list;
	/* The kernel ignores a list whose mask, which is the group's mode bits, is empty. */
	size_t count = file->st_mode & S_IRWXG ? read_acl(path, &list) : 0;

	*acl = count > 0;
	return count ? by_acl(&list, count, file, who, wanted) : by_mode(file, who, wanted);
}

/* Root's programs ignore modes, unless that is disabled permanently. */
static bool overrides(const struct stat *file, const struct credentials *who)
{
	return who->uid == 0 && !id_map_hides_user(file->st_uid) &&
	       !id_map_hides_group(file->st_gid) &&
	       prctl(PR_CAPBSET_READ, CAP_DAC_OVERRIDE, 0, 0, 0) == 1;
}

int permission_compute(const char *path, const struct credentials *who, unsigned int wanted)
{
	struct stat st;
	bool acl;

	if (stat(path, &st) < 0)
		return errno;
	return overrides(&st, who) || permission_granted(path, &st, who, wanted, &acl) ? 0 : EACCES;
}

struct question {
	const char *path;
	int mode; /* as access(2) has it */
};

static void ask_in_child(const void *data, void *answer)
{
	const struct question *question = data;
	int *error = answer;

	*error = faccessat(AT_FDCWD, question->path, question->mode, AT_EACCESS) < 0 ? errno : 0;
}

struct fault *permission_ask(const char *path, const struct credentials *who, unsigned int wanted,
			     int *error)
{
	struct question question = {.path = path, .mode = (int)wanted};
	struct fault *fault = child_ask(who, ask_in_child, &question, error, sizeof(*error));

	if (!fault || !child_may_not(fault))
		return fault;
	fault_free(fault);
	*error = permission_compute(path, who, wanted);
	return NULL;
}

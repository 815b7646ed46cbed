// SPDX-License-Identifier: GPL-2.0-or-later
// Arbitrary bytes as a table: an entry is valid, or has a fault with its location.

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fuzz.h"
#include "input/tuntab.h"

static void check_entry(const struct tuntab_entry *entry, const char *path)
{
	const struct request *request = &entry->request;

	hold(entry->line > 0);
	if (entry->fault) {
		hold(entry->fault->status != STATUS_DONE && *entry->fault->why);
		hold(entry->fault->object &&
		     strncmp(entry->fault->object, path, strlen(path)) == 0);
		return;
	}
	hold(entry->name && *entry->name && strlen(entry->name) <= 15 && !strchr(entry->name, '%'));
	hold(request_mode(request, entry->name) != TUN_MODE_NONE);
	hold(!request->withdrawn);
	if (request_has(request, PROPERTY_MTU))
		hold(request_number(request, PROPERTY_MTU) >= 68 &&
		     request_number(request, PROPERTY_MTU) <= 65535);
	hold(!request_has(request, PROPERTY_ADDRESS) == !request->values[PROPERTY_ADDRESS].count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct tuntab tuntab = {0};
	char path[32];
	int fd = memfd_create("tuntab", MFD_CLOEXEC);
	struct fault *fault;

	hold(fd >= 0 && fchmod(fd, 0600) == 0 && write(fd, data, size) == (ssize_t)size);
	(void)snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	fault = tuntab_read(path, &tuntab);
	hold(!fault);
	for (size_t i = 0; i < tuntab.unread_count; i++)
		hold(tuntab.unread[i]->status == STATUS_FAILED ||
		     tuntab.unread[i]->status == STATUS_USAGE);
	hold(!tuntab.unread_count || tuntab.count == 0);
	for (size_t i = 0; i < tuntab.count; i++)
		check_entry(&tuntab.entries[i], path);
	fault_free(fault);
	tuntab_clear(&tuntab);
	(void)close(fd);
	return 0;
}

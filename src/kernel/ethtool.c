// SPDX-License-Identifier: GPL-2.0-or-later
// Reads features by ioctl, which needs no privilege.

#include "kernel/ethtool.h"

#include <errno.h>
#include <linux/ethtool.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "util/cleanup.h"

/* The kernel's name of the feature for drivers that leave checksums to the program. */
#define CHECKSUM_FEATURE "tx-checksum-ip-generic"

/* The kernel has 64 features, newer ones a few more. */
#define FEATURES_MAX 256u
#define BLOCK_BITS   32u

static int ethtool_ask(int fd, const char *name, void *command)
{
	struct ifreq ifr = {.ifr_data = command};

	(void)snprintf(ifr.ifr_name, sizeof(ifr.ifr_name), "%s", name);
	return ioctl(fd, SIOCETHTOOL, &ifr) < 0 ? errno : 0;
}

static int get(int fd, const char *name, uint32_t command, bool *on)
{
	struct ethtool_value value = {.cmd = command};
	int error = ethtool_ask(fd, name, &value);

	*on = !error && value.data != 0;
	return error;
}

/* The number of features that this kernel has names for; 0: too many, or unknown. */
static uint32_t count_features(int fd, const char *name)
{
	union {
		struct ethtool_sset_info info;
		uint32_t words[sizeof(struct ethtool_sset_info) / sizeof(uint32_t) + 1];
	} question = {
		.info = {.cmd = ETHTOOL_GSSET_INFO, .sset_mask = UINT64_C(1) << ETH_SS_FEATURES},
	};
	uint32_t count;

	if (ethtool_ask(fd, name, &question) || !question.info.sset_mask)
		return 0;
	count = question.words[sizeof(struct ethtool_sset_info) / sizeof(uint32_t)];
	return count > FEATURES_MAX ? 0 : count;
}

/* The number of a feature, which differs between kernels; -1: none. */
static int find_feature(int fd, const char *name, const char *feature)
{
	static union {
		struct ethtool_gstrings head;
		uint8_t bytes[sizeof(struct ethtool_gstrings) + FEATURES_MAX * ETH_GSTRING_LEN];
	} answer;
	const uint8_t *words = answer.bytes + sizeof(struct ethtool_gstrings);
	uint32_t count = count_features(fd, name);

	answer.head = (struct ethtool_gstrings){
		.cmd = ETHTOOL_GSTRINGS,
		.string_set = ETH_SS_FEATURES,
		.len = count,
	};
	if (!count || ethtool_ask(fd, name, &answer))
		return -1;
	for (uint32_t i = 0; i < count; i++)
		if (strncmp((const char *)words + (size_t)i * ETH_GSTRING_LEN, feature,
			    ETH_GSTRING_LEN) == 0)
			return (int)i;
	return -1;
}

/* Whether a feature is requested but not active; false if unknown. */
static bool is_held_back(int fd, const char *name, const char *feature)
{
	union {
		struct ethtool_gfeatures head;
		uint8_t bytes[sizeof(struct ethtool_gfeatures) +
			      FEATURES_MAX / BLOCK_BITS *
				      sizeof(struct ethtool_get_features_block)];
	} answer = {
		.head = {.cmd = ETHTOOL_GFEATURES, .size = FEATURES_MAX / BLOCK_BITS},
	};
	struct ethtool_get_features_block block;
	int number = find_feature(fd, name, feature);
	uint32_t bit;

	if (number < 0 || ethtool_ask(fd, name, &answer))
		return false;
	memcpy(&block,
	       answer.bytes + sizeof(struct ethtool_gfeatures) +
		       (uint32_t)number / BLOCK_BITS * sizeof(block),
	       sizeof(block));
	bit = UINT32_C(1) << ((uint32_t)number % BLOCK_BITS);
	return (block.requested & bit) && !(block.active & bit);
}

/* A name can pass to another interface at any time. */
static bool has_index(int fd, const char *name, int ifindex)
{
	struct ifreq ifr = {0};

	(void)snprintf(ifr.ifr_name, sizeof(ifr.ifr_name), "%s", name);
	return ioctl(fd, SIOCGIFINDEX, &ifr) == 0 && ifr.ifr_ifindex == ifindex;
}

struct fault *ethtool_offloads(const char *name, int ifindex, struct offloads *offloads)
{
	auto_close int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	bool ours;
	int error;

	*offloads = (struct offloads){0};
	if (fd < 0)
		return fault_errno(errno);
	ours = has_index(fd, name, ifindex);
	error = get(fd, name, ETHTOOL_GTXCSUM, &offloads->checksums);
	if (!error)
		error = get(fd, name, ETHTOOL_GTSO, &offloads->segmentation);
	if (!error)
		offloads->held_back = is_held_back(fd, name, CHECKSUM_FEATURE);
	if (!ours || !has_index(fd, name, ifindex))
		error = ENODEV;
	return error ? fault_errno(error) : NULL;
}

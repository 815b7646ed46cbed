// SPDX-License-Identifier: GPL-2.0-or-later
// Looking up a link that is not there: an empty answer, not a fault.

#include "unit.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "kernel/engine.h"
#include "kernel/link.h"
#include "kernel/tun.h"

/* The kernel counts up from 1. */
#define NO_INDEX 0x7fffffff

#define LONG_NAME "no-interface-has-this-alternative-name"

static void check_missing(struct fault *fault, struct device *device)
{
	static const struct device empty;

	assert_null(fault);
	assert_memory_equal(device, &empty, sizeof(empty));
	device_clear(device);
}

static void check_found(struct fault *fault, struct device *device)
{
	assert_null(fault);
	assert_string_equal(device->name, "lo");
	assert_int_equal(device->ifindex, 1);
	device_clear(device);
}

static void test_link(void **state)
{
	auto_engine struct engine engine = {0};
	struct link_socket *links;
	struct device device;

	(void)state;
	assert_null(engine_links(&engine, &links));
	check_found(link_find(links, "lo", &device), &device);
	check_missing(link_find(links, "no-such-link", &device), &device);
	check_missing(link_find(links, LONG_NAME, &device), &device);
	check_missing(link_find_index(links, NO_INDEX, &device), &device);
	/* The socket is still in step. */
	check_found(link_find_index(links, 1, &device), &device);
}

static void test_engine(void **state)
{
	auto_engine struct engine engine = {0};
	const struct device *device;

	(void)state;
	assert_null(engine_find_link(&engine, "no-such-link", &device));
	assert_null(device);
	assert_null(engine_find_index(&engine, NO_INDEX, &device));
	assert_null(device);
	assert_null(engine_find_link(&engine, "lo", &device));
	must_have(device);
	assert_string_equal(device->name, "lo");
	/* Now it is known, and the others still are not. */
	assert_null(engine_find_link(&engine, "no-such-link", &device));
	assert_null(device);
}

/* A descriptor that is attached to nothing; another file is a fault. */
static void test_name(void **state)
{
	int fd = open("/dev/net/tun", O_RDWR | O_CLOEXEC);
	char name[IFNAMSIZ] = "x";
	struct fault *fault;

	(void)state;
	if (fd < 0)
		skip();
	assert_null(tun_get_name(fd, name));
	assert_string_equal(name, "");
	(void)close(fd);
	fd = open("/dev/null", O_RDWR | O_CLOEXEC);
	fault = tun_get_name(fd, name);
	must_have(fault);
	fault_free(fault);
	(void)close(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_link),
		cmocka_unit_test(test_engine),
		cmocka_unit_test(test_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Running a program under ptrace(2), with at most one fault put into one of its system calls. */
#ifndef TUNADM_TESTS_TRACE_H
#define TUNADM_TESTS_TRACE_H

#include <stdbool.h>
#include <stddef.h>

#include "links.h"

enum fault_kind {
	FAULT_NONE,
	FAULT_ERROR,	/* the call is not made, and says that it failed */
	FAULT_REFUSE,	/* the netlink request is not made, and the answer says that it failed */
	FAULT_KILL,	/* SIGKILL before the call is made: the call before it has taken effect */
	FAULT_TERM,	/* SIGTERM, likewise */
	FAULT_HUP,	/* SIGHUP, likewise */
	FAULT_DUMP,	/* the dump that the netlink request asks for fails half-way */
	FAULT_MEMORY,	/* no call, but an allocation fails */
	FAULT_RENAME,	/* an interface is renamed before the call is made */
	FAULT_NAMESAKE, /* likewise, and a bridge takes its name */
};

struct fault_spec {
	enum fault_kind kind;
	unsigned int call;   /* which call, or allocation, from 1; 0: they are only counted */
	const char *subject; /* of FAULT_RENAME and FAULT_NAMESAKE: the interface */
	int error;	     /* errno value, of FAULT_ERROR, FAULT_REFUSE and FAULT_DUMP */
	bool lasting; /* FAULT_ERROR, FAULT_MEMORY: every later one of that sort fails as well */
};

enum {
	TRACE_CALLS_MAX = 4096,
	TRACE_TEXT_MAX = 32 * 1024,
};

/* One system call, as the profile shows it. */
struct call {
	long number;
	unsigned long request; /* second argument: what an ioctl asks for */
	bool netlink;	       /* sendmsg: a netlink request */
	bool dump;	       /* that asks for a dump */
	bool sure;	       /* has no way to fail */
};

struct run {
	struct call *calls; /* TRACE_CALLS_MAX of them; filled when kind is FAULT_NONE */
	unsigned int call_count;
	unsigned int allocations; /* of FAULT_MEMORY */
	struct call hit;	  /* the call that the fault was put into */
	bool injected;
	struct snapshot then; /* of FAULT_RENAME and FAULT_NAMESAKE: what there was after that */
	bool hung;	      /* had to be killed after some seconds */
	int status;	      /* as waitpid(2) says */
	char out[TRACE_TEXT_MAX];
	char err[TRACE_TEXT_MAX];
};

/*
 * Runs the program, with nothing on standard input, and fills *run. Calls are counted from its
 * entry point on, and up to another program that it becomes: what the dynamic loader does before
 * that is not the program's. Ends this process where it cannot be traced.
 */
void trace_run(const char *program, char *const argv[], const struct fault_spec *fault,
	       struct run *run);

/*
 * Names the library that has allocations fail (tests/helpers/failing-malloc.c). Returns false where
 * it does not work with this program.
 */
bool trace_use_memory(const char *library);

/* Whether this machine's processor is one that trace_run() knows. */
bool trace_supported(void);

/* The name of a system call for people, in a static buffer: "ioctl TUNSETIFF". */
const char *call_name(const struct call *call);

/* Whether the kernel promises that the system call never fails. */
bool call_is_sure(long number);

/* Whether a sanitizer's allocator takes the place of the C library's. */
bool call_memory_is_sanitized(void);

/* Whether it writes: a message, mostly. */
bool call_writes(const struct call *call);

#endif

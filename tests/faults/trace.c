// SPDX-License-Identifier: GPL-2.0-or-later
// The tracer: counts the calls of a child from its entry point on, and makes one of them fail.

#include "trace.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "names.h"
#include "processor.h"
#include "reply.h"

/* Nothing that is traced here takes longer, not even on a busy machine. */
#define PATIENCE_S 20

/*
 * With this result the kernel restarts a call by itself, as reading some sysctls does while another
 * process, in any network namespace, changes links (include/linux/errno.h).
 */
#define ERESTARTNOINTR 513

/* The state between the entry of a call and its exit. */
struct pending_call {
	bool received; /* a recvmsg into the msghdr at `argument` */
	bool skipped;
	bool replaced; /* its argument was replaced; the original is `argument` */
	unsigned long argument;
	long result;
	bool answer; /* a netlink answer must be written at the exit */
};

struct tracer {
	pid_t pid;
	const struct fault_spec *fault;
	struct run *run;
	unsigned int index;
	struct pending_call now;
	struct reply reply; /* the answer to a refused request */
	bool breaking;	    /* the end of the next dump becomes an error */
	bool restarted;	    /* the next call is the previous one, restarted */
	bool ended;	    /* the child has executed another program */
};

/* Where failing-malloc.so counts; private to the sweep's namespaces. */
#define TALLY_PATH "/mnt/allocations"

static const char *memory_library;

static volatile sig_atomic_t hung_pid;

static void on_alarm(int number)
{
	(void)number;
	kill((pid_t)hung_pid, SIGKILL);
	hung_pid = 0;
}

static void die(const char *what)
{
	perror(what);
	exit(125);
}

static int text_file(void)
{
	int fd = memfd_create("text", 0);

	if (fd < 0)
		die("memfd_create");
	return fd;
}

static void take_text(int fd, char text[TRACE_TEXT_MAX])
{
	ssize_t got = pread(fd, text, TRACE_TEXT_MAX - 1, 0);

	text[got > 0 ? got : 0] = '\0';
	close(fd);
}

static void clear_tally(void)
{
	const uint32_t none[2] = {0, 0};
	int fd = open(TALLY_PATH, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

	if (fd < 0 || pwrite(fd, none, sizeof(none), 0) != sizeof(none))
		die(TALLY_PATH);
	close(fd);
}

static void take_tally(struct run *run)
{
	uint32_t tally[2];
	int fd = open(TALLY_PATH, O_RDONLY | O_CLOEXEC);

	if (fd < 0 || pread(fd, tally, sizeof(tally), 0) != sizeof(tally))
		die(TALLY_PATH);
	close(fd);
	run->allocations = tally[0];
	run->injected = tally[1] > 0;
}

static void take_memory(const struct fault_spec *fault)
{
	char number[32];

	snprintf(number, sizeof(number), "%u%s", fault->call, fault->lasting ? "-" : "");
	if (setenv("LD_PRELOAD", memory_library, 1) < 0 ||
	    setenv("FAILING_MALLOC", number, 1) < 0 ||
	    setenv("FAILING_MALLOC_FILE", TALLY_PATH, 1) < 0)
		_exit(125);
}

static pid_t start(const char *program, char *const argv[], const struct fault_spec *fault, int out,
		   int err)
{
	pid_t pid = fork();

	if (pid < 0)
		die("fork");
	if (pid > 0)
		return pid;
	if (dup2(open("/dev/null", O_RDONLY), 0) != 0 || dup2(out, 1) != 1 || dup2(err, 2) != 2 ||
	    close_range(3, ~0U, 0) < 0 || ptrace(PTRACE_TRACEME, 0, 0, 0) < 0)
		_exit(125);
	if (fault->kind == FAULT_MEMORY)
		take_memory(fault);
	execv(program, argv);
	_exit(125);
}

/* The address at which the loader starts the program. */
static unsigned long entry_point(pid_t pid)
{
	char path[32];
	unsigned long pair[2] = {0, 0};
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%d/auxv", (int)pid);
	file = fopen(path, "re");
	if (!file)
		die(path);
	while (fread(pair, sizeof(pair), 1, file) == 1 && pair[0] != AT_ENTRY)
		;
	fclose(file);
	return pair[0] == AT_ENTRY ? pair[1] : 0;
}

/* Lets the child run to its entry point, by a breakpoint that is removed afterwards. */
static void skip_loader(pid_t pid)
{
	unsigned long entry = entry_point(pid);
	long code;
	long broken;
	int status;

	errno = 0;
	code = ptrace(PTRACE_PEEKTEXT, pid, entry, 0);
	if (!entry || errno)
		die("entry point");
	broken = code;
	memcpy(&broken, processor_breakpoint, sizeof(processor_breakpoint));
	if (ptrace(PTRACE_POKETEXT, pid, entry, broken) < 0 || ptrace(PTRACE_CONT, pid, 0, 0) < 0 ||
	    waitpid(pid, &status, 0) != pid || !WIFSTOPPED(status) || WSTOPSIG(status) != SIGTRAP)
		die("breakpoint");
	if (ptrace(PTRACE_POKETEXT, pid, entry, code) < 0)
		die("breakpoint");
	processor_jump(pid, entry);
}

static bool is_same_sort(const struct call *a, const struct call *b)
{
	return a->number == b->number && (a->number != SYS_ioctl || a->request == b->request);
}

static void skip(struct tracer *tracer, long result)
{
	processor_skip_call(tracer->pid);
	tracer->now = (struct pending_call){.skipped = true, .result = result};
}

/*
 * The kernel's brk(2) returns no error, but the current break: one that cannot be moved stays,
 * which is also the kernel's answer to 0. The original argument is restored in the register where
 * the caller left it.
 */
static void fail(struct tracer *tracer, const struct call *call, unsigned long argument)
{
	if (call->number != SYS_brk) {
		skip(tracer, -tracer->fault->error);
		return;
	}
	processor_set_argument(tracer->pid, 0);
	tracer->now = (struct pending_call){.replaced = true, .argument = argument};
}

static void inject(struct tracer *tracer, const struct call *call,
		   const struct __ptrace_syscall_info *info, int *signal)
{
	const struct fault_spec *fault = tracer->fault;

	tracer->run->injected = true;
	tracer->run->hit = *call;
	switch (fault->kind) {
	case FAULT_ERROR: fail(tracer, call, info->entry.args[0]); break;
	case FAULT_REFUSE:
		skip(tracer,
		     reply_prepare(&tracer->reply, tracer->pid, info->entry.args[1], fault->error));
		break;
	case FAULT_KILL: kill(tracer->pid, SIGKILL); break;
	case FAULT_TERM: *signal = SIGTERM; break;
	case FAULT_HUP: *signal = SIGHUP; break;
	case FAULT_DUMP: tracer->breaking = true; break;
	case FAULT_RENAME:
	case FAULT_NAMESAKE:
		tracer->run->injected = names_move(fault->subject, fault->kind == FAULT_NAMESAKE,
						   &tracer->run->then);
		break;
	case FAULT_MEMORY:
	case FAULT_NONE: break;
	}
}

static void on_entry(struct tracer *tracer, const struct __ptrace_syscall_info *info, int *signal)
{
	struct run *run = tracer->run;
	struct call call = {
		.number = (long)info->entry.nr,
		.request = info->entry.args[1],
	};

	if (tracer->restarted) {
		tracer->restarted = false;
		return;
	}
	tracer->index++;
	tracer->now = (struct pending_call){0};
	call.netlink = call.number == SYS_sendmsg &&
		       reply_is_request(tracer->pid, call.request, &call.dump);
	call.sure = call_is_sure(call.number);
	if (run->calls && tracer->index <= TRACE_CALLS_MAX)
		run->calls[tracer->index - 1] = call;
	run->call_count = tracer->index;
	if (tracer->breaking && call.number == SYS_recvmsg)
		tracer->now = (struct pending_call){.received = true, .argument = call.request};
	/*
	 * Two processes make their calls in a different order each time, so this may be the other
	 * one.
	 */
	if (tracer->fault->kind != FAULT_NONE && tracer->index == tracer->fault->call &&
	    !(tracer->fault->kind == FAULT_ERROR && call.sure)) {
		inject(tracer, &call, info, signal);
	} else if (run->injected && tracer->fault->lasting && is_same_sort(&call, &run->hit)) {
		fail(tracer, &call, info->entry.args[0]);
	} else if (call.number == SYS_recvmsg && tracer->reply.ready) {
		skip(tracer, 0);
		tracer->now.answer = true;
		tracer->now.result = (long)call.request;
	}
}

static void on_exit_stop(struct tracer *tracer, const struct __ptrace_syscall_info *info)
{
	struct pending_call *now = &tracer->now;
	long size;

	tracer->restarted = info->exit.rval == -ERESTARTNOINTR;
	if (now->received && info->exit.rval > 0) {
		size = reply_break(tracer->pid, now->argument, info->exit.rval,
				   tracer->fault->error);
		if (size) {
			processor_set_result(tracer->pid, size);
			tracer->breaking = false;
		}
	}
	now->received = false;
	if (now->replaced)
		processor_set_argument(tracer->pid, now->argument);
	now->replaced = false;
	if (!now->skipped)
		return;
	if (now->answer)
		now->result = reply_give(&tracer->reply, tracer->pid, (unsigned long)now->result);
	processor_set_result(tracer->pid, now->result);
	*now = (struct pending_call){0};
}

/* When there is nothing more to do, the child runs on at full speed. */
static bool is_done(const struct tracer *tracer)
{
	return tracer->ended || tracer->fault->kind == FAULT_MEMORY ||
	       (tracer->fault->subject && tracer->index >= tracer->fault->call) ||
	       (tracer->run->injected && !tracer->fault->lasting && !tracer->now.skipped &&
		!tracer->now.replaced && !tracer->reply.ready && !tracer->breaking);
}

static void follow(struct tracer *tracer)
{
	int signal = 0;
	int status;

	for (;;) {
		int how = is_done(tracer) ? PTRACE_CONT : PTRACE_SYSCALL;
		struct __ptrace_syscall_info info;

		/* A child that was killed cannot be continued. */
		(void)ptrace(how, tracer->pid, 0, signal);
		signal = 0;
		if (waitpid(tracer->pid, &status, 0) < 0) {
			if (errno == EINTR)
				continue;
			die("waitpid");
		}
		if (!WIFSTOPPED(status))
			break;
		if (status >> 8 == (SIGTRAP | PTRACE_EVENT_EXEC << 8)) {
			tracer->ended = true;
			continue;
		}
		if (WSTOPSIG(status) != (SIGTRAP | 0x80)) {
			signal = WSTOPSIG(status);
			continue;
		}
		if (ptrace(PTRACE_GET_SYSCALL_INFO, tracer->pid, sizeof(info), &info) < 0)
			continue;
		if (info.op == PTRACE_SYSCALL_INFO_ENTRY)
			on_entry(tracer, &info, &signal);
		else if (info.op == PTRACE_SYSCALL_INFO_EXIT)
			on_exit_stop(tracer, &info);
	}
	tracer->run->status = status;
}

void trace_run(const char *program, char *const argv[], const struct fault_spec *fault,
	       struct run *run)
{
	struct tracer tracer = {.fault = fault, .run = run};
	struct sigaction action = {.sa_handler = on_alarm};
	int out = text_file();
	int err = text_file();
	int status;

	run->call_count = 0;
	run->injected = false;
	run->hit = (struct call){0};
	if (fault->kind == FAULT_MEMORY)
		clear_tally();
	tracer.pid = start(program, argv, fault, out, err);
	if (waitpid(tracer.pid, &status, 0) != tracer.pid || !WIFSTOPPED(status)) {
		(void)fprintf(stderr, "%s cannot be traced\n", program);
		exit(125);
	}
	hung_pid = tracer.pid;
	(void)sigaction(SIGALRM, &action, NULL);
	(void)alarm(PATIENCE_S);
	if (ptrace(PTRACE_SETOPTIONS, tracer.pid, 0,
		   PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL | PTRACE_O_TRACEEXEC) < 0)
		die("ptrace");
	skip_loader(tracer.pid);
	follow(&tracer);
	(void)alarm(0);
	run->hung = !hung_pid;
	take_text(out, run->out);
	take_text(err, run->err);
	if (fault->kind == FAULT_MEMORY)
		take_tally(run);
}

bool trace_use_memory(const char *library)
{
	memory_library = library;
	return !call_memory_is_sanitized();
}

bool trace_supported(void)
{
	return PROCESSOR_SUPPORTED;
}

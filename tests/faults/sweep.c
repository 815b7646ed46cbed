// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * sweep: makes every system call of a command fail, kills the process at each, makes every
 * allocation fail, and compares the interfaces, the exit status and the messages with the promises.
 *
 *     sweep [--quick] [--part I/N] [--only SCENARIO] [--memory LIBRARY] [--calls] PROGRAM
 *
 * It needs its own network, mount and process namespaces: see tests/faults/run. For each scenario
 * it prints a line "NAME CALLS FAULTS VIOLATIONS", after the violations.
 */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "judge.h"
#include "links.h"
#include "scenarios.h"
#include "scene.h"
#include "trace.h"

enum {
	WORDS_MAX = 40,
	/* The quick subset uses every n-th allocation. */
	QUICK_ALLOCATIONS = 7,
	/* A program with sanitizers gets SIGHUP at every n-th call. */
	QUICK_SIGNALS = 4,
	/* How long the kernel may take to finish with a process that was killed. */
	SETTLE_TRIES = 30,
	SETTLE_NS = 10 * 1000 * 1000,
};

struct sweep {
	const char *program;
	const char *only;
	bool quick;
	bool show_calls;
	bool memory; /* allocations can be made to fail */
	bool sanitized;
	bool names; /* interfaces are renamed and replaced */
	unsigned int part;
	unsigned int parts;
	unsigned int counter; /* counts all faults, whichever part runs them */
	int holder;	      /* the sweep's own descriptor of an interface, or -1 */
	char *argv[WORDS_MAX + 2];
};

struct tally {
	unsigned int faults;
	unsigned int violations;
};

static void make_argv(struct sweep *sweep, const struct scenario *scenario)
{
	static char text[512];
	char *rest = text;
	size_t count = 0;
	char *word;

	(void)snprintf(text, sizeof(text), "%s", scenario->command);
	sweep->argv[count++] =
		(char *)(void *)(size_t)(scenario->called ? scenario->called : sweep->program);
	while ((word = strsep(&rest, " ")) && count <= WORDS_MAX)
		sweep->argv[count++] = word;
	sweep->argv[count] = NULL;
}

static void explain(const struct scenario *scenario, const struct fault_spec *fault,
		    const struct run *run, const char *why)
{
	static const char *const kinds[] = {
		[FAULT_NONE] = "nothing",	 [FAULT_ERROR] = "failing with",
		[FAULT_REFUSE] = "refused",	 [FAULT_KILL] = "SIGKILL",
		[FAULT_TERM] = "SIGTERM",	 [FAULT_HUP] = "SIGHUP",
		[FAULT_DUMP] = "broken by",	 [FAULT_RENAME] = "renamed",
		[FAULT_NAMESAKE] = "a namesake",
	};
	char text[2 * TRACE_TEXT_MAX];
	char *rest = text;
	char *line;

	if (fault->kind == FAULT_MEMORY)
		printf("# %s: allocation %u%s\n", scenario->name, fault->call,
		       fault->lasting ? " and all that follow" : "");
	else
		printf("# %s: at call %u, %s: %s%s %s\n", scenario->name, fault->call,
		       call_name(&run->hit), kinds[fault->kind],
		       fault->lasting ? " from then on" : "",
		       fault->error ? strerrorname_np(fault->error) : "");
	if (WIFSIGNALED(run->status))
		printf("#   ended by signal %d\n", WTERMSIG(run->status));
	else
		printf("#   status %d\n", WEXITSTATUS(run->status));
	(void)snprintf(text, sizeof(text), "%s%s%s", why, *run->err ? "it said:\n" : "", run->err);
	while ((line = strsep(&rest, "\n")))
		if (*line)
			printf("#   %s\n", line);
}

/* The interface of a killed process is deleted with it, but only when the kernel gets to it. */
static enum verdict judge_when_settled(const struct reference *reference,
				       const struct fault_spec *fault, const struct run *run,
				       struct snapshot *after, char *why, size_t size)
{
	const struct timespec moment = {.tv_nsec = SETTLE_NS};
	enum verdict verdict;

	for (int attempt = 1;; attempt++) {
		snapshot_take(after);
		verdict = judge(reference, fault, run, after, why, size);
		if (verdict != VERDICT_BROKEN || !WIFSIGNALED(run->status) ||
		    attempt == SETTLE_TRIES)
			return verdict;
		(void)nanosleep(&moment, NULL);
	}
}

/* When run again without a fault, the command must do the rest. */
static bool resumes(struct sweep *sweep, const struct reference *reference, char *why, size_t size)
{
	static struct run run;
	const struct fault_spec none = {.kind = FAULT_NONE};
	struct snapshot after = {0};
	bool well;

	trace_run(sweep->program, sweep->argv, &none, &run);
	snapshot_take(&after);
	well = WIFEXITED(run.status) && WEXITSTATUS(run.status) == reference->status &&
	       judge_same(reference, &reference->asked, &after);
	if (!well)
		(void)snprintf(why, size, "run again, it does not do the rest\n%.2000s", run.err);
	snapshot_clear(&after);
	return well;
}

static void try_fault(struct sweep *sweep, const struct reference *reference,
		      const struct fault_spec *fault, struct tally *tally)
{
	static struct run run;
	struct snapshot after = {0};
	char why[4096];
	enum verdict verdict;

	if (sweep->counter++ % sweep->parts != sweep->part)
		return;
	trace_run(sweep->program, sweep->argv, fault, &run);
	/* The calls before it may depend on other processes: a missing call is not a fault. */
	if (!run.injected) {
		/* There was no such interface then, but there is now. */
		if (fault->subject)
			scene_make(reference->scenario, &sweep->holder);
		return;
	}
	tally->faults++;
	verdict = judge_when_settled(reference, fault, &run, &after, why, sizeof(why));
	if (verdict == VERDICT_RESUME && !resumes(sweep, reference, why, sizeof(why)))
		verdict = VERDICT_BROKEN;
	if (verdict == VERDICT_BROKEN) {
		tally->violations++;
		explain(reference->scenario, fault, &run, why);
	}
	if (verdict != VERDICT_KEPT || !judge_same(reference, &reference->before, &after))
		scene_make(reference->scenario, &sweep->holder);
	snapshot_clear(&after);
}

static void try_call(struct sweep *sweep, const struct reference *reference,
		     const struct call *call, unsigned int number, struct tally *tally)
{
	static const int errors[] = {EIO, ENOMEM, EPERM, EACCES};
	size_t count = sweep->quick ? 1 : sizeof(errors) / sizeof(*errors);
	struct fault_spec fault = {.call = number};
	/*
	 * Killing a process shows the sanitizers nothing, and the kernel's state at that point is
	 * tested elsewhere.
	 */
	bool sparse = sweep->quick && sweep->sanitized;

	for (size_t i = 0; i < count; i++) {
		fault.error = errors[i];
		fault.kind = FAULT_ERROR;
		if (!call->sure)
			try_fault(sweep, reference, &fault, tally);
		fault.kind = FAULT_REFUSE;
		if (call->netlink)
			try_fault(sweep, reference, &fault, tally);
		fault.kind = FAULT_DUMP;
		if (call->dump)
			try_fault(sweep, reference, &fault, tally);
	}
	fault.error = 0;
	fault.kind = FAULT_KILL;
	if (!sparse)
		try_fault(sweep, reference, &fault, tally);
	/* While the program exits, a signal has no effect any more. */
	if (call->number == SYS_exit_group)
		return;
	fault.kind = FAULT_HUP;
	if (!sparse || number % QUICK_SIGNALS == 0)
		try_fault(sweep, reference, &fault, tally);
	fault.kind = FAULT_TERM;
	if (!sweep->quick)
		try_fault(sweep, reference, &fault, tally);
	if (sweep->names && reference->subject[0]) {
		fault.subject = reference->subject;
		fault.kind = FAULT_RENAME;
		try_fault(sweep, reference, &fault, tally);
		fault.kind = FAULT_NAMESAKE;
		try_fault(sweep, reference, &fault, tally);
	}
}

static void try_allocations(struct sweep *sweep, const struct reference *reference,
			    struct tally *tally)
{
	static struct run run;
	struct fault_spec fault = {.kind = FAULT_MEMORY};
	unsigned int step = sweep->quick ? QUICK_ALLOCATIONS : 1;

	trace_run(sweep->program, sweep->argv, &fault, &run);
	scene_make(reference->scenario, &sweep->holder);
	for (fault.call = 1; fault.call <= run.allocations; fault.call += step) {
		fault.lasting = false;
		try_fault(sweep, reference, &fault, tally);
		fault.lasting = true;
		try_fault(sweep, reference, &fault, tally);
	}
}

static void show_calls(const struct run *run)
{
	for (unsigned int i = 0; i < run->call_count; i++)
		printf("#   %u %s\n", i + 1, call_name(&run->calls[i]));
}

static void sweep_scenario(struct sweep *sweep, const struct scenario *scenario)
{
	static struct call calls[TRACE_CALLS_MAX];
	static struct run run = {.calls = calls};
	static struct reference reference;
	const struct fault_spec none = {.kind = FAULT_NONE};
	struct tally tally = {0};

	reference.scenario = scenario;
	make_argv(sweep, scenario);
	scene_make(scenario, &sweep->holder);
	snapshot_take(&reference.before);
	trace_run(sweep->program, sweep->argv, &none, &run);
	snapshot_take(&reference.asked);
	if (!WIFEXITED(run.status) || run.call_count > TRACE_CALLS_MAX) {
		(void)fprintf(stderr, "%s: it does not end by itself\n", scenario->name);
		exit(125);
	}
	reference.status = WEXITSTATUS(run.status);
	memcpy(reference.out, run.out, sizeof(reference.out));
	judge_choose_subject(&reference);
	if (sweep->show_calls)
		show_calls(&run);
	scene_make(scenario, &sweep->holder);
	for (unsigned int i = 0; i < run.call_count; i++)
		try_call(sweep, &reference, &calls[i], i + 1, &tally);
	if (sweep->memory)
		try_allocations(sweep, &reference, &tally);
	printf("%s %u %u %u\n", scenario->name, run.call_count, tally.faults, tally.violations);
	(void)fflush(stdout);
}

static void usage(void)
{
	(void)fputs("usage: sweep [--quick] [--part I/N] [--only SCENARIO] [--memory LIBRARY] "
		    "[--calls] PROGRAM\n",
		    stderr);
	exit(2);
}

static void parse(struct sweep *sweep, int argc, char **argv)
{
	static const struct option options[] = {
		{"quick", no_argument, NULL, 'q'},
		{"part", required_argument, NULL, 'p'},
		{"only", required_argument, NULL, 'o'},
		{"memory", required_argument, NULL, 'm'},
		{"names", no_argument, NULL, 'n'},
		{"calls", no_argument, NULL, 'c'},
		{NULL, 0, NULL, 0},
	};
	int option;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		switch (option) {
		case 'q': sweep->quick = true; break;
		case 'p':
			if (sscanf(optarg, "%u/%u", &sweep->part, &sweep->parts) != 2)
				usage();
			break;
		case 'o': sweep->only = optarg; break;
		case 'm':
			sweep->memory = trace_use_memory(optarg);
			sweep->sanitized = !sweep->memory;
			break;
		case 'n': sweep->names = true; break;
		case 'c': sweep->show_calls = true; break;
		default: usage();
		}
	}
	if (optind + 1 != argc || sweep->part >= sweep->parts)
		usage();
	sweep->program = argv[optind];
}

int main(int argc, char **argv)
{
	struct sweep sweep = {.parts = 1, .holder = -1};

	parse(&sweep, argc, argv);
	if (!trace_supported()) {
		(void)fputs("this processor's registers are not known here\n", stderr);
		return 77;
	}
	for (size_t i = 0; i < scenario_count; i++) {
		const struct scenario *scenario = &scenarios[i];

		if (sweep.only && strcmp(sweep.only, scenario->name) != 0)
			continue;
		if (sweep.quick && scenario->flags & LONG)
			continue;
		if (!scene_is_possible(scenario)) {
			printf("# %s is skipped: this kernel lacks what it is about\n",
			       scenario->name);
			continue;
		}
		sweep_scenario(&sweep, scenario);
	}
	return 0;
}

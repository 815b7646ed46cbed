// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * races: runs many processes on one interface, round after round, and compares the statuses and the
 * interface with the promises after each.
 *
 *     races [--seconds N] [--only GAME] PROGRAM
 *
 * It needs its own namespaces: see tests/races/races.sh. For each game it prints a line "NAME
 * ROUNDS PROCESSES VIOLATIONS STATUSES", after the violations.
 */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../faults/links.h"
#include "games.h"

enum {
	WORDS_MAX = 16,
	/*
	 * After this many rounds, use a new namespace: deleting interfaces one by one takes long.
	 */
	ROUNDS_IN_NETNS = 40,
	STRANGER = 1,
	/* A process that has not ended by then hangs. */
	PATIENCE_S = 30,
};

struct races {
	const char *program;
	const char *only;
	unsigned int seconds;
	int said; /* the output of all processes of a round */
};

static void die(const char *what)
{
	perror(what);
	exit(125);
}

/* Creates root's persistent tap, without the program under test. */
static void make_tap(const char *name)
{
	struct ifreq ifr = {.ifr_flags = IFF_TAP | IFF_NO_PI | (short)IFF_TUN_EXCL};
	int fd = open("/dev/net/tun", O_RDWR | O_CLOEXEC);

	(void)snprintf(ifr.ifr_name, sizeof(ifr.ifr_name), "%s", name);
	if (fd < 0 || ioctl(fd, TUNSETIFF, &ifr) < 0 || ioctl(fd, TUNSETOWNER, 0UL) < 0 ||
	    ioctl(fd, TUNSETPERSIST, 1UL) < 0)
		die(name);
	(void)close(fd);
}

static void become(const struct races *races, const char *command, const char *name, int start)
{
	char text[128];
	char *argv[WORDS_MAX + 2] = {(char *)(size_t)races->program};
	char *rest = text;
	size_t count = 1;
	char *word;
	char byte;
	ssize_t none;

	(void)snprintf(text, sizeof(text), "%s", command);
	while ((word = strsep(&rest, " ")) && count <= WORDS_MAX)
		argv[count++] = strcmp(word, "NAME") == 0 ? (char *)(size_t)name : word;
	if (dup2(open("/dev/null", O_RDWR), 0) != 0 || dup2(races->said, 1) != 1 ||
	    dup2(races->said, 2) != 2)
		_exit(125);
	(void)alarm(PATIENCE_S);
	/* All start when the other end is closed. */
	none = read(start, &byte, 1);
	(void)none;
	execv(races->program, argv);
	_exit(125);
}

/* Attaches whenever it can, and stays until it is killed. */
static void intrude(const char *name)
{
	struct ifreq ifr = {.ifr_flags = IFF_TAP | IFF_NO_PI | IFF_MULTI_QUEUE};

	(void)snprintf(ifr.ifr_name, sizeof(ifr.ifr_name), "%s", name);
	if (setgid(STRANGER) < 0 || setuid(STRANGER) < 0)
		die("setuid");
	(void)alarm(PATIENCE_S);
	for (;;) {
		int fd = open("/dev/net/tun", O_RDWR | O_CLOEXEC);

		if (fd < 0)
			_exit(125);
		while (ioctl(fd, TUNSETIFF, &ifr) < 0)
			;
	}
}

static pid_t start_stranger(const char *name)
{
	pid_t pid = fork();

	if (pid < 0)
		die("fork");
	if (pid == 0)
		intrude(name);
	return pid;
}

static void let_live(pid_t pid, unsigned int max_us)
{
	const struct timespec moment = {.tv_nsec = (long)((unsigned int)rand() % max_us) * 1000};

	(void)nanosleep(&moment, NULL);
	(void)kill(pid, SIGKILL);
}

static void play_round(const struct races *races, const struct game *game, const char *name,
		       struct round *round)
{
	pid_t pids[PLAYERS_MAX];
	size_t count = 0;
	int start[2];

	if (ftruncate(races->said, 0) < 0 || pipe2(start, O_CLOEXEC) < 0)
		die("round");
	*round = (struct round){.name = name};
	for (size_t i = 0; i < GAME_SORTS && game->sorts[i].command; i++) {
		for (unsigned int n = 0; n < game->sorts[i].count; n++) {
			pid_t pid = fork();

			if (pid < 0)
				die("fork");
			if (pid == 0) {
				(void)close(start[1]);
				become(races, game->sorts[i].command, name, start[0]);
			}
			round->sorts[count] = i;
			pids[count++] = pid;
		}
	}
	(void)close(start[0]);
	(void)close(start[1]);
	if (game->killed_within_us)
		let_live(pids[0], game->killed_within_us);
	round->count = count;
	for (size_t i = 0; i < count; i++)
		if (waitpid(pids[i], &round->statuses[i], 0) != pids[i])
			die("waitpid");
}

static void show(const struct races *races, const struct game *game, const struct round *round,
		 const char *why)
{
	static char text[16 * 1024];
	ssize_t got = pread(races->said, text, sizeof(text) - 1, 0);
	char *rest = text;
	char *line;

	text[got > 0 ? got : 0] = '\0';
	printf("# %s, %s: %s\n#  ", game->name, round->name, why);
	for (size_t i = 0; i < round->count; i++)
		printf(" %.3s=%d", game->sorts[round->sorts[i]].command,
		       WIFEXITED(round->statuses[i]) ? WEXITSTATUS(round->statuses[i])
						     : -WTERMSIG(round->statuses[i]));
	printf("\n");
	while ((line = strsep(&rest, "\n")))
		if (*line)
			printf("#   %s\n", line);
}

static void count_statuses(const struct round *round, unsigned int counts[8])
{
	for (size_t i = 0; i < round->count; i++) {
		int status = round->statuses[i];

		counts[WIFEXITED(status) && WEXITSTATUS(status) < 7 ? WEXITSTATUS(status) : 7]++;
	}
}

static void play(const struct races *races, const struct game *game)
{
	unsigned int counts[8] = {0};
	unsigned int rounds = 0;
	unsigned int used = 0; /* rounds in this namespace */
	unsigned int violations = 0;
	time_t end = time(NULL) + (time_t)races->seconds;

	for (; time(NULL) < end; rounds++) {
		struct snapshot after = {0};
		struct round round;
		char name[IFNAMSIZ];
		pid_t stranger = 0;
		const char *why;

		if (used++ % ROUNDS_IN_NETNS == 0 && unshare(CLONE_NEWNET) < 0)
			die("unshare");
		(void)snprintf(name, sizeof(name), game->one_name ? "tap0" : "tap%u", rounds);
		if (game->existing)
			make_tap(name);
		if (game->strangers)
			stranger = start_stranger(name);
		play_round(races, game, name, &round);
		snapshot_take(&after);
		if (stranger) {
			(void)kill(stranger, SIGKILL);
			(void)waitpid(stranger, NULL, 0);
		}
		why = game_judge(game, &round, &after);
		if (why && violations++ < 10)
			show(races, game, &round, why);
		count_statuses(&round, counts);
		/* Leftovers of one name would disturb the next round. */
		if (game->one_name && snapshot_has(&after, name))
			used = 0;
		snapshot_clear(&after);
	}
	printf("%s %u %u", game->name, rounds, violations);
	for (int i = 0; i < 8; i++)
		printf(" %u", counts[i]);
	printf("\n");
	(void)fflush(stdout);
}

static void usage(void)
{
	(void)fputs("usage: races [--seconds N] [--only GAME] PROGRAM\n", stderr);
	exit(2);
}

int main(int argc, char **argv)
{
	static const struct option options[] = {
		{"seconds", required_argument, NULL, 's'},
		{"only", required_argument, NULL, 'o'},
		{NULL, 0, NULL, 0},
	};
	struct races races = {.seconds = 4};
	int option;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		switch (option) {
		case 's': races.seconds = (unsigned int)atoi(optarg); break;
		case 'o': races.only = optarg; break;
		default: usage();
		}
	}
	if (optind + 1 != argc || !races.seconds)
		usage();
	races.program = argv[optind];
	races.said = memfd_create("said", MFD_CLOEXEC);
	if (races.said < 0 || fcntl(races.said, F_SETFL, O_APPEND) < 0)
		die("memfd_create");
	srand((unsigned int)getpid());
	for (size_t i = 0; i < game_count; i++)
		if (!races.only || strcmp(races.only, games[i].name) == 0)
			play(&races, &games[i]);
	return 0;
}

// SPDX-License-Identifier: GPL-2.0-or-later
// Holders: lists of them, their descriptors, and the fault that names them.

#include "kernel/holders.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kernel/proc-scan.h"
#include "util/array.h"
#include "util/cleanup.h"
#include "util/sorted.h"
#include "util/text-stream.h"

/* Holders beyond this number are counted, not named. */
#define NAMED_MAX 3

struct collect {
	struct holder_list *list;
	bool no_memory;
};

static int compare_holders(const void *a, const void *b)
{
	const struct holder *left = a;
	const struct holder *right = b;
	int order = strcmp(left->ifname, right->ifname);

	if (order)
		return order;
	if (left->unsure != right->unsure)
		return left->unsure ? 1 : -1;
	return (left->pid > right->pid) - (left->pid < right->pid);
}

static struct holder *push_holder(struct holder_list *list)
{
	struct holder *items =
		array_grow(list->items, list->count, &list->capacity, sizeof(*items));

	if (!items)
		return NULL;
	list->items = items;
	return &list->items[list->count++];
}

static bool collect_holder(struct proc_descriptor *found, void *data)
{
	struct collect *collect = data;
	struct holder_list *list = collect->list;
	struct holder *holder = push_holder(list);

	if (!holder) {
		collect->no_memory = true;
		return true;
	}
	memset(holder, 0, sizeof(*holder));
	memcpy(holder->ifname, found->ifname, sizeof(holder->ifname));
	holder->pid = found->pid;
	holder->unsure = found->unsure;
	/* It may have been the last free descriptor. */
	close_quietly(steal_fd(&found->copy));
	/* The descriptors of a process are found one after the other. */
	if (list->count > 1 && holder[-1].pid == found->pid)
		memcpy(holder->comm, holder[-1].comm, sizeof(holder->comm));
	else
		proc_read_comm(found->pid, holder->comm, sizeof(holder->comm));
	return false;
}

struct fault *holders_find(struct holder_list *list)
{
	struct collect collector = {.list = list};
	struct fault *fault = proc_scan(collect_holder, &collector, &list->gaps);
	size_t kept = 0;

	if (!fault && collector.no_memory)
		fault = fault_memory();
	if (fault) {
		unsigned int gaps = list->gaps;

		holder_list_clear(list);
		list->gaps = gaps;
		return fault;
	}
	if (list->count)
		qsort(list->items, list->count, sizeof(*list->items), compare_holders);
	/* A process with several queues is one holder. */
	for (size_t i = 0; i < list->count; i++)
		if (i == 0 || compare_holders(&list->items[i], &list->items[kept - 1]) != 0)
			list->items[kept++] = list->items[i];
	list->count = kept;
	return NULL;
}

void holders_look(struct holder_list *list)
{
	struct fault *fault = holders_find(list);

	if (!fault)
		return;
	list->shortage = fault_is_shortage(fault->error) ? fault->error : 0;
	fault_free(fault);
}

static int compare_holder_name(const void *ifname, const void *holder)
{
	return strcmp(ifname, ((const struct holder *)holder)->ifname);
}

/* Those of either kind. */
static const struct holder *find_some(const struct holder_list *list, const char *ifname,
				      bool unsure, size_t *count)
{
	const struct holder *end = list->items + list->count;
	const struct holder *first = sorted_first(ifname, list->items, list->count,
						  sizeof(*list->items), compare_holder_name);
	const struct holder *last;

	*count = 0;
	while (first && first < end && first->unsure != unsure &&
	       strcmp(first->ifname, ifname) == 0)
		first++;
	for (last = first;
	     last && last < end && last->unsure == unsure && strcmp(last->ifname, ifname) == 0;
	     last++)
		++*count;
	return *count ? first : NULL;
}

const struct holder *holders_of(const struct holder_list *list, const char *ifname, size_t *count)
{
	return find_some(list, ifname, false, count);
}

unsigned int holders_gaps(const struct holder_list *list, const char *ifname)
{
	size_t unsure;

	(void)find_some(list, ifname, true, &unsure);
	return list->gaps | (unsure ? SIGHT_UNSURE : 0u);
}

/* The number stands for a name that could not be read. */
static const char *called(const char *comm)
{
	return *comm ? comm : "a process";
}

/* A process is attached, but none is seen. */
static struct fault *hidden_fault(const struct holder_list *list)
{
	unsigned int gaps = list->gaps;

	if (list->shortage)
		return fault_new(STATUS_BUSY, "in use; its holder cannot be looked for: %s",
				 strerror(list->shortage));
	if (gaps & (SIGHT_NO_PROC | SIGHT_CUT))
		return fault_hint(fault_new(STATUS_BUSY,
					    "in use; its holder cannot be looked for: %s",
					    sight_reason(gaps)),
				  "%s", sight_takes(gaps));
	if (!(gaps & (SIGHT_HIDDEN | SIGHT_CLOSED)))
		return fault_hint(fault_new(STATUS_BUSY, "in use by a process that /proc here "
							 "does not show"),
				  "look for it in other containers and PID namespaces");
	if (geteuid() == 0)
		return fault_hint(fault_new(STATUS_BUSY, "in use by a process that may not be "
							 "looked into"),
				  "%s", sight_takes(gaps));
	return fault_hint(fault_new(STATUS_BUSY, "in use by a process of another user"),
			  "root can see which%s",
			  gaps & SIGHT_HIDDEN ? ": /proc here hides it (hidepid=)" : "");
}

struct fault *holders_fault(const struct holder_list *list, const char *ifname)
{
	auto_free char *text = NULL;
	struct text_stream stream = {0};
	size_t count;
	const struct holder *holder = holders_of(list, ifname, &count);
	bool unsure = !holder;

	if (!holder)
		holder = find_some(list, ifname, true, &count);
	if (!holder)
		return hidden_fault(list);
	if (!text_open(&stream))
		return fault_memory();
	for (size_t i = 0; i < count && i < NAMED_MAX; i++)
		(void)fprintf(stream.file, "%s%s (pid %d)", i ? ", " : "", called(holder[i].comm),
			      (int)holder[i].pid);
	if (count > NAMED_MAX)
		(void)fprintf(stream.file, " and %zu more", count - NAMED_MAX);
	text = text_close(&stream);
	if (!text)
		return fault_memory();
	return fault_new(STATUS_BUSY, "in use%s by %s", unsure ? ", perhaps" : "", text);
}

struct borrow {
	const char *ifname;
	int fd;
	pid_t pid;
	int error;
	bool unsure;
	bool foreign;
};

static bool borrow_descriptor(struct proc_descriptor *found, void *data)
{
	struct borrow *borrower = data;

	if (strcmp(found->ifname, borrower->ifname) != 0)
		return false;
	if (found->unsure && borrower->pid)
		return false;
	borrower->pid = found->pid;
	borrower->error = found->error;
	borrower->unsure = found->unsure;
	borrower->foreign = found->foreign;
	borrower->fd = steal_fd(&found->copy);
	return borrower->fd >= 0;
}

struct holder_place {
	char ifname[IFNAMSIZ];
	pid_t pid;
	pid_t table;
	int number;
};

static int compare_places(const void *a, const void *b)
{
	return strcmp(((const struct holder_place *)a)->ifname,
		      ((const struct holder_place *)b)->ifname);
}

static int compare_place(const void *ifname, const void *place)
{
	return strcmp(ifname, ((const struct holder_place *)place)->ifname);
}

static bool note_place(struct proc_descriptor *found, void *data)
{
	struct holder_places *places = data;
	struct holder_place *items;
	struct holder_place *place;

	if (found->foreign)
		return false;
	items = array_grow(places->items, places->count, &places->capacity, sizeof(*items));
	/* Without memory, that place is looked up when it is needed. */
	if (!items)
		return true;
	places->items = items;
	place = &items[places->count++];
	memcpy(place->ifname, found->ifname, sizeof(place->ifname));
	place->pid = found->pid;
	place->table = found->table;
	place->number = found->number;
	return false;
}

static void note_places(struct holder_places *places)
{
	unsigned int gaps;

	fault_free(proc_scan(note_place, places, &gaps));
	if (places->count)
		qsort(places->items, places->count, sizeof(*places->items), compare_places);
	places->known = true;
}

/* Tries the places where the interface's descriptors were found; they may have changed. */
static void borrow_again(struct holder_places *places, struct borrow *borrower)
{
	const struct holder_place *place = sorted_first(borrower->ifname, places->items,
							places->count, sizeof(*places->items),
							compare_place);
	const struct holder_place *end = places->items + places->count;

	for (; place && place < end && borrower->fd < 0; place++) {
		if (strcmp(place->ifname, borrower->ifname) != 0)
			break;
		fault_free(proc_revisit(place->pid, place->table, place->number, borrow_descriptor,
					borrower));
	}
}

void holder_places_clear(struct holder_places *places)
{
	free(places->items);
	*places = (struct holder_places){0};
}

/* The holder is seen, but its descriptors may not be accessed. */
static struct fault *beyond_reach(const struct borrow *borrower)
{
	const char *perhaps = borrower->unsure ? ", perhaps" : "";
	char comm[HOLDER_COMM_SIZE];
	struct fault *fault;

	proc_read_comm(borrower->pid, comm, sizeof(comm));
	fault = fault_new(STATUS_BUSY, "in use%s by %s (pid %d)", perhaps, called(comm),
			  (int)borrower->pid);
	if (borrower->foreign)
		return fault_hint(
			fault, "its descriptor cannot be borrowed, as this /proc is of another "
			       "PID namespace; `mount -t proc proc /proc` gives this one its own");
	if (borrower->error == ENOSYS)
		return fault_hint(fault,
				  "changing it under its holder needs Linux 5.6; "
				  "try again when %s has ended",
				  *comm ? comm : "it");
	fault = fault_explain(fault, STATUS_DENIED,
			      "in use%s by %s (pid %d), whose descriptor may not be borrowed: %s",
			      perhaps, called(comm), (int)borrower->pid, strerror(borrower->error));
	return fault_hint(fault,
			  "root with CAP_NET_ADMIN and CAP_SYS_PTRACE can change it in use; "
			  "otherwise try again when %s has ended",
			  *comm ? comm : "it");
}

struct fault *holders_borrow(struct holder_places *places, const struct device *device, int *fd)
{
	struct borrow borrower = {.ifname = device->name, .fd = -1};
	struct holder_list none = {0};
	struct fault *fault = NULL;

	if (places->used && !places->known)
		note_places(places);
	places->used = true;
	borrow_again(places, &borrower);
	if (borrower.fd < 0)
		fault = proc_scan(borrow_descriptor, &borrower, &none.gaps);
	*fd = borrower.fd;
	if (fault && (none.gaps & SIGHT_NO_PROC)) {
		fault_free(fault);
		return hidden_fault(&none);
	}
	if (fault || borrower.fd >= 0)
		return fault;
	return borrower.pid ? beyond_reach(&borrower) : hidden_fault(&none);
}

void holder_list_clear(struct holder_list *list)
{
	free(list->items);
	*list = (struct holder_list){0};
}

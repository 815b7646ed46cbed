/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A fault: why something failed, as a value to which callers add context. */
#ifndef TUNADM_MODEL_FAULT_H
#define TUNADM_MODEL_FAULT_H

#include <stdbool.h>

/* The exit statuses in the manual. */
enum status {
	STATUS_DONE = 0,
	STATUS_FAILED = 1,
	STATUS_USAGE = 2,    /* usage, or a value that can never be valid */
	STATUS_MISSING = 3,  /* no such interface */
	STATUS_CONFLICT = 4, /* exists, is of another kind, or conflicts with what is asked */
	STATUS_BUSY = 5,     /* a process is attached */
	STATUS_DENIED = 6,
	STATUS_CANNOT_RUN = 126, /* of `exec` alone, as in shells */
	STATUS_NOT_FOUND = 127,
};

/*
 * One failure, printed as "tunadm: OBJECT: WHAT: WHY" and, on a separate line, "hint: HINT". Every
 * string is owned by the fault or NULL; `why` is always set. A part that is too long is cut, and
 * ends with "...".
 */
struct fault {
	enum status status;
	int error; /* the errno that caused it, or 0 */
	char *object;
	char *what;
	char *why;
	char *hint;
};

/*
 * Functions that can fail return a fault, which the caller owns, or NULL on success. The functions
 * below never return NULL: without memory they return a fault that says so, and fault_free()
 * recognizes it.
 */
#define must_check __attribute__((warn_unused_result))

/* A fault with this status, and the reason formatted as by printf(3). */
struct fault *fault_new(enum status status, const char *why, ...)
	__attribute__((format(printf, 2, 3), returns_nonnull)) must_check;

/*
 * A fault for a (positive) errno value, with its text as the reason and the corresponding status.
 * EBADFD, which tun returns for a descriptor whose interface was deleted, becomes fault_gone().
 */
struct fault *fault_errno(int error) __attribute__((returns_nonnull)) must_check;

/*
 * Whether the process or the machine has run out of memory (ENOMEM) or descriptors (EMFILE,
 * ENFILE).
 */
bool fault_is_shortage(int error) __attribute__((const));

/* Whether the kernel refuses a right: EPERM, or EACCES as a security module has it. */
bool fault_is_refusal(int error) __attribute__((const));

/* Status 3: there is no interface of that name. */
struct fault *fault_missing(void) __attribute__((returns_nonnull)) must_check;

/* Status 3: the interface existed, but has been deleted. */
struct fault *fault_gone(void) __attribute__((returns_nonnull)) must_check;

/* The fault of a failed allocation; it is static, so it is always available. */
struct fault *fault_memory(void) __attribute__((returns_nonnull)) must_check;

/*
 * Sets the object of the fault and what was tried with it. Values that are already set stay, as the
 * innermost caller knows best; NULL sets nothing. Returns the same fault.
 */
struct fault *fault_wrap(struct fault *fault, const char *object, const char *what)
	__attribute__((returns_nonnull, nonnull(1))) must_check;

/* Puts "PREFIX: " before the object: the file and line of an entry. */
struct fault *fault_locate(struct fault *fault, const char *prefix)
	__attribute__((returns_nonnull, nonnull)) must_check;

/* Replaces status and reason, for a caller that knows what the kernel's errno means here. */
struct fault *fault_explain(struct fault *fault, enum status status, const char *why, ...)
	__attribute__((format(printf, 3, 4), returns_nonnull, nonnull(1))) must_check;

/* Adds what the user can do about it; an earlier hint stays. */
struct fault *fault_hint(struct fault *fault, const char *hint, ...)
	__attribute__((format(printf, 2, 3), returns_nonnull, nonnull(1))) must_check;

/* "OBJECT: WHAT: WHY", malloced, NULL without memory. */
char *fault_text(const struct fault *fault) __attribute__((nonnull, malloc)) must_check;

void fault_free(struct fault *fault);

static inline void cleanup_fault(struct fault **fault)
{
	fault_free(*fault);
}

/* A fault that is freed at the end of its scope. */
#define auto_fault __attribute__((cleanup(cleanup_fault)))

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * What a plugin may do that no caller survives by itself. None of these returns, but for
 * read_through_null() on a machine that maps the first page.
 */
#ifndef MISBEHAVIOUR_H
#define MISBEHAVIOUR_H

void write_to_unmapped_memory(void);       /* SIGSEGV */
void read_through_null(void);              /* SIGSEGV */
void read_behind_a_mapped_file(void);      /* SIGBUS */
void execute_an_illegal_instruction(void); /* SIGILL */
void divide_by_zero(void);                 /* SIGFPE */
void overflow_the_stack(void);             /* SIGSEGV, on the guard page */
void call_exit(void);
void call_abort(void); /* SIGABRT */
void loop_for_ever(void);
void block_for_ever(void);

#endif

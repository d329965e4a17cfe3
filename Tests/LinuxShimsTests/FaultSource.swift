/// An image whose functions do what ends a call, or the process.
let faultSource = """
    #define _GNU_SOURCE
    #include <pthread.h>
    #include <signal.h>
    #include <stdint.h>
    #include <stdlib.h>
    #include <string.h>
    #include <sys/mman.h>
    #include <threads.h>
    #include <unistd.h>

    static volatile int seven = 7, zero;
    static char *volatile nowhere;

    int add(int one, int other) { return one + other; }
    long sum(long a, long b, long c, long d, long e) { return a + 2 * b + 3 * c + 4 * d + 5 * e; }

    int segmentation_fault(void) { *nowhere = 1; return 0; }
    int bus_error(void) {
        char path[] = "/tmp/nano-bus-XXXXXX";
        int descriptor = mkstemp(path);
        unlink(path);
        char *page = mmap(0, 4096, PROT_READ, MAP_SHARED, descriptor, 0);
        close(descriptor);
        return *(volatile char *)page;
    }
    int divide_by_zero(void) { return seven / zero; }
    int illegal_instruction(void) { __builtin_trap(); }
    int call_nothing(void) { return ((int (*volatile)(void))0)(); }

    __attribute__((noinline)) static int descend(volatile char *above) {
        volatile char here[4096];
        here[0] = above[0];
        return descend(here) + here[0];
    }
    int overflow_stack(void) { char first = 1; return descend(&first); }

    __attribute__((noinline)) static int inner(void) { *nowhere = 1; return 1; }
    __attribute__((noinline)) int outer(void) { return inner() + 1; }

    int change_state_and_fault(void) {
        sigset_t all;
        sigfillset(&all);
        sigdelset(&all, SIGSEGV);
        sigprocmask(SIG_SETMASK, &all, 0);
    #if defined(__x86_64__)
        __asm__ volatile("std");
    #endif
        *nowhere = 1;
        return 0;
    }

    int call_exit(void) { exit(7); }
    int call_fast_exit(void) { _exit(8); }
    int call_quick_exit(void) { quick_exit(9); }
    int call_pthread_exit(void) { pthread_exit(0); }
    int call_thrd_exit(void) { thrd_exit(3); }

    int fault_in_library(void) { return (int)strlen(nowhere); }
    int abort_now(void) { abort(); }
    int raise_fault(void) { return raise(SIGSEGV); }
    static void *fault_there(void *argument) { *nowhere = 1; return argument; }
    int fault_on_a_thread(void) {
        pthread_t thread;
        pthread_create(&thread, 0, fault_there, 0);
        return pthread_join(thread, 0);
    }

    int call_back(int (*function)(void *), void *argument) { return function(argument) + 1; }

    static void ignore(int number) { (void)number; }
    int take_signal(void) { return signal(SIGSEGV, ignore) == SIG_ERR; }

    static volatile int is_spinning;
    int spin(void) { is_spinning = 1; for (;;) { } }
    int reached_spin(void) { return is_spinning; }

    static int ends[2];
    int prepare_pipe(void) { return pipe(ends); }
    int block(void) { char byte; is_spinning = 1; return (int)read(ends[0], &byte, 1); }
    int unblock(void) { return (int)write(ends[1], "x", 1); }
    """

/// A plugin that starts threads in every way it can. Each thread runs until the gate opens.
let threadSource = """
    #include <errno.h>
    #include <pthread.h>
    #include <sched.h>
    #include <semaphore.h>
    #include <thread>
    #include <threads.h>

    #define EXPORT extern "C"
    static sem_t gate, reached;
    static std::thread standard;
    static pthread_t joinable;
    static thrd_t c11;

    EXPORT int prepare() { return sem_init(&gate, 0, 0) | sem_init(&reached, 0, 0); }
    EXPORT int open_gate() { return sem_post(&gate); }
    EXPORT int wait_reached() { return sem_wait(&reached); }

    static void *wait_then_return(void *argument) { sem_wait(&gate); return argument; }
    static void *wait_then_exit(void *argument) { sem_wait(&gate); pthread_exit(argument); }
    static int wait_c11(void *) { sem_wait(&gate); return 42; }

    EXPORT int start_posix() { return pthread_create(&joinable, 0, wait_then_return, (void *)7); }
    EXPORT int start_exiting() { return pthread_create(&joinable, 0, wait_then_exit, (void *)7); }
    EXPORT int join_posix() {
        void *result = nullptr;
        pthread_join(joinable, &result);
        return (int)(long)result;
    }
    EXPORT int cancel_posix() {
        void *result = nullptr;
        pthread_cancel(joinable);
        pthread_join(joinable, &result);
        return result == PTHREAD_CANCELED;
    }

    EXPORT int start_standard() { standard = std::thread([] { sem_wait(&gate); }); return 0; }
    EXPORT int join_standard() { standard.join(); return 0; }

    EXPORT int start_c11() { return thrd_create(&c11, wait_c11, 0); }
    EXPORT int join_c11() { int result = 0; thrd_join(c11, &result); return result; }

    EXPORT int start_detached() {
        pthread_t thread;
        pthread_attr_t attributes;
        pthread_attr_init(&attributes);
        pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
        int result = pthread_create(&thread, &attributes, wait_then_return, 0);
        pthread_attr_destroy(&attributes);
        return result;
    }

    static void *start_another(void *) { start_detached(); return 0; }
    EXPORT int start_nested() {
        pthread_t thread;
        pthread_create(&thread, 0, start_another, 0);
        return pthread_join(thread, 0);
    }

    struct Slow { int count = 0; ~Slow() { sem_post(&reached); sem_wait(&gate); } };
    static thread_local Slow slow;
    static void *touch_slow(void *) { slow.count++; return 0; }
    EXPORT int start_slow_to_end() { return pthread_create(&joinable, 0, touch_slow, 0); }

    EXPORT int start_on_absent_processor() {
        pthread_t thread;
        pthread_attr_t attributes;
        cpu_set_t processors;
        CPU_ZERO(&processors);
        CPU_SET(CPU_SETSIZE - 1, &processors);
        pthread_attr_init(&attributes);
        pthread_attr_setaffinity_np(&attributes, sizeof(processors), &processors);
        int result = pthread_create(&thread, &attributes, wait_then_return, 0);
        pthread_attr_destroy(&attributes);
        return result == EINVAL;
    }
    """

import Glibc
import LinuxShims
import Synchronization
import Testing

/// Where other threads are.
@Suite(.timeLimit(.minutes(1))) struct ThreadPlaceTests {
    /// What a thread and its test tell each other.
    private final class Meeting: Sendable {
        let thread = Atomic<pid_t>(0)
        let mayGo = Atomic(false)
        let wasInterrupted = Atomic(false)

        /// The number of the thread, once it has come.
        func await() -> pid_t {
            while thread.load(ordering: .acquiring) == 0 { sched_yield() }
            return thread.load(ordering: .acquiring)
        }
    }

    /// Whether the kernel tells where a thread sleeps; some containers' do not.
    private static let isTold = access("/proc/thread-self/syscall", R_OK) == 0

    @Test func aRunningThreadSaysWhereItIsAndGoesOn() {
        let meeting = Meeting()
        let thread = GuardedThread {
            meeting.thread.store(linux_gettid(), ordering: .releasing)
            while !meeting.mayGo.load(ordering: .relaxed) {}
        }
        let number = meeting.await()
        var place = linux_thread_place()
        for _ in 0..<100 {
            #expect(linux_thread_place_find(number, 10_000, &place) == 0)
            #expect(place.instruction != 0 && place.stack != 0)
        }
        var words = [UInt](repeating: 0, count: 4)
        #expect(linux_memory_copy(place.stack, &words, 4) == 4)
        meeting.mayGo.store(true, ordering: .relaxed)
        thread.join()
    }

    @Test(.enabled(if: isTold, "the kernel does not tell"))
    func aSleepingThreadIsLeftAlone() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        let (reading, writing) = (ends[0], ends[1])
        let meeting = Meeting()
        let thread = GuardedThread {
            meeting.thread.store(linux_gettid(), ordering: .releasing)
            var byte: UInt8 = 0
            // Fails with EINTR where a signal comes.
            var entry = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
            meeting.wasInterrupted.store(poll(&entry, 1, -1) != 1, ordering: .releasing)
            _ = read(reading, &byte, 1)
        }
        let number = meeting.await()
        while !isAsleep(number) { sched_yield() }
        var place = linux_thread_place()
        #expect(linux_thread_place_find(number, 10_000, &place) == 0)
        #expect(place.instruction != 0 && place.stack != 0 && place.frame == 0)
        _ = write(writing, "x", 1)
        thread.join()
        let wasInterrupted = meeting.wasInterrupted.load(ordering: .acquiring)
        #expect(!wasInterrupted)
        close(reading)
        close(writing)
    }

    private func isAsleep(_ thread: pid_t) -> Bool {
        let descriptor = open("/proc/self/task/\(thread)/syscall", O_RDONLY)
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 7)
        return read(descriptor, &bytes, 7) == 7 && bytes != Array("running".utf8)
    }

    @Test func aThreadThatIsNotThereIsNotFound() {
        var place = linux_thread_place()
        #expect(linux_thread_place_find(pid_t.max, 10, &place) == -1)
        #expect(errno == ESRCH)
    }

    @Test func memoryThatIsNotThereIsNotRead() {
        var words = [UInt](repeating: 0, count: 4)
        #expect(linux_memory_copy(8, &words, 4) == 0)
    }
}

import Glibc
import LinuxShims
import Testing

/// The threads of a loaded plugin, counted through the interposed functions of this executable.
@Suite(.enabled(if: !isSanitized), .timeLimit(.minutes(1))) struct ThreadOwnerTests {
    @Test func loadedImagesReachTheInterposedFunctions() {
        #expect(linux_thread_owners_are_tracked() == 1)
    }

    @Test(arguments: [
        ("start_posix", "join_posix", 7),
        ("start_exiting", "join_posix", 7),
        ("start_posix", "cancel_posix", 1),
        ("start_standard", "join_standard", 0),
        ("start_c11", "join_c11", 42),
    ])
    func countsAThreadUntilItIsJoined(start: String, join: String, result: Int32) throws {
        let plugin = try Plugin()
        try plugin.owning { try plugin.image.call(start) }
        #expect(plugin.threads == 1)
        if join != "cancel_posix" { try plugin.image.call("open_gate") }
        #expect(try plugin.image.call(join) == result)
        #expect(plugin.threads == 0)
    }

    @Test(arguments: ["start_detached", "start_nested"])
    func countsAThreadThatNobodyJoins(start: String) throws {
        let plugin = try Plugin()
        try plugin.owning { try plugin.image.call(start) }
        #expect(plugin.threads == 1)
        try plugin.image.call("open_gate")
        plugin.waitUntilNoThreadIsLeft()
    }

    @Test func countsAThreadWhoseThreadLocalDestructorsRun() throws {
        let plugin = try Plugin()
        try plugin.owning { try plugin.image.call("start_slow_to_end") }
        try plugin.image.call("wait_reached")
        #expect(plugin.threads == 1)
        try plugin.image.call("open_gate")
        try plugin.image.call("join_posix")
        #expect(plugin.threads == 0)
    }

    @Test func doesNotCountAThreadThatCouldNotBeStarted() throws {
        let plugin = try Plugin()
        var isRefused: Int32 = 0
        try plugin.owning {
            isRefused = try plugin.image.call("start_on_absent_processor")
        }
        #expect(isRefused == 1)
        #expect(plugin.threads == 0)
    }

    @Test func doesNotCountThreadsWithoutAnOwner() throws {
        let plugin = try Plugin()
        try plugin.image.call("start_posix")
        #expect(plugin.threads == 0)
        #expect(linux_owned_threads(0) == 0)
        try plugin.image.call("open_gate")
        #expect(try plugin.image.call("join_posix") == 7)
    }

    @Test func forgottenThreadsRunOn() throws {
        let plugin = try Plugin()
        try plugin.owning { try plugin.image.call("start_posix") }
        linux_owned_threads_forget(plugin.owner)
        #expect(plugin.threads == 0)
        try plugin.image.call("open_gate")
        #expect(try plugin.image.call("join_posix") == 7)
    }

    @Test func countsManyThreadsExactly() throws {
        let plugin = try Plugin()
        let count: Int32 = 300
        try plugin.owning {
            for _ in 0..<count { try plugin.image.call("start_detached") }
        }
        #expect(plugin.threads == count)
        for _ in 0..<count { try plugin.image.call("open_gate") }
        plugin.waitUntilNoThreadIsLeft()
    }

    @Test func settingTheOwnerReturnsThePreviousOne() {
        #expect(linux_thread_owner_set(5) == 0)
        #expect(linux_thread_owner_set(6) == 5)
        #expect(linux_thread_owner_set(0) == 6)
    }

    @Test func namesTheCallingThreadAsTheKernelDoes() {
        #expect(access("/proc/self/task/\(linux_gettid())", F_OK) == 0)
    }
}

/// The loaded `threadSource`, with an owner of its own.
private final class Plugin {
    let image: LoadedImage
    let owner: UInt64

    init() throws {
        image = try LoadedImage(threadSource, language: "c++")
        owner = UInt64(UInt(bitPattern: try image.handle))
        try image.call("prepare")
    }

    var threads: Int32 { linux_owned_threads(owner) }

    /// Runs code as the runtime runs a plugin's.
    func owning(_ body: () throws -> Void) rethrows {
        let previous = linux_thread_owner_set(owner)
        defer { _ = linux_thread_owner_set(previous) }
        try body()
    }

    /// Nothing announces the end of a detached thread; the suite's time limit ends the wait.
    func waitUntilNoThreadIsLeft() {
        while threads > 0 { sched_yield() }
    }
}

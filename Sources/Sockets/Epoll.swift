// The kernel's list of what is ready, level-triggered: what is not taken is reported again, so
// that one read a report is enough, and nothing is lost by stopping half-way.

import Glibc
import LinuxShims

/// An epoll instance (`epoll(7)`) for the one thread that waits on it.
///
/// A descriptor leaves it by being closed. Reports of the same wait may still name it then: tell
/// by a token that is not used twice.
public struct Epoll: ~Copyable {
    private static let eventCountMax = 256

    private let descriptor: CInt
    private let events: UnsafeMutablePointer<epoll_event>

    public init() throws(SystemError) {
        descriptor = epoll_create1(CInt(EPOLL_CLOEXEC))
        guard descriptor >= 0 else { throw SystemError("epoll_create1") }
        events = .allocate(capacity: Self.eventCountMax)
    }

    deinit {
        close(descriptor)
        events.deallocate()
    }

    /// Begins to watch a descriptor.
    /// - Parameter token: comes back with every report.
    /// - Throws: when the kernel has no memory or the user watches too many.
    public func add(_ watched: CInt, _ interest: Readiness, token: UInt64) throws(SystemError) {
        guard control(EPOLL_CTL_ADD, watched, interest, token) else {
            throw SystemError("epoll_ctl")
        }
    }

    /// Watches a descriptor that was added for something else from now on.
    public func change(_ watched: CInt, _ interest: Readiness, token: UInt64) {
        // It needs no memory, so it fails only for a descriptor that was not added.
        let isDone = control(EPOLL_CTL_MOD, watched, interest, token)
        precondition(isDone, "changed a descriptor that is not watched")
    }

    /// Waits until something is ready.
    /// - Returns: the number of reports, which `report(at:)` has until the next wait.
    public func wait() -> Int {
        let count = epoll_wait(descriptor, events, CInt(Self.eventCountMax), -1)
        if count >= 0 { return Int(count) }
        // A signal, or a debugger, reports nothing.
        guard errno == EINTR else { LostDescriptor.end("an event loop") }
        return 0
    }

    /// What one descriptor is ready for.
    public func report(at index: Int) -> (token: UInt64, readiness: Readiness) {
        let event = events[index]
        return (event.data.u64, Readiness(rawValue: event.events))
    }

    private func control(
        _ operation: CInt, _ watched: CInt, _ interest: Readiness, _ token: UInt64
    ) -> Bool {
        var event = epoll_event()
        event.events = interest.rawValue
        event.data.u64 = token
        return epoll_ctl(descriptor, operation, watched, &event) == 0
    }
}

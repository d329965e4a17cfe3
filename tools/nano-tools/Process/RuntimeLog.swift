import Glibc
import LinuxShims
import Synchronization

/// The events of a runtime that have been read, until someone asks for them.
final class RuntimeLog: Sendable {
    private struct State {
        var events: ArraySlice<RuntimeEvent> = []
        var hasEnded = false
    }

    private let descriptor: Int32
    private let state = Mutex(State())
    /// Readable while something may be new.
    private let news = linux_eventfd()

    /// - Parameter descriptor: the reading end of the runtime's output; closed with this value.
    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
        close(news)
    }

    /// Reads to the end of the log, on a thread of its own.
    func read() {
        var rest: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = Glibc.read(descriptor, &part, part.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { break }
            rest += part[..<count]
            takeLines(&rest)
        }
        state.withLock { $0.hasEnded = true }
        linux_eventfd_signal(news)
    }

    private func takeLines(_ rest: inout [UInt8]) {
        var lines = rest.split(
            separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let partial = Array(lines.removeLast())
        // What plugins log may be much, and nobody asks for it.
        let events = lines.filter { $0.firstRange(of: Self.appLog) == nil }
            .compactMap { RuntimeEvent(line: $0) }
        rest = partial
        guard !events.isEmpty else { return }
        state.withLock { $0.events += events }
        linux_eventfd_signal(news)
    }

    private static let appLog = Array(#""event":"app_log""#.utf8)

    /// Waits for the end of the log.
    /// - Returns: `false` when the time is over.
    func awaitEnd(_ deadline: Deadline) -> Bool {
        while true {
            linux_eventfd_clear(news)
            if state.withLock({ $0.hasEnded }) { return true }
            guard deadline.waitToRead(news) else { return false }
        }
    }

    /// See `RuntimeProcess.next`.
    func next(_ names: Set<String>, _ deadline: Deadline) -> RuntimeEvent? {
        while true {
            linux_eventfd_clear(news)
            let (event, hasEnded) = state.withLock { state -> (RuntimeEvent?, Bool) in
                while let event = state.events.popFirst() {
                    if names.contains(event.event) { return (event, false) }
                }
                return (nil, state.hasEnded)
            }
            if let event { return event }
            guard !hasEnded, deadline.waitToRead(news) else { return nil }
        }
    }
}

// The listeners for operators, and when they open and close: before the first app is looked for, so
// that a start can be watched, and after the last one has drained, so that its end can be.

import ControlHTTP
import Glibc
import LinuxShims

/// The listeners of one process. Callable from every thread but theirs.
final class OperatorListeners: Sendable {
    /// What is listened on, for whom.
    struct Place: Sendable {
        let address: ControlAddress
        let access: ControlAccess
    }

    private let server: ServerView
    private let thread: ControlThread
    private let open = Monitor<[ControlListener]>([])

    /// Starts the listeners' thread.
    init(_ server: ServerView) {
        self.server = server
        thread = ControlThread { linux_thread_name_set("operators") }
    }

    /// - Returns: where it listens: with the port that the kernel chose, where it chose one.
    func listen(_ place: Place) throws(ControlListenError) -> ControlAddress {
        let listener = try thread.listen(
            on: place.address, ControlService(server, place.access))
        open.withLock { $0.append(listener) }
        guard case .tcp(let host, _) = place.address, let port = listener.port else {
            return place.address
        }
        return .tcp(host: host, port: port)
    }

    /// Hands out what is under way and the last events, and closes.
    /// - Parameter seconds: how long it may take.
    func close(withinSeconds seconds: Double) {
        server.log.recent.close()
        let listeners = open.withLock { listeners in
            defer { listeners = [] }
            return listeners
        }
        let end = MonotonicClock.milliseconds + Int(seconds * 1_000)
        for listener in listeners {
            let left = max(0, end - MonotonicClock.milliseconds)
            listener.close(withinSeconds: Double(left) / 1_000)
        }
    }
}

import LinuxShims
import OutgoingHTTP

/// The connections of one app to other servers, and how many requests it has under way.
///
/// Callable from every thread. Nothing of it is made before the app's first request.
final class AppHTTP: Sendable {
    static let countMax = 256

    private struct State {
        var client: OutgoingClient?
        var count = 0
    }

    private let state = Monitor(State())

    /// How many requests are under way.
    var count: Int { state.withLock { $0.count } }

    /// A client for one more request; call `finished` when it is over.
    /// - Returns: `nil` if there are as many under way as may be.
    func begin() -> OutgoingClient? {
        state.withLock { state in
            guard state.count < Self.countMax else { return nil }
            state.count += 1
            let client = state.client ?? Self.makeClient()
            state.client = client
            return client
        }
    }

    func finished() {
        state.withLock { $0.count -= 1 }
    }

    /// Its thread is the runtime's own, whoever's is the first request: not counted as one that a
    /// plugin has started and that keeps its image.
    private static func makeClient() -> OutgoingClient {
        let previous = linux_thread_for_runtime_set(1)
        defer { _ = linux_thread_for_runtime_set(previous) }
        return OutgoingClient()
    }
}

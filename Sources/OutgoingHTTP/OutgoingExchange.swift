import NIOConcurrencyHelpers

/// One request under way.
public final class OutgoingExchange: Sendable {
    private enum State {
        case starting
        case running(@Sendable () -> Void)
        case over
    }

    private let state = NIOLockedValueBox(State.starting)

    /// Ends it with `OutgoingError.Kind.cancelled`, unless it has ended.
    /// Callable from every thread; the completion comes on the thread of outgoing requests.
    public func cancel() {
        let cancel = state.withLockedValue { state -> (@Sendable () -> Void)? in
            defer { state = .over }
            guard case .running(let cancel) = state else { return nil }
            return cancel
        }
        cancel?()
    }

    /// - Parameter cancel: how it is cancelled.
    /// - Returns: `false` if it was cancelled before it was begun.
    func begin(_ cancel: @escaping @Sendable () -> Void) -> Bool {
        state.withLockedValue { state in
            guard case .starting = state else { return false }
            state = .running(cancel)
            return true
        }
    }

    func end() {
        state.withLockedValue { $0 = .over }
    }
}

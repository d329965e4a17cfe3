/// Why the runtime answered a request for an app with 503.
enum RefusalReason: Int, CaseIterable, Sendable {
    case draining, drained, reloading, quarantined
    /// A bound of the app (`AppLimit`).
    case concurrency, rate, queue
    case noThread
    /// It was in flight at the drain's deadline.
    case cut

    var label: String { self == .noThread ? "no_thread" : "\(self)" }
}

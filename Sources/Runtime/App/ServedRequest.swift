/// A request that a plugin has, as those know it who work on behalf of it: what they do takes no
/// longer than it, and is a part of the same trace.
protocol ServedRequest: AnyObject {
    /// Whether its `handle` has not returned. On the thread that runs it.
    var isInHandle: Bool { get }
    /// Until when such work is of use to anybody, by `MonotonicClock`; `nil` for ever.
    var deadlineMilliseconds: Int? { get }

    /// Calls `body` with its id, as the access log has it, and its valid `traceparent`, which is
    /// empty if it has none.
    func withTrace<Result>(
        _ body: (_ id: UnsafeRawBufferPointer, _ parent: UnsafeRawBufferPointer) -> Result
    ) -> Result

    /// The value of its `tracestate`, of several such fields in one (RFC 9110 §5.3); may be empty.
    var traceState: String { get }
}

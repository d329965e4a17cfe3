/// One answered request.
struct LoadSample: Sendable {
    /// On the monotonic clock.
    let endNanoseconds: UInt64
    let latencyNanoseconds: UInt64

    var startNanoseconds: UInt64 { endNanoseconds - latencyNanoseconds }
}

internal import PluginABI

/// What the runtime tells of one call. Lives from the deferral to the runtime's last word.
final class CallEvents: Sendable {
    let cancelled = Occasion()
    let draining = Occasion()
    let readable = Occasion()
    let writable = Occasion()

    /// As the C interface wants it: it keeps this object until `ended`.
    func retained() -> nano_call_events {
        nano_call_events(
            size: UInt32(MemoryLayout<nano_call_events>.size), reserved: 0,
            data: Unmanaged.passRetained(self).toOpaque(),
            cancelled: { data, _, reason in CallEvents.of(data).cancel(reason) },
            draining: { data, _ in CallEvents.of(data).draining.happen() },
            readable: { data, _ in CallEvents.of(data).readable.happen() },
            writable: { data, _ in CallEvents.of(data).writable.happen() },
            ended: { data, _ in
                CallEvents.of(data).cancel()
                CallEvents.forget(data)
            })
    }

    /// Whoever waits for room or for the body learns it, too: by the error of what it does next.
    private func cancel(_ reason: UInt32? = nil) {
        if let reason { cancelled.happen(reason) }
        writable.happen()
        readable.happen()
    }

    /// The host will not call.
    static func forget(_ data: UnsafeMutableRawPointer?) {
        guard let data else { return }
        Unmanaged<CallEvents>.fromOpaque(data).release()
    }

    private static func of(_ data: UnsafeMutableRawPointer?) -> CallEvents {
        guard let data else { preconditionFailure("a callback came without its data") }
        return Unmanaged<CallEvents>.fromOpaque(data).takeUnretainedValue()
    }
}

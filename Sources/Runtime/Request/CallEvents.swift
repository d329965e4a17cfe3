import PluginABI

/// What a deferred call tells its plugin: the functions of `nano_call_events`, in the order in
/// which they come when several are due.
enum CallEvent: UInt8, CaseIterable, Sendable {
    case cancelled, draining, readable, writable, ended

    var name: StaticString {
        switch self {
        case .cancelled: "cancelled"
        case .draining: "draining"
        case .readable: "readable"
        case .writable: "writable"
        case .ended: "ended"
        }
    }
}

/// The plugin's `nano_call_events`, copied.
struct CallEvents: @unchecked Sendable {
    // Unchecked: constant; the plugin asked for `data` to be handed to its functions on other
    // threads.
    let functions: nano_call_events

    /// - Parameter events: `nil` for none.
    /// - Returns: `nil` where the struct is smaller than its first version.
    init?(_ events: UnsafePointer<nano_call_events>?) {
        guard let events else {
            functions = nano_call_events()
            return
        }
        guard events.pointee.size >= MemoryLayout<nano_call_events>.size else { return nil }
        functions = events.pointee
    }

    func has(_ event: CallEvent) -> Bool {
        switch event {
        case .cancelled: functions.cancelled != nil
        case .draining: functions.draining != nil
        case .readable: functions.readable != nil
        case .writable: functions.writable != nil
        case .ended: functions.ended != nil
        }
    }
}

/// Some of the events.
struct CallEventSet: Sendable {
    private var bits: UInt8 = 0

    var isEmpty: Bool { bits == 0 }

    mutating func insert(_ event: CallEvent) { bits |= 1 << event.rawValue }
    mutating func remove(_ event: CallEvent) { bits &= ~(1 << event.rawValue) }
    mutating func removeAll() { bits = 0 }

    /// Takes the first one out.
    mutating func popFirst() -> CallEvent? {
        let first = CallEvent(rawValue: UInt8(bits.trailingZeroBitCount))
        if let first { remove(first) }
        return first
    }
}

internal import PluginABI

/// Why one of the host's services did not do what it was asked to.
public enum HostError: Error, Equatable, Sendable {
    /// The host has no such service: it is older, or a test's.
    case unavailable
    /// An argument breaks a rule, such as an empty key or a metric's name with a space in it.
    case invalid
    /// A limit would be passed, such as that of timers or of metrics.
    case limit
    /// Too late, or in the wrong place: the copy has drained, or an event loop would wait.
    case state
    /// Nobody waits for what would come of it any more.
    case cancelled
    /// Out of memory, or a reason that is not known.
    case failed

    /// The error that a result code tells, or `nil` for success.
    init?(_ code: Int32) {
        switch code {
        case NANO_OK: return nil
        case NANO_ERROR_INVALID: self = .invalid
        case NANO_ERROR_LIMIT: self = .limit
        case NANO_ERROR_STATE: self = .state
        case NANO_ERROR_CANCELLED: self = .cancelled
        default: self = .failed
        }
    }

    /// Throws the error that a result code tells.
    static func check(_ code: Int32) throws(HostError) {
        if let error = HostError(code) { throw error }
    }
}

import PluginABI

/// Why nobody waits for the answer of a deferred call any more.
enum CancelReason: Sendable {
    /// The client has closed its side, or the connection broke.
    case client
    /// The app's time for a response was over.
    case timeout
    /// The drain's deadline has passed.
    case drain
    /// The plugin's `handle` returned something else than that it was deferred.
    case handle

    /// As `nano/call.h` has it.
    var code: UInt32 {
        switch self {
        case .client: NANO_CANCEL_CLIENT
        case .timeout: NANO_CANCEL_TIMEOUT
        case .drain: NANO_CANCEL_DRAIN
        case .handle: NANO_CANCEL_HANDLE
        }
    }
}

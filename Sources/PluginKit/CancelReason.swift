/// Why nobody waits for an answer any more.
public enum CancelReason: UInt32, Sendable {
    /// The client has closed its side, or the connection broke.
    case client = 1
    /// The app's `timeout_ms` has passed; the client got a 504, or was cut off.
    case timeout = 2
    /// The drain's deadline has passed; the client got a 503, or was cut off.
    case drain = 3
}

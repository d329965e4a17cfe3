internal import PluginABI

/// Why something could not be done to a call.
public enum CallError: Error, Equatable, Sendable {
    /// Nobody waits for the answer any more.
    case cancelled
    /// The response breaks a rule, such as a status below 200 (`nano/response.h`).
    case invalid
    /// It would have had to wait, and this is an event loop: an inline handler's thread.
    case wouldBlock
    /// More bytes than the Content-Length that was sent.
    case tooLong
    /// Out of memory, or a reason that is not known.
    case failed

    /// The error that a result code tells, or `nil` for success.
    init?(_ code: Int32) {
        switch code {
        case NANO_OK: return nil
        case NANO_ERROR_CANCELLED: self = .cancelled
        case NANO_ERROR_INVALID: self = .invalid
        case NANO_ERROR_STATE: self = .wouldBlock
        case NANO_ERROR_LIMIT: self = .tooLong
        default: self = .failed
        }
    }

    /// Throws the error that a result code tells.
    static func check(_ code: Int32) throws(CallError) {
        if let error = CallError(code) { throw error }
    }
}

/// Why a request does not reach the service. The connection is closed behind its answer.
public enum ControlRefusal: Equatable, Sendable {
    /// It is no HTTP/1: 400.
    case malformed
    /// Its head is larger than `ControlLimits.headBytesMax`: 431.
    case headTooLarge
    /// Its body is larger than `ControlLimits.bodyBytesMax`: 413.
    case bodyTooLarge
    /// Its body did not come within `ControlLimits.requestSeconds`: 408.
    case tooSlow

    public var status: Int {
        switch self {
        case .malformed: 400
        case .headTooLarge: 431
        case .bodyTooLarge: 413
        case .tooSlow: 408
        }
    }
}

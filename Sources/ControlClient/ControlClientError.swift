public import ControlAPI

/// Why a runtime could not be asked, or what it refused. One line for the operator.
public enum ControlClientError: Error, Equatable, CustomStringConvertible {
    /// Nobody took the request: where it was sent, and the likely reasons.
    case unreachable(String)
    /// The runtime has refused it, with this status.
    case refused(status: Int, ErrorReport)
    /// What came back is no answer of a runtime's.
    case unexpected(String)

    public var description: String {
        switch self {
        case .unreachable(let reason), .unexpected(let reason): Printable.text(reason)
        case .refused(_, let report): Printable.text("\(report.error): \(report.detail)")
        }
    }
}

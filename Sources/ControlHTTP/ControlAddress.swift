/// Where a listener listens.
public enum ControlAddress: Equatable, Sendable, CustomStringConvertible {
    /// A Unix socket's file. It is made with mode 0600, and removed when the listener closes.
    case unix(path: String)
    /// A host's address or name; port 0 lets the kernel choose.
    case tcp(host: String, port: Int)
    /// A listening socket that the process was started with; taken over.
    case descriptor(Int32)

    public var description: String {
        switch self {
        case .unix(let path): path
        case .tcp(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .descriptor(let number): "descriptor \(number)"
        }
    }
}

/// Why there is no listening socket.
public enum ListenError: Error, Equatable, CustomStringConvertible {
    case unknownHost
    case system(SystemError)

    public var description: String {
        switch self {
        case .unknownHost: "unknown host"
        case .system(let error): error.description
        }
    }
}

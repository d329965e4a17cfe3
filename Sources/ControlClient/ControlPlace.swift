/// Where a runtime is asked.
public enum ControlPlace: Equatable, Sendable {
    /// Its control socket.
    case socket(path: String)
    /// Its TCP listener, such as `http://127.0.0.1:9465`, with the token that it wants to see.
    case url(String, token: String?)

    /// The URL of `target`, as async-http-client takes it.
    func url(of target: String) -> String {
        switch self {
        case .socket(let path): "http+unix://\(PercentEncoding.encode(path))\(target)"
        case .url(let base, _): (base.hasSuffix("/") ? String(base.dropLast()) : base) + target
        }
    }

    var token: String? {
        guard case .url(_, let token) = self else { return nil }
        return token
    }
}

extension ControlPlace: CustomStringConvertible {
    public var description: String {
        switch self {
        case .socket(let path): path
        case .url(let base, _): base
        }
    }
}

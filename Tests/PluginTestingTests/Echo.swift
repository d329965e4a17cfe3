import PluginKit

/// Gives back what it got, or misbehaves as the path says.
struct Echo: HostedPlugin {
    static let version: StaticString = "1.0.0"

    let host: Host
    let prefix: String

    init(host: Host) throws(PluginFailure) {
        guard let prefix = host.environment("PREFIX") else {
            throw PluginFailure("PREFIX is not set")
        }
        self.host = host
        self.prefix = prefix
    }

    func handle(_ request: borrowing Request) throws(PluginFailure) -> Response {
        switch request.path {
        case "/status": return .empty(199)
        case "/framing": return .empty(.ok).header("Transfer-Encoding", "chunked")
        case "/value": return .empty(.ok).header("X-Value", "a\r\nb: c")
        case "/throw": throw PluginFailure("on purpose")
        case "/log": host.log(.info, "asked for /log by \(host.app)")
        default: break
        }
        var name = "-"
        if let value = request.header("x-name") { name = String(value) }
        let parts = [
            prefix, String(request.method), String(request.path), String(request.query), name,
            String(request.body),
        ]
        return .text(parts.joined(separator: " "))
    }
}

/// An address or host name and a port: `127.0.0.1:9464`, `[::1]:9464`, `localhost:0`.
public struct HostPort: Equatable, Sendable {
    /// An IPv6 address without brackets.
    public let host: String
    public let port: Int

    /// - Returns: `nil` where the text is something else.
    public init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"),
            let port = Int(text[text.index(after: colon)...]),
            (0...65_535).contains(port), !text.hasSuffix(":+\(port)")
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        guard !host.isEmpty else { return nil }
        self.host = String(host)
        self.port = port
    }
}

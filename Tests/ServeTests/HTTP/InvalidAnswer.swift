import Testing

/// An answer of a plugin's that cannot be sent, and what the log must say of it.
struct InvalidAnswer: CustomTestStringConvertible, Sendable {
    let plugin: FixturePlugin
    /// What the plugin is asked to answer with.
    var requestBody = ""
    let reason: String

    var testDescription: String { "\(plugin.source) \(requestBody.debugDescription)" }

    private static func header(_ name: String, _ value: String, _ reason: String) -> Self {
        Self(
            plugin: FixturePlugin("given-header.c"), requestBody: "\(name)=\(value)",
            reason: "respond was refused: \(reason)")
    }

    private static let badValue = "header 0: the value has bytes that no field may have"
    private static let badName = "header 0: expected a token as its name"
    private static let badLength = "Content-Length: expected 2, the size of the body, or none"

    static let all =
        [
            Self(
                plugin: FixturePlugin("no-answer.c"),
                reason: "handle returned NANO_OK without an answer"),
            Self(plugin: FixturePlugin("handle-fails.c"), reason: "handle returned -3"),
        ] + headers

    private static let headers = [
        header("X", "a\r\nSet-Cookie: stolen=1", badValue),
        header("X", "a\r\n\r\nHTTP/1.1 200 OK", badValue),
        header("X", "a\nSet-Cookie: stolen=1", badValue),
        header("X", "a\rSet-Cookie: stolen=1", badValue),
        header("X", "a\0b", badValue),
        header("X\r\nSet-Cookie: stolen", "1", badName),
        header("X\nSet-Cookie", "stolen=1", badName),
        header("Set-Cookie: stolen", "1", badName),
        header("", "a", badName),
        header("Content-Length", "1000", badLength),
        header("Content-Length", "1", badLength),
        header("Content-Length", "+2", badValue),
        header("Content-Length", "2, 2", badValue),
        header("Transfer-Encoding", "chunked", "header transfer-encoding is the host's to send"),
        header("Connection", "keep-alive", "header connection is the host's to send"),
    ]
}

/// One file of the dashboard, and how the status listener answers with it.
public struct DashboardFile: Sendable {
    /// Where it is served: the path of a request's target.
    public let path: String
    public let contentType: String
    public let bytes: [UInt8]

    /// The fields of the answer beside `Content-Type` and `Content-Length`.
    ///
    /// The policy lets the page load and ask nothing but the listener it came from, so that a name
    /// or a reason that a plugin made up could never run as a script, whatever the page did with
    /// it (W3C Content Security Policy Level 3). Nothing of it is kept: another version of the
    /// runtime brings another page.
    public static let fields: [(name: String, value: String)] = [
        (
            "Content-Security-Policy",
            """
            default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
            img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'
            """
        ),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Cache-Control", "no-store"),
    ]

    static func page(_ path: String, _ bytes: [UInt8]) -> Self {
        Self(path: path, contentType: "text/html; charset=utf-8", bytes: bytes)
    }

    static func style(_ path: String, _ bytes: [UInt8]) -> Self {
        Self(path: path, contentType: "text/css; charset=utf-8", bytes: bytes)
    }

    static func script(_ path: String, _ bytes: [UInt8]) -> Self {
        Self(path: path, contentType: "text/javascript; charset=utf-8", bytes: bytes)
    }
}

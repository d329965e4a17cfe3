extension RefusedRequest {
    /// RFC 9112 §3, with the target's forms of §3.2.
    static let requestLines = methods + targets + versions + lineEnds

    private static func line(
        _ description: String, _ line: String, _ status: Int = 400, expected: String
    ) -> Self {
        Self(description, line + "\r\nHost: a\r\n\r\n", status, expected: expected)
    }

    private static let methods = [
        line("no method", " / HTTP/1.1", expected: "a token and one space as method"),
        line("a tab behind the method", "GET\t/ HTTP/1.1", expected: "a token and one space"),
        line("a method that is no token", "G(T / HTTP/1.1", expected: "a token and one space"),
        line("a quoted method", "\"GET\" / HTTP/1.1", expected: "a token and one space"),
        line("CONNECT", "CONNECT a:443 HTTP/1.1", 501, expected: "an origin server's method"),
    ]

    private static let targets = [
        line("two spaces", "GET  / HTTP/1.1", expected: "a target after one space"),
        line("no target", "GET HTTP/1.1", expected: "SP HTTP/digit.digit CR LF"),
        line("a space in the target", "GET /a b HTTP/1.1", expected: "SP HTTP/digit.digit"),
        line("a NUL in the target", "GET /a\0b HTTP/1.1", expected: "URI characters"),
        line("a DEL in the target", "GET /a\u{7f} HTTP/1.1", expected: "URI characters"),
        line("a target that is not ASCII", "GET /é HTTP/1.1", expected: "URI characters"),
        line("a fragment", "GET /a#b HTTP/1.1", expected: "a target without fragment"),
        line("a relative path", "GET a HTTP/1.1", expected: "\"/\", \"http(s)://\""),
        line("authority-form with GET", "GET a:443 HTTP/1.1", expected: "\"/\", \"http(s)://\""),
        line("another scheme", "GET ftp://a/ HTTP/1.1", expected: "\"/\", \"http(s)://\""),
        line("no authority", "GET http:///a HTTP/1.1", expected: "host [\":\" port] in the"),
        line("a user", "GET http://b@a/ HTTP/1.1", expected: "host [\":\" port] in the target"),
        line("asterisk-form with GET", "GET * HTTP/1.1", expected: "OPTIONS with target"),
    ]

    private static let versions = [
        line("HTTP/0.9 without a version", "GET /", expected: "SP HTTP/digit.digit CR LF"),
        line("a version in lower case", "GET / http/1.1", expected: "SP HTTP/digit.digit"),
        line("two digits of minor version", "GET / HTTP/1.10", expected: "SP HTTP/digit.digit"),
        line("no minor version", "GET / HTTP/1", expected: "SP HTTP/digit.digit"),
        line("a space behind the version", "GET / HTTP/1.1 ", expected: "SP HTTP/digit.digit"),
        line("HTTP/0.9", "GET / HTTP/0.9", 505, expected: "HTTP/1.x"),
        line("HTTP/2.0", "GET / HTTP/2.0", 505, expected: "HTTP/1.x"),
        line("HTTP/3.0", "GET / HTTP/3.0", 505, expected: "HTTP/1.x"),
    ]

    private static let lineEnds = [
        Self(
            "a bare LF behind the request line", "GET / HTTP/1.1\nHost: a\r\n\r\n",
            expected: "CR LF at the line's end"),
        Self(
            "a bare CR behind the request line", "GET / HTTP/1.1\rHost: a\r\n\r\n",
            expected: "LF after CR"),
        Self(
            "two empty lines before", "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
            expected: "a request line after an empty line"),
    ]
}

extension RefusedRequest {
    /// RFC 9112 §5 and RFC 9110 §5.5.
    static let fieldLines = [
        fields("a bare LF behind a field", "X: y\nZ: z", expected: "CR LF at the line's end"),
        fields("a bare LF in a name", "X\nY: z", expected: "CR LF at the line's end"),
        fields("a bare CR in a value", "X: a\rb", expected: "LF after CR"),
        fields("a bare CR before the line's end", "X: a\r", expected: "LF after CR"),
        fields("a NUL in a value", "X: a\0b", expected: "no control byte in a field value"),
        fields("a NUL in a name", "X\0: a", expected: "a token and \":\" as field name"),
        fields("a DEL in a value", "X: \u{7f}", expected: "no control byte in a field value"),
        fields("an escape in a value", "X: \u{1b}[2J", expected: "no control byte"),
        fields("a line folded by a space", "X: a\r\n b", expected: "a field on one line"),
        fields("a line folded by a tab", "X: a\r\n\tb", expected: "a field on one line"),
        fields("a space before the colon", "X : a", expected: "\":\" right after the field name"),
        fields("a tab before the colon", "X\t: a", expected: "\":\" right after the field name"),
        fields("no colon", "X", expected: "a token and \":\" as field name"),
        fields("no name", ": a", expected: "a field name"),
        fields("a name that is no token", "X(y): a", expected: "a token and \":\""),
        fields("a name that is not ASCII", "Ünicode: a", expected: "a token and \":\""),
        Self(
            "white space before the first field", "GET / HTTP/1.1\r\n Host: a\r\n\r\n",
            expected: "a field name after the request line"),
        fields("an unknown expectation", "Expect: a-miracle", 417, expected: "100-continue"),
        fields(
            "an unknown expectation beside 100-continue", "Expect: 100-continue, tea", 417,
            expected: "100-continue"),
    ]

    /// RFC 9112 §3.2.
    static let hosts =
        [
            Self("no Host", "GET / HTTP/1.1\r\n\r\n", expected: "a Host field in HTTP/1.1"),
            Self(
                "no Host beside an absolute target", "GET http://a/ HTTP/1.1\r\n\r\n",
                expected: "a Host field in HTTP/1.1"),
            fields("the same Host twice", "Host: a", expected: "one Host field"),
            fields("two Hosts", "Host: b", expected: "one Host field"),
            fields("a second, empty Host", "Host:", expected: "one Host field"),
        ]
        + ["a b", "a, b", "a/", "user@a", "a:65536", "a:port", "[::1", "[]", ":80", "a%2", "a\\b"]
        .map { host in
            Self(
                "Host: \(host)", "GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n",
                expected: "host [\":\" port] as Host")
        }
}

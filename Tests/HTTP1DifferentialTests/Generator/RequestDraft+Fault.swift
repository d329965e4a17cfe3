import TestSupport

extension RequestDraft {
    /// Puts one fault into the request, or an oddity of which implementations think differently.
    mutating func addFault(using random: inout SeededGenerator) {
        switch random.number(in: 0...5) {
        case 0: breakRequestLine(using: &random)
        case 1: breakFieldSyntax(using: &random)
        case 2: breakFraming(using: &random)
        case 3: breakHost(using: &random)
        case 4: breakConnection(using: &random)
        default: breakChunks(using: &random)
        }
    }

    private mutating func breakRequestLine(using random: inout SeededGenerator) {
        switch random.number(in: 0...4) {
        case 0: prefix = random.choice(of: ["\r\n", "\r\n\r\n", "\n", " ", "\t", "\r", "\r\n "])
        case 1:
            method = random.choice(of: [
                "get", "FOO", "GET ", "", "G@T", "CONNECT", "PRI", "QUERY", "M-SEARCH", "X\0", "Ä",
            ])
        case 2:
            target = random.choice(of: [
                "*", "a", "", " /", "/a b", "/#f", "/a#", "//", "/\u{E4}", "/\t", "/\0", "/\u{7F}",
                "/<>", "/\"", "/{}", "/?{}\\", "/[]^|`", "http://", "http://a", "https://a?b",
                "HTTP://a/", "http://a:99999/", "http://u@a/", "ftp://a/", "a:443", "?", "/%zz",
            ])
        case 3:
            version = random.choice(of: [
                "HTTP/1.2", "HTTP/1.9", "HTTP/2.0", "HTTP/0.9", "HTTP/1.10", "HTTP/11", "http/1.1",
                "HTTP/1.1 ", "HTTP/1", "", "HTTP/1.", "HTTP/1,1", "ICE/1.0", "RTSP/1.0",
                " HTTP/1.1",
            ])
        default: requestLineEnd = random.choice(of: ["\n", "\r", "\r\r\n", "\n\r", "\r\n "])
        }
    }

    private mutating func breakFieldSyntax(using random: inout SeededGenerator) {
        if fields.isEmpty { fields.append(Self.otherField(using: &random)) }
        let index = random.number(in: 0...fields.count - 1)
        switch random.number(in: 0...5) {
        case 0: fields[index].lineEnd = random.choice(of: ["\n", "\r", "\r\r\n", "\n\r\n", ""])
        case 1:
            fields[index].separator = random.choice(of: [" :", "\t: ", "", " ", ":\0", ": \r\n "])
        case 2:
            fields[index].name = random.choice(of: [
                "", " X", "\tX", "X Y", "X(", "\u{E4}", "X\0", "\"X\"", "X\u{7F}", "X/", "@",
            ])
        case 3:
            fields[index].value += random.choice(of: [
                "\0", "\u{1}", "\u{7F}", "\r", "\n", "\u{1B}[0m", "\u{E4}", "\u{B}", "\r\n b",
                "\r\n\tb", " \t", "\r\n \r\n",
            ])
        case 4: headEnd = random.choice(of: ["\n", "\r", "\r\r\n", "", " \r\n", ":\r\n"])
        default: fields.insert(Field(name: "", separator: "", value: " folded"), at: index)
        }
    }

    private mutating func breakFraming(using random: inout SeededGenerator) {
        if random.oneIn(8) {
            let values = random.choice(of: [
                ["chunked\t", "chunked"], ["chunked", ""], ["x", "y"],
            ])
            fields += values.map { Field(name: "Transfer-Encoding", value: $0) }
            return
        }
        let isLength = random.oneIn(2)
        let name = random.cased(isLength ? "content-length" : "transfer-encoding")
        let lengths = [
            "0", "5", "5\t", "5, 5", "5,6", "+5", "-1", "0x5", "", " ", "5 5", "5;", "05", "1_0",
            "1e1",
            "9223372036854775807", "9223372036854775808", "18446744073709551616", "\u{661}",
        ]
        let codings = [
            "chunked", "chunked\t", "", "gzip, chunked", "chunked, gzip", "gzip",
            "chunked, chunked", "identity",
            "xchunked", "chunked;a=b", ",chunked", "chunked,", "\"chunked\"", "chunked x",
            "gzip;q=1, chunked", "chunked\u{B}", "x,,chunked", "identity, chunked", "chunk",
        ]
        let field = Field(name: name, value: random.choice(of: isLength ? lengths : codings))
        let same = fields.firstIndex { $0.name.lowercased() == name.lowercased() }
        if let same, random.oneIn(2) { fields[same] = field } else { insert(field, using: &random) }
    }

    private mutating func breakHost(using random: inout SeededGenerator) {
        let index = fields.firstIndex { $0.name.lowercased() == "host" }
        guard let index, !random.oneIn(3) else {
            fields.removeAll { $0.name.lowercased() == "host" }
            return
        }
        let host = random.choice(of: [
            "", "a, b", "a b", "a:", "a:b", "a:99999", "u@a", "a/b", "[::1]", "[::1", "[]", "a%20",
            "a%2", ":80", "http://a", "a?b", "a#b", "\u{E4}",
        ])
        if random.oneIn(2) {
            fields[index].value = host
        } else {
            insert(Field(name: random.cased("host"), value: host), using: &random)
        }
    }

    private mutating func breakConnection(using random: inout SeededGenerator) {
        let isExpectation = random.oneIn(3)
        let values =
            isExpectation
            ? ["100-continue", "100-CONTINUE", "200-maybe", "", "100-continue, x"]
            : [
                "close, keep-alive", "keep-alive, close", ", close", "close,", "CLOSE", "closed",
                "keep-alive2", "x close", "close x", "close\t", "upgrade", "te, close", "",
            ]
        insert(
            Field(
                name: random.cased(isExpectation ? "expect" : "connection"),
                value: random.choice(of: values)), using: &random)
    }
}

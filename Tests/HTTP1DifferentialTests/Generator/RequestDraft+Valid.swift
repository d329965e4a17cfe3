import TestSupport

extension RequestDraft {
    private static let methods = [
        "GET", "GET", "POST", "PUT", "HEAD", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND",
    ]

    /// Draws a request that every server has to understand.
    static func valid(using random: inout SeededGenerator) -> RequestDraft {
        var draft = RequestDraft()
        draft.method = random.choice(of: methods)
        draft.target = target(using: &random)
        if random.oneIn(5) { draft.version = "HTTP/1.0" }
        for _ in 0..<random.number(in: 0...5) { draft.fields.append(otherField(using: &random)) }
        let host = random.text(of: "abcxyz019-.", count: 1...12) + (random.oneIn(3) ? ":8080" : "")
        draft.insert(Field(name: random.cased("host"), value: host), using: &random)
        if random.oneIn(3) {
            let value = random.choice(of: ["close", "keep-alive", "Keep-Alive", "x, close", "x"])
            draft.insert(Field(name: random.cased("connection"), value: value), using: &random)
        }
        draft.addBody(using: &random)
        return draft
    }

    mutating func insert(_ field: Field, using random: inout SeededGenerator) {
        fields.insert(field, at: random.number(in: 0...fields.count))
    }

    private static func target(using random: inout SeededGenerator) -> String {
        if random.oneIn(12) {
            return "http://b.example:81/" + random.text(of: "ab/?", count: 0...6)
        }
        let path = "/" + random.text(of: "abcXYZ09-._~!$&'()*+,;=:@%/", count: 0...24)
        guard random.oneIn(3) else { return path }
        return path + "?" + random.text(of: "abcXYZ09-._~!$&'()*+,;=:@%/?", count: 0...16)
    }

    static func otherField(using random: inout SeededGenerator) -> Field {
        let inner = random.text(of: "abcXYZ019 \t,;=\"()<>@?{}", count: 0...24)
        let value = inner.isEmpty ? "" : "v\(inner)v"
        var field = Field(
            name: "X-" + random.text(of: "abcXYZ019!#$%&'*+-.^_`|~", count: 1...12), value: value)
        field.separator = ":" + random.text(of: " \t", count: 0...2)
        return field
    }

    private mutating func addBody(using random: inout SeededGenerator) {
        switch random.number(in: 0...2) {
        case 0:
            let data = random.text(of: "ab\r\n0: GET/", count: 0...40)
            insert(
                Field(name: random.cased("content-length"), value: "\(data.utf8.count)"),
                using: &random)
            body = .plain(data)
        case 1 where version == "HTTP/1.1":
            insert(
                Field(name: random.cased("transfer-encoding"), value: random.cased("chunked")),
                using: &random)
            let chunks = (0..<random.number(in: 0...3)).map { _ in Self.chunk(using: &random) }
            let trailers =
                random.oneIn(4)
                ? [Field(name: "Trailer-A", value: "b"), Field(name: "C", value: "")]
                : []
            body = .chunked(chunks, trailers: trailers, end: "\r\n")
        default: break
        }
    }

    static func chunk(using random: inout SeededGenerator) -> Chunk {
        let data = random.text(of: "ab\r\n0;", count: 1...30)
        let zeros = random.oneIn(4) ? "00" : ""
        return Chunk(
            size: zeros + random.cased(String(data.utf8.count, radix: 16)),
            extensions: random.oneIn(4) ? ";name=value" : "", data: data)
    }
}

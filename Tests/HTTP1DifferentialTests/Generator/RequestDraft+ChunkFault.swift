import TestSupport

extension RequestDraft {
    /// Puts one fault or oddity into a chunked body, which the request is given if it has none.
    mutating func breakChunks(using random: inout SeededGenerator) {
        if case .plain = body { giveChunks(using: &random) }
        guard case .chunked(var chunks, var trailers, var end) = body, !chunks.isEmpty else {
            return
        }
        switch random.number(in: 0...6) {
        case 0: chunks[0].size = random.choice(of: Self.oddSizes)
        case 1: chunks[0].size = random.choice(of: ["0x", "0X", " ", "+"]) + chunks[0].size
        case 2: chunks[0].extensions = random.choice(of: Self.oddExtensions)
        case 3: chunks[0].sizeEnd = random.choice(of: ["\n", "\r", "", "\r\r\n", "\n\r\n"])
        case 4:
            chunks[0].dataEnd = random.choice(of: ["", "\n", "\r", "x\r\n", " \r\n", "\r\n\r\n"])
        case 5: trailers.append(random.choice(of: Self.oddTrailers))
        default: end = random.choice(of: ["\n", "\r", "", "\r\r\n", " \r\n"])
        }
        body = .chunked(chunks, trailers: trailers, end: end)
    }

    private mutating func giveChunks(using random: inout SeededGenerator) {
        fields.removeAll { $0.name.lowercased() == "content-length" }
        insert(Field(name: "Transfer-Encoding", value: "chunked"), using: &random)
        version = "HTTP/1.1"
        body = .chunked([Self.chunk(using: &random)], trailers: [], end: "\r\n")
    }

    private static let oddSizes = [
        "", "g", "-1", "+1", "0x1", "0x5", "0X1", " 1", "1 ", "1\t", "1 1", "0",
        "000000000000000001", "1000000000000000", "fffffffffffffff", "ffffffffffffffff",
        "10000000000000001",
    ]

    private static let oddExtensions = [
        ";", ";a", ";a=", ";a=\"b\"", ";a=\"b", "; a", " ;a", ";a b", ";\0", ";\u{1}", ";a\n",
        ";a\r", "a", ";a=\"\\\"\"", ";\u{E4}", ";a;b=c", ";=b", ";a==b",
    ]

    private static let oddTrailers = [
        Field(name: "Content-Length", value: "5"), Field(name: "X ", value: "b"),
        Field(name: "Transfer-Encoding", value: "chunked"), Field(name: "", value: "a"),
        Field(name: "X", value: "a\r\n b"), Field(name: "X", value: "\0"),
        Field(name: "X", value: "b", lineEnd: "\n"), Field(name: " X", value: "b"),
        Field(name: "Host", value: "b"), Field(name: "X", separator: "", value: ""),
        Field(name: "X", value: "b\r"), Field(name: "Connection", value: "close"),
    ]
}

import TestSupport

@testable import HTTP1

/// Draws valid requests, each with the head that a parser must find in it.
struct RequestGenerator {
    private static let letters = "abcdefghijklmnopqrstuvwxyz"
    private static let token = letters + "ABCXYZ0189!#$%&'*+-.^_`|~"
    private static let path = letters + "AZ09-._~!$&'()*+,;=:@%/[]^|"
    private static let value = letters + "AZ09 \t,;=\"()<>@?{}\u{E4}\u{20AC}"

    var random: SeededGenerator

    mutating func next() -> (bytes: [UInt8], head: ParsedHead) {
        let head = nextHead()
        var text = flip() ? "" : "\r\n"
        text += "\(head.method) \(head.target) HTTP/1.\(head.minorVersion)\r\n"
        for field in head.fields {
            text += "\(field.name):\(whitespace())\(field.value)\(whitespace())\r\n"
        }
        text += "\r\n"
        var expected = head
        expected.byteCount = text.utf8.count
        return (Array((text + random.text(of: "\r\nx", count: 0...9)).utf8), expected)
    }

    private mutating func nextHead() -> ParsedHead {
        var head = ParsedHead(RequestHead(), of: [])
        head.minorVersion = flip() ? 1 : 0
        head.method = random.text(of: Self.token, count: 1...9)
        if head.method == "CONNECT" || flip() { head.method = "HEAD" }
        head.isHead = head.method == "HEAD"
        head.path = "/" + random.text(of: Self.path, count: 0...40)
        head.query = random.text(of: Self.path + "?`{}\\", count: 0...30)
        head.target = head.query.isEmpty && flip() ? head.path : "\(head.path)?\(head.query)"
        head.host = random.text(of: Self.letters + "09-._", count: 1...20)
        addFields(to: &head)
        return head
    }

    private mutating func addFields(to head: inout ParsedHead) {
        var fields = (0..<Int.random(in: 0...8, using: &random)).map { _ in
            ParsedHead.Field(
                name: "X-" + random.text(of: Self.token, count: 1...20), value: fieldValue())
        }
        let port = flip() ? "" : ":\(Int.random(in: 0...65535, using: &random))"
        fields.append(.init(name: cased("host"), value: head.host + port))
        head.keepsAlive = head.minorVersion == 1
        if flip() {
            head.keepsAlive = flip()
            let option = head.keepsAlive ? "keep-alive" : "close"
            fields.append(.init(name: cased("connection"), value: cased(option)))
        }
        if flip(), head.minorVersion == 1 {
            head.framing = .chunked
            fields.append(.init(name: cased("transfer-encoding"), value: cased("chunked")))
        } else if flip() {
            let length = Int.random(in: 0...Int.max, using: &random)
            head.framing = .length(length)
            fields.append(.init(name: cased("content-length"), value: "\(length)"))
        }
        head.fields = fields.shuffled(using: &random)
    }

    private mutating func fieldValue() -> String {
        let words = random.text(of: Self.value, count: 0...60)
        return words.isEmpty ? "" : "v\(words)v"
    }

    private mutating func whitespace() -> String {
        random.text(of: " \t", count: 0...2)
    }

    private mutating func cased(_ text: String) -> String {
        String(text.map { flip() ? $0 : Character($0.uppercased()) })
    }

    private mutating func flip() -> Bool {
        Bool.random(using: &random)
    }
}

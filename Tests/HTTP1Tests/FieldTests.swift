import Testing

@testable import HTTP1

@Suite struct FieldTests {
    private func head(_ fields: String, version: String = "HTTP/1.1") throws -> ParsedHead {
        try #require(Outcome("POST / \(version)\r\n\(fields)\r\n").head)
    }

    @Test func keepsFieldsInOrderAndStripsWhitespace() throws {
        let head = try head("Host: a\r\nB: \t c d\t \r\nb:\r\nC:e\r\n")
        #expect(head.fields.map(\.name) == ["Host", "B", "b", "C"])
        #expect(head.fields.map(\.value) == ["a", "c d", "", "e"])
    }

    @Test func acceptsHighBytesAndTabsInValues() throws {
        let head = try head("Host: a\r\nB: \u{FC}ber\talles\u{20AC}\r\n")
        #expect(head.fields[1].value == "\u{FC}ber\talles\u{20AC}")
    }

    @Test(arguments: [
        ("a.example", "a.example"), ("A:8080", "A"), ("a.", "a."), ("a:", "a"), ("", ""),
        ("127.0.0.1:80", "127.0.0.1"), ("[::1]:80", "[::1]"), ("[::]", "[::]"),
        ("[1:2:3:4:5:6:7:8]", "[1:2:3:4:5:6:7:8]"), ("[1::8]", "[1::8]"),
        ("[::ffff:192.0.2.1]", "[::ffff:192.0.2.1]"), ("[1:2:3:4:5:6:7::]", "[1:2:3:4:5:6:7::]"),
        ("a_b~c!$&'()*+,;=", "a_b~c!$&'()*+,;="), ("a%2Db:1", "a%2Db"), ("a:65535", "a"),
    ])
    func findsTheHostWithoutItsPort(value: String, host: String) throws {
        #expect(try head("Host: \(value)\r\n").host == host)
    }

    @Test func needsNoHostInHTTP10() throws {
        #expect(try head("", version: "HTTP/1.0").host == "")
    }

    @Test func hasNoBodyWithoutFramingFields() throws {
        #expect(try head("Host: a\r\n").framing == .none)
    }

    @Test(arguments: [("0", 0), ("00012", 12), ("9223372036854775807", Int.max)])
    func readsContentLength(value: String, length: Int) throws {
        #expect(try head("Host: a\r\ncontent-LENGTH: \(value)\r\n").framing == .length(length))
    }

    @Test func readsChunkedInAnyCase() throws {
        #expect(try head("Host: a\r\nTransfer-encoding: CHUNKED\r\n").framing == .chunked)
    }

    @Test(arguments: [
        ("HTTP/1.1", "", true), ("HTTP/1.0", "", false),
        ("HTTP/1.1", "Connection: close\r\n", false),
        ("HTTP/1.0", "Connection: Keep-Alive\r\n", true),
        ("HTTP/1.1", "Connection: upgrade , CLOSE\r\n", false),
        ("HTTP/1.1", "Connection: upgrade\r\nConnection: close\r\n", false),
        ("HTTP/1.0", "Connection: keep-alive, close\r\n", false),
        ("HTTP/1.0", "Connection: ,, keep-alive\r\n", true),
        ("HTTP/1.1", "Connection: closed, close-not\r\n", true),
    ])
    func decidesWhetherTheConnectionPersists(version: String, field: String, persists: Bool) throws
    {
        #expect(try head("Host: a\r\n\(field)", version: version).keepsAlive == persists)
    }

    @Test(arguments: [
        ("HTTP/1.1", "Content-Length: 1\r\n", true),
        ("HTTP/1.1", "Transfer-Encoding: chunked\r\n", true),
        ("HTTP/1.1", "Content-Length: 0\r\n", false), ("HTTP/1.1", "", false),
        ("HTTP/1.0", "Content-Length: 1\r\n", false),
    ])
    func expectsContinueOnlyBeforeABodyInHTTP11(version: String, field: String, expects: Bool)
        throws
    {
        let head = try head("Host: a\r\nExpect: 100-continue\r\n\(field)", version: version)
        #expect(head.expectsContinue == expects)
    }
}

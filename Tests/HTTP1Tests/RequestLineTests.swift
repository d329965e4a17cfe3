import Testing

@testable import HTTP1

@Suite struct RequestLineTests {
    private func head(_ line: String, host: String = "a") throws -> ParsedHead {
        try #require(Outcome("\(line)\r\nHost: \(host)\r\n\r\n").head)
    }

    @Test func splitsTheLineIntoItsParts() throws {
        let head = try head("GET /a/b?c=d?e HTTP/1.1")
        #expect(head.method == "GET")
        #expect(head.target == "/a/b?c=d?e")
        #expect(head.path == "/a/b")
        #expect(head.query == "c=d?e")
        #expect(head.minorVersion == 1)
        #expect(!head.isHead)
    }

    @Test func passesUnknownMethodsInTheirCase() throws {
        #expect(try head("brew /pot HTTP/1.1").method == "brew")
        #expect(try head("!#$%&'*+-.^_`|~9 / HTTP/1.1").method == "!#$%&'*+-.^_`|~9")
    }

    @Test func marksHeadRequestsOnly() throws {
        #expect(try head("HEAD / HTTP/1.1").isHead)
        #expect(try !head("head / HTTP/1.1").isHead)
        #expect(try !head("READ / HTTP/1.1").isHead)
    }

    @Test func ignoresOneEmptyLineBeforeTheRequest() throws {
        let head = try head("\r\nGET / HTTP/1.1")
        #expect(head.method == "GET")
        #expect(head.byteCount == 29)
    }

    @Test func treatsHigherMinorVersionsAsOne() throws {
        #expect(try head("GET / HTTP/1.9").minorVersion == 1)
        #expect(try head("GET / HTTP/1.9").keepsAlive)
    }

    @Test func acceptsWhatBrowsersLeaveUnencoded() throws {
        #expect(try head("GET /a|b[c]^d?e{f}`g`\\h|i HTTP/1.1").query == "e{f}`g`\\h|i")
    }

    @Test func leavesPercentEncodingToTheApp() throws {
        #expect(try head("GET /100%?q=%zz%00 HTTP/1.1").path == "/100%")
    }

    @Test func keepsAnEmptyQueryEmpty() throws {
        #expect(try head("GET /a? HTTP/1.1").query == "")
        #expect(try head("GET /a? HTTP/1.1").path == "/a")
    }

    @Test func routesAnAbsoluteFormByItsAuthority() throws {
        let head = try head("GET http://B.example:81/c?d HTTP/1.1", host: "a.example")
        #expect(head.target == "http://B.example:81/c?d")
        #expect(head.host == "B.example")
        #expect(head.path == "/c")
        #expect(head.query == "d")
    }

    @Test(arguments: ["http://b", "HTTP://b:", "https://b:443?q"])
    func readsAnAbsentPathAsASlash(target: String) throws {
        #expect(try head("GET \(target) HTTP/1.1").path == "/")
        #expect(try head("GET \(target) HTTP/1.1").host == "b")
    }

    @Test func takesTheAsteriskAsThePathOfOptions() throws {
        let head = try head("OPTIONS * HTTP/1.1")
        #expect(head.path == "*")
        #expect(head.query == "")
        #expect(head.host == "a")
    }
}

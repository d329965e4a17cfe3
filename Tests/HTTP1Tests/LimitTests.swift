import Testing

@testable import HTTP1

@Suite struct LimitTests {
    private let limits = HeadLimits(
        requestLineBytesMax: 20, fieldSectionBytesMax: 30, fieldCountMax: 3)

    /// The same verdict for every way in which the bytes arrive.
    private func outcome(_ text: String) -> Outcome {
        let bytes = Array(text.utf8)
        let whole = Outcome(bytes, limits: limits)
        for ends in Segmentation.all(of: bytes.count) {
            #expect(Outcome(bytes, arrivingUpTo: ends, limits: limits) == whole, "\(ends)")
        }
        return whole
    }

    @Test func allowsARequestLineOfExactlyTheLimit() {
        #expect(outcome("GET /234567 HTTP/1.1\r\nHost: a\r\n\r\n").head != nil)
    }

    @Test(arguments: ["GET /2345678 HTTP/1.1\r\nHost: a\r\n\r\n", "GET /23456789012345678901"])
    func refusesALongerRequestLineWith414(text: String) {
        #expect(outcome(text).error?.reason == .requestLineTooLong)
        #expect(outcome(text).error?.status == 414)
    }

    @Test func reportsAnErrorBeforeTheLimitFirst() {
        #expect(outcome("GET /#345678901234567890123").error?.reason == .fragmentInTarget)
    }

    @Test func allowsAFieldSectionOfExactlyTheLimit() {
        #expect(outcome("GET / HTTP/1.1\r\nHost: a\r\nB: 4567890123456789\r\n\r\n").head != nil)
    }

    @Test(arguments: [
        "GET / HTTP/1.1\r\nHost: a\r\nB: 45678901234567890\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nB: 45678901234567890123456789",
    ])
    func refusesALongerFieldSectionWith431(text: String) {
        #expect(outcome(text).error?.reason == .fieldSectionTooLarge)
        #expect(outcome(text).error?.status == 431)
    }

    @Test func refusesTooManyFieldsWith431() {
        #expect(outcome("GET / HTTP/1.1\r\nHost: a\r\nB:\r\nC:\r\n\r\n").head != nil)
        let error = outcome("GET / HTTP/1.1\r\nHost: a\r\nB:\r\nC:\r\nD:\r\n\r\n").error
        #expect(error?.reason == .tooManyFields)
        #expect(error?.status == 431)
    }

    @Test func hasLimitsThatRFC9112AsksFor() {
        let path = "/" + String(repeating: "a", count: 8000)
        #expect(Outcome("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n").head?.path == path)
    }
}

import Testing

@testable import HTTP1

@Suite struct SegmentationTests {
    @Test(arguments: Samples.valid)
    func parsesTheSameHoweverTheBytesArrive(text: String) throws {
        let bytes = Array(text.utf8)
        let whole = Outcome(bytes)
        _ = try #require(whole.head)
        for ends in Segmentation.all(of: bytes.count) {
            #expect(Outcome(bytes, arrivingUpTo: ends) == whole, "segments end at \(ends)")
        }
    }

    @Test(arguments: Samples.valid)
    func needsEveryByteOfTheHeadAndNoneAfterIt(text: String) throws {
        let bytes = Array(text.utf8)
        let head = try #require(Outcome(bytes).head)
        #expect(Outcome(Array(bytes[..<(head.byteCount - 1)])) == .incomplete)
        #expect(Outcome(Array(bytes[..<head.byteCount])).head == head)
    }

    @Test func judgesALineBeforeTheNextArrives() {
        #expect(Outcome("GET /a#b HTTP/1.1\r\n").error?.reason == .fragmentInTarget)
        #expect(Outcome("GET / HTTP/1.1\r\nA : b\r\n").error?.reason == .whitespaceBeforeColon)
    }

    @Test func parsesPipelinedRequestsOneAfterTheOther() throws {
        let texts = ["GET /1 HTTP/1.1\r\nHost: a\r\n\r\n", "HEAD /22 HTTP/1.1\r\nHost: b\r\n\r\n"]
        var bytes = Array(texts.joined().utf8)
        var parser = RequestParser()
        for text in texts {
            #expect(try parser.parse(bytes.span.bytes))
            #expect(ParsedHead(parser.head, of: bytes) == Outcome(text).head)
            bytes.removeFirst(parser.head.byteCount)
            parser.reset()
        }
        #expect(bytes.isEmpty)
    }

    @Test func staysCompleteUntilReset() throws {
        let bytes = Array(Samples.wrk.utf8)
        var parser = RequestParser()
        #expect(try parser.parse(bytes.span.bytes))
        let head = parser.head
        #expect(try parser.parse((bytes + bytes).span.bytes))
        #expect(parser.head == head)
    }
}

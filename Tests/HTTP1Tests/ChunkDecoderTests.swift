import TestSupport
import Testing

@testable import HTTP1

@Suite struct ChunkDecoderTests {
    /// The same result for every way in which the bytes arrive.
    private func decode(_ text: String, limits: ChunkLimits = ChunkLimits()) -> DecodedBody {
        let bytes = Array(text.utf8)
        let whole = DecodedBody(bytes, limits: limits)
        for ends in Segmentation.all(of: bytes.count) {
            #expect(DecodedBody(bytes, arrivingUpTo: ends, limits: limits) == whole, "\(ends)")
        }
        return whole
    }

    private func expect(_ text: String, toHold data: String, leaving rest: Int = 0) {
        let count = text.utf8.count - rest
        #expect(decode(text) == .complete(data: Array(data.utf8), consumedBytes: count))
    }

    @Test func joinsTheDataOfAllChunks() {
        expect("5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n", toHold: "hello world")
    }

    @Test func endsAtTheLastChunkAndLeavesWhatFollows() {
        expect("0\r\n\r\nGET / HTTP/1.1\r\n", toHold: "", leaving: 16)
    }

    @Test func readsSizesInEitherCaseAndWithZerosBefore() {
        expect(
            "00A\r\n0123456789\r\nb\r\n0123456789a\r\n0\r\n\r\n", toHold: "01234567890123456789a")
    }

    @Test func passesDataThatLooksLikeFraming() {
        expect("7\r\n0\r\n\r\n\r\n\r\n0\r\n\r\n", toHold: "0\r\n\r\n\r\n")
    }

    @Test func ignoresChunkExtensions() {
        expect("1;a\r\nx\r\n1 \t;a=\"b;\" ; c\r\ny\r\n0;last\r\n\r\n", toHold: "xy")
    }

    @Test func dropsTrailersWhateverTheyClaim() {
        expect(
            "1\r\nx\r\n0\r\nA: b\r\nContent-Length: 9\r\nTransfer-Encoding:gzip\r\n\r\n",
            toHold: "x")
    }

    @Test func waitsForTheLastLineFeed() {
        #expect(decode("1\r\nx\r\n0\r\n\r") == .incomplete(data: [0x78]))
        #expect(decode("4\r\nab") == .incomplete(data: Array("ab".utf8)))
    }

    @Test func consumesNothingAfterTheEnd() throws {
        var decoder = ChunkDecoder()
        #expect(try decoder.next(Array("0\r\n\r\n".utf8).span.bytes) == .end(consumedBytes: 5))
        #expect(try decoder.next(Array("1\r\n".utf8).span.bytes) == .end(consumedBytes: 0))
    }

    @Test(arguments: [
        ("\r\n", RequestError.Reason.invalidChunkSize, 0), ("g\r\n", .invalidChunkSize, 0),
        ("-1\r\n", .invalidChunkSize, 0), ("+1\r\n", .invalidChunkSize, 0),
        ("0x5\r\n", .invalidChunkSize, 1), (" 5\r\n", .invalidChunkSize, 0),
        (";a\r\n", .invalidChunkSize, 0), ("5 5\r\n", .invalidChunkSize, 2),
        ("5 \r\n", .invalidChunkSize, 2), ("\n", .bareLineFeed, 0), ("5\nhello", .bareLineFeed, 1),
        ("5\rhello", .bareCarriageReturn, 1), ("5;a\n", .bareLineFeed, 3),
        ("5;a\rb\r\n", .bareCarriageReturn, 3), ("5;a\u{0}\r\n", .invalidChunkExtension, 3),
        ("1000000000000000\r\n", .chunkSizeOverflow, 15),
        ("FFFFFFFFFFFFFFFFF\r\n", .chunkSizeOverflow, 15),
        ("0000000000000001\r\n", .chunkSizeOverflow, 15),
        ("1\r\nxy\r\n", .missingChunkEnd, 4), ("1\r\nx0\r\n\r\n", .missingChunkEnd, 4),
        ("1\r\nx\n0\r\n", .bareLineFeed, 4), ("1\r\nx\r0\r\n", .bareCarriageReturn, 4),
        ("0\r\nA : b\r\n", .whitespaceBeforeColon, 4), ("0\r\n: b\r\n", .emptyFieldName, 3),
        ("0\r\n A: b\r\n", .leadingWhitespace, 3), ("0\r\nA: b\r\n c\r\n", .obsoleteFold, 9),
        ("0\r\nA\r\n", .invalidFieldName, 4), ("0\r\nA\n", .bareLineFeed, 4),
        ("0\r\n\u{1}\r\n", .invalidFieldName, 3), ("0\r\nA: \u{0}\r\n", .invalidFieldValue, 6),
        ("0\r\nA: b\n\r\n", .bareLineFeed, 7), ("0\r\nA: b\rC", .bareCarriageReturn, 7),
        ("0\r\n\n", .bareLineFeed, 3), ("0\r\n\rA", .bareCarriageReturn, 3),
    ])
    func refusesBrokenFraming(text: String, reason: RequestError.Reason, offset: Int) {
        let error = decode(text).error
        #expect(error?.reason == reason)
        #expect(error?.status == 400)
        #expect(error?.offset == offset)
    }

    @Test func boundsTheExtensionsOfEachChunk() {
        let limits = ChunkLimits(extensionBytesMax: 4)
        let body = "1;abc\r\nx\r\n1;abc\r\ny\r\n0\r\n\r\n"
        let data = Array("xy".utf8)
        #expect(
            decode(body, limits: limits) == .complete(data: data, consumedBytes: body.utf8.count))
        #expect(decode("1;abcd\r\n", limits: limits).error?.reason == .chunkExtensionTooLong)
        #expect(decode("1    ;\r\n", limits: limits).error?.reason == .chunkExtensionTooLong)
    }

    @Test func boundsTheTrailerSection() {
        let limits = ChunkLimits(trailerSectionBytesMax: 7, trailerCountMax: 2)
        #expect(decode("0\r\nA: bc\r\n\r\n", limits: limits).error == nil)
        let tooLarge = decode("0\r\nA: bcd\r\n\r\n", limits: limits).error
        #expect(tooLarge?.reason == .trailerSectionTooLarge)
        #expect(tooLarge?.status == 431)
        let wider = ChunkLimits(trailerSectionBytesMax: 70, trailerCountMax: 2)
        #expect(decode("0\r\nA:\r\nB:\r\n\r\n", limits: wider).error == nil)
        let tooMany = decode("0\r\nA:\r\nB:\r\nC:\r\n\r\n", limits: wider).error
        #expect(tooMany?.reason == .tooManyTrailers)
    }

    @Test func decodesSeededBodiesInSeededSegments() {
        let seed = SeededGenerator.newSeed()
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<2_000 {
            let chunks = (0..<Int.random(in: 0...5, using: &generator)).map { _ in
                generator.text(of: "ab\r\n0;", count: 1...40)
            }
            let framed = chunks.map {
                let size = String($0.utf8.count, radix: 16, uppercase: generator.next() & 1 == 0)
                return size + [";x=y", ""].randomElement(using: &generator)! + "\r\n\($0)\r\n"
            }
            let bytes = Array((framed.joined() + "0\r\n\r\n").utf8)
            let whole = DecodedBody.complete(
                data: Array(chunks.joined().utf8), consumedBytes: bytes.count)
            for ends in Segmentation.some(of: bytes.count, using: &generator) {
                #expect(DecodedBody(bytes, arrivingUpTo: ends) == whole, "seed \(seed), \(ends)")
            }
        }
    }
}

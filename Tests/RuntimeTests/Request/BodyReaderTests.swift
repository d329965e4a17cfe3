import Configuration
import HTTP1
import NIOCore
import TestSupport
import Testing

@testable import Runtime

/// Bodies, however they are framed and however they arrive.
@Suite struct BodyReaderTests {
    private enum Outcome: Equatable {
        case body(String, rest: String)
        case tooLarge
        case malformed
        case needsMore
    }

    private static let lengthHead = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n"
    private static let chunkedHead =
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"

    /// Feeds `bytes`, cut before each of `cuts`, as a connection does.
    private func read(_ text: String, cuts: [Int], bytesMax: Int = 100) throws -> Outcome {
        let bytes = Array(text.utf8)
        var parser = RequestParser()
        var reader: BodyReader?
        // What was read before belongs to the request before.
        var buffer = ByteBuffer(string: "previous request")
        buffer.moveReaderIndex(forwardBy: buffer.readableBytes)
        var start = 0
        for end in cuts + [bytes.count] {
            buffer.writeBytes(bytes[start..<end])
            start = end
            do throws(BodyReader.Fault) {
                if reader == nil {
                    guard (try? parser.parse(buffer.readableBytesSpan)) == true else { continue }
                    reader = try BodyReader(
                        parser.head, bytesMax: bytesMax, chunks: Limits().chunks)
                }
                if case .complete(let body, let end) = try reader!.read(&buffer) {
                    let readable = Array(buffer.readableBytesView) + bytes[start...]
                    return .body(
                        String(decoding: readable[body], as: UTF8.self),
                        rest: String(decoding: readable[end...], as: UTF8.self))
                }
            } catch {
                switch error {
                case .tooLarge: return .tooLarge
                case .malformed: return .malformed
                }
            }
        }
        return .needsMore
    }

    private func outcomes(_ text: String, bytesMax: Int = 100) throws -> [Outcome] {
        let count = text.utf8.count
        let single = try (0...count).map { try read(text, cuts: [$0], bytesMax: bytesMax) }
        return single + [try read(text, cuts: Array(1..<count), bytesMax: bytesMax)]
    }

    @Test func aBodyWithALengthIsWholeInEverySplit() throws {
        for outcome in try outcomes(Self.lengthHead + "hello worldGET /next") {
            #expect(outcome == .body("hello world", rest: "GET /next"))
        }
    }

    @Test func aChunkedBodyIsOneRunOfBytesInEverySplit() throws {
        let text =
            Self.chunkedHead + "5\r\nhello\r\n1;a=b\r\n \r\n5\r\nworld\r\n0\r\nX: y\r\n\r\nGET"
        for outcome in try outcomes(text) {
            #expect(outcome == .body("hello world", rest: "GET"))
        }
    }

    @Test func noBodyAtAllIsAnEmptyOne() throws {
        let text = "GET / HTTP/1.1\r\nHost: a\r\n\r\nnext"
        #expect(try read(text, cuts: []) == .body("", rest: "next"))
    }

    @Test func theLimitIsTheLastSizeAllowed() throws {
        let chunked = Self.chunkedHead + "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"
        for text in [Self.lengthHead + "hello world", chunked] {
            for outcome in try outcomes(text, bytesMax: 11) {
                #expect(outcome == .body("hello world", rest: ""))
            }
            for outcome in try outcomes(text, bytesMax: 10) { #expect(outcome == .tooLarge) }
        }
    }

    @Test func aLengthBeyondAnyMemoryIsTooLarge() throws {
        let text =
            "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9223372036854775807\r\n\r\n"
        #expect(try read(text, cuts: []) == .tooLarge)
        let chunked = Self.chunkedHead + "7FFFFFFFFFFFFFF\r\n" + String(repeating: "x", count: 101)
        #expect(try read(chunked, cuts: []) == .tooLarge)
    }

    @Test(arguments: ["x\r\n", "5\r\nhelloX", "-1\r\n", "5\nhello\r\n"])
    func brokenChunksAreMalformedInEverySplit(chunks: String) throws {
        for outcome in try outcomes(Self.chunkedHead + chunks) { #expect(outcome == .malformed) }
    }

    @Test func randomChunksAndSegmentsGiveTheBodyBack() throws {
        let seed = SeededGenerator.newSeed()
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            var body = ""
            var text = Self.chunkedHead
            for _ in 0..<Int.random(in: 0...6, using: &random) {
                let count = Int.random(in: 1...300, using: &random)
                let data = String((0..<count).map { _ in "abc\r\n".randomElement(using: &random)! })
                let size = String(
                    data.utf8.count, radix: 16, uppercase: Bool.random(using: &random))
                text += "\(size)\r\n\(data)\r\n"
                body += data
            }
            text += "0\r\n\r\nrest"
            let count = text.utf8.count
            let cuts = (0..<Int.random(in: 0...20, using: &random)).map { _ in
                Int.random(in: 0...count, using: &random)
            }
            let outcome = try read(text, cuts: cuts.sorted(), bytesMax: 10_000)
            #expect(outcome == .body(body, rest: "rest"), "seed \(seed)")
        }
    }
}

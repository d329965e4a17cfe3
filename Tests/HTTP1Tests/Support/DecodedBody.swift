@testable import HTTP1

/// What became of a chunked body's bytes, by value.
enum DecodedBody: Equatable {
    case complete(data: [UInt8], consumedBytes: Int)
    case incomplete(data: [UInt8])
    case rejected(RequestError)

    /// Decodes in segments that end at these offsets, and at the end.
    init(_ bytes: [UInt8], arrivingUpTo ends: [Int] = [], limits: ChunkLimits = ChunkLimits()) {
        var decoder = ChunkDecoder(limits: limits)
        var data = [UInt8]()
        var consumed = 0
        for end in ends + [bytes.count] {
            do throws(RequestError) {
                let segment = Array(bytes[consumed..<max(end, consumed)])
                let (count, isEnd) = try Self.decode(segment, with: &decoder, into: &data)
                consumed += count
                guard isEnd else { continue }
                self = .complete(data: data, consumedBytes: consumed)
            } catch {
                self = .rejected(error)
            }
            return
        }
        self = .incomplete(data: data)
    }

    init(_ text: String, limits: ChunkLimits = ChunkLimits()) {
        self.init(Array(text.utf8), limits: limits)
    }

    var error: RequestError? {
        if case .rejected(let error) = self { error } else { nil }
    }

    private static func decode(
        _ segment: [UInt8], with decoder: inout ChunkDecoder, into data: inout [UInt8]
    ) throws(RequestError) -> (consumed: Int, isEnd: Bool) {
        var consumed = 0
        while true {
            let rest = Array(segment[consumed...])
            switch try decoder.next(rest.span.bytes) {
            case .data(let range, let count):
                data += rest[range.offsets]
                consumed += count
            case .needsMore(let count): return (consumed + count, false)
            case .end(let count): return (consumed + count, true)
            }
        }
    }
}

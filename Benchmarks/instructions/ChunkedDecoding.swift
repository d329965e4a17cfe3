import HTTP1

/// Decodes a chunked body of three chunks, 1,300 bytes of data, all in one segment.
struct ChunkedDecoding: Workload {
    private static let chunkSizes = [16, 260, 1_024]
    private let bytes: [UInt8]

    init() {
        let chunks = Self.chunkSizes.map { size in
            "\(String(size, radix: 16))\r\n\(String(repeating: "x", count: size))\r\n"
        }
        bytes = Array((chunks.joined() + "0\r\n\r\n").utf8)
    }

    mutating func result(number: Int) -> Int {
        var decoder = ChunkDecoder()
        var offset = 0
        var dataCount = 0
        while true {
            guard let step = try? decoder.next(bytes.span.bytes.extracting(droppingFirst: offset))
            else { preconditionFailure("expected a valid body") }
            switch step {
            case .data(let range, let consumed):
                dataCount += Int(range.count)
                offset += consumed
            case .end(let consumed):
                precondition(offset + consumed == bytes.count && dataCount == 1_300)
                return dataCount
            case .needsMore: preconditionFailure("expected a whole body")
            }
        }
    }
}

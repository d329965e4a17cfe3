// The framing of a chunked body is few bytes beside its data, so it is decoded a byte at a time
// by a state machine that needs no byte twice: the caller never has to keep or join segments.
// Data is never touched, only located.

/// An incremental, strict decoder of the chunked transfer coding (RFC 9112 §7.1).
///
/// Chunk extensions are ignored, as §7.1.1 demands, and bounded. Trailer fields are checked for
/// syntax and dropped, framing fields among them too: §6.5.1 of RFC 9110 allows no recipient to
/// merge them unasked. Allocates nothing.
public struct ChunkDecoder: Sendable {
    /// What the next byte belongs to; `…LineFeed` is the LF after a CR.
    enum State {
        case size, whitespace, chunkExtension, sizeLineFeed
        case data, dataReturn, dataLineFeed
        case trailerStart, trailerName, trailerValue, trailerLineFeed
        case finalLineFeed, ended
    }

    public let limits: ChunkLimits
    var state = State.size
    /// In `size`, the value of the digits so far; in `data`, the bytes still to come.
    var remainingBytes = 0
    var sizeDigits = 0
    var extensionBytes = 0
    var trailerBytes = 0
    var trailerCount = 0
    /// Bytes consumed since the body's first.
    private var consumedBytes = 0

    public init(limits: ChunkLimits = ChunkLimits()) {
        self.limits = limits
    }

    /// Decodes up to the end of the next run of data, of the bytes, or of the body.
    ///
    /// - Parameter bytes: The body's bytes from the first not yet consumed. Pass those after the
    ///   step's `consumedBytes` the next time; after the end nothing more is consumed.
    /// - Throws: ``RequestError``; the decoder is then of no more use.
    public mutating func next(_ bytes: RawSpan) throws(RequestError) -> ChunkStep {
        var index = 0
        while state != .ended {
            guard index < bytes.byteCount else {
                consumedBytes &+= index
                return .needsMore(consumedBytes: index)
            }
            if state == .data {
                let end = index &+ min(remainingBytes, bytes.byteCount &- index)
                takeData(end &- index)
                consumedBytes &+= end
                return .data(ByteRange(from: index, to: end), consumedBytes: end)
            }
            // In bounds by the guard above.
            try step(bytes.byte(at: index), at: consumedBytes &+ index)
            index &+= 1
        }
        consumedBytes &+= index
        return .end(consumedBytes: index)
    }

    private mutating func takeData(_ count: Int) {
        remainingBytes &-= count
        if remainingBytes == 0 { state = .dataReturn }
    }

    /// Takes one byte of framing; `offset` counts from the body's first byte.
    private mutating func step(_ byte: UInt8, at offset: Int) throws(RequestError) {
        switch state {
        case .size: try stepSize(byte, at: offset)
        case .whitespace, .chunkExtension: try stepExtension(byte, at: offset)
        case .sizeLineFeed:
            try expectLineFeed(byte, at: offset)
            (state, sizeDigits, extensionBytes) = (remainingBytes > 0 ? .data : .trailerStart, 0, 0)
        case .dataReturn:
            try expectReturn(byte, at: offset, otherwise: .missingChunkEnd)
            state = .dataLineFeed
        case .dataLineFeed:
            try expectLineFeed(byte, at: offset)
            state = .size
        case .trailerStart, .trailerName, .trailerValue, .trailerLineFeed, .finalLineFeed:
            try stepTrailer(byte, at: offset)
        case .data, .ended: preconditionFailure("data and the end have no framing byte")
        }
    }
}

import HTTP1

/// Where the body of a request ends: what reads it keeps count in it.
enum BodyFraming {
    /// Bytes that it has.
    case length(Int)
    case chunked(ChunkDecoder)

    /// - Parameters:
    ///   - bytesMax: the largest body.
    ///   - chunks: what binds a chunked one beside its data.
    /// - Throws: `BodyReader.Fault.tooLarge` where Content-Length says so already.
    init(
        _ head: borrowing RequestHead, bytesMax: Int, chunks: ChunkLimits
    ) throws(BodyReader.Fault) {
        switch head.framing {
        case .none: self = .length(0)
        case .length(let count):
            guard count <= bytesMax else { throw .tooLarge }
            self = .length(count)
        case .chunked: self = .chunked(ChunkDecoder(limits: chunks))
        }
    }
}

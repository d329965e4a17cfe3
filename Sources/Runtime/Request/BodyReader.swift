// The body of a request, collected behind its head in the same buffer, so that head and body are
// one run of bytes however the body was framed. Chunked data is moved down over its framing as it
// arrives: no second buffer, and no byte is copied twice.

import HTTP1
import Sockets

/// Reads the body of one request. A pure value over the connection's receive buffer.
struct BodyReader {
    enum Progress: Equatable {
        case needsMore
        /// The body is at `body`; the next request begins at `end`. Both count from the buffer's
        /// first byte.
        case complete(body: Range<Int>, end: Int)
    }

    enum Fault: Error {
        case malformed(RequestError)
        case tooLarge
    }

    private let headByteCount: Int
    private let bytesMax: Int
    private var bodyByteCount = 0
    private var framing: BodyFraming

    /// - Parameters:
    ///   - head: the request's head; it lies at the first byte of the buffer.
    ///   - bytesMax: the largest body.
    ///   - chunks: what binds a chunked one beside its data.
    /// - Throws: `Fault.tooLarge` where Content-Length says so already.
    init(
        _ head: borrowing RequestHead, bytesMax: Int, chunks: ChunkLimits
    ) throws(Fault) {
        headByteCount = head.byteCount
        self.bytesMax = bytesMax
        framing = try BodyFraming(head, bytesMax: bytesMax, chunks: chunks)
    }

    mutating func read(_ buffer: inout ByteQueue) throws(Fault) -> Progress {
        switch framing {
        case .length(let count):
            let end = headByteCount + count
            guard buffer.count >= end else { return .needsMore }
            return .complete(body: headByteCount..<end, end: end)
        case .chunked(var decoder):
            let progress = try decode(&buffer, &decoder)
            framing = .chunked(decoder)
            return progress
        }
    }

    /// Decodes all that is there behind the body so far.
    private mutating func decode(_ buffer: inout ByteQueue, _ decoder: inout ChunkDecoder)
        throws(Fault) -> Progress
    {
        var raw = headByteCount + bodyByteCount
        while true {
            let step: ChunkStep
            do {
                step = try decoder.next(buffer.bytes.extracting(droppingFirst: raw))
            } catch {
                throw .malformed(error)
            }
            switch step {
            case .data(let range, let consumed):
                try append(range, of: raw, in: &buffer)
                raw += consumed
            case .needsMore:
                // All framing so far is consumed: what comes next is put right behind the body.
                buffer.truncate(to: headByteCount + bodyByteCount)
                return .needsMore
            case .end(let consumed):
                let end = headByteCount + bodyByteCount
                return .complete(body: headByteCount..<end, end: raw + consumed)
            }
        }
    }

    private mutating func append(_ range: ByteRange, of raw: Int, in buffer: inout ByteQueue)
        throws(Fault)
    {
        guard bodyByteCount + Int(range.count) <= bytesMax else { throw .tooLarge }
        let to = headByteCount + bodyByteCount
        let from = raw + Int(range.start)
        buffer.moveDown(from..<from + Int(range.count), to: to)
        bodyByteCount += Int(range.count)
    }
}

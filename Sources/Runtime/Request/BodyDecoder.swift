// The body of a request as it arrives: taken from the front of the connection's buffer and handed
// on, or dropped. Nothing of it is kept here, so that its size does not matter.

import HTTP1
import Sockets

/// Takes the body of one request off the front of a buffer. A pure value.
struct BodyDecoder {
    private var framing: BodyFraming
    private(set) var byteCount = 0
    private var bytesMax: Int

    /// - Parameters:
    ///   - bytesMax: the largest body.
    ///   - chunks: what binds a chunked one beside its data.
    /// - Throws: `BodyReader.Fault.tooLarge` where Content-Length says so already.
    init(
        _ head: borrowing RequestHead, bytesMax: Int, chunks: ChunkLimits
    ) throws(BodyReader.Fault) {
        self.bytesMax = bytesMax
        framing = try BodyFraming(head, bytesMax: bytesMax, chunks: chunks)
    }

    /// No more than this is taken from here on.
    mutating func limit(toFurtherBytes count: Int) {
        bytesMax = min(bytesMax, byteCount + count)
    }

    /// Takes data off the front of `buffer`, with the framing around it.
    /// - Parameters:
    ///   - room: how many bytes of data are taken at most.
    ///   - body: gets the data, piece by piece.
    /// - Returns: whether the body is over; what is left in `buffer` is then the next request's.
    mutating func read(
        _ buffer: inout ByteQueue, room: Int, _ body: (RawSpan) -> Void
    ) throws(BodyReader.Fault) -> Bool {
        switch framing {
        case .length(let left):
            let count = min(left, room, buffer.count)
            guard byteCount + count <= bytesMax else { throw .tooLarge }
            take(count, of: &buffer, body)
            framing = .length(left - count)
            return left == count
        case .chunked(var decoder):
            defer { framing = .chunked(decoder) }
            return try readChunks(&buffer, &decoder, room: room, body)
        }
    }

    private mutating func readChunks(
        _ buffer: inout ByteQueue, _ decoder: inout ChunkDecoder, room: Int,
        _ body: (RawSpan) -> Void
    ) throws(BodyReader.Fault) -> Bool {
        let end = byteCount + room
        while true {
            // A step yields as much data as it is shown at most.
            let shown = min(buffer.count, max(end - byteCount, 0))
            let step: ChunkStep
            do {
                step = try decoder.next(buffer.bytes.extracting(first: shown))
            } catch {
                throw .malformed(error)
            }
            switch step {
            case .data(let range, let consumed):
                guard byteCount + Int(range.count) <= bytesMax else { throw .tooLarge }
                buffer.removeFirst(consumed - Int(range.count))
                take(Int(range.count), of: &buffer, body)
            case .needsMore(let consumed):
                buffer.removeFirst(consumed)
                // Framing uses up what was shown, and no room.
                if consumed == 0 || buffer.isEmpty { return false }
            case .end(let consumed):
                buffer.removeFirst(consumed)
                return true
            }
        }
    }

    private mutating func take(
        _ count: Int, of buffer: inout ByteQueue, _ body: (RawSpan) -> Void
    ) {
        guard count > 0 else { return }
        body(buffer.bytes.extracting(first: count))
        buffer.removeFirst(count)
        byteCount += count
    }
}

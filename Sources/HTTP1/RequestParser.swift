// The first step of the request line: bytes in, a request head out. It runs on the event loop
// of its connection, once for every read, and owns no buffer: the caller keeps the bytes and
// passes all of the request's so far. What it returns are offsets into them.
//
// Lines are parsed in one pass, straight away, in the hope that they are complete; nearly always
// they are. A line that ends early is begun again only when its LF has come or its limit is
// reached, and until then only new bytes are searched for the LF. So no byte is looked at more
// than three times, however small the segments, and the result, error or not, is the same for
// every segmentation.

/// An incremental, strict parser of HTTP/1.x request heads (RFC 9112 §2 to §6).
///
/// Refuses whatever RFC 9112 says a server must or may refuse, and gives the answer's status.
/// Allocates only while ``RequestHead/fields`` grows beyond any earlier request of the same
/// parser. Not thread-safe: one connection's, on one thread.
public struct RequestParser: Sendable {
    public private(set) var limits: HeadLimits
    /// The request's head; meaningful once ``parse(_:)`` has returned true, until ``reset()``.
    public internal(set) var head = RequestHead()

    /// What the next line is.
    enum Phase { case requestLine, fieldLine, complete }

    var phase = Phase.requestLine
    /// Start of the line to parse next.
    var lineStart = 0
    /// Start of the first field line.
    var fieldsStart = 0
    /// End of the bytes that were seen; no LF is between `lineStart` and it.
    var scannedEnd = 0
    var facts = FieldFacts()

    public init(limits: HeadLimits = HeadLimits()) {
        self.limits = limits
        head.fields.reserveCapacity(16)
    }

    /// Parses on from where the last call stopped.
    ///
    /// - Parameter bytes: All bytes of the request so far: those of the last call, and any that
    ///   came since. Bytes beyond the head (a body, a pipelined request) are not looked at.
    /// - Returns: Whether ``head`` is complete. If not, call again with more bytes.
    /// - Throws: ``RequestError`` as soon as a line is seen to be wrong. The parser is then of
    ///   no use until ``reset()``.
    public mutating func parse(_ bytes: RawSpan) throws(RequestError) -> Bool {
        precondition(bytes.byteCount >= scannedEnd, "bytes of the request were taken away")
        while phase != .complete {
            guard try parseLine(bytes) else { return false }
        }
        return true
    }

    /// Makes ready for the next request, whose first byte is again offset 0, under other limits.
    /// Keeps storage.
    public mutating func reset(limits: HeadLimits) {
        self.limits = limits
        reset()
    }

    /// Makes ready for the next request, whose first byte is again offset 0. Keeps storage.
    public mutating func reset() {
        head.removeAll()
        phase = .requestLine
        lineStart = 0
        fieldsStart = 0
        scannedEnd = 0
        facts = FieldFacts()
    }

    /// Parses one line if it is complete. `end` bounds every load below: it never exceeds
    /// `byteCount`, nor the limit, so that a line over its limit is never read further.
    private mutating func parseLine(_ bytes: RawSpan) throws(RequestError) -> Bool {
        let limit = lineLimit
        let end = min(bytes.byteCount, limit)
        if scannedEnd > lineStart, end < limit,
            bytes.firstLineFeed(from: scannedEnd, to: end) == nil
        {
            scannedEnd = end
            return false
        }
        let isComplete =
            phase == .requestLine
            ? try parseRequestLine(bytes, to: end) : try parseFieldLine(bytes, to: end)
        if isComplete {
            scannedEnd = lineStart
        } else {
            guard end < limit else { throw overLimit }
            scannedEnd = end
        }
        return isComplete
    }

    /// Where the line must have ended, CRLF included; for fields, the whole section with the
    /// empty line after it.
    private var lineLimit: Int {
        phase == .requestLine
            ? lineStart &+ limits.requestLineBytesMax &+ 2
            : fieldsStart &+ limits.fieldSectionBytesMax &+ 2
    }

    private var overLimit: RequestError {
        let reason: RequestError.Reason =
            phase == .requestLine ? .requestLineTooLong : .fieldSectionTooLarge
        return RequestError(reason, at: lineLimit)
    }
}

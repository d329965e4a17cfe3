/// A run of bytes inside a request, counted from the request's first byte.
///
/// The parser hands out offsets instead of pointers or copies, so that the receive buffer may
/// grow, move or be shifted between the parse and the use. Eight bytes: ``HeadLimits`` keeps a
/// head, and a network buffer keeps a chunk, far below the 4 GiB that 32 bits count.
public struct ByteRange: Equatable, Sendable, BitwiseCopyable {
    /// Offset of the first byte.
    public var start: UInt32
    /// Number of bytes; an absent part of a message has 0.
    public var count: UInt32

    public init(start: UInt32 = 0, count: UInt32 = 0) {
        self.start = start
        self.count = count
    }

    /// Offsets `start..<end`; the caller has bounded both by a buffer of less than 4 GiB.
    @inline(__always)
    init(from start: Int, to end: Int) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.count = UInt32(truncatingIfNeeded: end &- start)
    }

    /// Whether no byte is in the range.
    @inlinable
    public var isEmpty: Bool { count == 0 }

    /// The same offsets as a `Range`, for slicing a span.
    @inlinable
    public var offsets: Range<Int> { Int(start)..<Int(start) + Int(count) }
}

/// Bytes that are put in at the end and taken from the front, in one run of memory of their own.
///
/// Noncopyable, so that nothing of it is ever shared or copied unasked. An empty one that has not
/// been written to owns no memory.
public struct ByteQueue: ~Copyable, @unchecked Sendable {
    // Unchecked: it is the only owner of its memory, and no copy of it can be made.
    @usableFromInline var memory: UnsafeMutableRawBufferPointer
    @usableFromInline var start = 0
    @usableFromInline var end = 0

    public init() {
        memory = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    }

    /// A copy of `bytes`, in memory of just their size.
    public init(copying bytes: RawSpan) {
        self.init()
        append(bytes)
    }

    deinit {
        memory.deallocate()
    }

    /// The number of bytes in it.
    @inlinable public var count: Int { end &- start }

    @inlinable public var isEmpty: Bool { start == end }

    /// The number of bytes that its memory has room for, those taken from the front included.
    @inlinable public var capacity: Int { memory.count }

    /// The bytes, from the first not yet taken.
    @inlinable public var bytes: RawSpan {
        @_lifetime(borrow self)
        get {
            let view = UnsafeRawBufferPointer(rebasing: memory[start..<end])
            return _overrideLifetime(RawSpan(_unsafeBytes: view), borrowing: self)
        }
    }

    /// Lends the bytes to C for the time of the call.
    @inlinable public func withUnsafeBytes<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeRawBufferPointer(rebasing: memory[start..<end]))
    }
}

// MARK: Putting in

extension ByteQueue {
    /// Makes room for this many more bytes.
    public mutating func reserve(_ byteCount: Int) {
        if memory.count &- end >= byteCount { return }
        if memory.count &- count >= byteCount, start >= count { return moveToFront() }
        let needed = count + byteCount
        // From the first growth on twice as much, so that growing costs the same for each byte.
        grow(to: memory.count == 0 ? needed : max(needed, 2 * memory.count))
    }

    public mutating func append(_ bytes: RawSpan) {
        guard bytes.byteCount > 0 else { return }
        reserve(bytes.byteCount)
        let room = UnsafeMutableRawBufferPointer(rebasing: memory[end...])
        bytes.withUnsafeBytes { room.copyMemory(from: $0) }
        end += bytes.byteCount
    }

    /// Appends a copy of another's bytes.
    public mutating func append(_ other: borrowing ByteQueue) {
        append(other.bytes)
    }

    /// Has `write` put bytes in place.
    /// - Parameter bytesMax: as many as there may be.
    @inlinable public mutating func append<Failure: Error>(
        bytesMax: Int, _ write: (inout OutputRawSpan) throws(Failure) -> Void
    ) throws(Failure) {
        reserve(bytesMax)
        let room = UnsafeMutableRawBufferPointer(rebasing: memory[end...])
        var span = OutputRawSpan(buffer: room, initializedCount: 0)
        try write(&span)
        end &+= span.finalize(for: room)
    }

    /// Has `read` fill the room behind the bytes.
    /// - Parameter read: puts bytes in and returns how many; negative for a failure.
    /// - Returns: the same.
    mutating func fill(_ read: (UnsafeMutableRawBufferPointer) -> Int) -> Int {
        let count = read(UnsafeMutableRawBufferPointer(rebasing: memory[end...]))
        end += max(0, count)
        return count
    }

    private mutating func moveToFront() {
        guard start > 0 else { return }
        memory.baseAddress!.copyMemory(from: memory.baseAddress! + start, byteCount: count)
        (start, end) = (0, count)
    }

    private mutating func grow(to byteCount: Int) {
        let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: byteCount, alignment: 16)
        withUnsafeBytes { larger.copyMemory(from: $0) }
        memory.deallocate()
        (memory, start, end) = (larger, 0, count)
    }
}

// MARK: Taking out

extension ByteQueue {
    /// Takes `byteCount` bytes from the front; there must be as many.
    @inlinable public mutating func removeFirst(_ byteCount: Int) {
        precondition(byteCount <= count, "more bytes taken than there are")
        start &+= byteCount
        if start == end { (start, end) = (0, 0) }
    }

    /// Keeps the first `byteCount` bytes only.
    public mutating func truncate(to byteCount: Int) {
        precondition(byteCount <= count, "more bytes kept than there are")
        end = start + byteCount
    }

    /// A copy of what follows the first `byteCount` bytes, in memory of just its size.
    public func copy(droppingFirst byteCount: Int) -> ByteQueue {
        precondition(byteCount <= count, "more bytes dropped than there are")
        return ByteQueue(copying: bytes.extracting(droppingFirst: byteCount))
    }

    /// Takes all bytes.
    /// - Parameter keptBytesMax: the largest memory that is kept for the next ones.
    public mutating func removeAll(keptBytesMax: Int = .max) {
        (start, end) = (0, 0)
        if memory.count > keptBytesMax { self = ByteQueue() }
    }

    /// Takes `byteCount` bytes from the front, as a queue of their own. Where they are all there
    /// are and fill much of the memory, it goes with them; otherwise they are copied.
    public mutating func takeFirst(_ byteCount: Int) -> ByteQueue {
        if byteCount == count, byteCount >= memory.count / 2 {
            var taken = ByteQueue()
            swap(&taken, &self)
            return taken
        }
        let taken = ByteQueue(copying: bytes.extracting(first: byteCount))
        removeFirst(byteCount)
        return taken
    }

    /// Moves the bytes in `range` down to `offset`; both count from the first byte. Overlapping is
    /// fine.
    public mutating func moveDown(_ range: Range<Int>, to offset: Int) {
        precondition(offset <= range.lowerBound && range.upperBound <= count, "out of the bytes")
        let first = memory.baseAddress! + start
        (first + offset).copyMemory(from: first + range.lowerBound, byteCount: range.count)
    }
}

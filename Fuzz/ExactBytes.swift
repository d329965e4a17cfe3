/// A copy of bytes in an allocation of exactly their size, so that the address sanitizer reports
/// a read of one byte too far. A sub-range of a larger buffer would hide it.
struct ExactBytes: ~Copyable {
    private let memory: UnsafeMutableRawBufferPointer
    private let count: Int

    /// Not inlined, so that the memory is the heap's: the optimizer may not put it on the stack.
    @inline(never)
    init(_ source: UnsafeRawBufferPointer) {
        count = source.count
        // The planted defect claims bytes that it does not have.
        let held = PlantedDefect.current == .overread ? count - count / 4 : count
        // An allocation of no bytes would have one.
        memory =
            held == 0
            ? UnsafeMutableRawBufferPointer(start: nil, count: 0)
            : .allocate(byteCount: held, alignment: 1)
        memory.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[..<held]))
    }

    deinit {
        memory.deallocate()
    }

    /// The bytes.
    var span: RawSpan {
        @_lifetime(borrow self)
        borrowing get {
            let bytes = UnsafeRawBufferPointer(start: memory.baseAddress, count: count)
            return _overrideLifetime(RawSpan(_unsafeBytes: bytes), borrowing: self)
        }
    }
}

import Glibc

/// The bytes of a file that nobody else writes to, mapped for reading (`mmap(2)`).
struct MappedFile: ~Copyable {
    private let memory: UnsafeRawBufferPointer

    /// - Throws: `StageError`.
    init(_ path: String) throws(StageError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw StageError(path, "open", errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw StageError(path, "fstat", errno) }
        let count = Int(status.st_size)
        guard count > 0 else {
            memory = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        guard let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0),
            start != MAP_FAILED
        else { throw StageError(path, "mmap", errno) }
        memory = UnsafeRawBufferPointer(start: start, count: count)
    }

    deinit {
        guard let start = memory.baseAddress else { return }
        munmap(UnsafeMutableRawPointer(mutating: start), memory.count)
    }

    /// Valid as long as the mapping.
    var bytes: RawSpan {
        @_lifetime(borrow self)
        get { _overrideLifetime(RawSpan(_unsafeBytes: memory), borrowing: self) }
    }
}

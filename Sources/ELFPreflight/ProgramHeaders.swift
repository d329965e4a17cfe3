/// All program headers of a file, each with its file bytes known to be there.
struct ProgramHeaders {
    /// Linkers write about ten. The limit bounds all work that is done per segment.
    static let countMax: UInt64 = 256

    let all: [ProgramHeader]

    init(_ file: RawSpan, header: ELFHeader) throws(PreflightError) {
        let count = header.programHeadersCount
        guard count <= Self.countMax else {
            throw .tooMany(.programHeaders, found: count, limit: Self.countMax)
        }
        let table = try file.part(
            .programHeaders, at: header.programHeadersOffset,
            count: count * ProgramHeader.byteCount)
        var headers: [ProgramHeader] = []
        for index in 0..<count {
            let entry = try table.part(
                .programHeaders, at: index * ProgramHeader.byteCount,
                count: ProgramHeader.byteCount)
            let header = ProgramHeader(entry)
            _ = try file.part(.segment, at: header.offset, count: header.fileBytes)
            headers.append(header)
        }
        all = headers
    }

    /// The first segment of a kind.
    func first(_ kind: UInt32) -> ProgramHeader? {
        all.first { $0.kind == kind }
    }

    /// Thread-local storage that each thread needs for the image, in bytes.
    var tlsBytes: UInt64 {
        first(ProgramHeader.Kind.threadLocalStorage)?.memoryBytes ?? 0
    }

    /// Without `PT_GNU_STACK` glibc assumes that the image needs an executable stack.
    var needExecutableStack: Bool {
        first(ProgramHeader.Kind.gnuStack)?.isExecutable ?? true
    }
}

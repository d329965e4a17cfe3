/// Where the image's addresses lie in the file: the `PT_LOAD` segments, checked to be ones that
/// the dynamic linker can map.
struct LoadMap {
    /// The end of the user's half of a 48-bit address space.
    private static let addressMax: UInt64 = 1 << 47
    static let pageBytes: UInt64 = 4096
    /// Each thread needs that much: more would stop threads from starting.
    static let tlsBytesMax: UInt64 = 64 << 20

    private let segments: [ProgramHeader]

    init(_ headers: ProgramHeaders) throws(PreflightError) {
        var loads: [ProgramHeader] = []
        var previousEnd: UInt64 = 0
        for (index, header) in headers.all.enumerated()
        where header.kind == ProgramHeader.Kind.load {
            if let fault = Self.fault(of: header, previousEnd: previousEnd) {
                throw .badSegment(index: index, fault)
            }
            previousEnd = header.address + header.memoryBytes
            loads.append(header)
        }
        guard !loads.isEmpty else { throw .noSegments }
        segments = loads
    }

    private static func fault(of header: ProgramHeader, previousEnd: UInt64) -> SegmentFault? {
        let (address, memoryBytes) = (header.address, header.memoryBytes)
        guard header.fileBytes <= memoryBytes else {
            return .fileLargerThanMemory(fileBytes: header.fileBytes, memoryBytes: memoryBytes)
        }
        guard address <= addressMax, memoryBytes <= addressMax - address else {
            return .outsideAddressSpace(address: address, memoryBytes: memoryBytes)
        }
        let alignment = header.alignment
        guard alignment >= pageBytes, alignment & (alignment - 1) == 0,
            address & (alignment - 1) == header.offset & (alignment - 1)
        else {
            return .misaligned(alignment: alignment)
        }
        guard !(header.isWritable && header.isExecutable) else { return .writableAndExecutable }
        // In ascending order of address, as ELF demands and the dynamic linker relies on.
        guard address >= previousEnd else {
            return .overlapping(address: address, previousEnd: previousEnd)
        }
        return nil
    }

    /// The file offset of what is mapped, readable, at `address`, and how many file bytes follow
    /// there in the same segment.
    ///
    /// - Throws: `unmapped` when no segment has file bytes at that address.
    func place(
        of part: ELFPart, at address: UInt64
    ) throws(PreflightError) -> (offset: UInt64, available: UInt64) {
        for segment in segments
        where segment.isReadable && address >= segment.address
            && address - segment.address < segment.fileBytes
        {
            let distance = address - segment.address
            return (segment.offset + distance, segment.fileBytes - distance)
        }
        throw .unmapped(part, address: address)
    }

    /// The file offset of `count` bytes that are mapped at `address`.
    func offset(
        of part: ELFPart, at address: UInt64, count: UInt64
    ) throws(PreflightError) -> UInt64 {
        let (offset, available) = try place(of: part, at: address)
        guard count <= available else { throw .unmapped(part, address: address) }
        return offset
    }

    /// Whether an address is in an executable segment's file bytes.
    func isCode(_ address: UInt64) -> Bool {
        segments.contains {
            $0.isExecutable && address >= $0.address && address - $0.address < $0.fileBytes
        }
    }

    /// The addresses of the writable segment that holds one of them; nil for none.
    func writableSegment(holding address: UInt64) -> Range<UInt64>? {
        segments.first { $0.holds(address, count: 1) && $0.isWritable }
            .map { $0.address..<$0.address + $0.memoryBytes }
    }

    /// Whether `count` bytes at an address are in one writable segment's memory.
    func isWritable(_ address: UInt64, count: UInt64) -> Bool {
        segments.contains { $0.isWritable && $0.holds(address, count: count) }
    }

    /// The end of the last page of the writable segment that holds an address; nil for none.
    func endOfWritablePages(at address: UInt64) -> UInt64? {
        writableSegment(holding: address)
            .map { ($0.upperBound + Self.pageBytes - 1) & ~(Self.pageBytes - 1) }
    }
}

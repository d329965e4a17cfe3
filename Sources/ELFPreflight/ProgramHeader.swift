/// One segment, as the file describes it (elf(5), `Elf64_Phdr`).
struct ProgramHeader {
    static let byteCount: UInt64 = 56

    /// `p_type`: the kinds that matter here.
    enum Kind {
        static let load: UInt32 = 1
        static let dynamic: UInt32 = 2
        static let note: UInt32 = 4
        static let programHeaders: UInt32 = 6
        static let threadLocalStorage: UInt32 = 7
        static let gnuStack: UInt32 = 0x6474_E551
        static let gnuRelro: UInt32 = 0x6474_E552
    }

    let kind: UInt32
    let flags: UInt32
    let offset: UInt64
    let address: UInt64
    let fileBytes: UInt64
    let memoryBytes: UInt64
    let alignment: UInt64

    var isExecutable: Bool { flags & 1 != 0 }
    var isWritable: Bool { flags & 2 != 0 }
    var isReadable: Bool { flags & 4 != 0 }

    /// - Parameter entry: The `byteCount` bytes of the program header.
    init(_ entry: RawSpan) {
        kind = entry.integer(at: 0)
        flags = entry.integer(at: 4)
        offset = entry.integer(at: 8)
        address = entry.integer(at: 16)
        fileBytes = entry.integer(at: 32)
        memoryBytes = entry.integer(at: 40)
        alignment = entry.integer(at: 48)
    }

    /// Whether `count` bytes at an address are in the segment's memory. For checked segments only.
    func holds(_ address: UInt64, count: UInt64) -> Bool {
        address >= self.address && count <= memoryBytes
            && address - self.address <= memoryBytes - count
    }
}

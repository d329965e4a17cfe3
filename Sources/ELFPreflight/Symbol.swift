/// One entry of the dynamic symbol table (elf(5), `Elf64_Sym`).
struct Symbol {
    static let byteCount: UInt64 = 24

    let nameOffset: UInt32
    private let info: UInt8
    private let other: UInt8
    private let sectionIndex: UInt16
    let address: UInt64

    /// - Parameter entry: The `byteCount` bytes of the symbol.
    init(_ entry: RawSpan) {
        nameOffset = entry.integer(at: 0)
        info = entry.byte(at: 4)
        other = entry.byte(at: 5)
        sectionIndex = entry.integer(at: 6)
        address = entry.integer(at: 8)
    }

    /// `STT_...`; 2 is a function.
    var type: UInt8 { info & 0xF }
    private var binding: UInt8 { info >> 4 }

    /// `SHN_UNDEF`: another image must define it.
    var isImported: Bool { sectionIndex == 0 }
    /// `STB_GNU_UNIQUE`: one definition in the whole process.
    var isUnique: Bool { binding == 10 }
    /// Neither function nor data, but a mark that linkers leave: `_end` (`STT_NOTYPE`), or the
    /// name of a symbol version (`SHN_ABS`).
    var isMark: Bool { type == 0 || sectionIndex == 0xFFF1 }

    /// Global, weak or unique binding; default or protected visibility.
    var isVisible: Bool {
        [1, 2, 10].contains(binding) && [0, 3].contains(other & 0x3)
    }
}

/// Why a segment cannot be mapped as its program header says.
public enum SegmentFault: Sendable, Hashable, CustomStringConvertible {
    /// `p_filesz` is greater than `p_memsz`.
    case fileLargerThanMemory(fileBytes: UInt64, memoryBytes: UInt64)
    /// The segment ends beyond the user address space.
    case outsideAddressSpace(address: UInt64, memoryBytes: UInt64)
    /// `p_align` is no power of two or below the page size, or address and offset differ modulo it.
    case misaligned(alignment: UInt64)
    /// Both writable and executable.
    case writableAndExecutable
    /// It begins before the previous one ends.
    case overlapping(address: UInt64, previousEnd: UInt64)

    public var description: String {
        switch self {
        case .fileLargerThanMemory(let fileBytes, let memoryBytes):
            "has \(fileBytes) bytes in the file, more than its \(memoryBytes) in memory"
        case .outsideAddressSpace(let address, let memoryBytes):
            "has \(memoryBytes) bytes at address \(address), beyond the address space"
        case .misaligned(let alignment):
            "does not lie on its alignment of \(alignment)"
        case .writableAndExecutable:
            "is both writable and executable"
        case .overlapping(let address, let previousEnd):
            "begins at address \(address), before the previous one ends at \(previousEnd)"
        }
    }
}

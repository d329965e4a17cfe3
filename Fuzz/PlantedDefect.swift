#if PLANTED_DEFECTS
    import Glibc
#endif

/// A defect that `tools/fuzz --canary` plants, to prove that a target notices it.
///
/// Builds without `-D PLANTED_DEFECTS` have none; in one with it, `NANO_PLANTED_DEFECT` chooses.
enum PlantedDefect: String {
    /// Bytes are read that were never allocated: for the address sanitizer to find.
    case overread
    /// The second of two readings that must agree loses its last byte: for the target to find.
    case disagreement

    #if PLANTED_DEFECTS
        static let current = getenv("NANO_PLANTED_DEFECT").flatMap {
            PlantedDefect(rawValue: String(cString: $0))
        }
    #else
        static var current: PlantedDefect? { nil }
    #endif

    /// The bytes of a second reading: all of them, unless a disagreement is planted.
    static func secondReading(of bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        current == .disagreement
            ? UnsafeRawBufferPointer(rebasing: bytes.dropLast(1)) : bytes
    }
}

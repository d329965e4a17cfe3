/// What an ELF file is, where it is not a shared object (`e_type`, and `DF_1_PIE`).
public enum ELFFileType: Sendable, Hashable, CustomStringConvertible {
    case relocatableObject
    case executable
    case positionIndependentExecutable
    case coreDump
    case other(UInt16)

    init(_ type: UInt16) {
        switch type {
        case 1: self = .relocatableObject
        case 2: self = .executable
        case 4: self = .coreDump
        default: self = .other(type)
        }
    }

    public var description: String {
        switch self {
        case .relocatableObject: "an unlinked object file"
        case .executable: "an executable"
        case .positionIndependentExecutable: "an executable (position-independent)"
        case .coreDump: "a core dump"
        case .other(let type): "ELF type \(type)"
        }
    }
}

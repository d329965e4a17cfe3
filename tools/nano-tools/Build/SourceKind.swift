import SystemPackage

/// The kind of a source file, told by its extension.
enum SourceKind: Hashable {
    case c
    case cPlusPlus
    case swift
    case zig

    /// `nil` for a file that is none.
    init?(_ file: FilePath) {
        switch file.extension {
        case "c": self = .c
        case "cc", "cpp", "cxx": self = .cPlusPlus
        case "swift": self = .swift
        case "zig": self = .zig
        default: return nil
        }
    }
}

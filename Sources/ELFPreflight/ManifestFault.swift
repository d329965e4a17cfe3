/// How a manifest breaks the rules of `manifest.h`.
public enum ManifestFault: Sendable, Hashable, CustomStringConvertible {
    /// Fewer bytes than version 1.0's, or its size field disagrees with the note's.
    case wrongSize(declared: UInt32, noteBytes: Int)
    /// A text field without a terminating NUL.
    case unterminated(ManifestField)
    /// A text field that is not UTF-8, or that holds a control character.
    case notText(ManifestField)
    /// Bits that this host does not know, and so cannot honour.
    case unknownFlags(UInt32)
    /// The reserved field is not 0.
    case reservedFieldSet(UInt16)
    /// The lowest minor version that it can live with is above the one it was compiled with.
    case reversedMinorRange(min: UInt16, max: UInt16)
    /// Two notes: which one holds?
    case repeated

    public var description: String {
        switch self {
        case .wrongSize(let declared, let noteBytes):
            "says it has \(declared) bytes, its note \(noteBytes), expected at least "
                + "\(PluginManifest.byteCount)"
        case .unterminated(let field): "has a \(field) without a terminating NUL"
        case .notText(let field): "has a \(field) that is not plain UTF-8 text"
        case .unknownFlags(let bits): "has unknown flags 0x\(String(bits, radix: 16))"
        case .reservedFieldSet(let value): "has \(value) in its reserved field, expected 0"
        case .reversedMinorRange(let min, let max): "has the ABI minor range \(min)...\(max)"
        case .repeated: "is there more than once"
        }
    }
}

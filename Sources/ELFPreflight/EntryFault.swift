/// Why the entry function cannot be called.
public enum EntryFault: Sendable, Hashable, CustomStringConvertible {
    /// The symbol is not in the dynamic symbol table.
    case absent
    /// The symbol is imported, not defined.
    case undefined
    /// The symbol is of another type than `STT_FUNC`.
    case notAFunction(type: UInt8)
    /// Its binding or visibility keeps it from `dlsym`.
    case notExported
    /// Its address is in no executable segment.
    case outsideCode(address: UInt64)

    /// `NANO_ENTRY_SYMBOL` of `entry.h`.
    public static let symbol = "nano_plugin_entry_v1"

    public var description: String {
        switch self {
        case .absent: "is not exported (define it with NANO_EXPORT)"
        case .undefined: "is declared, but not defined"
        case .notAFunction(let type): "has symbol type \(type), expected 2 (function)"
        case .notExported: "is local or hidden, expected default visibility"
        case .outsideCode(let address):
            "is at address 0x\(String(address, radix: 16)), outside the plugin's code"
        }
    }
}

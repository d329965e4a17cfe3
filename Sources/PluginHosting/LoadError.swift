import PluginABI

/// Why a file did not become a loaded plugin.
public struct LoadError: Error, CustomStringConvertible {
    public enum Reason: Sendable {
        case dlopen(String)
        case entryReturnedNull
        case tableTooSmall(Int, expected: Int)
        case major(Int)
        case missingFunction(String)
    }

    public let path: String
    public let reason: Reason

    /// One line: the path, what was expected and what was found.
    public var description: String { "\(path): \(reason)" }
}

extension LoadError.Reason: CustomStringConvertible {
    public var description: String {
        switch self {
        case .dlopen(let text): text
        case .entryReturnedNull:
            "\(NANO_ENTRY_SYMBOL)() returned NULL instead of a function table"
        case .tableTooSmall(let got, let expected):
            "nano_plugin.size: expected at least \(expected) bytes, got \(got)"
        case .major(let got):
            "nano_plugin.abi_major: expected \(NANO_ABI_MAJOR), got \(got)"
        case .missingFunction(let name):
            "nano_plugin.\(name): expected a function, got NULL"
        }
    }
}

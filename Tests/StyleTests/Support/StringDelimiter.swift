/// How a string literal begins and ends: `"`, `"""`, or either with number signs around it.
struct StringDelimiter {
    let opening: String
    let closing: String
    let escape: String
    var interpolation: String { escape + "(" }

    /// The delimiter that `bytes` begin with, if they begin a string literal.
    init?(_ bytes: ArraySlice<UInt8>) {
        guard let first = bytes.first, first == UInt8(ascii: "\"") || first == UInt8(ascii: "#")
        else {
            return nil
        }
        let signs = String(repeating: "#", count: bytes.prefix { $0 == UInt8(ascii: "#") }.count)
        let rest = bytes.dropFirst(signs.count)
        guard rest.first == UInt8(ascii: "\"") else { return nil }
        let quotes = rest.starts(with: #"""""#.utf8) ? #"""""# : #"""#
        opening = signs + quotes
        closing = quotes + signs
        escape = "\\" + signs
    }
}

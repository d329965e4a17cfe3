/// Blanks what is not code in Swift source: comments and string literals, but not what is
/// interpolated into them. Every other byte stays where it is, so that line numbers hold.
struct CodeText {
    private let bytes: [UInt8]
    private var code: [UInt8]
    private var position = 0

    /// `text` with a space for each byte that is not code.
    static func code(of text: String) -> String {
        var scanner = CodeText(text)
        while scanner.position < scanner.bytes.count { scanner.scanCode() }
        return String(decoding: scanner.code, as: UTF8.self)
    }

    private init(_ text: String) {
        bytes = Array(text.utf8)
        code = bytes
    }

    /// Up to the end, or up to a parenthesis that was opened before.
    private mutating func scanCode() {
        var depth = 0
        while position < bytes.count {
            if isAt("//") {
                blankLine()
            } else if isAt("/*") {
                blankComment()
            } else if let delimiter = StringDelimiter(bytes[position...]) {
                blankString(delimiter)
            } else {
                if isAt("(") { depth += 1 }
                if isAt(")") { depth -= 1 }
                position += 1
                if depth < 0 { return }
            }
        }
    }

    private mutating func blankLine() {
        while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { blank(1) }
    }

    /// Comments nest in Swift.
    private mutating func blankComment() {
        var depth = 0
        repeat {
            if isAt("/*") {
                depth += 1
                blank(2)
            } else if isAt("*/") {
                depth -= 1
                blank(2)
            } else {
                blank(1)
            }
        } while depth > 0 && position < bytes.count
    }

    private mutating func blankString(_ delimiter: StringDelimiter) {
        blank(delimiter.opening.count)
        while position < bytes.count, !isAt(delimiter.closing) {
            if isAt(delimiter.interpolation) {
                blank(delimiter.interpolation.count)
                scanCode()
                code[position - 1] = UInt8(ascii: " ")
            } else if isAt(delimiter.escape) {
                blank(delimiter.escape.count + 1)
            } else {
                blank(1)
            }
        }
        blank(delimiter.closing.count)
    }

    private mutating func blank(_ count: Int) {
        for _ in 0..<count where position < bytes.count {
            if bytes[position] != UInt8(ascii: "\n") { code[position] = UInt8(ascii: " ") }
            position += 1
        }
    }

    private func isAt(_ text: String) -> Bool {
        bytes[position...].starts(with: text.utf8)
    }
}

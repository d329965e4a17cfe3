/// A comment's text, in the form that all our headers have: paragraphs, blocks that are indented
/// by four, lists, and as its last line the thread that may call.
struct HeaderComment {
    /// Without the marks of the comment.
    private(set) var lines: [String]
    /// The thread tag, without brackets.
    private(set) var thread: String?

    static let none = HeaderComment(lines: [])

    var isEmpty: Bool { lines.isEmpty }

    private init(lines: [String]) { self.lines = lines }

    /// - Parameter source: the lines from `/*` to `*/`.
    init(source: [Substring]) {
        lines = source.map(Self.withoutMarks)
        while lines.last?.isEmpty == true { lines.removeLast() }
        while let first = lines.first, first.isEmpty || first.hasPrefix("SPDX") {
            lines.removeFirst()
        }
        if let tag = lines.last?.wholeMatch(of: /\[(\S+-thread.*)\]/) {
            thread = String(tag.1)
            lines.removeLast()
        }
    }

    /// The text of one line, with the spaces that are its own.
    private static func withoutMarks(_ line: Substring) -> String {
        var text = line.drop { $0 == " " }
        if text.hasSuffix("*/") { text = text.dropLast(2) }
        if text.hasPrefix("/*") {
            text = text.dropFirst(2)
        } else if text.hasPrefix("*") {
            text = text.dropFirst(1)
        }
        if text.hasPrefix(" ") { text = text.dropFirst() }
        while text.last == " " { text = text.dropLast() }
        return String(text)
    }
}

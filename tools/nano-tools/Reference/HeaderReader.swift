/// Reads a header of our own, by its form and not by the grammar of C: a declaration follows its
/// comment at once, a blank line parts them, and a brace in the first column ends a body. Of what
/// differs between C and C++, C is read.
struct HeaderReader {
    private var lines: ArraySlice<Substring>
    private var comment = HeaderComment.none
    private var items: [Header.Item] = []
    private var includes: [String] = []

    init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    }

    mutating func header(named name: String) -> Header {
        readComment()
        let opening = comment
        comment = .none
        while let line = lines.first { readItem(line) }
        return Header(name: name, comment: opening, includes: includes, items: items)
    }

    private mutating func readItem(_ line: Substring) {
        if line.hasPrefix("/*") {
            readComment()
        } else if line.hasPrefix("#if"), line.contains("__cplusplus") {
            lines = lines.drop { !$0.hasPrefix("#else") && !$0.hasPrefix("#endif") }.dropFirst()
        } else if line.hasPrefix("#define") {
            readMacro()
        } else if line.hasPrefix("#") {
            if let include = line.firstMatch(of: /#include "nano\/(\w+\.h)"/) {
                includes.append(String(include.1))
            }
            lines.removeFirst()
        } else if let match = line.wholeMatch(of: /(?:typedef )?struct (\w+) \{/) {
            readStructure(String(match.1))
        } else if line.isEmpty {
            comment = .none
            lines.removeFirst()
        } else {
            readDeclaration()
        }
    }

    private mutating func readComment() {
        let count = (lines.firstIndex { $0.contains("*/") } ?? lines.endIndex - 1) + 1
        comment = HeaderComment(source: Array(lines[..<count]))
        lines = lines[count...]
    }

    /// A constant joins those before it, unless it has a comment above it.
    private mutating func readMacro() {
        let text = take { !$0.hasSuffix("\\") }
        if let match = text.firstMatch(of: /#define (\w+)(\([\w, ]*\))/) {
            if !comment.isEmpty {
                let signature = "\(match.1)\(match.2)"
                items.append(
                    .function(name: String(match.1), signature: signature, comment: comment))
            }
            comment = .none
        } else if let match = text.wholeMatch(of: /#define (\w+) (.*?) *(\/\*.*\*\/)?/) {
            let own = match.3.map { HeaderComment(source: [$0]) } ?? .none
            add(Header.Constant(name: String(match.1), value: String(match.2), comment: own))
        }
    }

    private mutating func add(_ constant: Header.Constant) {
        if comment.isEmpty, case .constants(let shared, let before) = items.last {
            items[items.count - 1] = .constants(comment: shared, before + [constant])
        } else {
            items.append(.constants(comment: comment, [constant]))
        }
        comment = .none
    }

    private mutating func readStructure(_ name: String) {
        lines.removeFirst()
        let end = lines.firstIndex { $0.hasPrefix("}") } ?? lines.endIndex
        let fields = Self.fields(lines[..<end])
        lines = lines[end...].dropFirst()
        items.append(.structure(name: name, comment: comment, fields: fields))
        comment = .none
    }

    private static func fields(_ body: ArraySlice<Substring>) -> [Header.Field] {
        var reader = HeaderReader("")
        reader.lines = body
        var fields: [Header.Field] = []
        while let line = reader.lines.first {
            if line.drop(while: { $0 == " " }).isEmpty {
                reader.lines.removeFirst()
            } else if line.contains(/^ *\/\*/) {
                reader.readComment()
            } else {
                let text = reader.take { $0.contains(";") }
                fields.append(Header.Field(declaration: text, above: reader.comment))
                reader.comment = .none
            }
        }
        return fields
    }

    /// A function, or a forward declaration, whose comment is that of the structure.
    private mutating func readDeclaration() {
        let text = take { $0.hasSuffix(";") || $0.hasSuffix("{") }
        if text.hasSuffix("{") { lines = lines.drop { !$0.hasPrefix("}") }.dropFirst() }
        if text.hasPrefix("typedef") || text.hasPrefix("NANO_STATIC_ASSERT") { return }
        guard let match = text.firstMatch(of: /(?:static inline )?(.*?(\w+)\(.*\))/) else { return }
        let (signature, name) = (String(match.1), String(match.2))
        items.append(.function(name: name, signature: signature, comment: comment))
        comment = .none
    }

    /// The lines up to the first that `isLast`, as one.
    private mutating func take(_ isLast: (Substring) -> Bool) -> String {
        let end = (lines.firstIndex(where: isLast) ?? lines.endIndex - 1) + 1
        let taken = lines[..<end]
        lines = lines[end...]
        return taken.map { line in line.drop { $0 == " " } }.joined(separator: " ")
    }
}

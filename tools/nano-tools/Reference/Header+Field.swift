extension Header.Field {
    /// - Parameters:
    ///   - declaration: as in `size_t count; /* bytes */`, on one line.
    ///   - above: the comment above it, if its own is not behind it.
    init(declaration: String, above: HeaderComment) {
        let end = declaration.firstIndex(of: ";") ?? declaration.endIndex
        let code = declaration[..<end]
        let rest = declaration[end...].dropFirst().drop { $0 == " " }
        comment = above.isEmpty && !rest.isEmpty ? HeaderComment(source: [rest]) : above
        if let match = code.firstMatch(of: /\(\*(\w+)\)/) {
            name = String(match.1)
            type = "function"
            signature = String(code)
        } else if let match = code.firstMatch(of: /(\w+)(\[\w+\])?$/) {
            name = String(match.1)
            let before = String(code[..<match.range.lowerBound])
            type = before.trimmed + (match.2.map(String.init) ?? "")
        } else {
            name = String(code)
            type = ""
        }
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}

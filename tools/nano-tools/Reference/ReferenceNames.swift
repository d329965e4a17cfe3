/// The names that the reference explains, each with its place on the page; text that names one
/// links to it.
struct ReferenceNames {
    private var anchors: [String: String] = [:]

    init(_ headers: [Header]) {
        var ambiguous: Set<String> = []
        for item in headers.flatMap(\.items) {
            switch item {
            case .structure(let name, _, let fields):
                anchors[name] = name
                for field in fields where field.signature != nil {
                    let call = "\(field.name)()"
                    if anchors.updateValue(name + field.name, forKey: call) != nil {
                        ambiguous.insert(call)
                    }
                }
            case .function(let name, _, _): anchors[name] = name.lowercased()
            case .constants(_, let constants):
                for constant in constants { anchors[constant.name] = constant.name.lowercased() }
            }
        }
        for call in ambiguous { anchors[call] = nil }
    }

    /// `text` as Markdown, with links at the names in it.
    /// - Parameter isPlace: leaves a name alone, where it is explained itself.
    func linked(_ text: String, except isPlace: String? = nil) -> String {
        var result = ""
        var rest = text[...]
        while let match = rest.firstMatch(of: /\w+(?:\(\))?/) {
            result += Self.escaped(rest[..<match.range.lowerBound])
            result += word(String(match.0), except: isPlace)
            rest = rest[match.range.upperBound...]
        }
        return result + Self.escaped(rest)
    }

    /// A type as code, with a link if it is one of ours.
    func linkedType(_ type: String) -> String {
        let anchor = type.matches(of: /\w+/).compactMap { anchors[String($0.0)] }.first
        return anchor.map { "[`\(type)`](#\($0))" } ?? "`\(type)`"
    }

    private func word(_ word: String, except isPlace: String?) -> String {
        let name = anchors[word] == nil && word.hasSuffix("()") ? String(word.dropLast(2)) : word
        guard let anchor = anchors[name], name != isPlace else {
            let isCode = word.contains("_") || word.hasSuffix("()")
            return isCode ? "`\(word)`" : word
        }
        return "[`\(word)`](#\(anchor))"
    }

    private static func escaped(_ text: Substring) -> String {
        String(text).replacing("*", with: "\\*").replacing("<", with: "&lt;").replacing(
            "|", with: "\\|")
    }
}

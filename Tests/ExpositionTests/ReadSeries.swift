/// A line of a page, as a reader takes it apart (the grammar of OpenMetrics 1.0.0).
struct ReadSeries {
    let name: String
    /// Name and value of each.
    let labels: [[String]]
    let number: Double

    /// - Returns: `nil` where the line breaks the grammar.
    init?(_ line: Substring) {
        var rest = line.unicodeScalars[...]
        name = Self.take(&rest) { $0 != "{" && $0 != " " }
        var labels: [[String]] = []
        if rest.first == "{" {
            repeat {
                rest = rest.dropFirst()
                let label = Self.take(&rest) { $0 != "=" }
                guard rest.starts(with: #"=""#.unicodeScalars) else { return nil }
                rest = rest.dropFirst(2)
                guard let value = Self.takeQuoted(&rest) else { return nil }
                labels.append([label, value])
            } while rest.first == ","
            guard rest.first == "}" else { return nil }
            rest = rest.dropFirst()
        }
        guard rest.first == " ", let number = Double(String(rest.dropFirst())) else { return nil }
        self.labels = labels
        self.number = number
    }

    private static func take(
        _ rest: inout Substring.UnicodeScalarView, while isPart: (Unicode.Scalar) -> Bool
    ) -> String {
        let part = rest.prefix(while: isPart)
        rest = rest[part.endIndex...]
        return String(part)
    }

    /// Up to the closing quote, which it takes as well.
    private static func takeQuoted(_ rest: inout Substring.UnicodeScalarView) -> String? {
        var text = String.UnicodeScalarView()
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\"": return String(text)
            case "\\":
                guard let escaped = rest.popFirst() else { return nil }
                text.append(escaped == "n" ? "\n" : escaped)
            default: text.append(scalar)
            }
        }
        return nil
    }
}

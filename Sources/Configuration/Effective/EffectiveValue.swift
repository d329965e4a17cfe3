/// JSON to be written: members keep their order.
enum EffectiveValue {
    case text(String)
    case number(String)
    case null
    case array([EffectiveValue])
    case object([(key: String, value: EffectiveValue)])

    static func number(_ number: Int) -> EffectiveValue { .number("\(number)") }

    /// Whole seconds without a fraction, as people write them.
    static func seconds(_ seconds: Double) -> EffectiveValue {
        Int(exactly: seconds).map { .number("\($0)") } ?? .number("\(seconds)")
    }

    static func text(_ text: String?) -> EffectiveValue { text.map { .text($0) } ?? .null }

    /// Two blanks for each level; an array of scalars on one line.
    func written(indent: String = "") -> String {
        switch self {
        case .text(let text): return Self.quoted(text)
        case .number(let number): return number
        case .null: return "null"
        case .array(let elements) where elements.allSatisfy(\.isScalar):
            return "[" + elements.map { $0.written() }.joined(separator: ", ") + "]"
        case .array(let elements):
            return Self.block("[", "]", indent, elements.map { $0.written(indent: indent + "  ") })
        case .object(let members) where members.isEmpty: return "{}"
        case .object(let members):
            return Self.block(
                "{", "}", indent,
                members.map {
                    Self.quoted($0.key) + ": " + $0.value.written(indent: indent + "  ")
                })
        }
    }

    private var isScalar: Bool {
        switch self {
        case .text, .number, .null: true
        case .array, .object: false
        }
    }

    private static func block(
        _ open: String, _ close: String, _ indent: String, _ lines: [String]
    ) -> String {
        open + "\n" + lines.map { indent + "  " + $0 }.joined(separator: ",\n") + "\n" + indent
            + close
    }

    /// RFC 8259, section 7.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\" + String(scalar)
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case "\r": quoted += "\\r"
            case "\0"..<" ", "\u{7F}"..."\u{9F}":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

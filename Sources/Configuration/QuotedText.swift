/// How many scalars of a foreign text an error repeats before it cuts it short.
private let quotedScalarsMax = 64

/// A text from a configuration file, in double quotes, fit for one line of a log or a terminal:
/// whatever could break the line or paint over it is escaped, and a long text is cut short.
func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars.prefix(quotedScalarsMax) {
        switch scalar.properties.generalCategory {
        case .spaceSeparator where scalar != " ", .control, .format, .lineSeparator,
            .paragraphSeparator, .privateUse, .unassigned:
            quoted += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
        default:
            if scalar == "\"" || scalar == "\\" { quoted += "\\" }
            quoted.unicodeScalars.append(scalar)
        }
    }
    let isCut = text.unicodeScalars.dropFirst(quotedScalarsMax).first != nil
    return quoted + (isCut ? "…\"" : "\"")
}

/// A text that needs no quotes, such as a number, cut short if it is long.
func shortened(_ text: String) -> String {
    text.utf8.count <= quotedScalarsMax ? text : text.prefix(quotedScalarsMax) + "…"
}

/// A byte as `0x0A`.
func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "0x" + (digits.count == 1 ? "0" : "") + digits
}

/// A byte on its own: as a character where it is a visible one of ASCII, always as a number.
func described(_ byte: UInt8) -> String {
    guard (0x21...0x7E).contains(byte) else { return hexadecimal(byte) }
    return "\(hexadecimal(byte)) '\(Character(Unicode.Scalar(byte)))'"
}

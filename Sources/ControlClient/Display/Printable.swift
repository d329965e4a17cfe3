/// Text that comes from elsewhere (a client's path, a plugin's name), fit for one line of a
/// terminal: what could break the line or steer the terminal is escaped.
public enum Printable {
    public static func text(_ text: String) -> String {
        guard !text.unicodeScalars.allSatisfy(isPrintable) else { return text }
        var printable = ""
        for scalar in text.unicodeScalars {
            if isPrintable(scalar) {
                printable.unicodeScalars.append(scalar)
            } else {
                printable += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
            }
        }
        return printable
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: false
        default: true
        }
    }
}

/// A colour of a terminal's text (SGR codes: ECMA-48, section 8.3.117).
public enum TextColor: Int, Sendable {
    case bold = 1
    case dim = 2
    case reversed = 7
    case red = 31
    case green = 32
    case yellow = 33

    /// `text` in this colour.
    public func painted(_ text: String) -> String {
        "\u{1B}[\(rawValue)m\(text)\u{1B}[0m"
    }
}

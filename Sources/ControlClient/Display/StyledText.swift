/// Text for one place of a terminal: printable whatever it was made of, perhaps in a colour.
public struct StyledText: Equatable, Sendable {
    public let text: String
    public let color: TextColor?

    public init(_ text: String, _ color: TextColor? = nil) {
        self.text = Printable.text(text)
        self.color = color
    }

    /// Its width in columns. Names of apps and hosts are ASCII; what is wider only shifts a line.
    public var width: Int { text.count }

    /// - Parameter colored: whether to say the colour.
    public func rendered(colored: Bool) -> String {
        guard colored, let color, !text.isEmpty else { return text }
        return color.painted(text)
    }

    /// Cut to `width`, with an ellipsis where something is missing.
    public func fitted(to width: Int) -> StyledText {
        guard self.width > width else { return self }
        return StyledText(width <= 0 ? "" : text.prefix(width - 1) + "…", color)
    }
}

extension StyledText: ExpressibleByStringInterpolation {
    public init(stringLiteral text: String) {
        self.init(text)
    }
}

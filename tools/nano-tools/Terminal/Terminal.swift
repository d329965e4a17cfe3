import FoundationEssentials
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A standard stream of this program: whether a person looks at it, and whether they want colour.
struct Terminal: Sendable {
    /// An SGR code (ECMA-48, section 8.3.117).
    enum Color: Int, Sendable {
        case red = 31
        case green = 32
        case yellow = 33
    }

    static let standardOutput = Terminal(.standardOutput)
    static let standardError = Terminal(.standardError)

    private let descriptor: FileDescriptor
    /// Whether it is a terminal that can overwrite a line.
    let isInteractive: Bool
    /// Whether it shows colours, and the user has not turned them off (https://no-color.org).
    let hasColor: Bool

    init(
        _ descriptor: FileDescriptor,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) {
        self.descriptor = descriptor
        isInteractive = isatty(descriptor.rawValue) == 1 && environment["TERM"] != "dumb"
        hasColor = isInteractive && environment["NO_COLOR", default: ""].isEmpty
    }

    /// `text` in `color`, where there are colours; else as it is.
    func painted(_ text: String, _ color: Color) -> String {
        hasColor ? "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// Takes away what stands in the line of the cursor, which is at its beginning.
    static let clearLine = "\r\u{1B}[K"

    /// Writes a line, in the place of a line of progress.
    func writeLine(_ text: String) {
        write((isInteractive ? Self.clearLine : "") + text + "\n")
    }

    /// Writes `text` at once, unbuffered: other programs write to the same place. What cannot be
    /// written is lost, as the terminal is.
    func write(_ text: String) {
        _ = try? descriptor.writeAll(text.utf8)
    }
}

import FoundationEssentials
import Glibc

/// A standard stream of this program: whether a person looks at it, and whether they want colour.
struct Terminal: Sendable {
    static let standardOutput = Terminal(STDOUT_FILENO)
    static let standardError = Terminal(STDERR_FILENO)

    private let descriptor: Int32
    /// Whether it is a terminal that can overwrite a line.
    let isInteractive: Bool
    /// Whether it shows colours, and the user has not turned them off (https://no-color.org).
    let hasColor: Bool

    init(_ descriptor: Int32) {
        let environment = ProcessInfo.processInfo.environment
        self.descriptor = descriptor
        isInteractive = isatty(descriptor) == 1 && environment["TERM"] != "dumb"
        hasColor = isInteractive && environment["NO_COLOR", default: ""].isEmpty
    }

    /// Takes away what stands in the line of the cursor, which is at its end.
    static let clearLine = "\r\u{1B}[K"

    /// Columns and lines; those of an old terminal where it does not say.
    var size: (width: Int, height: Int) {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
        else { return (80, 24) }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    /// Writes text and a line feed.
    func print(_ text: String) {
        write(text + "\n")
    }

    /// Writes `text` at once, unbuffered. Where nobody takes it, as behind `| head`, the program
    /// has no more to do.
    func write(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { exit(EXIT_FAILURE) }
            rest = rest.dropFirst(count)
        }
    }
}

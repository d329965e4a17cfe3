/// What a command is at, as one line on standard error that each update overwrites; nothing where
/// standard error is no terminal. For whatever takes longer than a second:
///
///     let progress = Progress()
///     defer { progress.clear() }
///     progress.show("cycle 12 of 200")
struct Progress: Sendable {
    /// Shorter than most terminals are wide: a line that wraps could not be overwritten.
    private static let charactersMax = 76

    private let terminal: Terminal

    init(_ terminal: Terminal = .standardError) {
        self.terminal = terminal
    }

    /// Replaces the line. The cursor goes back to its beginning, so that what a compiler writes
    /// meanwhile begins there.
    func show(_ text: String) {
        guard terminal.isInteractive else { return }
        terminal.write("\(Terminal.clearLine)\(text.prefix(Self.charactersMax))…\r")
    }

    /// Takes the line away: before a result is printed, and at the end.
    func clear() {
        guard terminal.isInteractive else { return }
        terminal.write(Terminal.clearLine)
    }
}

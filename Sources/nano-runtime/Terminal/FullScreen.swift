import Glibc

/// The whole terminal for one program (xterm's alternate screen), and as it was behind it.
final class FullScreen {
    private static let enter = "\u{1B}[?1049h\u{1B}[?25l\u{1B}[?7l"
    private static let leave = "\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l"

    private let terminal: Terminal
    private let input: Int32
    private var original = termios()

    /// Takes the terminal over. Keys come one by one, and are not shown; Ctrl-C is a signal still.
    init(_ terminal: Terminal, input: Int32) {
        self.terminal = terminal
        self.input = input
        tcgetattr(input, &original)
        var single = original
        single.c_lflag &= ~tcflag_t(ICANON | ECHO)
        // Stopped, the program would leave the terminal as it needs it.
        withUnsafeMutableBytes(of: &single.c_cc) { $0[Int(VSUSP)] = 0 }
        tcsetattr(input, TCSANOW, &single)
        terminal.write(Self.enter)
    }

    /// Gives it back.
    func close() {
        terminal.write(Self.leave)
        tcsetattr(input, TCSANOW, &original)
    }

    /// Shows `lines` from the top, and nothing else.
    func show(_ lines: [String]) {
        let home = "\u{1B}[H"
        let clearRest = "\u{1B}[K"
        let clearBelow = "\u{1B}[J"
        terminal.write(
            home + lines.map { $0 + clearRest }.joined(separator: "\r\n") + clearBelow)
    }
}

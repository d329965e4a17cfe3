import Glibc

/// The end of a process whose own descriptors somebody has closed: code in the same process can,
/// and nothing can be waited for without them. Better ended and started again than up and deaf.
public enum LostDescriptor {
    /// The exit code: an internal error (`sysexits.h`, EX_SOFTWARE).
    public static let exitCode: CInt = 70

    /// Writes a line to standard error, and ends the process without any code of plugins'.
    /// - Parameter purpose: what the descriptor was for.
    public static func end(_ purpose: String) -> Never {
        let line =
            "nano-runtime: the descriptor of \(purpose) was closed, as by a plugin that closes "
            + "what is not its own; the process ends\n"
        _ = write(STDERR_FILENO, line, line.utf8.count)
        _exit(exitCode)
    }
}

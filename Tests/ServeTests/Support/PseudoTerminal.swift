import Foundation
import Glibc

/// A terminal with a program on it (pty(7)), and who types there and reads. Used by one thread.
final class PseudoTerminal {
    // TIOCSPTLCK, TIOCGPTN (ioctl_tty(2)) and POSIX_SPAWN_SETSID (spawn.h): not seen by Swift.
    private static let (setLock, getNumber): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
    private static let newSession: Int16 = 0x80

    private let descriptor: Int32
    private let pid: pid_t
    private var hasEnded = false
    /// All that the program has written so far.
    private(set) var text = ""

    /// Starts `executable` with the terminal as its standard streams.
    init(_ executable: String, _ arguments: [String], width: Int = 120, height: Int = 20) throws {
        descriptor = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var isLocked: Int32 = 0
        var number: UInt32 = 0
        guard descriptor >= 0, ioctl(descriptor, Self.setLock, &isLocked) == 0,
            ioctl(descriptor, Self.getNumber, &number) == 0
        else { throw TestFailure.system("/dev/ptmx", errno) }
        var size = winsize()
        (size.ws_col, size.ws_row) = (UInt16(width), UInt16(height))
        _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)
        pid = try Self.spawn(executable, arguments, terminal: "/dev/pts/\(number)")
    }

    deinit {
        if !hasEnded {
            kill(pid, SIGKILL)
            waitpid(pid, nil, 0)
        }
        close(descriptor)
    }

    func type(_ keys: String) throws {
        let bytes = Array(keys.utf8)
        guard write(descriptor, bytes, bytes.count) == bytes.count else {
            throw TestFailure.system("write", errno)
        }
    }

    /// Changes its size, of which its program is told with SIGWINCH.
    func resize(width: Int, height: Int) {
        var size = winsize()
        (size.ws_col, size.ws_row) = (UInt16(width), UInt16(height))
        _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)
    }

    /// Whether keys are shown and come line by line, as a shell wants it.
    var isAsUsual: Bool {
        var settings = termios()
        tcgetattr(descriptor, &settings)
        let usual = tcflag_t(ICANON | ECHO)
        return settings.c_lflag & usual == usual
    }

    /// Waits until the program has written `wanted`, behind what was waited for before.
    func read(until wanted: String) throws {
        let patience = Patience()
        var unseen = ""
        while !unseen.contains(wanted) {
            try patience.expectTime(
                for: "\(wanted) on the terminal, which has \(text.suffix(2_000))")
            guard let more = readMore(patience) else {
                throw TestFailure("expected \(wanted) on the terminal, got \(text)")
            }
            unseen += more
        }
    }

    /// Reads all, and waits for the program's end.
    /// - Returns: its exit code, or 1000 and the signal that ended it.
    func waitForEnd() throws -> Int32 {
        let patience = Patience()
        while readMore(patience) != nil {}
        guard errno == EIO else { throw TestFailure("expected the program's end in time") }
        var status: Int32 = 0
        waitpid(pid, &status, 0)
        hasEnded = true
        return status & 0x7f == 0 ? (status >> 8) & 0xff : 1_000 + (status & 0x7f)
    }

    /// Nil when the time is over, or the program has closed the terminal (EIO).
    private func readMore(_ patience: Patience) -> String? {
        guard patience.wait(for: descriptor) else { return nil }
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        guard count > 0 else { return nil }
        let more = String(decoding: bytes[..<count], as: UTF8.self)
        text += more
        return more
    }

    private static func spawn(
        _ executable: String, _ arguments: [String], terminal: String
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // The first terminal that the leader of a session opens becomes its own.
        posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The threads that tests run on hold signals back, and a child would inherit that.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, newSession | Int16(POSIX_SPAWN_SETSIGMASK))
        var environment = ProcessInfo.processInfo.environment
        environment["TERM"] = "xterm"
        environment["NO_COLOR"] = nil
        let words = ([executable] + arguments).map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var pid: pid_t = 0
        let code = posix_spawn(&pid, executable, &actions, &attributes, words, variables)
        guard code == 0 else { throw TestFailure.system("posix_spawn \(executable)", code) }
        return pid
    }
}

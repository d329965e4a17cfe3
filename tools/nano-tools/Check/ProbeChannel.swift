import FoundationEssentials
import Glibc
import SystemPackage

/// The child's end of the socket that facts go by: one message a fact.
final class ProbeChannel: Sendable {
    /// A message has at most this many bytes: a log line of 8 KiB, escaped.
    static let messageBytesMax = 128 << 10

    private let descriptor: Int32

    /// - Parameter inherited: moved out of the way of plugins that close low numbers.
    init(inherited: Int32) throws(Errno) {
        descriptor = fcntl(inherited, F_DUPFD_CLOEXEC, 900)
        guard descriptor >= 0 else { throw Errno(rawValue: errno) }
        close(inherited)
    }

    /// Sends a fact, from any thread. Where that is impossible, the plugin has closed the socket,
    /// or the parent is gone: the process ends.
    func send(_ fact: ProbeFact) {
        guard let message = try? JSONEncoder().encode(fact) else { return }
        let count = message.withUnsafeBytes {
            Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        if count != message.count { Glibc.kill(getpid(), SIGKILL) }
    }
}

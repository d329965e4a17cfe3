import Foundation
import Glibc

/// A process of ours, ended by its own number: standard output to be read, standard error into
/// a file. Used by the thread that started it.
final class ChildProcess {
    let pid: pid_t
    /// The reading end of its standard output.
    let output: Int32
    private let errorPath: String
    private var status: Int32?

    /// - Parameters:
    ///   - environment: added to the test's own.
    ///   - descriptors: of the test's, by the numbers that the child has them under.
    init(
        _ executable: String, _ arguments: [String], environment: [String: String] = [:],
        descriptors: [Int32: Int32] = [:], errorPath: String
    ) throws {
        // As a pipe, but closed in every other child from the start: its end is this child's end.
        var pipe: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, LoopbackSocket.streamKind, 0, &pipe) == 0 else {
            throw TestFailure.system("socketpair", errno)
        }
        defer { close(pipe[1]) }
        output = pipe[0]
        self.errorPath = errorPath
        do {
            let all = descriptors.merging([1: pipe[1]]) { $1 }
            pid = try Self.spawn(executable, arguments, environment, all, errorPath)
        } catch {
            close(pipe[0])
            throw error
        }
    }

    deinit {
        if status == nil {
            Glibc.kill(pid, SIGKILL)
            _ = wait()
        }
        close(output)
    }

    var hasEnded: Bool { status != nil }

    func signal(_ number: Int32) {
        if status == nil { Glibc.kill(pid, number) }
    }

    /// Ends it at once.
    func kill() {
        signal(SIGKILL)
        _ = wait()
    }

    /// Waits for its end; call it when its output has ended, so that it is near.
    /// - Returns: its exit code, or 1000 and the signal that ended it.
    func wait() -> Int32 {
        if let status { return status }
        var raw: Int32 = 0
        while waitpid(pid, &raw, 0) < 0 && errno == EINTR {}
        let signal = raw & 0x7f
        let code = signal == 0 ? (raw >> 8) & 0xff : 1_000 + signal
        status = code
        return code
    }

    /// All that it has written to standard error so far.
    var errorText: String {
        (try? String(contentsOfFile: errorPath, encoding: .utf8)) ?? ""
    }

    private static func spawn(
        _ executable: String, _ arguments: [String], _ environment: [String: String],
        _ descriptors: [Int32: Int32], _ errorPath: String
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        for (number, descriptor) in descriptors {
            posix_spawn_file_actions_adddup2(&actions, descriptor, number)
        }
        posix_spawn_file_actions_addopen(
            &actions, 2, errorPath, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        let all = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let words = ([executable] + arguments).map { strdup($0) } + [nil]
        let variables = all.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var pid: pid_t = 0
        let code = posix_spawn(&pid, executable, &actions, nil, words, variables)
        guard code == 0 else { throw TestFailure.system("posix_spawn \(executable)", code) }
        return pid
    }
}

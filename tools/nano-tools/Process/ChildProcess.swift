import FoundationEssentials
import Glibc
import SystemPackage

/// A process of ours, ended by its own number. Used by the thread that started it.
final class ChildProcess {
    /// How a process ended.
    enum End: Equatable {
        case exited(Int32)
        case signalled(Int32)
    }

    let pid: pid_t
    private var end: End?

    /// Starts `executable`, with standard input from /dev/null.
    /// - Parameters:
    ///   - arguments: behind the program's name.
    ///   - environment: set on top of this process's own.
    ///   - output: becomes its standard output; `nil` for `errors`.
    ///   - errors: becomes its standard error.
    ///   - channel: becomes its descriptor 3.
    /// - Throws: `Errno` of `posix_spawn(3)`.
    init(
        _ executable: FilePath, _ arguments: [String],
        environment: [String: String] = [:], output: FileDescriptor? = nil,
        errors: FileDescriptor, channel: FileDescriptor? = nil
    ) throws(Errno) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, (output ?? errors).rawValue, 1)
        posix_spawn_file_actions_adddup2(&actions, errors.rawValue, 2)
        if let channel { posix_spawn_file_actions_adddup2(&actions, channel.rawValue, 3) }
        let words = ([executable.string] + arguments).map { strdup($0) } + [nil]
        let variables =
            ProcessInfo.processInfo.environment.merging(environment) { $1 }
            .map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var pid: pid_t = 0
        let code = posix_spawn(&pid, executable.string, &actions, nil, words, variables)
        guard code == 0 else { throw Errno(rawValue: code) }
        self.pid = pid
    }

    deinit { kill() }

    func signal(_ number: Int32) {
        if end == nil { Glibc.kill(pid, number) }
    }

    /// Ends it at once, if it has not ended by itself.
    @discardableResult
    func kill() -> End {
        signal(SIGKILL)
        return wait()
    }

    /// Waits for its end.
    @discardableResult
    func wait() -> End {
        if let end { return end }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        let signal = status & 0x7f
        let end: End = signal == 0 ? .exited((status >> 8) & 0xff) : .signalled(signal)
        self.end = end
        return end
    }
}

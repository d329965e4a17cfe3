// Load, tried first: constructors run inside dlopen, with no deadline and no way back. So a plugin
// that has some is first loaded in a process of its own, which does nothing else: a crash, an exit
// and a hang end that process, and the lifecycle goes on meanwhile. What passes is then loaded
// here. It is no proof: a constructor can do something else the second time.
//
// Lifecycle thread only, which is also what the child process lives by (`TriedLoad`).

import Glibc
import LinuxShims
import PluginHosting

/// One plugin's copy on trial.
final class LoadTrial {
    /// The child's descriptor on which it says that the load has returned.
    static let channel: Int32 = 3
    static let subcommand = "try-load"

    /// Readable when there is something to learn: the load has returned, or the child has ended.
    let descriptor: Int32
    private let process: pid_t
    private var hasEnded = false

    /// Starts a trial.
    /// - Parameters:
    ///   - program: the runtime's own executable.
    ///   - path: the staged copy.
    init(program: String, path: String) throws(LoadTrialError) {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
            throw LoadTrialError(call: "socketpair", code: errno)
        }
        defer { close(ends[1]) }
        process = Self.start(program, [program, Self.subcommand, path], channel: ends[1])
        descriptor = ends[0]
        guard process > 0 else { throw LoadTrialError(call: "posix_spawn", code: errno) }
    }

    deinit {
        _ = end()
        close(descriptor)
    }

    private static func start(_ program: String, _ words: [String], channel: Int32) -> pid_t {
        let arguments = words.map { strdup($0) } + [nil]
        // A crash is what is asked about; a backtrace of it would take seconds.
        let variable = strdup("SWIFT_BACKTRACE=enable=no")
        defer { for text in arguments + [variable] { free(text) } }
        return linux_spawn_apart(program, arguments, variable, channel)
    }

    /// Ends the trial, whatever the child does.
    /// - Returns: what the plugin did. To be asked when `descriptor` is readable.
    func verdict() -> LoadVerdict {
        var byte: UInt8 = 0
        let hasReturned = read(descriptor, &byte, 1) == 1
        let end = end()
        return hasReturned ? .returned : end
    }

    /// A process that is ending already keeps its own status; one that has only closed its channel
    /// gets ours. Waits for no longer than the kernel takes to end it.
    private func end() -> LoadVerdict {
        guard process > 0, !hasEnded else { return .silent }
        hasEnded = true
        // What its constructors started goes along.
        kill(-process, SIGKILL)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            if errno != EINTR { return .silent }
        }
        return LoadVerdict(waitStatus: status)
    }
}

import FoundationEssentials
import Glibc
import SystemPackage

/// A `nano-runtime serve` of ours, on a port of its own choice, and its log.
///
/// A thread reads the log as it comes, so that the runtime never drops an event because of us.
/// Used by the thread that started it.
final class RuntimeProcess {
    let process: ChildProcess
    private let errorFile: FilePath
    private let log: RuntimeLog
    private let reader: OwnedThread

    /// - Parameters:
    ///   - executable: `nano-runtime`.
    ///   - arguments: those of `serve`, but port and log format.
    ///   - errorFile: its standard error goes there.
    init(_ executable: FilePath, _ arguments: [String], errorFile: FilePath) throws {
        var ends: [Int32] = [-1, -1]
        // As a pipe, but closed in every other child from the start.
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw Errno(rawValue: errno) }
        let output = FileDescriptor(rawValue: ends[1])
        defer { try? output.close() }
        log = RuntimeLog(descriptor: ends[0])
        let errors = try FileDescriptor.open(
            errorFile, .writeOnly, options: [.create, .append, .closeOnExec],
            permissions: [.ownerReadWrite])
        defer { try? errors.close() }
        process = try ChildProcess(
            executable, ["serve"] + arguments + ["--port", "0", "--log-format", "json"],
            output: output, errors: errors)
        reader = try OwnedThread("runtime-log") { [log] in log.read() }
        self.errorFile = errorFile
    }

    deinit {
        process.kill()
        reader.join()
    }

    /// The next event that has one of these names, of those that no call has returned or passed
    /// over before; `nil` when the time is over or the log has ended.
    func next(_ names: Set<String>, _ deadline: Deadline) -> RuntimeEvent? {
        log.next(names, deadline)
    }

    /// How it has ended, if it ends by the deadline.
    func end(_ deadline: Deadline) -> ChildProcess.End? {
        log.awaitEnd(deadline) ? process.wait() : nil
    }

    /// What it has written to standard error.
    var errorText: String { ProcFile.text(errorFile.string) }

    /// The `nano-runtime` beside this program, unless `option` names one.
    static func executable(option: String?) throws -> FilePath {
        if let option { return FilePath(option) }
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return FilePath(program).removingLastComponent().appending("nano-runtime")
    }
}

// The parent's side of the child process: it starts it, takes its facts with a deadline for each,
// and says how it ended. Nothing that a plugin does to the child reaches the parent.

import FoundationEssentials
import Glibc
import SystemPackage

struct ProbeProcess {
    let plan: ProbePlan
    /// How long the plugin may be at work without a fact.
    let deadlineSeconds: Double
    /// The plugin's standard output and standard error go there.
    let outputFile: FilePath

    private static let environment = [
        // A crash is the plugin's; Swift's backtrace would be what it printed last.
        "SWIFT_BACKTRACE": "enable=no",
        // What is kept for later threads depends on how many happened to run at once: growth that
        // is not the plugin's. So nothing is kept (the C library's manual, "Tunables").
        "GLIBC_TUNABLES": "glibc.malloc.arena_max=1:glibc.malloc.tcache_count=0"
            + ":glibc.pthread.stack_cache_size=0",
    ]

    /// Runs the plan to its end, whichever that is.
    func run() throws -> CheckRecord {
        let ends = try socketPair()
        defer { close(ends.mine) }
        let child = try start(channel: ends.childs)
        close(ends.childs)
        var record = CheckRecord()
        while !record.hasEnded {
            guard Deadline(seconds: deadlineSeconds).waitToRead(ends.mine) else {
                child.kill()
                record.end(with: .hung(seconds: deadlineSeconds))
                return record
            }
            guard let fact = receive(ends.mine) else { break }
            if case .failed(let reason) = fact { throw CheckError.stopped(reason) }
            record.take(fact)
        }
        if !record.hasEnded { record.end(with: try defect(child)) }
        return record
    }

    private func start(channel: Int32) throws -> ChildProcess {
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let argument = String(decoding: try JSONEncoder().encode(plan), as: UTF8.self)
        let output = try FileDescriptor.open(
            outputFile, .writeOnly, options: [.create, .append, .closeOnExec],
            permissions: [.ownerReadWrite])
        defer { try? output.close() }
        do {
            return try ChildProcess(
                FilePath(program), ["check-probe", argument],
                environment: Self.environment, errors: output,
                channel: FileDescriptor(rawValue: channel))
        } catch {
            throw CheckError.noProcess("\(error)")
        }
    }

    /// - Returns: `nil` at the end of the facts.
    private func receive(_ descriptor: Int32) -> ProbeFact? {
        var message = [UInt8](repeating: 0, count: ProbeChannel.messageBytesMax)
        let count = recv(descriptor, &message, message.count, 0)
        guard count > 0 else { return nil }
        return try? JSONDecoder().decode(ProbeFact.self, from: Data(message[..<count]))
    }

    /// Why the facts ended. A process that is ending already keeps its own status; one that lives
    /// on without its socket gets ours.
    private func defect(_ child: ChildProcess) throws -> Defect {
        switch child.kill() {
        case .exited(let code): .exited(code: code)
        case .signalled(SIGKILL): .silenced
        case .signalled(let signal): .crashed(signal: signal, output: lastLine())
        }
    }

    /// The last line that the child printed.
    private func lastLine() -> String? {
        let text = ProcFile.text(outputFile.string)
        let line = text.split(whereSeparator: \.isNewline).last { !$0.allSatisfy(\.isWhitespace) }
        return line.map { String($0.prefix(200)) }
    }

    /// Messages, not bytes: each fact arrives whole or not at all.
    private func socketPair() throws -> (mine: Int32, childs: Int32) {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_SEQPACKET.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw Errno(rawValue: errno) }
        return (ends[0], ends[1])
    }
}

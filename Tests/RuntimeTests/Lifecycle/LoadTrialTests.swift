import Glibc
import Testing

@testable import Runtime

/// Trials in a process of their own, in which a script stands in for the runtime's executable.
@Suite struct LoadTrialTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func program(_ script: String) throws -> String {
        let path = try directory.write("program", "#!/bin/sh\n\(script)\n")
        try #require(chmod(path, 0o700) == 0)
        return path
    }

    /// A child that another test has just forked may hold the script open for writing, until it
    /// executes something else: then no one can be started from it (execve(2), ETXTBSY).
    private func trial(of script: String) throws -> LoadTrial {
        let program = try program(script)
        let isBusy = String(cString: strerror(ETXTBSY))
        while true {
            let started = Result { try LoadTrial(program: program, path: "/copy.so") }
            guard case .failure(let error) = started, "\(error)".hasSuffix(isBusy) else {
                return try started.get()
            }
            sched_yield()
        }
    }

    private func verdict(of script: String) throws -> LoadVerdict {
        let trial = try trial(of: script)
        var entry = pollfd(fd: trial.descriptor, events: Int16(POLLIN), revents: 0)
        try #require(poll(&entry, 1, 10_000) == 1)
        return trial.verdict()
    }

    @Test(arguments: [
        ("printf x >&3; exec cat", LoadVerdict.returned),
        ("exit 3", .exited(code: 3)),
        ("exit 0", .exited(code: 0)),
        ("kill -SEGV $$", .raised(signal: SIGSEGV)),
        ("exec 3>&-; kill -STOP $$", .silent),
    ])
    func tellsHowTheLoadEnded(script: String, expected: LoadVerdict) throws {
        #expect(try verdict(of: script) == expected)
    }

    @Test func isGivenTheCopyAndNothingElse() throws {
        let path = directory.file("seen")
        let script = """
            { echo "$@"; echo $SWIFT_BACKTRACE; ls /proc/$$/fd; } >\(path)
            printf x >&3
            """
        let extra = open("/dev/null", O_RDONLY)
        defer { close(extra) }
        #expect(try verdict(of: script) == .returned)
        let seen = String(decoding: try FileContent.read(path, bytesMax: 4_096), as: UTF8.self)
        let lines = seen.split(separator: "\n")
        #expect(lines[0] == "try-load /copy.so")
        #expect(lines[1] == "enable=no")
        // 10 and above are the shell's own.
        #expect(lines.dropFirst(2).compactMap { Int($0) }.filter { $0 < 10 } == [0, 1, 2, 3])
    }

    @Test func noSignalIsBlockedThere() throws {
        let script = "grep -q 'SigBlk:.0000000000000000' /proc/self/status && printf x >&3"
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, SIGTERM)
        pthread_sigmask(SIG_BLOCK, &set, nil)
        defer { pthread_sigmask(SIG_UNBLOCK, &set, nil) }
        #expect(try verdict(of: script) == .returned)
    }

    @Test func whatItStartedEndsWithIt() throws {
        let path = directory.file("held")
        try #require(mkfifo(path, 0o600) == 0)
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        defer { close(descriptor) }
        #expect(
            try verdict(of: "exec 4>\(path); tail -f /dev/null 3>&- & exit 1") == .exited(code: 1))
        // Told when nobody holds the other end any more.
        var entry = pollfd(fd: descriptor, events: 0, revents: 0)
        #expect(poll(&entry, 1, 10_000) == 1)
        #expect(entry.revents == Int16(POLLHUP))
    }

    @Test func aProgramThatCannotBeStartedIsTold() {
        #expect(throws: LoadTrialError.self) {
            _ = try LoadTrial(program: "/nowhere", path: "/copy.so")
        }
    }
}

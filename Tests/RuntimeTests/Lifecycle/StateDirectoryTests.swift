import Glibc
import Testing

@testable import Runtime

/// Where staged copies live, and what becomes of those of the dead.
@Suite struct StateDirectoryTests {
    private let parent: TemporaryDirectory

    init() throws {
        parent = try TemporaryDirectory()
    }

    private func mode(_ path: String) -> mode_t {
        var status = stat()
        stat(path, &status)
        return status.st_mode & 0o7777
    }

    @Test func makesADirectoryOfTheProcessAndRemovesItWithItsFiles() throws {
        let state = try StateDirectory(parent: parent.file("state"))
        #expect(state.path.hasPrefix(parent.file("state/run-\(getpid())-")))
        #expect(mode(state.path) == 0o700 && mode(parent.file("state")) == 0o700)
        let name = try #require(state.path.split(separator: "/").last)
        try parent.write("state/\(name)/app.1.so", "code")
        state.remove()
        #expect(access(state.path, F_OK) != 0)
    }

    @Test func removesWhatKilledProcessesLeftAndKeepsWhatIsLocked() throws {
        for name in ["run-1", "run-2", "other"] { _ = try parent.directory(name) }
        try parent.write("run-1/app.1.so", "code")
        let lock = open(parent.file("run-2"), O_RDONLY | O_DIRECTORY)
        defer { close(lock) }
        try #require(flock(lock, LOCK_EX) == 0)
        let state = try StateDirectory(parent: parent.path)
        defer { state.remove() }
        let name = try #require(state.path.split(separator: "/").last)
        #expect(parent.names == ["other", "run-2", String(name)].sorted())
    }

    @Test func doesNotFollowALinkThatLooksAbandoned() throws {
        let precious = try parent.directory("precious")
        try parent.write("precious/file", "keep")
        try #require(symlink(precious, parent.file("run-7")) == 0)
        let state = try StateDirectory(parent: parent.path)
        defer { state.remove() }
        #expect(access(parent.file("precious/file"), F_OK) == 0)
    }

    @Test(arguments: [0o720, 0o702, 0o1777] as [mode_t])
    func refusesADirectoryThatOthersMayWrite(mode: mode_t) throws {
        let path = try parent.directory("shared")
        try #require(chmod(path, mode) == 0)
        #expect {
            _ = try StateDirectory(parent: path)
        } throws: { error in
            "\(error)".contains("got owner \(getuid()) and mode 0\(String(mode, radix: 8))")
        }
    }

    @Test func refusesWhatIsNoDirectory() throws {
        let path = try parent.write("file", "")
        #expect(throws: StateDirectoryError.self) { _ = try StateDirectory(parent: path) }
    }
}

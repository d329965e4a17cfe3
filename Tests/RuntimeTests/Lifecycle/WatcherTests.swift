import Glibc
import Testing

@testable import Runtime

/// What the kernel says about directories. Its events are queued before the call that caused
/// them returns, so nothing is waited for.
@Suite struct WatcherTests {
    private let files: TemporaryDirectory
    private let watcher = Watcher()

    init() throws {
        files = try TemporaryDirectory()
    }

    private func move(_ name: String, to other: String) throws {
        try #require(rename(files.file(name), files.file(other)) == 0)
    }

    @Test func saysNothingWhenNothingHappened() {
        watcher.watch(files.path)
        #expect(!watcher.take().isAnything)
    }

    @Test func tellsARenameFromEveryOtherWayOfWriting() throws {
        watcher.watch(files.path)
        try files.write("a.tmp", "x")
        let written = watcher.take()
        #expect(written.isAnything && written.renamedIn.isEmpty)
        try move("a.tmp", to: "a.so")
        #expect(watcher.take().renamedIn == [files.file("a.so")])
        try #require(unlink(files.file("a.so")) == 0)
        #expect(watcher.take().isAnything)
        #expect(!watcher.take().isAnything)
    }

    @Test func takesUpADirectoryThatWasMadeAgain() throws {
        let path = try files.directory("plugins")
        watcher.watch(path)
        try #require(rmdir(path) == 0)
        #expect(watcher.take().isAnything)
        watcher.watch(path)
        _ = try files.directory("plugins")
        watcher.watch(path)
        try files.write("plugins/a.so", "x")
        #expect(watcher.take().isAnything)
    }

    @Test func leavesADirectoryThatAnotherHasReplaced() throws {
        let path = try files.directory("plugins")
        _ = try files.directory("next")
        watcher.watch(path)
        try move("plugins", to: "former")
        try move("next", to: "plugins")
        _ = watcher.take()
        watcher.watch(path)
        _ = watcher.take()
        try files.write("former/a.tmp", "x")
        try move("former/a.tmp", to: "former/a.so")
        #expect(!watcher.take().isAnything)
        try files.write("plugins/a.tmp", "x")
        try move("plugins/a.tmp", to: "plugins/a.so")
        #expect(watcher.take().renamedIn == [files.file("plugins/a.so")])
    }

    @Test func goesOnAfterTheQueueOverflowed() throws {
        watcher.watch(files.path)
        try files.write("a.so", "x")
        // Two kinds of events by turns, as the kernel joins equal neighbours.
        for _ in 0..<20_000 {
            chmod(files.file("a.so"), 0o600)
            close(open(files.file("a.so"), O_WRONLY))
        }
        #expect(watcher.take().isAnything)
        try files.write("b.tmp", "x")
        try move("b.tmp", to: "b.so")
        #expect(watcher.take().renamedIn == [files.file("b.so")])
    }
}

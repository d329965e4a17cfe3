import ELFPreflight
import Glibc
import PluginABI
import Testing

@testable import Runtime

/// From a dropped file to a private copy, or to a reason.
@Suite struct StagerTests {
    private let staged: TemporaryDirectory
    private let dropped: TemporaryDirectory

    init() throws {
        staged = try TemporaryDirectory()
        dropped = try TemporaryDirectory()
    }

    private var stager: Stager {
        Stager(
            directory: staged.path,
            host: HostABI(
                major: UInt16(NANO_ABI_MAJOR), minor: UInt16(NANO_ABI_MINOR), machine: .current))
    }

    private func refusal(_ path: String) -> String? {
        do {
            _ = try stager.stage(path, app: "app", generation: GenerationID(1))
            return nil
        } catch {
            return error.description
        }
    }

    @Test func makesAPrivateCopyOfANameOfItsOwn() throws {
        let bytes = try CompiledPlugin.bytes(CompiledPlugin.source())
        let path = try dropped.write("app.so", bytes)
        let copy = try stager.stage(path, app: "app", generation: GenerationID(5))
        #expect(copy.facts.manifest.name == "test")
        #expect(copy.source == FileIdentity(path: path))
        #expect(staged.names == ["app.5.\(copy.facts.buildID ?? "").so"])
        #expect(FileContent.isSame(copy.path, path))
        copy.remove()
        #expect(staged.names == [])
    }

    @Test func refusesWhatIsNoFileWithoutWaitingForIt() throws {
        let fifo = dropped.file("fifo.so")
        try #require(mkfifo(fifo, 0o600) == 0)
        #expect(refusal(fifo)?.contains("expected a regular file, got a FIFO") == true)
        let directory = try dropped.directory("directory.so")
        #expect(refusal(directory)?.contains("got a directory") == true)
        #expect(refusal("/dev/null")?.contains("got a character device") == true)
    }

    @Test func refusesLinksThatLeadNowhere() throws {
        let loop = dropped.file("loop.so")
        try #require(symlink(loop, loop) == 0)
        #expect(refusal(loop)?.contains("symbolic links") == true)
        #expect(refusal(dropped.file("missing.so"))?.contains("No such file") == true)
    }

    @Test func leavesNothingBehindAfterARefusal() throws {
        let bytes = try CompiledPlugin.bytes(CompiledPlugin.source())
        for count in [0, 1, 63, 64, 4_096, bytes.count - 1] {
            let path = try dropped.write("app.so", Array(bytes.prefix(count)))
            #expect(refusal(path) != nil, "\(count) bytes were staged")
        }
        #expect(staged.names == [])
    }

    @Test func tellsTheSystemsFaultsFromTheFiles() throws {
        let bytes = try CompiledPlugin.bytes(CompiledPlugin.source())
        let path = try dropped.write("app.so", bytes)
        let nowhere = Stager(directory: staged.file("missing"), host: stager.host)
        #expect {
            _ = try nowhere.stage(path, app: "app", generation: GenerationID(1))
        } throws: { ($0 as? StageError)?.isOfTheSystem == true }
        let half = try dropped.write("half.so", Array(bytes.prefix(bytes.count / 2)))
        #expect {
            _ = try stager.stage(half, app: "half", generation: GenerationID(1))
        } throws: { error in
            let error = error as? StageError
            return error?.isOfTheSystem == false && error?.mayBeIncomplete == true
        }
    }
}

import Glibc
import Testing

@testable import Runtime

/// Opening what decides what runs: the checks are made on what was opened.
@Suite struct GuardedFileTests {
    private let files: TemporaryDirectory
    private let file: String

    init() throws {
        files = try TemporaryDirectory()
        file = try files.write("file", "content")
    }

    /// `nil` where it opens.
    private func refusal(
        _ name: String, isConfined: Bool = true, isEnforced: Bool = true
    ) -> String? {
        do {
            _ = try GuardedFile(
                name.hasPrefix("/") ? name : files.file(name), isConfined: isConfined,
                .current(isEnforced: isEnforced))
            return nil
        } catch {
            return error.description
        }
    }

    private func link(_ name: String, to target: String) throws {
        try #require(symlink(target, files.file(name)) == 0)
    }

    @Test func opensAFileAndKnowsItsIdentity() throws {
        let opened = try GuardedFile(file, isConfined: true, .current())
        #expect(opened.identity == FileIdentity(path: file))
        try files.write("file", "other content")
        #expect(opened.identity?.byteCount == 13)
        #expect(opened.status.st_size == 7)
    }

    @Test func followsLinksThatStayInTheDirectory() throws {
        _ = try files.directory("releases")
        try files.write("releases/1", "content")
        try link("current", to: "releases")
        try link("relative", to: "current/1")
        try link("absolute", to: files.file("current/1"))
        try link("detour", to: "releases/../file")
        for name in ["relative", "absolute", "detour"] { #expect(refusal(name) == nil) }
    }

    @Test func refusesLinksOutOfTheDirectoryUnlessTheOperatorNamesThem() throws {
        _ = try files.directory("plugins")
        for (name, target) in [("up", "../file"), ("root", file), ("twice", "up")] {
            try link("plugins/\(name)", to: target)
            #expect(
                refusal("plugins/\(name)")
                    == "\(files.file("plugins/\(name)")): expected a file in "
                    + "\(files.file("plugins")), got a symbolic link that leads out of it; "
                    + "copy the file, or name it in --config")
            #expect(refusal("plugins/\(name)", isConfined: false) == nil)
            #expect(refusal("plugins/\(name)", isEnforced: false) == nil)
        }
    }

    @Test func aDirectoryWhoseNameBeginsAlikeIsAnother() throws {
        _ = try files.directory("plugins")
        _ = try files.directory("plugins-old")
        try files.write("plugins-old/app", "content")
        try link("plugins/app", to: files.file("plugins-old/app"))
        #expect(refusal("plugins/app")?.contains("leads out") == true)
    }

    @Test(arguments: [0o664, 0o602, 0o777] as [mode_t])
    func refusesAFileThatOthersCanWrite(mode: mode_t) throws {
        try #require(chmod(file, mode) == 0)
        #expect(refusal("file")?.contains("chmod go-w \(file)") == true)
        #expect(refusal("file", isConfined: false)?.contains("chmod go-w \(file)") == true)
        #expect(refusal("file", isEnforced: false) == nil)
    }

    @Test func theTargetsModeCountsAndNotTheLinks() throws {
        try link("link", to: "file")
        #expect(refusal("link") == nil)
        try #require(chmod(file, 0o666) == 0)
        #expect(refusal("link")?.contains("chmod go-w \(files.file("link"))") == true)
    }

    @Test func refusesADirectoryThatOthersCanWriteUnlessTheyCannotTakeTheFile() throws {
        try #require(chmod(files.path, 0o775) == 0)
        for isConfined in [true, false] {
            #expect(
                refusal("file", isConfined: isConfined)?.contains("chmod go-w \(files.path)")
                    == true)
        }
        try #require(chmod(files.path, 0o1777) == 0)
        #expect(refusal("file", isConfined: false) == nil)
        #expect(refusal("file", isConfined: true)?.contains("got mode 1777") == true)
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give a file away"))
    func refusesWhatBelongsToAnotherUser() throws {
        try #require(chown(file, 12_345, 12_345) == 0)
        #expect(refusal("file")?.contains("got user 12345; to trust it: chown 0 \(file)") == true)
        #expect(refusal("file", isEnforced: false) == nil)
        try #require(chown(file, 0, 12_345) == 0 && chown(files.path, 12_345, 0) == 0)
        #expect(refusal("file")?.hasPrefix("\(files.path): expected an owner") == true)
    }

    @Test func refusesWhatIsNoRegularFileWithoutWaitingForIt() throws {
        try #require(mkfifo(files.file("fifo"), 0o600) == 0)
        try #require(mknod(files.file("socket"), S_IFSOCK | 0o600, 0) == 0)
        _ = try files.directory("directory")
        for (name, kind) in [
            ("fifo", "a FIFO"), ("socket", "a socket"), ("directory", "a directory"),
        ] {
            for isEnforced in [true, false] {
                #expect(
                    refusal(name, isEnforced: isEnforced)
                        == "\(files.file(name)): expected a regular file, got \(kind)")
            }
        }
    }

    @Test func aMissingFileAndAMissingDirectoryAreNamed() {
        #expect(refusal("none") == "\(files.file("none")): open: No such file or directory")
        #expect(
            refusal("none/file") == "\(files.file("none/file")): open: No such file or directory")
    }
}

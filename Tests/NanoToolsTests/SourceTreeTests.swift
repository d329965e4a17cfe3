import FoundationEssentials
import SystemPackage
import Testing

@testable import nano_tools

/// What counts as a change of the sources.
@Suite struct SourceTreeTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("int a;\n", to: "app.c")
    }

    /// Whether `change` is seen as a change of the sources.
    func isSeen(_ change: () throws -> Void) throws -> Bool {
        let before = SourceTree(folder.path)
        #expect(before == SourceTree(folder.path))
        try change()
        return before != SourceTree(folder.path)
    }

    @Test(arguments: [
        "other.c", "include/app.h", "page.html", "Cargo.toml", "src/lib.rs", "nano-plugin.json",
    ])
    func aNewFileIsAChange(name: String) throws {
        #expect(try isSeen { try folder.write("", to: name) })
    }

    @Test(arguments: [
        ".app.c.swp", "app.c~", "#app.c#", ".#app.c", "4913", "app.c.bak", "app.so",
        "target/release/app.d", ".build/x.o", "zig-out/lib/a.o", "Cargo.lock", "Package.resolved",
    ])
    func whatEditorsAndBuildsWriteIsNone(name: String) throws {
        #expect(try !isSeen { try folder.write("", to: name) })
    }

    @Test func aReplacedAndARemovedFileAreChanges() throws {
        #expect(
            try isSeen {
                try folder.write("int a;\n", to: ".new")
                try FileManager.default.removeItem(atPath: folder.path.appending("app.c").string)
                try FileManager.default.moveItem(
                    atPath: folder.path.appending(".new").string,
                    toPath: folder.path.appending("app.c").string)
            })
        #expect(
            try isSeen {
                try FileManager.default.removeItem(atPath: folder.path.appending("app.c").string)
            })
    }

    @Test func foldersToWatchAreThoseWithSources() throws {
        try folder.write("", to: "src/deep/a.c")
        try folder.write("", to: "target/b.c")
        try folder.write("", to: ".git/c")
        let root = folder.path
        #expect(
            Set(SourceTree(root).folders)
                == [root, root.appending("src"), root.appending("src/deep")])
    }

    @Test func aLinkBackUpEnds() throws {
        try FileManager.default.createSymbolicLink(
            atPath: folder.path.appending("loop").string, withDestinationPath: folder.path.string)
        #expect(SourceTree(folder.path).folders == [folder.path])
    }

    @Test func aLoneFileIsWatchedInItsFolder() throws {
        let tree = SourceTree(folder.path.appending("app.c"))
        #expect(tree.folders == [folder.path])
        try folder.write("", to: "other.c")
        #expect(tree == SourceTree(folder.path.appending("app.c")))
    }
}

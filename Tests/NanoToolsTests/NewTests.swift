import FoundationEssentials
import Subprocess
import SystemPackage
import Testing

/// What `new` makes, and what it refuses to make.
@Suite struct NewTests {
    static let languages = ["c", "cpp", "swift", "swift-full", "swift-package", "rust"]

    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Makes a folder `greeter.2-x`, a name that every build system must cope with.
    func make(_ language: String) async throws -> FilePath {
        let outcome = try await Tool.run(
            "new", "greeter.2-x", "-l", language, "--directory", folder.path.string)
        try #require(outcome.succeeded, "\(outcome.standardError)")
        return folder.path.appending("greeter.2-x")
    }

    @Test(arguments: languages)
    func theFolderPassesItsOwnTestAndBuilds(_ language: String) async throws {
        let plugin = try await make(language)
        let tested = try await Tool.run("test", plugin.string)
        #expect(tested.succeeded, "\(tested.standardOutput)\(tested.standardError)")

        let file = folder.path.appending("plugin.so")
        let built = try await Tool.run("build-plugin", plugin.string, "-o", file.string)
        try #require(built.succeeded, "\(built.standardError)")
        let image = try onLane { try LoadedImage(file) }
        try onLane {
            let host = TestHost(image.plugin)
            try #require(host.create() == 0)
            #expect(host.handle("GET", "/Ada").body == "Hello, Ada!\n")
            #expect(host.handle("POST", "/").status == 405)
            host.destroy()
        }
        #expect(try image.close(), "\(language) is still mapped")
        let note = try await Tool.readelf("-x", ".note.nano.plugin", of: file)
        #expect(note.contains("greeter.2-x"))
    }

    @Test(arguments: languages + ["zig"])
    func everyFileIsFilledIn(_ language: String) async throws {
        let plugin = try await make(language)
        for path in try FileManager.default.subpathsOfDirectory(atPath: plugin.string) {
            let text = folder.content(of: "greeter.2-x/\(path)") ?? ""
            for placeholder in ["NAME", "CRATE_NAME", "NANO_PLUGIN_CRATE", "NANO_SWIFT_PACKAGE"] {
                #expect(!text.contains(try Regex("\\b\(placeholder)\\b")), "\(path)")
            }
        }
        #expect(folder.content(of: "greeter.2-x/README.md")?.contains("# greeter.2-x") == true)
    }

    @Test func nothingIsOverwritten() async throws {
        try folder.write("mine", to: "greeter/notes.txt")
        let outcome = try await Tool.run(
            "new", "greeter", "-l", "c", "--directory", folder.path.string)
        #expect(!outcome.succeeded)
        #expect(outcome.standardError.contains("exists already"))
        #expect(try TemporaryFolder.names(in: folder.path.appending("greeter")) == ["notes.txt"])
    }

    @Test(arguments: ["Greeter", "../greeter", "", "-x", String(repeating: "a", count: 64)])
    func aNameThatNoAppMayHaveIsRefused(_ name: String) async throws {
        let outcome = try await Tool.run(
            "new", "-l", "c", "--directory", folder.path.string, "--", name)
        #expect(!outcome.succeeded)
        #expect(outcome.standardError.contains("cannot be a plugin's name"))
        #expect(try TemporaryFolder.names(in: folder.path) == [])
    }

    @Test(arguments: [("rust", "no cargo in PATH"), ("zig", "no zig in PATH")])
    func aMissingCompilerIsNamedWithWhereToGetIt(language: String, words: String) async throws {
        let plugin = try await make(language)
        for command in ["build-plugin", "test"] {
            let outcome = try await Tool.run(
                command, plugin.string, environment: ["PATH": folder.path.string])
            #expect(!outcome.succeeded)
            #expect(outcome.standardError.contains("\(words): install"))
            #expect(outcome.standardError.split(separator: "\n").count == 1)
        }
    }
}

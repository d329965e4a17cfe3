import SystemPackage
import Testing

/// What the file is like that build-plugin writes.
@Suite struct OutputTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// The global symbols that `file` defines for others.
    func exports(of file: FilePath) async throws -> [String] {
        try await Tool.readelf("--dyn-syms", of: file)
            .split(separator: "\n")
            .map { $0.split(separator: " ").map(String.init) }
            .filter { $0.count >= 8 && $0[4] == "GLOBAL" && $0[6] != "UND" }
            .map { $0[7] }
    }

    @Test(arguments: ["hello-c", "hello-cpp", "hello-rust", "hello-swift", "todo-swift"])
    func exportsTheEntryAloneAndNeedsNoSwiftLibrary(_ name: String) async throws {
        let file = try await Tool.buildPlugin(name, into: folder.path)
        #expect(try await exports(of: file) == ["nano_plugin_entry_v1"])

        let notes = try await Tool.readelf("-n", of: file)
        #expect(notes.contains(".note.nano.plugin"))
        #expect(notes.contains("Build ID"))

        let dynamic = try await Tool.readelf("-d", of: file)
        #expect(!dynamic.contains("libswift"))
        #expect(!dynamic.contains("libFoundation"))
        #expect(dynamic.contains("BIND_NOW"))

        let segments = try await Tool.readelf("-l", of: file)
        #expect(segments.contains("GNU_RELRO"))
        #expect(!segments.contains("RWE"))

        let sections = try await Tool.readelf("-S", of: file)
        #expect(sections.contains(".debug_info"))

        let symbols = try await Tool.readelf("-s", of: file)
        #expect(!symbols.contains(" UNIQUE "))
    }

    @Test func theManifestSaysWhatTheSwiftSourceDeclares() async throws {
        let source = try folder.write(
            """
            import PluginKit
            @main struct Greeter: HostedPlugin {
                static let version: StaticString = "2.4.6"
                let host: Host
                func handle(_ request: borrowing Request) -> Response { .text(host.app) }
            }
            """, to: "greeter.swift")
        let output = folder.path.appending("greeter.so")
        let outcome = try await Tool.run("build-plugin", source.string, "-o", output.string)
        try #require(outcome.succeeded, "\(outcome.standardError)")
        let note = try await Tool.readelf("-x", ".note.nano.plugin", of: output)
        #expect(note.contains("greeter"))
        #expect(note.contains("2.4.6"))
    }

    @Test func equalSourcesGiveEqualFiles() async throws {
        let first = try await Tool.buildPlugin("hello-swift", into: folder.path)
        let content = folder.content(of: "hello-swift.so")
        #expect(try await Tool.buildPlugin("hello-swift", into: folder.path) == first)
        #expect(content != nil && content == folder.content(of: "hello-swift.so"))
    }
}

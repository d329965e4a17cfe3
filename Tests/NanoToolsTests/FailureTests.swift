import Subprocess
import SystemPackage
import Testing

/// What build-plugin says when it cannot, and that it then leaves FILE as it was.
@Suite struct FailureTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Builds `source` over an existing file, expects that to fail, and returns the messages.
    func failure(of source: String, named name: String) async throws -> String {
        let input = try folder.write(source, to: name)
        let output = try folder.write("as it was", to: "out/plugin.so")
        let outcome = try await Tool.run("build-plugin", input.string, "-o", output.string)
        #expect(!outcome.succeeded)
        #expect(folder.content(of: "out/plugin.so") == "as it was")
        return outcome.standardError
    }

    static let swiftPlugin = """
        import PluginKit
        @main struct A: Plugin {
            static let version: StaticString = "1"
            func handle(_ request: borrowing Request) -> Response { .text("") }
        }
        """

    @Test(arguments: ["a.c", "a.cpp", "a.swift"])
    func aWrongSourceGetsTheCompilersOwnMessage(_ name: String) async throws {
        let message = try await failure(of: "this is no program\n", named: name)
        #expect(message.contains("\(name):1:"))
        #expect(message.contains("error:"))
        #expect(!message.contains("Error:"))
    }

    @Test func anUndefinedFunctionIsTheLinkersError() async throws {
        let source = "int missing(void);\nint call(void);\nint call(void) { return missing(); }\n"
        let kept = source + "__attribute__((visibility(\"default\"))) int (*keep)(void) = call;\n"
        let entry =
            "void *nano_plugin_entry_v1(void);\n"
            + "__attribute__((visibility(\"default\"))) "
            + "void *nano_plugin_entry_v1(void) { return (void *)(unsigned long)call(); }\n"
        #expect(try await failure(of: kept + entry, named: "a.c").contains("missing"))
    }

    @Test func aFileWithoutAManifestIsNoPlugin() async throws {
        let message = try await failure(of: "int nothing;\n", named: "a.c")
        #expect(message.contains("NANO_PLUGIN_MANIFEST"))
    }

    @Test func aComputedVersionIsRefusedWithItsPlace() async throws {
        let source = Self.swiftPlugin.replacing(
            #"let version: StaticString = "1""#,
            with: #"var version: StaticString { Bool.random() ? "1" : "2" }"#)
        let message = try await failure(of: source, named: "a.swift")
        #expect(message.contains("a.swift:3: 'version' is read at build time"))
    }

    @Test func aComputedExecutionIsRefusedWithItsPlace() async throws {
        let source = Self.swiftPlugin.replacing(
            "    func",
            with: "    static let execution: Execution = Bool.random() ? .lane : .inline\n    func")
        let message = try await failure(of: source, named: "a.swift")
        #expect(message.contains("a.swift:4: 'execution' is read at build time"))
    }

    @Test func aTooLongVersionIsRefused() async throws {
        let version = String(repeating: "1", count: 32)
        let source = Self.swiftPlugin.replacing(#""1""#, with: "\"\(version)\"")
        let message = try await failure(of: source, named: "a.swift")
        #expect(message.contains("expected a version of at most 31 bytes, got 32"))
    }

    @Test func aPluginWithoutMainIsToldToHaveIt() async throws {
        let source = Self.swiftPlugin.replacing("@main ", with: "")
        #expect(try await failure(of: source, named: "a.swift").contains("write @main above it"))
    }

    @Test func aViewOfTheRequestCannotBeKept() async throws {
        let source = Self.swiftPlugin.replacing(
            #"{ .text("") }"#, with: "{ kept = request.body; return .text(\"\") }")
        let message = try await failure(
            of: source + "\nnonisolated(unsafe) var kept: Bytes? = nil\n", named: "a.swift")
        #expect(message.contains("error:"))
    }

    @Test func swiftBesideCIsRefused() async throws {
        try folder.write("int a;\n", to: "mixed/a.c")
        try folder.write(Self.swiftPlugin, to: "mixed/a.swift")
        let outcome = try await Tool.run("build-plugin", folder.path.appending("mixed").string)
        #expect(!outcome.succeeded)
        #expect(outcome.standardError.contains("Swift and C or C++ in one plugin"))
    }

    @Test func aMissingCompilerIsNamed() async throws {
        let source = try folder.write("int a;\n", to: "a.c")
        let outcome = try await Tool.run(
            "build-plugin", source.string, environment: ["CC": "no-such-compiler"])
        #expect(!outcome.succeeded)
        #expect(outcome.standardError == "Error: CC=no-such-compiler: no such program\n")
    }

    @Test func nothingIsLeftBehindWhereFileCannotBeReplaced() async throws {
        try folder.write("", to: "out/plugin.so/occupied")
        let outcome = try await Tool.run(
            "build-plugin", Tool.repository.appending("Plugins/hello-c").string,
            "-o", folder.path.appending("out/plugin.so").string)
        #expect(!outcome.succeeded)
        #expect(outcome.standardError.contains("cannot write"))
        #expect(try TemporaryFolder.names(in: folder.path.appending("out")) == ["plugin.so"])
    }
}

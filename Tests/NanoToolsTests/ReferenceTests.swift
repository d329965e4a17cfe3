import FoundationEssentials
import Subprocess
import SystemPackage
import Testing

/// The reference is what the headers and PluginKit say.
@Suite struct ReferenceTests {
    /// Runs `tools/docs --check` in `checkout`.
    func check(_ checkout: FilePath) async throws -> (isFresh: Bool, messages: String) {
        let result = try await Subprocess.run(
            .path(checkout.appending("tools/docs")), arguments: ["--check"],
            environment: .inherit.updating([
                "NANO_RUNTIME_BINARY": try Tool.program("nano-runtime").string,
                "NANO_TOOLS_BINARY": try Tool.program("nano-tools").string,
            ]),
            output: .discarded, error: .string(limit: 1 << 20))
        return (result.terminationStatus.isSuccess, result.standardError)
    }

    /// A copy of what the documents are made of, to change something in.
    func copy(into folder: TemporaryFolder) throws {
        for name in ["Sources/PluginABI", "Sources/PluginKit", "docs", "tools/docs"] {
            let target = folder.path.appending(name)
            try FileManager.default.createDirectory(
                atPath: target.removingLastComponent().string, withIntermediateDirectories: true)
            try FileManager.default.copyItem(
                atPath: Tool.repository.appending(name).string, toPath: target.string)
        }
    }

    @Test func theDocumentsAreFreshAndHaveNoWarnings() async throws {
        let (isFresh, messages) = try await check(Tool.repository)
        #expect(isFresh, "\(messages)")
    }

    @Test func aChangedHeaderIsNoticed() async throws {
        let folder = try TemporaryFolder()
        try copy(into: folder)
        let header = "Sources/PluginABI/include/nano/log.h"
        let text = try #require(folder.content(of: header))
        try folder.write(text.replacing("Never blocks", with: "May block"), to: header)
        let (isFresh, messages) = try await check(folder.path)
        #expect(!isFresh)
        #expect(messages.contains("+") && messages.contains("May block"))
        #expect(messages.contains("docs/abi.md is not what the headers say: run tools/docs"))
    }

    @Test func aLinkToNoSymbolIsNoticed() async throws {
        let folder = try TemporaryFolder()
        try copy(into: folder)
        let page = "Sources/PluginKit/PluginKit.docc/PluginKit.md"
        let text = try #require(folder.content(of: page))
        try folder.write(text.replacing("``Host``", with: "``Hostess``"), to: page)
        let (isFresh, messages) = try await check(folder.path)
        #expect(!isFresh && messages.contains("Hostess"))
    }

    @Test func everythingThatTheHeadersDeclareIsExplained() async throws {
        let page = try await Tool.run("reference").standardOutput
        let headers = Tool.repository.appending("Sources/PluginABI/include/nano")
        for name in try TemporaryFolder.names(in: headers) where !name.hasPrefix("testing") {
            let text = try String(contentsOfFile: headers.appending(name).string, encoding: .utf8)
            for match in text.matches(of: /\} (nano_\w+);/) {
                #expect(page.contains("### \(match.1)\n"))
            }
            // Members, not the parameters that are functions as well.
            for match in text.matches(of: /\n {4}\w[\w *]*\(\*(\w+)\)\(/) {
                #expect(page.contains(".\(match.1)\n\n```c\n"))
            }
        }
    }

    @Test(arguments: ["PluginKit", "A-first-plugin", "State-and-concurrency"])
    func appsInArticlesBuild(article: String) async throws {
        let path = Tool.repository.appending("Sources/PluginKit/PluginKit.docc/\(article).md")
        let text = try String(contentsOfFile: path.string, encoding: .utf8)
        let apps = text.matches(of: /```swift\n((?:[^`]|`(?!``))*@main(?:[^`]|`(?!``))*)```/)
        try #require(!apps.isEmpty)
        let folder = try TemporaryFolder()
        for app in apps {
            let source = try folder.write(String(app.1), to: "app.swift")
            let outcome = try await Tool.run(
                "build-plugin", source.string, "-o", folder.path.appending("app.so").string)
            #expect(outcome.succeeded, "\(outcome.standardError)")
        }
    }
}

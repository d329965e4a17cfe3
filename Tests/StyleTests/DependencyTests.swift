import Testing

/// Who may know whom.
@Suite struct DependencyTests {
    private let runtime = "Sources/Runtime"

    @Test func theTwoLinesNeverNameEachOther() throws {
        LinesApart().expectKept(by: try Repository.files(in: [runtime], endings: [".swift"]))
    }

    @Test func noticesATypeOfTheOtherLine() {
        let watcher = SourceFile(
            path: "\(runtime)/Lifecycle/Watcher.swift", text: "final class Watcher {}\n")
        let connection = SourceFile(
            path: "\(runtime)/Request/Connection.swift",
            text: "struct Connection { let a: Watcher }")
        #expect(LinesApart().offences(in: [watcher, connection]).map(\.path) == [connection.path])
    }

    @Test func mayNameTheOtherLineInComments() {
        let watcher = SourceFile(
            path: "\(runtime)/Lifecycle/Watcher.swift", text: "public struct Watcher {}\n")
        let connection = SourceFile(
            path: "\(runtime)/Request/Connection.swift",
            text: "// Not a Watcher.\nlet a = \"Watcher\"")
        #expect(LinesApart().offences(in: [watcher, connection]).isEmpty)
    }

    @Test func modulesImportOnlyWhatTheyMay() throws {
        Imports().expectKept(by: try Repository.files(in: ["Sources"], endings: [".swift"]))
    }

    @Test(arguments: [
        ("Sources/HTTP1/RequestParser.swift", "import Configuration"),
        ("Sources/ELFPreflight/Preflight.swift", "internal import LinuxShims"),
        ("Sources/Configuration/AppList.swift", "@_exported import HTTP1"),
        ("Sources/Runtime/Lifecycle/Stager.swift", "import PluginABI"),
        ("Sources/Runtime/Request/Connection.swift", "import struct PluginABI.nano_request"),
    ])
    func noticesAForbiddenImport(path: String, text: String) {
        #expect(Imports().offences(inPlanted: text, at: path).count == 1)
    }

    @Test func theFilesThatTouchTheABIExist() {
        for file in Imports.touchingABI {
            #expect(Repository.exists("\(runtime)/\(file)"), "\(file) is gone: shorten the list")
        }
    }
}

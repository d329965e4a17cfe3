import Testing

/// What holds for every file.
@Suite struct FileTests {
    @Test func filesAndLinesAreShort() throws {
        let endings = [".swift", ".h", ".hpp", ".c", ".cc", ".cpp", ".rs", ".zig"]
        Size().expectKept(
            by: try Repository.files(
                in: ["Plugins", "Sources", "Tests", "sdk", "tools"], endings: endings))
    }

    @Test func noticesALongFile() {
        let lines = String(repeating: "\n", count: Size.linesMax + 1)
        #expect(Size().offences(inPlanted: lines, at: "Long.swift").count == 1)
        let header = String(repeating: "\n", count: Size.headerLinesMax + 1)
        #expect(Size().offences(inPlanted: header, at: "long.h").count == 1)
    }

    @Test func noticesALongLine() {
        let line = String(repeating: "─", count: Size.columnsMax)
        #expect(Size().offences(inPlanted: line, at: "Wide.swift").isEmpty)
        #expect(Size().offences(inPlanted: line + "─", at: "Wide.swift").map(\.line) == [1])
    }

    @Test func namesSayWhatThingsAre() throws {
        Names().expectKept(by: try Repository.swiftFiles())
    }

    @Test func noticesANameThatSaysNothing() {
        let inside = "struct Stager {\n    private final class PathUtils {}\n}\n"
        #expect(Names().offences(inPlanted: inside, at: "Stager.swift").map(\.line) == [2])
        #expect(Names().offences(inPlanted: "", at: "AppManager+Load.swift").isEmpty)
        #expect(Names().offences(inPlanted: "", at: "AppManager.swift").count == 1)
    }

    @Test func linesOfWorkOpenWithAComment() throws {
        OpeningComment().expectKept(by: try Repository.swiftFiles())
    }

    @Test func noticesAStepWithoutAComment() {
        let path = "Sources/Runtime/Request/Step.swift"
        let bare = "import NIOCore\n\nstruct Step {}\n"
        #expect(OpeningComment().offences(inPlanted: bare, at: path).count == 1)
        let documented = "import NIOCore\n\n/// A step.\nstruct Step {}\n"
        #expect(OpeningComment().offences(inPlanted: documented, at: path).isEmpty)
    }
}

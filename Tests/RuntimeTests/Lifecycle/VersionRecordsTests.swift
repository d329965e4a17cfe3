import Glibc
import Testing

@testable import Runtime

/// What is remembered of each app's version.
@Suite struct VersionRecordsTests {
    private let state: TemporaryDirectory

    init() throws {
        state = try TemporaryDirectory()
    }

    private var records: VersionRecords { VersionRecords(stateDirectory: state.path) }

    @Test func anAppThatNeverServedHasNoVersion() throws {
        #expect(try records.version(of: "app") == nil)
    }

    @Test func theVersionRecordedLastOutlivesTheValue() throws {
        var first = records
        try first.record("1.0.0", of: "app")
        try first.record("2.0.0-rc.1", of: "app")
        try first.record("7", of: "other")
        #expect(try records.version(of: "app") == "2.0.0-rc.1")
        #expect(try records.version(of: "other") == "7")
        let names = DirectoryListing.names(of: state.file("versions")) ?? []
        #expect(names == [Array("app".utf8), Array("other".utf8)])
    }

    @Test(arguments: ["", "\n", "1.0.0", "1.0.0\n2.0.0\n", "\u{FFFD}"])
    func aRecordThatIsNotOneLineIsNotTakenForNone(content: String) throws {
        _ = try state.directory("versions")
        let bytes = content == "\u{FFFD}" ? [0xFF, 0x0A] : Array(content.utf8)
        try state.write("versions/app", bytes)
        let error = #expect(throws: VersionRecordError.self) { try records.version(of: "app") }
        #expect(error?.description.contains("versions/app: expected one line") == true)
    }

    @Test func whatCannotBeWrittenCountsAndIsWrittenWhenItCan() throws {
        try state.write("versions", "a file is in the way")
        var records = records
        let error = #expect(throws: FileError.self) { try records.record("2.0.0", of: "app") }
        #expect(error?.code == ENOTDIR)
        #expect(try records.version(of: "app") == "2.0.0")
        #expect(records.recordUnwritten()?.app == "app")

        try #require(unlink(state.file("versions")) == 0)
        #expect(records.recordUnwritten() == nil)
        #expect(try self.records.version(of: "app") == "2.0.0")
    }

    @Test func aTemporaryFileThatWasLeftBehindIsNoObstacle() throws {
        _ = try state.directory("versions")
        try state.write("versions/.app", "half a ver")
        var records = records
        try records.record("2.0.0", of: "app")
        #expect(try records.version(of: "app") == "2.0.0")
    }
}

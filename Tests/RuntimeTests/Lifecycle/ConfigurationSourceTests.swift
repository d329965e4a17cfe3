import Configuration
import Testing

@testable import Runtime

/// What a configuration file asks for.
@Suite struct ConfigurationSourceTests {
    private let files: TemporaryDirectory

    init() throws {
        files = try TemporaryDirectory()
    }

    private func look(_ source: ConfigurationSource) -> Look {
        var look = Look()
        source.look(source.configuration, into: &look)
        return look
    }

    @Test func pathsAreRelativeToTheFile() throws {
        let path = try files.write(
            "nano.json",
            #"{"apps":[{"name":"a","path":"lib/a.so"},{"name":"b","path":"/opt/b.so"}]}"#
        )
        let source = try ConfigurationSource(path: path)
        let look = look(source)
        #expect(
            look.sightings.map(\.spec.path) == [
                files.file("lib/a.so"), "/opt/b.so",
            ])
        #expect(look.sightings.allSatisfy { $0.identity == nil })
        #expect(source.directories == [files.path, files.file("lib"), "/opt"])
    }

    @Test func anInvalidFileChangesNothing() throws {
        let path = try files.write("nano.json", #"{"apps":[{"name":"a","path":"a.so"}]}"#)
        var source = try ConfigurationSource(path: path)
        try files.write("nano.json", #"{"apps":["#)
        #expect(throws: (any Error).self) { try source.reload() }
        #expect(look(source).sightings.map(\.spec.name.text) == ["a"])
        try files.write("nano.json", #"{"apps":[{"name":"b","path":"b.so"}]}"#)
        try source.reload()
        #expect(look(source).sightings.map(\.spec.name.text) == ["b"])
        #expect(source.identity == FileIdentity(path: path))
    }

    @Test func anInvalidEntryKeepsItsAppOrAllWhereItHasNoName() throws {
        let path = try files.write(
            "nano.json",
            #"{"apps":[{"name":"a","path":"a.so","max_body_bytes":-1},{"name":"b","path":"b.so"}]}"#
        )
        var source = try ConfigurationSource(path: path)
        #expect(look(source).kept.map(\.text) == ["a"])
        #expect(!look(source).isIncomplete)
        try files.write("nano.json", #"{"apps":[{"path":"x.so"},{"name":"b","path":"b.so"}]}"#)
        try source.reload()
        #expect(look(source).isIncomplete)
        #expect(look(source).sightings.map(\.spec.name.text) == ["b"])
    }

    @Test func aMissingFileIsAnErrorThatNamesIt() {
        let path = files.file("missing.json")
        #expect {
            _ = try ConfigurationSource(path: path)
        } throws: { "\($0)" == "\(path): open: No such file or directory" }
    }
}

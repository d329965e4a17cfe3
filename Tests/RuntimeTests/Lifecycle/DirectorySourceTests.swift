import Configuration
import Glibc
import Testing

@testable import Runtime

/// What a plugin directory asks for.
@Suite struct DirectorySourceTests {
    private let plugins: TemporaryDirectory

    init() throws {
        plugins = try TemporaryDirectory()
    }

    private func look(_ source: inout DirectorySource) throws -> Look {
        var look = Look()
        try source.look(ServerConfiguration(), into: &look)
        return look
    }

    private func look() throws -> Look {
        var source = DirectorySource(directory: plugins.path)
        return try look(&source)
    }

    @Test func everySoIsAnAppOfItsName() throws {
        for name in ["b.so", "a.so", "a.json.bak", "c.so.tmp", ".hidden.so", "so", "lib"] {
            try plugins.write(name, "")
        }
        let look = try look()
        #expect(look.sightings.map(\.spec.name.text) == ["a", "b"])
        #expect(look.sightings[0].spec.hostnames == ["a", "a.localhost"])
        #expect(look.sightings[0].spec.path == plugins.file("a.so"))
        #expect(look.sightings[0].identity == FileIdentity(path: plugins.file("a.so")))
        #expect(look.refusals.isEmpty)
    }

    @Test func aNameThatNoAppMayHaveIsRefusedWithTheReason() throws {
        try plugins.write("Upper.so", "")
        try plugins.write("ok.so", "")
        var name = Array(plugins.file("").utf8CString.dropLast())
        name += [0x66, CChar(bitPattern: 0xff), 0x2e, 0x73, 0x6f, 0]
        close(open(name, O_CREAT | O_WRONLY, 0o600))
        let look = try look()
        #expect(look.sightings.map(\.spec.name.text) == ["ok"])
        #expect(look.refusals.count == 2)
        #expect(look.refusals.allSatisfy { $0.app == nil && $0.reason.contains("app name") })
    }

    @Test func theEntryBesideAPluginIsItsOwn() throws {
        try plugins.write("a.so", "")
        try plugins.write("a.json", #"{"max_body_bytes":7,"env":{"K":"v"}}"#)
        let spec = try #require(try look().sightings.first).spec
        #expect(spec.settings.maxBodyBytes == 7)
        #expect(spec.settings.environment["K"] == "v")
    }

    @Test func aBrokenEntryRefusesTheAppAndKeepsIt() throws {
        try plugins.write("a.so", "")
        var source = DirectorySource(directory: plugins.path)
        let name = try #require(try look(&source).sightings.first).spec.name
        try plugins.write("a.json", #"{"max_body_bytes":"#)
        let broken = try look(&source)
        #expect(broken.sightings.isEmpty && broken.kept == [name])
        #expect(broken.refusals[0].reason.contains("a.json"))
        try plugins.write("a.json", #"{"max_body_bytes":8}"#)
        #expect(try look(&source).sightings.first?.spec.settings.maxBodyBytes == 8)
        try #require(unlink(plugins.file("a.json")) == 0)
        #expect(try look(&source).sightings.first?.spec.settings.maxBodyBytes == 1 << 20)
    }

    @Test func aDirectoryThatIsGoneIsAnErrorAndNotEmpty() throws {
        var source = DirectorySource(directory: plugins.file("missing"))
        var look = Look()
        #expect(throws: FileError.self) { try source.look(ServerConfiguration(), into: &look) }
    }
}

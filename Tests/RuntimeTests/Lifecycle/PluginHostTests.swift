import Configuration
import Glibc
import PluginABI
import PluginHosting
import Testing

@testable import Runtime

/// What a plugin sees of the runtime, through the pointers it gets.
@Suite struct PluginHostTests {
    private func host(_ log: EventLog) throws -> PluginHost {
        let file = #"{"env":{"GREETING":"hello","EMPTY":""}}"#
        let name = try AppName("app")
        let entry = try AppEntry.parse(Array(file.utf8), file: "app.json", name: name)
        let settings = ServerConfiguration().settings(for: entry)
        return PluginHost(
            spec: AppSpec(name: name, path: "/app.so", settings: settings),
            generation: GenerationID(7), context: Sample.hostContext(), log: log)
    }

    private func get(_ host: PluginHost, _ name: nano_bytes) throws -> (Int32, String?) {
        let table = try #require(host.pointer.pointee.get_extension(host.pointer, "nano.env/1"))
        let env = table.assumingMemoryBound(to: nano_env.self)
        var value = nano_bytes(data: nil, count: 99)
        let code = env.pointee.get(host.pointer, name, &value)
        let bytes = UnsafeBufferPointer(start: value.data, count: value.count)
        return (code, String(decoding: bytes, as: UTF8.self))
    }

    @Test func saysWhoItIs() throws {
        let host = try host(Sample.log())
        #expect(host.pointer.pointee.generation == 7)
        #expect(host.pointer.pointee.size == 80)
        #expect(host.pointer.pointee.get_extension(host.pointer, "nano.other/1") == nil)
        #expect(host.pointer.pointee.get_extension(host.pointer, nil) == nil)
    }

    @Test func givesTheAppsVariablesAndNoOthers() throws {
        let host = try host(Sample.log())
        #expect(try get(host, .init("GREETING")) == (NANO_OK, "hello"))
        #expect(try get(host, .init("EMPTY")) == (NANO_OK, ""))
        #expect(try get(host, .init("PATH")) == (NANO_ERROR_INVALID, ""))
    }

    @Test(arguments: [Int.max, Int.min, -1, 1 << 40])
    func findsNoVariableOfAnImpossibleName(count: Int) throws {
        let host = try host(Sample.log())
        let name = nano_bytes(data: nano_bytes("GREETING").data, count: count)
        #expect(try get(host, name).0 == NANO_ERROR_INVALID)
        #expect(try get(host, nano_bytes(data: nil, count: 8)).0 == NANO_ERROR_INVALID)
    }

    @Test func logsWithLevelAndCutsLongMessages() throws {
        let pipe = try LogPipe()
        let host = try host(pipe.log)
        let table = try #require(host.pointer.pointee.get_extension(host.pointer, "nano.log/1"))
        let log = table.assumingMemoryBound(to: nano_log.self)
        log.pointee.write(host.pointer, UInt32(NANO_LOG_WARNING), .init("one\nline"))
        log.pointee.write(host.pointer, 77, nano_bytes(data: nil, count: 5))
        let long = [UInt8](repeating: UInt8(ascii: "m"), count: 10_000)
        long.withUnsafeBufferPointer {
            log.pointee.write(host.pointer, 0, nano_bytes(data: $0.baseAddress, count: -1))
        }
        let lines = pipe.lines(3)
        #expect(lines[0].contains(#""level":"warning","event":"app_log","app":"app""#))
        #expect(lines[0].hasSuffix(#""message":"one\nline"}"#))
        #expect(lines[1].contains(#""level":"error""#) && lines[1].hasSuffix(#""message":""}"#))
        #expect(lines[2].hasSuffix(":\"" + String(repeating: "m", count: 8_192) + "\"}"))
    }
}

import PluginABI
import PluginHosting
import Testing

/// How a host offers more than the log and the environment.
@Suite struct HostExtensionTests {
    private final class Counter: Sendable {
        let start = 41
    }

    private static let counting = HostExtension(
        "test.counting/1",
        nano_env(
            size: UInt32(MemoryLayout<nano_env>.size), reserved: 0,
            get: { host, _, _ in
                guard let counter = PluginHost.context(of: host, as: Counter.self) else {
                    return NANO_ERROR_INVALID
                }
                return Int32(counter.start + 1)
            }))

    private func host(_ extensions: [HostExtension]) -> PluginHost {
        PluginHost(
            version: "1", app: "app", generation: 1, variables: [], extensions: extensions,
            context: Counter(), log: { _, _ in })
    }

    private func table(_ host: PluginHost, _ id: String) -> UnsafePointer<nano_env>? {
        host.pointer.pointee.get_extension(host.pointer, id)?
            .assumingMemoryBound(to: nano_env.self)
    }

    @Test func itsFunctionsFindTheContextOfTheHostTheyAreGiven() throws {
        let host = host([Self.counting])
        let found = try #require(table(host, "test.counting/1"))
        var value = nano_bytes()
        #expect(found.pointee.get(host.pointer, value, &value) == 42)
        #expect(found.pointee.get(nil, value, &value) == NANO_ERROR_INVALID)
    }

    @Test func hostsHaveTheBasicsAndWhatTheyAreGiven() {
        let host = host([])
        #expect(table(host, NANO_LOG_EXTENSION) != nil && table(host, NANO_ENV_EXTENSION) != nil)
        #expect(table(host, "test.counting/1") == nil)
    }
}

internal import PluginABI
internal import PluginABITesting
@_spi(Testing) internal import PluginKit

/// The host of one app under test, and the app: a log that is kept, configuration values, and
/// nano.call/1 as `nano/testing.h` has it.
final class TestHost {
    /// The app; `nil` where it did not start.
    private(set) var plugin: StartedPlugin?
    /// The `nano_host` that the app is given.
    let pointer: UnsafeMutablePointer<nano_host>
    /// The requests under way.
    let calls: UnsafeMutablePointer<nano_test_calls>
    private let environment: [(name: String, value: nano_bytes)]
    /// What the app logged. Callbacks log on a thread of their own: guarded by the lock of `calls`.
    private var lines: [String] = []
    private let arena = Arena()
    /// What the app may still look at.
    private var requests: [TestRequest] = []

    /// Makes the app by calling `start` with its host.
    init(
        environment: [(name: String, value: String)],
        start: (UnsafeRawPointer) throws(PluginFailure) -> StartedPlugin
    ) {
        let arena = arena
        self.environment = environment.map { ($0.name, arena.view($0.value)) }
        calls = .allocate(capacity: 1)
        nano_test_calls_begin(calls)
        pointer = .allocate(capacity: 1)
        pointer.initialize(
            to: nano_host(
                size: UInt32(MemoryLayout<nano_host>.size), abi_major: UInt16(NANO_ABI_MAJOR),
                abi_minor: UInt16(NANO_ABI_MINOR), host_data: nil, name: arena.view("nano-test"),
                version: arena.view("0.1.0"), app: arena.view("test"), generation: 1,
                get_extension: { host, id in TestHost.table(id, of: host) }))
        pointer.pointee.host_data = Unmanaged.passUnretained(self).toOpaque()
        do throws(PluginFailure) {
            plugin = try start(pointer)
            nano_test_serve(calls)
        } catch {
            keep(error.message)
        }
    }

    /// As a runtime does: calls end, then the callbacks, then the app.
    deinit {
        let openCount = nano_test_calls_end(calls, UInt32(NANO_TEST_PATIENCE_SECONDS))
        if openCount > 0 { print("\(openCount) deferred calls were never ended by the plugin") }
        plugin = nil
        nano_test_calls_free(calls)
        calls.deallocate()
        pointer.deallocate()
    }

    /// What the app logged, a line each.
    var log: [String] {
        nano_test_lock(calls)
        defer { nano_test_unlock(calls) }
        return lines
    }

    /// Keeps a line of the log.
    func keep(_ line: String) {
        nano_test_lock(calls)
        lines.append(line)
        nano_test_unlock(calls)
    }

    /// Keeps what a request's views show until the app has ended.
    func keep(_ request: TestRequest) { requests.append(request) }

    /// The configuration value of that name.
    func value(_ name: String) -> nano_bytes? {
        environment.first { $0.name == name }?.value
    }

    /// The test's host behind the plugin's.
    static func of(_ host: UnsafePointer<nano_host>?) -> TestHost? {
        host?.pointee.host_data.map { Unmanaged<TestHost>.fromOpaque($0).takeUnretainedValue() }
    }
}

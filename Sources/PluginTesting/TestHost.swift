internal import PluginABI

/// The host of one app under test: a log that is kept, and configuration values.
final class TestHost {
    /// What the app logged, a line each.
    private(set) var log: [String] = []
    /// The `nano_host` that the app is given.
    let pointer: UnsafeMutablePointer<nano_host>
    fileprivate let environment: [(name: String, value: nano_bytes)]
    private let arena = Arena()

    init(environment: [(name: String, value: String)]) {
        let arena = arena
        self.environment = environment.map { ($0.name, arena.view($0.value)) }
        pointer = .allocate(capacity: 1)
        pointer.initialize(
            to: nano_host(
                size: UInt32(MemoryLayout<nano_host>.size), abi_major: UInt16(NANO_ABI_MAJOR),
                abi_minor: UInt16(NANO_ABI_MINOR), host_data: nil, name: arena.view("nano-test"),
                version: arena.view("0.1.0"), app: arena.view("test"), generation: 1,
                get_extension: { _, id in TestHost.table(id) }))
        pointer.pointee.host_data = Unmanaged.passUnretained(self).toOpaque()
    }

    deinit { pointer.deallocate() }

    /// Keeps a line of the log.
    func keep(_ line: String) { log.append(line) }

    private static func table(_ id: UnsafePointer<CChar>?) -> UnsafeRawPointer? {
        guard let id else { return nil }
        return switch String(cString: id) {
        case NANO_LOG_EXTENSION: UnsafeRawPointer(logTable)
        case NANO_ENV_EXTENSION: UnsafeRawPointer(environmentTable)
        default: nil
        }
    }
}

// Unchecked: written here once, and then only read.
nonisolated(unsafe) private let logTable: UnsafePointer<nano_log> = {
    let table = UnsafeMutablePointer<nano_log>.allocate(capacity: 1)
    table.initialize(
        to: nano_log(
            size: UInt32(MemoryLayout<nano_log>.size), reserved: 0,
            write: { host, _, message in
                let line = String(decoding: [UInt8](message), as: UTF8.self)
                testHost(host)?.keep(line)
            }))
    return UnsafePointer(table)
}()

// Unchecked: written here once, and then only read.
nonisolated(unsafe) private let environmentTable: UnsafePointer<nano_env> = {
    let table = UnsafeMutablePointer<nano_env>.allocate(capacity: 1)
    table.initialize(
        to: nano_env(
            size: UInt32(MemoryLayout<nano_env>.size), reserved: 0,
            get: { host, name, value in
                let name = String(decoding: [UInt8](name), as: UTF8.self)
                let entry = testHost(host)?.environment.first { $0.name == name }
                value?.pointee = entry?.value ?? nano_bytes()
                return entry == nil ? NANO_ERROR_INVALID : NANO_OK
            }))
    return UnsafePointer(table)
}()

/// The test's host behind the plugin's.
private func testHost(_ host: UnsafePointer<nano_host>?) -> TestHost? {
    host?.pointee.host_data.map { Unmanaged<TestHost>.fromOpaque($0).takeUnretainedValue() }
}

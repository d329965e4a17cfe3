internal import PluginABI
internal import PluginABITesting

extension TestHost {
    /// `nano_host.get_extension`.
    static func table(
        _ id: UnsafePointer<CChar>?, of host: UnsafePointer<nano_host>?
    ) -> UnsafeRawPointer? {
        guard let id else { return nil }
        return switch String(cString: id) {
        case NANO_LOG_EXTENSION: UnsafeRawPointer(logTable)
        case NANO_ENV_EXTENSION: UnsafeRawPointer(environmentTable)
        case NANO_CALL_EXTENSION: UnsafeRawPointer(nano_test_calls_table())
        case NANO_TIMER_EXTENSION: UnsafeRawPointer(nano_test_timers_table())
        case NANO_TEST_CALLS_EXTENSION: of(host).map { UnsafeRawPointer($0.calls) }
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
                TestHost.of(host)?.keep(String(decoding: [UInt8](message), as: UTF8.self))
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
                let found = TestHost.of(host)?.value(name)
                value?.pointee = found ?? nano_bytes()
                return found == nil ? NANO_ERROR_INVALID : NANO_OK
            }))
    return UnsafePointer(table)
}()

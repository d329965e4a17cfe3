import PluginABI

/// A host whose one extension is a log that keeps its lines, each as "LEVEL TEXT".
final class LoggingHost {
    var lines: [String] = []
    let pointer = UnsafeMutablePointer<nano_host>.allocate(capacity: 1)

    init() {
        pointer.initialize(to: nano_host())
        pointer.pointee.size = UInt32(MemoryLayout<nano_host>.size)
        pointer.pointee.host_data = Unmanaged.passUnretained(self).toOpaque()
        pointer.pointee.get_extension = { _, id in
            guard let id, String(cString: id) == NANO_LOG_EXTENSION else { return nil }
            return UnsafeRawPointer(LoggingHost.table)
        }
    }

    deinit { pointer.deallocate() }

    // Unchecked: written here once, and then only read.
    nonisolated(unsafe) private static let table = {
        let table = UnsafeMutablePointer<nano_log>.allocate(capacity: 1)
        table.initialize(
            to: nano_log(
                size: UInt32(MemoryLayout<nano_log>.size), reserved: 0,
                write: { host, level, message in
                    guard let data = host?.pointee.host_data else { return }
                    let text = UnsafeBufferPointer(start: message.data, count: message.count)
                    Unmanaged<LoggingHost>.fromOpaque(data).takeUnretainedValue()
                        .lines.append("\(level) \(String(decoding: text, as: UTF8.self))")
                }))
        return UnsafePointer(table)
    }()
}

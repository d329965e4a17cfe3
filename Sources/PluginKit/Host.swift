internal import PluginABI

/// The runtime, as one loaded copy of a plugin sees it. May be used from every thread, and kept
/// as long as the plugin lives.
public struct Host: @unchecked Sendable {
    // Unchecked: the host and its extensions are read-only, and every function in them is tagged
    // [any-thread]. They outlive the plugin, which is released inside destroy().
    let pointer: UnsafePointer<nano_host>
    let callExtension: UnsafePointer<nano_calls>?
    let timerExtension: UnsafePointer<nano_timers>?
    let keyValueExtension: UnsafePointer<nano_kv>?
    let metricsExtension: UnsafePointer<nano_metrics>?
    let httpExtension: UnsafePointer<nano_http>?
    let traceExtension: UnsafePointer<nano_trace>?
    private let logExtension: UnsafePointer<nano_log>?
    private let environmentExtension: UnsafePointer<nano_env>?

    init(_ host: UnsafePointer<nano_host>) {
        pointer = host
        callExtension = host.extensionTable(NANO_CALL_EXTENSION)
        timerExtension = host.extensionTable(NANO_TIMER_EXTENSION)
        keyValueExtension = host.extensionTable(NANO_KV_EXTENSION)
        metricsExtension = host.extensionTable(NANO_METRICS_EXTENSION)
        httpExtension = host.extensionTable(NANO_HTTP_EXTENSION)
        traceExtension = host.extensionTable(NANO_TRACE_EXTENSION)
        logExtension = host.extensionTable(NANO_LOG_EXTENSION)
        environmentExtension = host.extensionTable(NANO_ENV_EXTENSION)
    }

    /// The name of the app that this plugin serves.
    public var app: String { String(view: pointer.pointee.app) }

    /// The number of this loaded copy, unique in the process, from 1.
    public var generation: UInt64 { pointer.pointee.generation }

    /// The runtime's version, such as `0.1.0`.
    public var version: String { String(view: pointer.pointee.version) }

    /// Writes one line to the runtime's log, marked with app and generation. Never blocks: when
    /// the log cannot keep up, lines are dropped and counted. Text past 8,192 bytes is cut.
    public func log(_ level: LogLevel, _ message: String) {
        guard let logExtension else { return }
        Content.text(message).withView { logExtension.pointee.write(pointer, level.number, $0) }
    }

    /// The value of `name` in the `env` object of the app's configuration, or `nil`. The process
    /// environment is not consulted: apps share it.
    public func environment(_ name: String) -> String? {
        guard let environmentExtension else { return nil }
        var value = nano_bytes()
        let result = Content.text(name).withView {
            environmentExtension.pointee.get(pointer, $0, &value)
        }
        return result == NANO_OK ? String(view: value) : nil
    }
}

extension UnsafePointer<nano_host> {
    /// The functions of the extension that `id` names, or `nil` where the host has none.
    fileprivate func extensionTable<Table>(_ id: String) -> UnsafePointer<Table>? {
        id.withCString { pointee.get_extension(self, $0) }?.assumingMemoryBound(to: Table.self)
    }
}

extension String {
    /// A copy of what `view` shows; what is not UTF-8 becomes U+FFFD.
    init(view: nano_bytes) {
        self.init(
            decoding: UnsafeBufferPointer(start: view.data, count: view.count), as: UTF8.self)
    }
}

// What a plugin sees of its host: the `nano_host` of its generation, and the extensions
// nano.log/1 and nano.env/1.

import Glibc
public import PluginABI

/// The host side of one generation. Its memory is valid until it is deinitialized: keep it as
/// long as the image is loaded.
public final class PluginHost: @unchecked Sendable {
    // Unchecked: all pointers are written once in init and read from then on; the log takes
    // lines from every thread.

    /// What `create` is given.
    public let pointer: UnsafePointer<nano_host>
    private let host: UnsafeMutablePointer<nano_host>
    private let environment: [String: UnsafeBufferPointer<UInt8>]
    private let nameBytesMax: Int
    private let texts: [UnsafeBufferPointer<UInt8>]
    private let log: @Sendable (PluginLogLevel, String) -> Void

    /// - Parameters:
    ///   - version: the host's own.
    ///   - app: the name of the app that the plugin serves.
    ///   - generation: the number of this loaded copy.
    ///   - variables: what nano.env/1 has; each name once.
    ///   - log: takes the lines of nano.log/1, on any thread, and must not block.
    public init(
        version: String, app: String, generation: UInt64,
        variables: [(name: String, value: String)],
        log: @escaping @Sendable (PluginLogLevel, String) -> Void
    ) {
        let identity = ["nano-runtime", version, app].map(Self.copy)
        let values = Dictionary(
            uniqueKeysWithValues: variables.map { ($0.name, Self.copy($0.value)) })
        texts = identity + values.values
        environment = values
        nameBytesMax = max(1, variables.map(\.name.utf8.count).max() ?? 0)
        self.log = log
        host = .allocate(capacity: 1)
        pointer = UnsafePointer(host)
        host.initialize(
            to: nano_host(
                size: UInt32(MemoryLayout<nano_host>.size),
                abi_major: UInt16(NANO_ABI_MAJOR), abi_minor: UInt16(NANO_ABI_MINOR),
                host_data: nil, name: Self.view(identity[0]), version: Self.view(identity[1]),
                app: Self.view(identity[2]), generation: generation,
                get_extension: { _, id in PluginHost.extensionTable(id) }))
        host.pointee.host_data = Unmanaged.passUnretained(self).toOpaque()
    }

    deinit {
        host.deallocate()
        for text in texts { text.deallocate() }
    }

    private static func copy(_ text: String) -> UnsafeBufferPointer<UInt8> {
        let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.utf8.count)
        _ = bytes.initialize(from: text.utf8)
        return UnsafeBufferPointer(bytes)
    }

    private static func view(_ bytes: UnsafeBufferPointer<UInt8>) -> nano_bytes {
        nano_bytes(data: bytes.baseAddress, count: bytes.count)
    }

    private static func of(_ host: UnsafePointer<nano_host>?) -> PluginHost? {
        guard let data = host?.pointee.host_data else { return nil }
        return Unmanaged<PluginHost>.fromOpaque(data).takeUnretainedValue()
    }
}

// MARK: Extensions

extension PluginHost {
    private struct Tables: @unchecked Sendable {
        // Unchecked: written once, before anyone can see them.
        let log = UnsafeMutablePointer<nano_log>.allocate(capacity: 1)
        let env = UnsafeMutablePointer<nano_env>.allocate(capacity: 1)

        init() {
            log.initialize(
                to: nano_log(
                    size: UInt32(MemoryLayout<nano_log>.size), reserved: 0,
                    write: { PluginHost.of($0)?.write(level: $1, $2) }))
            env.initialize(
                to: nano_env(
                    size: UInt32(MemoryLayout<nano_env>.size), reserved: 0,
                    get: { PluginHost.of($0)?.get($1, $2) ?? NANO_ERROR_INVALID }))
        }
    }

    private static let tables = Tables()

    private static func extensionTable(_ id: UnsafePointer<CChar>?) -> UnsafeRawPointer? {
        guard let id else { return nil }
        if strcmp(id, NANO_LOG_EXTENSION) == 0 { return UnsafeRawPointer(tables.log) }
        if strcmp(id, NANO_ENV_EXTENSION) == 0 { return UnsafeRawPointer(tables.env) }
        return nil
    }

    private static let messageBytesMax = 8_192

    private func write(level: UInt32, _ message: nano_bytes) {
        // A size beyond `Int.max` is negative here.
        let count = min(UInt(bitPattern: message.count), UInt(Self.messageBytesMax))
        let bytes = UnsafeBufferPointer(
            start: message.data, count: message.data == nil ? 0 : Int(count))
        let text = String(decoding: bytes, as: UTF8.self)
        log(PluginLogLevel(rawValue: level) ?? .error, text)
    }

    private func get(_ name: nano_bytes, _ value: UnsafeMutablePointer<nano_bytes>?) -> Int32 {
        let found = variable(name)
        value?.pointee = found.map(Self.view) ?? nano_bytes(data: nil, count: 0)
        return found == nil ? NANO_ERROR_INVALID : NANO_OK
    }

    /// A name longer than every variable's is not even read.
    private func variable(_ name: nano_bytes) -> UnsafeBufferPointer<UInt8>? {
        guard let data = name.data, (1...nameBytesMax).contains(name.count) else { return nil }
        let bytes = UnsafeBufferPointer(start: data, count: name.count)
        return environment[String(decoding: bytes, as: UTF8.self)]
    }
}

// What a plugin sees of its host: the `nano_host` of its generation, and the extensions that
// whoever hosts it has to offer.

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
    private let texts: [UnsafeBufferPointer<UInt8>]
    let environment: [String: UnsafeBufferPointer<UInt8>]
    let nameBytesMax: Int
    let log: @Sendable (PluginLogLevel, String) -> Void
    private let extensions: [HostExtension]
    let context: (any AnyObject & Sendable)?
    let calls: (any HostedCalls)?

    /// - Parameters:
    ///   - version: the host's own.
    ///   - app: the name of the app that the plugin serves.
    ///   - generation: the number of this loaded copy.
    ///   - variables: what nano.env/1 has; each name once.
    ///   - extensions: what it has beside nano.log/1 and nano.env/1.
    ///   - context: what the functions of `extensions` work on.
    ///   - calls: what nano.call/1 works on; without it there is no such extension.
    ///   - log: takes the lines of nano.log/1, on any thread, and must not block.
    public init(
        version: String, app: String, generation: UInt64,
        variables: [(name: String, value: String)], extensions: [HostExtension] = [],
        context: (any AnyObject & Sendable)? = nil, calls: (any HostedCalls)? = nil,
        log: @escaping @Sendable (PluginLogLevel, String) -> Void
    ) {
        let identity = ["nano-runtime", version, app].map(Self.copy)
        let values = Dictionary(
            uniqueKeysWithValues: variables.map { ($0.name, Self.copy($0.value)) })
        texts = identity + values.values
        environment = values
        nameBytesMax = max(1, variables.map(\.name.utf8.count).max() ?? 0)
        self.extensions =
            Self.basics + (calls == nil ? [] : [Self.callExtension]) + extensions
        self.context = context
        self.calls = calls
        self.log = log
        host = .allocate(capacity: 1)
        pointer = UnsafePointer(host)
        host.initialize(
            to: nano_host(
                size: UInt32(MemoryLayout<nano_host>.size),
                abi_major: UInt16(NANO_ABI_MAJOR), abi_minor: UInt16(NANO_ABI_MINOR),
                host_data: nil, name: Self.view(identity[0]), version: Self.view(identity[1]),
                app: Self.view(identity[2]), generation: generation,
                get_extension: { PluginHost.of($0)?.table($1) }))
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

    static func view(_ bytes: UnsafeBufferPointer<UInt8>) -> nano_bytes {
        nano_bytes(data: bytes.baseAddress, count: bytes.count)
    }

    private func table(_ id: UnsafePointer<CChar>?) -> UnsafeRawPointer? {
        guard let id else { return nil }
        return extensions.first { strcmp($0.id, id) == 0 }?.table
    }

    static func of(_ host: UnsafePointer<nano_host>?) -> PluginHost? {
        guard let data = host?.pointee.host_data else { return nil }
        return Unmanaged<PluginHost>.fromOpaque(data).takeUnretainedValue()
    }
}

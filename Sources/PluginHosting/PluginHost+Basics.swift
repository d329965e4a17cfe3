// The extensions that every host has: nano.log/1 and nano.env/1.

import PluginABI

extension PluginHost {
    static let basics = [
        HostExtension(
            NANO_LOG_EXTENSION,
            nano_log(
                size: UInt32(MemoryLayout<nano_log>.size), reserved: 0,
                write: { PluginHost.of($0)?.write(level: $1, $2) })),
        HostExtension(
            NANO_ENV_EXTENSION,
            nano_env(
                size: UInt32(MemoryLayout<nano_env>.size), reserved: 0,
                get: { PluginHost.of($0)?.get($1, $2) ?? NANO_ERROR_INVALID })),
    ]

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

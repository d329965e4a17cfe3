// nano.kv/1: `nano/kv.h`.

import PluginABI
import PluginHosting

extension HostExtension {
    static let keyValue = HostExtension(
        NANO_KV_EXTENSION,
        nano_kv(
            size: UInt32(MemoryLayout<nano_kv>.size), reserved: 0,
            get: { getEntry($0, $1, $2, $3, $4, $5) },
            set: { setEntry($0, $1, $2, $3, $4, $5) },
            remove: { host, key, expected in
                withStore(host, key) { store, key throws(KeyValueEntries.ChangeError) in
                    try store.remove(key, if: .init(expected))
                }
            },
            increment: { incrementEntry($0, $1, $2, $3, $4) }))
}

private func withStore(
    _ host: UnsafePointer<nano_host>?, _ key: nano_bytes,
    _ body: (KeyValueStore, [UInt8]) throws(KeyValueEntries.ChangeError) -> Void
) -> Int32 {
    guard let store = HostContext.of(host)?.app.store,
        let key = key.copied(bytesMax: KeyValueStore.keyBytesMax), !key.isEmpty
    else { return NANO_ERROR_INVALID }
    do {
        try body(store, key)
        return NANO_OK
    } catch {
        return switch error {
        case .absent: NANO_KV_ABSENT
        case .conflict: NANO_KV_CONFLICT
        case .tooLarge: NANO_ERROR_LIMIT
        case .notANumber: NANO_ERROR_INVALID
        }
    }
}

private func getEntry(
    _ host: UnsafePointer<nano_host>?, _ key: nano_bytes, _ buffer: UnsafeMutableRawPointer?,
    _ capacity: Int, _ count: UnsafeMutablePointer<Int>?, _ version: UnsafeMutablePointer<UInt64>?
) -> Int32 {
    withStore(host, key) { store, key throws(KeyValueEntries.ChangeError) in
        guard let entry = store.entry(of: key) else { throw .absent }
        count?.pointee = entry.value.count
        version?.pointee = entry.version
        if entry.value.isEmpty { return }
        // A capacity beyond `Int.max` is negative here: no such buffer exists.
        guard let buffer, entry.value.count <= capacity else { throw .tooLarge }
        entry.value.withUnsafeBytes {
            buffer.copyMemory(from: $0.baseAddress!, byteCount: $0.count)
        }
    }
}

private func setEntry(
    _ host: UnsafePointer<nano_host>?, _ key: nano_bytes, _ value: nano_bytes, _ lifetime: UInt64,
    _ expected: UInt64, _ version: UnsafeMutablePointer<UInt64>?
) -> Int32 {
    guard value.data != nil || value.count == 0 else { return NANO_ERROR_INVALID }
    return withStore(host, key) { store, key throws(KeyValueEntries.ChangeError) in
        guard let value = value.copied(bytesMax: KeyValueStore.valueBytesMax) else {
            throw .tooLarge
        }
        let newVersion = try store.set(
            key, value, lifetimeMilliseconds: lifetime, if: .init(expected))
        version?.pointee = newVersion
    }
}

private func incrementEntry(
    _ host: UnsafePointer<nano_host>?, _ key: nano_bytes, _ delta: Int64, _ lifetime: UInt64,
    _ result: UnsafeMutablePointer<Int64>?
) -> Int32 {
    withStore(host, key) { store, key throws(KeyValueEntries.ChangeError) in
        let sum = try store.increment(key, by: delta, lifetimeMilliseconds: lifetime)
        result?.pointee = sum
    }
}

extension KeyValueEntries.Expectation {
    fileprivate init(_ version: UInt64) {
        self =
            switch version {
            case UInt64(NANO_KV_ANY): .anything
            case UInt64(NANO_KV_NEW): .absence
            default: .version(version)
            }
    }
}

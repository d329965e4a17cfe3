public import PluginABI

extension nano_bytes {
    /// Whether there can be such a view: with bytes where it counts some, and of a size that no
    /// sum of sizes overflows. Sizes beyond `Int.max` are negative here.
    func isView(_ bytesMax: Int) -> Bool {
        (0...bytesMax).contains(count) && (data != nil || count == 0)
    }

    /// A copy of the bytes.
    /// - Returns: `nil` if this is no view of at most `bytesMax` bytes.
    public func copied(bytesMax: Int) -> [UInt8]? {
        guard isView(bytesMax) else { return nil }
        return Array(UnsafeBufferPointer(start: data, count: count))
    }

    /// The bytes as text.
    /// - Returns: `nil` if this is no view of at most `bytesMax` bytes of UTF-8.
    public func text(bytesMax: Int) -> String? {
        copied(bytesMax: bytesMax).flatMap { String(validating: $0, as: UTF8.self) }
    }

    /// The bytes, valid while their owner keeps them.
    public var span: RawSpan {
        // On the path of every request, for every field.
        @inlinable @_lifetime(immortal)
        get {
            let bytes = UnsafeRawBufferPointer(start: data, count: count)
            // The plugin keeps the memory until `respond` returns, and no span outlives that.
            return _overrideLifetime(RawSpan(_unsafeBytes: bytes), copying: ())
        }
    }

    /// The value of decimal digits; `nil` for anything else, or for more than 18 of them.
    var decimal: Int? {
        guard let data, (1...18).contains(count) else { return nil }
        var value = 0
        for byte in UnsafeBufferPointer(start: data, count: count) {
            guard byte &- 0x30 < 10 else { return nil }
            value = value * 10 + Int(byte &- 0x30)
        }
        return value
    }
}

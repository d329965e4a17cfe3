extension String {
    /// A copy of `bytes` as text; what is not UTF-8 becomes U+FFFD.
    public init(_ bytes: Bytes) {
        self = bytes.span.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}

extension [UInt8] {
    /// A copy of `bytes`.
    public init(_ bytes: Bytes) {
        self = bytes.span.withUnsafeBufferPointer { Self($0) }
    }
}

internal import PluginABI

/// Bytes that a response owns: a body, or the name or value of a header field.
enum Content: Sendable {
    case constant(StaticString)
    case text(String)
    case bytes([UInt8])

    /// Calls `body` with a view that is valid until it returns.
    func withView<Result>(_ body: (nano_bytes) -> Result) -> Result {
        switch self {
        case .constant(let text):
            return text.withUTF8Buffer { body(nano_bytes($0)) }
        case .text(var text):
            return text.withUTF8 { body(nano_bytes($0)) }
        case .bytes(let bytes):
            return bytes.withUnsafeBufferPointer { body(nano_bytes($0)) }
        }
    }
}

extension nano_bytes {
    /// A view of `buffer`, valid as long as that is.
    init(_ buffer: UnsafeBufferPointer<UInt8>) {
        self.init(data: buffer.baseAddress, count: buffer.count)
    }
}

public import Sockets

extension ByteQueue {
    public init(_ text: String) {
        self.init()
        append(text)
    }

    public mutating func append(_ text: String) {
        append(Array(text.utf8)[...])
    }

    public mutating func append(_ bytes: ArraySlice<UInt8>) {
        append(bytes.span.bytes)
    }

    /// A copy of the bytes.
    public var array: [UInt8] { withUnsafeBytes { Array($0) } }

    public var text: String { String(decoding: array, as: UTF8.self) }
}

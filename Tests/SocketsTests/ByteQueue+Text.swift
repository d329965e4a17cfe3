import Sockets

extension ByteQueue {
    init(_ text: String) {
        self.init()
        append(text)
    }

    mutating func append(_ text: String) {
        append(Array(text.utf8)[...])
    }

    mutating func append(_ bytes: ArraySlice<UInt8>) {
        append(bytes.span.bytes)
    }

    /// A copy of the bytes.
    var array: [UInt8] { withUnsafeBytes { Array($0) } }

    var text: String { String(decoding: array, as: UTF8.self) }
}

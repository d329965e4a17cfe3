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
        bytes.withUnsafeBytes { append($0) }
    }

    var text: String { String(decoding: view, as: UTF8.self) }
}

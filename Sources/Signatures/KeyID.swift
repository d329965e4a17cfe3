/// The eight random bytes that say which key pair made a signature. They help to find the key and
/// prove nothing.
public struct KeyID: Hashable, Sendable {
    static let byteCount = 8

    let bytes: [UInt8]

    /// - Parameter bytes: `byteCount` of them.
    init(_ bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes)
        precondition(self.bytes.count == Self.byteCount)
    }

    static func random() -> KeyID {
        var system = SystemRandomNumberGenerator()
        return KeyID((0..<byteCount).map { _ in UInt8.random(in: .min ... .max, using: &system) })
    }
}

extension KeyID: CustomStringConvertible {
    /// As `minisign` prints it: the bytes as a little-endian number, in sixteen hexadecimal digits.
    public var description: String {
        let number = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let digits = String(number, radix: 16, uppercase: true)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

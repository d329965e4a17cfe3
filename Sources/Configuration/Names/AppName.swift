/// The name of an app: what its file is called without `.so`, and the first label of its default
/// host name.
///
/// One lower-case letter or digit of ASCII, then up to 62 of the same, `.`, `_` and `-`. That is
/// safe as a file name, in a log line, as a metric's label, and in a URL.
public struct AppName: Hashable, Sendable {
    /// The longest name, in bytes.
    public static let bytesMax = 63

    /// The name as text.
    public let text: String

    /// The app name that `text` spells, exactly: nothing is trimmed or lower-cased.
    public init(_ text: String) throws(AppNameError) {
        try self.init(Array(text.utf8))
    }

    /// The app name that `bytes` spell, which may be anything: a file name of Linux is any bytes
    /// but NUL and `/`.
    public init(_ bytes: [UInt8]) throws(AppNameError) {
        guard !bytes.isEmpty else { throw .empty }
        for (offset, byte) in bytes.enumerated() where !Self.allows(byte, at: offset) {
            throw .invalidByte(byte, offset: offset)
        }
        guard bytes.count <= Self.bytesMax else { throw .tooLong(bytes: bytes.count) }
        text = String(decoding: bytes, as: UTF8.self)
    }

    private static func allows(_ byte: UInt8, at offset: Int) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"): offset > 0
        default: false
        }
    }
}

extension AppName: CustomStringConvertible {
    /// The name itself.
    public var description: String { text }
}

/// A host that an app answers to, in the one spelling that a `Host` header is compared with:
/// lower case, no port, no trailing dot, and an IPv6 address as RFC 5952 writes it.
///
/// It is a DNS name of letters, digits, `-` and `_` (RFC 1123, section 2.1, and the underscore
/// that RFC 3986 allows and people use), an IPv4 address, or an IPv6 address in brackets
/// (RFC 3986, section 3.2.2).
public struct Hostname: Hashable, Sendable {
    /// The longest name (RFC 1035, section 2.3.4, less the final dot and its length), in bytes.
    public static let bytesMax = 253

    /// The longest label of a name, in bytes.
    public static let labelBytesMax = 63

    /// The host in its one spelling.
    public let text: String

    /// The host that `text` spells, in any case and with or without a trailing dot.
    public init(_ text: String) throws(HostnameError) {
        var bytes = text.utf8.map(lowercased)
        if bytes.first == UInt8(ascii: "[") {
            self.text = try Self.bracketedAddress(bytes)
            return
        }
        if bytes.last == UInt8(ascii: ".") { bytes.removeLast() }
        try Self.validateName(bytes)
        self.text = String(decoding: bytes, as: UTF8.self)
    }

    /// The hosts that an app answers to when its entry gives none: `NAME` and `NAME.localhost`.
    ///
    /// An app's name may hold what `init(_:)` refuses, such as an empty label. A `Host` header may
    /// hold it too, so it is taken as it is.
    public static func defaults(for name: AppName) -> [Hostname] {
        let text = name.text.utf8.last == UInt8(ascii: ".") ? name.text.dropLast() : name.text[...]
        return [Hostname(canonical: String(text)), Hostname(canonical: name.text + ".localhost")]
    }

    private init(canonical text: String) {
        self.text = text
    }
}

extension Hostname: CustomStringConvertible {
    /// The host in its one spelling.
    public var description: String { text }
}

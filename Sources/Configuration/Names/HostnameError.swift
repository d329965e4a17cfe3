/// Why a text is not a host that an app can answer to.
public enum HostnameError: ExplainedError, Equatable, Sendable {
    /// There is nothing, or nothing but a dot.
    case empty

    /// The name has more bytes than `Hostname.bytesMax`.
    case tooLong(bytes: Int)

    /// A label has more bytes than `Hostname.labelBytesMax`.
    case labelTooLong(bytes: Int)

    /// Two dots in a row, or one at the beginning.
    case emptyLabel

    /// A label begins or ends with a hyphen.
    case hyphenAtLabelEdge

    /// A byte that no host holds. The offset counts from 0.
    case invalidByte(UInt8, offset: Int)

    /// It ends in a number but is not four of 0 to 255 without leading zeros.
    case invalidIPv4Address

    /// It begins with a bracket but is not an IPv6 address in brackets.
    case invalidIPv6Address

    /// A port stands behind the host.
    case port

    /// What a host looks like, in words.
    static let expected = "a host name, IPv4 address or [IPv6 address], without a port"

    /// What is wrong with this one, in words.
    var reason: String {
        switch self {
        case .empty: "it is empty"
        case .tooLong(let bytes): "it has \(bytes) bytes of at most \(Hostname.bytesMax)"
        case .labelTooLong(let bytes):
            "a label has \(bytes) bytes of at most \(Hostname.labelBytesMax)"
        case .emptyLabel: "a label is empty"
        case .hyphenAtLabelEdge: "a label begins or ends with a hyphen"
        case .invalidByte(let byte, let offset) where byte >= 0x80:
            "byte \(offset + 1) is \(described(byte)) (write other scripts in their xn-- form)"
        case .invalidByte(let byte, let offset): "byte \(offset + 1) is \(described(byte))"
        case .invalidIPv4Address: "it ends in a number and is not an IPv4 address"
        case .invalidIPv6Address: "it is not an IPv6 address in brackets"
        case .port: "it has a port"
        }
    }
}

extension HostnameError: CustomStringConvertible {
    /// One line: what was expected and why this is not it.
    public var description: String { "expected \(Self.expected), but \(reason)" }
}

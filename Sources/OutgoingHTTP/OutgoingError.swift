/// Why there is no response.
public struct OutgoingError: Error, Equatable, CustomStringConvertible {
    public enum Kind: Sendable {
        /// The request itself cannot be sent: its URL, method or fields break a rule.
        case invalid
        /// The host's name was not found.
        case name
        /// No connection could be made.
        case connect
        /// TLS failed: the certificate, or the handshake.
        case tls
        /// The time was over.
        case timeout
        /// The response's body is larger than the request allows.
        case tooLarge
        /// The connection broke, or what came is no HTTP.
        case broken
        case cancelled
    }

    public let kind: Kind
    /// One line, for the operator.
    public let description: String

    public init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}

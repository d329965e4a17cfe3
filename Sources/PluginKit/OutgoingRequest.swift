/// A request to another server; see `Host.send`.
public struct OutgoingRequest: Sendable {
    public var method: String
    /// Absolute, of scheme http or https.
    public var url: String
    /// In the order sent. Content-Length, Transfer-Encoding and Connection are the runtime's;
    /// X-Request-Id and traceparent are those of the request on whose behalf this is, if they are
    /// not here.
    public var headers: [(name: String, value: String)] = []
    public var body: [UInt8]
    /// Until the whole response is there; 0 for 30 s.
    public var timeoutMilliseconds: UInt64 = 0
    /// The largest body of a response; 0 for 8 MiB.
    public var bodyBytesMax: UInt64 = 0
    /// Follows redirects, 10 at most.
    public var followsRedirects = false
    /// The deferred call on whose behalf this is; 0 for none.
    var call: UInt64 = 0

    public init(_ method: String = "GET", _ url: String, body: [UInt8] = []) {
        self.method = method
        self.url = url
        self.body = body
    }

    /// It is cancelled when nobody waits for the answer to `call` any more, and passes the call's
    /// request id and trace on, as one that is sent within `handle` does.
    public mutating func inherit(from call: borrowing Call) {
        self.call = call.open.number
    }
}

/// What another server answered, whole.
public struct OutgoingResponse: Sendable {
    public let status: Int
    /// In the order received.
    public let headers: [(name: String, value: String)]
    public let body: [UInt8]

    /// The value of the first header field of that name, in either case, or `nil`.
    public func header(_ name: String) -> String? {
        headers.first { FieldName.matches($0.name, name) }?.value
    }
}

/// Names of header fields.
enum FieldName {
    /// Whether two names are the same but for the case of their letters, which are ASCII.
    static func matches(_ one: String, _ other: String) -> Bool {
        one.utf8.count == other.utf8.count
            && zip(one.utf8, other.utf8).allSatisfy { lowercased($0) == lowercased($1) }
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }
}

/// Why another server's response did not come.
public struct OutgoingError: Error, Sendable {
    public enum Reason: Equatable, Sendable {
        /// The host does not send requests, or not this one: too many, too late, on an event loop.
        case host(HostError)
        /// The URL, the method or a header cannot be sent.
        case request
        /// The server's name was not found.
        case name
        /// No connection could be made.
        case connect
        case tls
        case timeout
        case tooLarge
        /// The connection broke, or what came is no HTTP.
        case broken
    }

    public let reason: Reason
    /// In words, for a log; may be empty.
    public let message: String
}

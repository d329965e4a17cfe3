/// A request to another server, whole.
public struct OutgoingRequest: Sendable {
    /// A token (RFC 9110 section 9.1).
    public var method = "GET"
    /// An absolute URL of scheme http or https.
    public var url: String
    /// In the order sent. Content-Length, Transfer-Encoding and Connection are the client's to
    /// send; Host is made of the URL where it is not here.
    public var headers: [(name: String, value: String)] = []
    public var body: [UInt8] = []
    /// Until the whole response is there, from the start; at least 1.
    public var timeoutMilliseconds = 30_000
    /// The largest body of a response that is taken; at most 1 GiB.
    public var bodyBytesMax = 8 << 20
    /// Whether a response that points elsewhere is followed, 10 times at most.
    public var followsRedirects = false

    public init(url: String) {
        self.url = url
    }
}

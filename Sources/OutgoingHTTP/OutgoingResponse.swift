/// What another server answered, whole.
public struct OutgoingResponse: Sendable {
    public let status: Int
    /// In the order received; what is not UTF-8 was replaced by U+FFFD.
    public let headers: [(name: String, value: String)]
    public let body: [UInt8]

    public init(status: Int, headers: [(name: String, value: String)], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

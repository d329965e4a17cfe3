/// One request to a listener for operators.
public struct ControlRequest: Sendable {
    public let method: String
    /// Without the query; as it was sent.
    public let path: String
    /// Behind the `?`.
    public let query: String
    /// By name in lower case; of several, the last one.
    public let fields: [String: String]
    public let body: [UInt8]
    /// `nil` where nobody has sent it: in tests.
    public let peer: ControlPeer?

    public init(
        method: String, path: String, query: String = "", fields: [String: String] = [:],
        body: [UInt8] = [], peer: ControlPeer? = nil
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.fields = fields
        self.body = body
        self.peer = peer
    }
}

/// A whole response. Its length is told by the server, and its body left out where the request was
/// a HEAD.
public struct ControlResponse: Equatable, Sendable {
    public var status: Int
    public var fields: [Field]
    public var body: [UInt8]

    public struct Field: Equatable, Sendable {
        public let name: String
        public let value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    public init(status: Int, fields: [Field] = [], body: [UInt8] = []) {
        self.status = status
        self.fields = fields
        self.body = body
    }
}

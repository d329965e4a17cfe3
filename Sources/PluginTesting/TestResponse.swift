/// A response as the client gets it.
public struct TestResponse {
    /// The status code: 500 where `handle` failed or answered what cannot be sent, 503 where the
    /// app did not start, 504 where no answer came in time.
    public var status: Int
    /// The plugin's own header fields, in the order given.
    public var headers: [(name: String, value: String)] = []
    /// The body, the pieces of a streamed one joined.
    public var body: [UInt8] = []
    /// How many pieces of the body were sent after its beginning; 0 for one that came whole.
    public var pieceCount = 0
    /// Whether the connection was closed in the middle of the response.
    public var isCutOff = false

    /// The body as text, with U+FFFD for what is not UTF-8.
    public var text: String { String(decoding: body, as: UTF8.self) }

    /// The value of the first header field of that name, in either case.
    public func header(_ name: String) -> String? {
        headers.first { $0.name.hasSameLetters(as: name) }?.value
    }
}

extension String {
    /// Whether both are the same but for the case of ASCII letters, as header names are compared
    /// (RFC 9110 section 5.1).
    func hasSameLetters(as other: String) -> Bool {
        func lowercased(_ byte: UInt8) -> UInt8 {
            (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
        }
        return utf8.map(lowercased) == other.utf8.map(lowercased)
    }
}

/// A JSON value (RFC 8259, section 3). Members and elements keep the order of the file.
enum JSONValue: Sendable {
    case object([JSONMember])
    case array([JSONNode])
    case string(String)
    /// A number as it was written, so that no digit of it is lost before its key says what it is.
    case number(literal: String)
    case boolean(Bool)
    case null

    /// The value in a few words, on one line, for the "got" of an error.
    var summary: String {
        switch self {
        case .object: "an object"
        case .array: "an array"
        case .string(let text): "the string \(quoted(text))"
        case .number(let literal): shortened(literal)
        case .boolean(let boolean): "\(boolean)"
        case .null: "null"
        }
    }
}

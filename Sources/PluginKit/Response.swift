/// An answer: a status, header fields and a body.
///
///     return .text("Hello, World!")
///     return .json(#"{"error":"no such item"}"#, status: .notFound)
///     return .empty(.noContent).header("Allow", "GET, POST")
///
/// A response made of string literals allocates nothing. The runtime frames the message and adds
/// Date and Server; the body of an answer to HEAD, and of a 204 or a 304, is not sent.
public struct Response: Sendable {
    /// The status code.
    public var status: Status
    /// The media type of `body`, sent as Content-Type where there is one.
    var contentType: Content?
    /// The fields beside Content-Type, in the order sent.
    var headers: [ResponseHeader] = []
    var body: Content

    /// A response without a body.
    public static func empty(_ status: Status) -> Response {
        Response(status: status, contentType: nil, body: .constant(""))
    }

    /// Plain text, in UTF-8.
    public static func text(_ body: StaticString, status: Status = .ok) -> Response {
        Response(status: status, contentType: .constant(MediaType.text), body: .constant(body))
    }

    /// Plain text, in UTF-8.
    @_disfavoredOverload
    public static func text(_ body: String, status: Status = .ok) -> Response {
        Response(status: status, contentType: .constant(MediaType.text), body: .text(body))
    }

    /// A JSON document, sent as it is given.
    public static func json(_ body: StaticString, status: Status = .ok) -> Response {
        Response(status: status, contentType: .constant(MediaType.json), body: .constant(body))
    }

    /// A JSON document, sent as it is given.
    @_disfavoredOverload
    public static func json(_ body: String, status: Status = .ok) -> Response {
        Response(status: status, contentType: .constant(MediaType.json), body: .text(body))
    }

    /// A JSON document in UTF-8, sent as it is given.
    public static func json(_ body: [UInt8], status: Status = .ok) -> Response {
        Response(status: status, contentType: .constant(MediaType.json), body: .bytes(body))
    }

    /// Any bytes, of the media type that `contentType` names.
    public static func bytes(
        _ body: [UInt8], contentType: StaticString = MediaType.binary, status: Status = .ok
    ) -> Response {
        Response(status: status, contentType: .constant(contentType), body: .bytes(body))
    }

    /// Any bytes, of the media type that `contentType` names.
    @_disfavoredOverload
    public static func bytes(
        _ body: [UInt8], contentType: String, status: Status = .ok
    ) -> Response {
        Response(status: status, contentType: .text(contentType), body: .bytes(body))
    }
}

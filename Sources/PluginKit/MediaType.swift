/// The media types that responses are made with.
public enum MediaType {
    /// Text in UTF-8.
    public static let text: StaticString = "text/plain; charset=utf-8"
    /// A JSON document (RFC 8259).
    public static let json: StaticString = "application/json"
    /// Server-sent events (WHATWG HTML section 9.2).
    public static let eventStream: StaticString = "text/event-stream"
    /// Bytes of no stated kind.
    public static let binary: StaticString = "application/octet-stream"
}

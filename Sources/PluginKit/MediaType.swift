/// The media types that responses are made with.
public enum MediaType {
    /// Text in UTF-8.
    public static let text: StaticString = "text/plain; charset=utf-8"
    /// A JSON document (RFC 8259).
    public static let json: StaticString = "application/json"
    /// Bytes of no stated kind.
    public static let binary: StaticString = "application/octet-stream"
}

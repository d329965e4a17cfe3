/// How requests are logged.
public enum AccessLogFormat: String, CaseIterable, Sendable {
    case off
    /// One JSON object a line.
    case json
    /// The Common Log Format, as Apache's `common`.
    case common
    /// The same with Referer and User-Agent, as Apache's `combined`.
    case combined
}

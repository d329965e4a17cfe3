/// How grave a defect is.
enum Severity: String, Codable, Comparable, Sendable {
    /// It costs something, or may hurt others; a runtime goes on.
    case warning
    /// Requests, memory or the whole process would be lost to it.
    case fail

    static func < (one: Severity, other: Severity) -> Bool {
        one == .warning && other == .fail
    }
}

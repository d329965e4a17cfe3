/// `GET /healthz` and `GET /readyz`.
public struct HealthReport: Codable, Equatable, Sendable {
    /// `ok`, or the state that keeps it from being ready.
    public var status: String
    /// What is wrong, where something is.
    public var detail: String?

    public init(status: String, detail: String? = nil) {
        self.status = status
        self.detail = detail
    }
}

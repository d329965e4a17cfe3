/// A bound of an app that a request can meet, by the key that sets it; thrown where it refuses one.
enum AppLimit: String, Error, CaseIterable {
    /// As many requests are under way as may be.
    case concurrency = "max_concurrency"
    /// As many requests have come in this second as may.
    case rate = "max_requests_per_s"
    /// As many requests wait for a lane as may.
    case queue = "queue_max"
}

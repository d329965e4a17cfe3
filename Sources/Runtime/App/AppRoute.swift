/// What new requests for an app get.
enum AppRoute: Equatable, Sendable {
    /// 404: the app's hosts are unknown.
    case unknown
    case serving(GenerationID)
    /// 503 with Retry-After: the app was removed, and this generation still drains.
    case draining(GenerationID)
    /// 503 with Retry-After: the operator took the app out of service, until it is resumed.
    case drained
    /// 503 with Retry-After: what served has faulted, and the next generation is on its way.
    case reloading
    /// 503 with the reason: it faulted too often, and waits for another file or other settings.
    case quarantined
}

/// The keys that bound an app, in its own entry and in `defaults`. Their defaults, and why these,
/// are in `AppLimits.swift`.
enum AppLimitsKey {
    static let maxBody = ConfigurationKey(
        "max_body_bytes", .wholeNumber(0...1 << 40), unit: "bytes",
        default: "\(Limits.bodyBytesMaxDefault)",
        "The largest request body; a larger one is answered with 413.")
    static let timeout = ConfigurationKey(
        "timeout_ms", .wholeNumber(0...3_600_000), unit: "milliseconds",
        default: "\(AppLimits.timeoutMillisecondsDefault)",
        "How long a request may take until its response begins; later is answered with 504. 0 is "
            + "for ever.")
    static let laneCount = ConfigurationKey(
        "threads", .wholeNumber(1...256), default: "\(AppLimits.laneCountMaxDefault)",
        "The threads on which an app's blocking handlers run. They start on demand.")
    static let queueCount = ConfigurationKey(
        "queue_max", .wholeNumber(0...100_000), default: "\(AppLimits.queueCountMaxDefault)",
        "Requests that wait for one of these threads; further ones are answered with 503.")
    static let concurrency = ConfigurationKey(
        "max_concurrency", .wholeNumber(0...1_000_000),
        default: "\(AppLimits.concurrencyMaxDefault)",
        "Requests under way at a time; further ones are answered with 503. 0 is no bound.")
    static let requestRate = ConfigurationKey(
        "max_requests_per_s", .wholeNumber(0...1_000_000), unit: "requests a second",
        default: "\(AppLimits.requestsPerSecondMaxDefault)",
        "Requests a second, and at once; further ones are answered with 503. 0 is no bound.")
    static let faultCount = ConfigurationKey(
        "max_faults", .wholeNumber(0...100), default: "\(AppLimits.faultCountMaxDefault)",
        "Faults within 60 s after which the app is quarantined until its file changes.")
    static let storeBytes = ConfigurationKey(
        "kv_max_bytes", .wholeNumber(0...1 << 40), unit: "bytes",
        default: "\(AppLimits.storeBytesMaxDefault)",
        "What the app's key-value store may hold; where there is no room, its oldest entries go.")

    static let references = [
        maxBody.reference, timeout.reference, laneCount.reference, queueCount.reference,
        concurrency.reference, requestRate.reference, faultCount.reference,
        storeBytes.reference,
    ]
}

extension AppLimits {
    /// What the keys of an app, or of `defaults`, give.
    init(_ section: Section) throws(ConfigurationError) {
        maxBodyBytes = try section.read(AppLimitsKey.maxBody)
        timeoutMilliseconds = try section.read(AppLimitsKey.timeout)
        laneCountMax = try section.read(AppLimitsKey.laneCount)
        queueCountMax = try section.read(AppLimitsKey.queueCount)
        concurrencyMax = try section.read(AppLimitsKey.concurrency)
        requestsPerSecondMax = try section.read(AppLimitsKey.requestRate)
        faultCountMax = try section.read(AppLimitsKey.faultCount)
        storeBytesMax = try section.read(AppLimitsKey.storeBytes)
    }
}

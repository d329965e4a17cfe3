import Configuration

/// What operators are told of one app. Written by the lifecycle thread; read by any thread, which
/// finds the numbers of this moment behind what it refers to.
struct AppStatus: Sendable {
    enum State: String, CaseIterable, Sendable {
        case loading, serving, draining, drained, reloading, quarantined, rejected, leaving
    }

    enum Source: String, Sendable {
        case directory, configuration, control
    }

    /// A generation that served before and can again.
    struct Kept: Sendable {
        let id: GenerationID
        let version: String
        let buildID: String?
    }

    /// A file that was refused, or a candidate that failed.
    struct Failure: Sendable {
        /// Seconds since 1970.
        let unixSeconds: Int
        let reason: String
    }

    let name: AppName
    var state = State.loading
    var source = Source.directory
    /// What was last asked for, and acted on.
    var path: String
    var settings: AppSettings?
    var version: String?
    var serving: GenerationID?
    var kept: Kept?
    var quarantineReason: String?
    var lastFailure: Failure?
    var counts = AppCounts()
    /// `nil` where nothing of it has been loaded.
    var meters: AppMeters?
    var services: AppServices?
    /// By number: those that are loaded, and of the pinned ones the last.
    var generations: [GenerationStatus] = []
    /// All images that cannot leave the process.
    var pinnedCount = 0
}

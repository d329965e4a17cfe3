/// What the lifecycle thread knows of one app.
struct LifecycleApp {
    var state = AppState()
    /// Shared by all generations of the app.
    let traffic = AppTraffic()
    /// What event loops count of it; since its first generation was created.
    var meters: AppMeters?
    /// What the host's services keep for it; since its first generation was created.
    var services: AppServices?
    /// The generation that was announced as serving last.
    var announced: GenerationID?
    var subject: EventSubject?
    /// As it served last: whose hosts get 503 where no generation serves.
    var spec: AppSpec?
    /// What is loaded afresh after a fault.
    var faulted: FaultedCopy?
    /// What it is quarantined for.
    var quarantineReason = ""
    var blocked = BlockedReport()
    var counts = AppCounts()
    /// The last file or candidate that was refused, if nothing was taken since.
    var failure: AppStatus.Failure?
    /// What was refused before anything of it was acted on.
    var refusal: Look.Refusal?
    var pinned = PinnedGenerations()

    /// Whether nothing of it is in the process.
    var isGone: Bool {
        state.generations.isEmpty && state.route == .unknown && pinned.count == 0
    }

    var isServing: Bool { state.serving != nil }

    /// What a rollback goes back to.
    var kept: KeptCopy?
    /// What served last, where nothing else has served since.
    var outgoing: KeptCopy?

    /// When nothing of it is left in the process but what is pinned.
    var forgotten: LifecycleApp {
        var app = LifecycleApp()
        app.meters = meters
        app.counts = counts
        app.failure = failure
        app.pinned = pinned
        return app
    }
}

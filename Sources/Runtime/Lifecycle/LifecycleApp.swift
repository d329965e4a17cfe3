/// What the lifecycle thread knows of one app.
struct LifecycleApp {
    var state = AppState()
    let refusals = RefusalCounter()
    /// Shared by all generations of the app.
    let traffic = AppTraffic()
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

    var isServing: Bool { state.serving != nil }
}

@testable import Runtime

/// The world around an app's state machine, as far as the machine can see it: what is under way
/// and may therefore happen next. It carries out actions, and asserts on the way that none of
/// them breaks a rule that keeps code mapped or requests answered (`AppStateModel+Rules.swift`).
struct AppStateModel {
    /// What is true of one generation outside the machine.
    struct Reality {
        let origin: GenerationState.Origin
        /// What its plugin is written with.
        let extensions: ExtensionSet
        var isLoaded = false
        var call: GenerationState.Call?
        var isCreated = false
        var isDestroyed = false
        var mayBeLeased = false
        var isDraining = false
        var wasCut = false
        var areLanesEnding = false
        var areLanesAlive = false
        var strayCount = 0
        var hasDeadline = false
        var hasCallDeadline = false
        var isClosing = false
        var isPoisoned = false
        var isHung = false
        var isQuiesced = false
        var wasAskedToQuiesce = false
        var hasSaved = false
        var isRestored = false

        /// Whether code of the plugin may be running.
        var isRunning: Bool { mayBeLeased || areLanesAlive || strayCount > 0 || call != nil }
    }

    static let faultCountMax = 2

    var state = AppState()
    var reality: [GenerationID: Reality] = [:]
    var violation: String?
    var now = 0
    /// Faults of what served, since a new file was published.
    var faultTimes: [Int] = []
    /// The last candidate that was staged when an operator took out what served.
    var takenOut: UInt64 = 0
    private var lastID: UInt64 = 0
    private var isReloadAsked = false

    init() {}

    var isIdle: Bool { reality.isEmpty }

    /// What the operator may do now.
    var requests: [AppState.Event] {
        let files: [AppState.Event] = [.staged(nextID, .newFile), .staged(nextID, .sameFile)]
        let others: [AppState.Event] = [.removed, .takenOut]
        return state.candidate == nil ? files + files + others : others
    }

    private var nextID: GenerationID { GenerationID(lastID + 1) }

    /// What follows from what has happened already.
    var eventsUnderWay: [AppState.Event] {
        var events: [AppState.Event] = []
        if isReloadAsked, state.route == .reloading, state.candidate == nil {
            events += [.staged(nextID, .afresh), .reloadFailed]
        }
        for (id, now) in reality.sorted(by: { $0.key < $1.key }) {
            events += self.events(of: id, now)
        }
        return events
    }

    private func events(of id: GenerationID, _ now: Reality) -> [AppState.Event] {
        var events: [AppState.Event] = []
        if !now.isLoaded { events += [.loaded(id), .loadFailed(id)] }
        if let call = now.call { events += ends(of: call, id, now) }
        if now.isDraining && now.mayBeLeased { events.append(.leasesEnded(id)) }
        if now.areLanesEnding { events.append(.lanesEnded(id)) }
        if now.hasDeadline { events.append(.deadline(id)) }
        if now.hasCallDeadline { events.append(.callDeadline(id)) }
        if now.isClosing { events.append(.closed(id)) }
        if now.strayCount > 0 { events.append(.strayReturned(id)) }
        return events
    }

    /// What plugins may do wrong now.
    var mishaps: [AppState.Event] {
        reality.sorted(by: { $0.key < $1.key }).flatMap { mishaps(of: $0.key, $0.value) }
    }

    private func ends(of call: GenerationState.Call, _ id: GenerationID, _ now: Reality)
        -> [AppState.Event]
    {
        switch call {
        case .create: [.created(id, now.extensions), .createFailed(id)]
        case .quiesce: [.quiesced(id, isSuccess: true), .quiesced(id, isSuccess: false)]
        case .resume: [.resumed(id)]
        case .save: [.saved(id, isSuccess: true), .saved(id, isSuccess: false)]
        case .restore: [.restored(id, isSuccess: true), .restored(id, isSuccess: false)]
        case .destroy: [.destroyed(id)]
        }
    }

    private func mishaps(of id: GenerationID, _ now: Reality) -> [AppState.Event] {
        guard now.isRunning, !now.isPoisoned else { return [] }
        var events: [AppState.Event] = [.faulted(id, incident(afterMilliseconds: 1_000))]
        if now.mayBeLeased {
            events.append(.faulted(id, incident(afterMilliseconds: 40_000)))
            events.append(.faulted(id, incident(afterMilliseconds: 1_000, isThreadInside: true)))
            events.append(.blocked(id, atMilliseconds: self.now + 1_000))
            if now.strayCount == 0 { events.append(.strayed(id)) }
        }
        return events
    }

    private func incident(
        afterMilliseconds milliseconds: Int, isThreadInside: Bool = false
    ) -> AppState.Incident {
        AppState.Incident(
            isThreadInside: isThreadInside, atMilliseconds: now + milliseconds,
            countMax: Self.faultCountMax)
    }

    /// Lets `event` happen.
    mutating func happen(_ event: AppState.Event) {
        let before = state
        begin(event)
        let actions = state.handle(event)
        for action in actions { carryOut(action) }
        end(event)
        checkRoute(from: before, event, actions)
        checkGenerations()
    }

    private mutating func begin(_ event: AppState.Event) {
        switch event {
        case .staged(let id, let origin): stage(id, origin)
        case .reloadFailed: isReloadAsked = false
        case .loaded(let id): reality[id]!.isLoaded = true
        case .created(let id, _): endCall(id) { $0.isCreated = true }
        case .createFailed(let id), .resumed(let id): endCall(id) { _ in }
        case .quiesced(let id, let isSuccess): endCall(id) { $0.isQuiesced = isSuccess }
        case .saved(let id, let isSuccess): endCall(id) { $0.hasSaved = isSuccess }
        case .restored(let id, let isSuccess): endCall(id) { $0.isRestored = isSuccess }
        case .destroyed(let id): endCall(id) { $0.isDestroyed = true }
        case .leasesEnded(let id): reality[id]!.mayBeLeased = false
        case .lanesEnded(let id):
            reality[id]!.areLanesEnding = false
            reality[id]!.areLanesAlive = false
        case .strayed(let id): reality[id]!.strayCount += 1
        case .strayReturned(let id): reality[id]!.strayCount -= 1
        case .faulted(let id, let incident): fault(id, incident)
        case .blocked(_, let milliseconds): now = milliseconds
        case .deadline(let id): reality[id]!.hasDeadline = false
        case .callDeadline(let id): reality[id]!.hasCallDeadline = false
        case .closed(let id): reality[id] = nil
        case .takenOut: takenOut = max(takenOut, lastID)
        case .loadFailed, .removed: break
        }
    }

    /// What a candidate's plugin has differs from one to the next.
    private mutating func stage(_ id: GenerationID, _ origin: GenerationState.Origin) {
        lastID = id.number
        isReloadAsked = false
        reality[id] = Reality(
            origin: origin, extensions: ExtensionSet(rawValue: [3, 3, 1, 2, 0][Int(lastID % 5)]))
    }

    private mutating func endCall(_ id: GenerationID, _ change: (inout Reality) -> Void) {
        reality[id]!.call = nil
        reality[id]!.hasCallDeadline = false
        change(&reality[id]!)
    }

    private mutating func fault(_ id: GenerationID, _ incident: AppState.Incident) {
        now = incident.atMilliseconds
        if state.serving == id { faultTimes.append(now) }
        if incident.isThreadInside {
            reality[id]!.isHung = true
        } else {
            reality[id]!.isPoisoned = true
        }
    }

    private mutating func end(_ event: AppState.Event) {
        if case .loadFailed(let id) = event { reality[id] = nil }
        guard let id = state.serving, reality[id]?.areLanesAlive == false else { return }
        require(!reality[id]!.isDraining, "\(id) serves although it drains")
        reality[id]!.mayBeLeased = true
        reality[id]!.areLanesAlive = true
        if reality[id]!.origin != .afresh { faultTimes = [] }
    }

    mutating func askForReload() {
        require(state.candidate == nil, "a reload beside a candidate")
        isReloadAsked = true
    }
}

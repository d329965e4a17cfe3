import Testing

@testable import Runtime

/// The world around an app's state machine, as far as the machine can see it: what is under way
/// and may therefore happen next. It carries out actions, and asserts on the way that none of
/// them breaks a rule that keeps code mapped or requests answered.
struct AppStateModel {
    /// What is true of one generation outside the machine.
    private struct Reality {
        var isLoaded = false
        var isCreating = false
        var isCreated = false
        var isDestroying = false
        var isDestroyed = false
        var mayBeLeased = false
        var isDraining = false
        var areLanesEnding = false
        var areLanesAlive = false
        var hasDeadline = false
        var isClosing = false
    }

    private(set) var state = AppState()
    private var reality: [GenerationID: Reality] = [:]
    private var lastID: UInt64 = 0
    private(set) var violation: String?

    init() {}

    var isIdle: Bool { reality.isEmpty }

    /// Everything that may happen now.
    var possibleEvents: [AppState.Event] {
        var events: [AppState.Event] = [.removed, .staged(GenerationID(lastID + 1))]
        for (id, now) in reality.sorted(by: { $0.key < $1.key }) {
            events += self.events(of: id, now)
        }
        return events
    }

    private func events(of id: GenerationID, _ now: Reality) -> [AppState.Event] {
        var events: [AppState.Event] = []
        if !now.isLoaded { events += [.loaded(id), .loadFailed(id)] }
        if now.isCreating { events += [.created(id), .createFailed(id)] }
        if now.isDraining && now.mayBeLeased { events.append(.leasesEnded(id)) }
        if now.areLanesEnding { events.append(.lanesEnded(id)) }
        if now.isDestroying { events.append(.destroyed(id)) }
        if now.hasDeadline { events.append(.deadline(id)) }
        if now.isClosing { events.append(.closed(id)) }
        return events
    }

    /// Lets `event` happen.
    mutating func happen(_ event: AppState.Event) {
        let routeBefore = state.route
        begin(event)
        let actions = state.handle(event)
        for action in actions { carryOut(action) }
        end(event)
        checkRoute(from: routeBefore, event, actions)
        checkGenerations()
    }

    private mutating func begin(_ event: AppState.Event) {
        switch event {
        case .staged(let id):
            lastID = id.number
            reality[id] = Reality()
        case .loaded(let id): reality[id]!.isLoaded = true
        case .created(let id):
            reality[id]!.isCreating = false
            reality[id]!.isCreated = true
        case .createFailed(let id): reality[id]!.isCreating = false
        case .leasesEnded(let id): reality[id]!.mayBeLeased = false
        case .lanesEnded(let id):
            reality[id]!.areLanesEnding = false
            reality[id]!.areLanesAlive = false
        case .destroyed(let id):
            reality[id]!.isDestroying = false
            reality[id]!.isDestroyed = true
        case .deadline(let id): reality[id]!.hasDeadline = false
        case .closed(let id): reality[id] = nil
        case .loadFailed, .removed: break
        }
    }

    private mutating func end(_ event: AppState.Event) {
        if case .loadFailed(let id) = event { reality[id] = nil }
        if case .serving(let id) = state.route, reality[id]?.mayBeLeased == false {
            if reality[id]!.isDraining { fail("\(id) serves although it drains") }
            reality[id]!.mayBeLeased = true
            reality[id]!.areLanesAlive = true
        }
    }

    private mutating func carryOut(_ action: AppState.Action) {
        switch action {
        case .create(let id):
            require(reality[id]!.isLoaded, "create before load of \(id)")
            reality[id]!.isCreating = true
            reality[id]!.hasDeadline = true
        case .drain(let id):
            require(!reality[id]!.isDraining, "\(id) drains twice")
            reality[id]!.isDraining = true
            reality[id]!.hasDeadline = true
        case .endLanes(let id): reality[id]!.areLanesEnding = reality[id]!.areLanesAlive
        case .destroy(let id): destroy(id)
        case .close(let id): close(id)
        case .cut(let id): require(reality[id]!.isDraining, "cut of \(id), which does not drain")
        case .load, .reject, .publish, .park, .forget: break
        }
    }

    private mutating func destroy(_ id: GenerationID) {
        let now = reality[id]!
        require(now.isCreated && !now.isDestroyed && !now.isDestroying, "destroy of \(id)")
        require(!now.mayBeLeased, "destroy of \(id) under a lease")
        require(!now.areLanesAlive, "destroy of \(id) under a lane")
        reality[id]!.isDestroying = true
        reality[id]!.hasDeadline = true
    }

    private mutating func close(_ id: GenerationID) {
        let now = reality[id]!
        require(!now.isClosing, "\(id) is closed twice")
        require(!now.mayBeLeased, "close of \(id) under a lease")
        require(!now.areLanesAlive, "close of \(id) under a lane")
        require(!now.isCreating && !now.isDestroying, "close of \(id) with a thread inside")
        require(!now.isCreated || now.isDestroyed, "close of \(id) without destroy")
        reality[id]!.isClosing = true
        reality[id]!.hasDeadline = false
    }

    /// Only a created generation, or the operator, changes what requests get.
    private mutating func checkRoute(
        from before: AppRoute, _ event: AppState.Event, _ actions: [AppState.Action]
    ) {
        if (before == state.route) == actions.contains(.publish) {
            fail("route \(before) became \(state.route) with \(actions)")
        }
        guard case .serving = before, before != state.route else { return }
        switch event {
        case .removed, .created: break
        default: fail("\(event) took the route away from \(before)")
        }
    }

    private mutating func checkGenerations() {
        let servingPhases = state.generations.filter { $0.value.phase == .serving }.map(\.key)
        if servingPhases != (state.serving.map { [$0] } ?? []) {
            fail("serving \(servingPhases), routed to \(state.route)")
        }
        for (id, generation) in state.generations where generation.phase == .draining {
            require(reality[id]!.hasDeadline, "\(id) drains without a deadline")
        }
        require(
            Set(state.generations.keys) == Set(reality.keys), "generations were lost or kept")
    }

    private mutating func require(_ condition: Bool, _ text: @autoclosure () -> String) {
        if !condition { fail(text()) }
    }

    private mutating func fail(_ text: String) {
        violation = violation ?? text
    }
}

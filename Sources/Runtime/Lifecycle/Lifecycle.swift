// The app line: watch → stage → authenticate → preflight → load → create → publish → drain →
// destroy → unload → verify. One thread decides and acts: it waits for directory events, for
// messages of the event loops, lanes and owner threads, and for deadlines, and feeds them to the
// apps' state machines. It never runs a plugin's functions and never waits for one; only
// constructors run on it, after they were tried in a process of their own.
//
// Everything here belongs to the lifecycle thread. What the request line may see of it goes
// through `Publisher`; what comes back, through the mailbox.

import Configuration
import ELFPreflight
import Glibc
import Sockets

struct LifecycleOptions: Sendable {
    /// The plugin directory, if there is one.
    var directory: String?
    var configuration: ConfigurationSource?
    /// Whose files may decide what runs.
    var permissions = PermissionPolicy.current()
    /// From the command line; they win over the configuration file.
    var drainTimeoutSeconds: Double?
    var shutdownDelaySeconds: Double?
    var defaultApp: AppName?
    /// How long constructors, `create` and `destroy` may take.
    var callTimeoutMilliseconds = 10_000
    /// The runtime's own executable, which tries constructors (`LoadTrial`).
    var program = "/proc/self/exe"
    /// Constructors that are tried at a time.
    var trialCountMax = 2
    /// The process's times as they are now, for the thread that guards its end.
    let shutdownTimes: ShutdownTimes
}

/// What the lifecycle tells the composition root.
struct LifecycleObserver: Sendable {
    /// The first look is done: every app found has been published or rejected. With the number
    /// of apps that serve.
    let whenReady: @Sendable (Int) -> Void
    /// The board was changed. With the same number.
    var whenChanged: @Sendable (Int) -> Void = { _ in }
    /// Accept no more connections.
    let whenDraining: @Sendable () -> Void
    /// The process is to end with this exit code.
    let whenDone: @Sendable (Int32) -> Void
}

final class Lifecycle {
    enum DeadlineKey: Hashable {
        /// Look at the directory and the configuration.
        case look
        /// The deadline of the generation's phase.
        case phase(GenerationID)
        /// The deadline of a call into a generation that serves.
        case call(GenerationID)
        /// Try again to destroy a generation for which no thread was to be had.
        case destroy(GenerationID)
        /// Try again to close an image whose threads had not ended.
        case close(GenerationID)
        /// Try again to stage what faulted.
        case reload(AppName)
        /// The process's own drain.
        case shutdown
    }

    enum Stage {
        /// The first look is under way, until this time at the latest.
        case starting(untilMilliseconds: Int)
        /// The first table is on its way to the loops.
        case publishing
        case running
        case shuttingDown(sinceMilliseconds: Int, loopsOpen: Int)
        case done
    }

    static let lookIntervalMilliseconds = 2_000

    var options: LifecycleOptions
    let mailbox: Mailbox<LifecycleMessage>
    let log: EventLog
    /// Watches the lanes.
    let watchdog: Watchdog?
    var stager: Stager
    let observer: LifecycleObserver
    /// What operators are told of apps.
    let board: AppBoard
    /// Apps that have changed in this turn.
    var changed: Set<AppName> = []

    var watcher = Watcher()
    var inventory: Inventory
    var publisher: Publisher
    var trials: LoadTrials
    var deadlines = Deadlines<DeadlineKey>()
    let timers = TimerQueue()
    var apps: [AppName: LifecycleApp] = [:]
    var records: [GenerationID: GenerationRecord] = [:]
    var lastGeneration: UInt64 = 0
    var stage: Stage

    /// What this turn's publication will carry; nothing is published twice in one turn.
    var needsPublication = false
    var retiring: [GenerationID] = []
    var announcements: [Event] = []
    var published: [GenerationID] = []
    /// What began to serve with each table that is not taken up everywhere.
    var publications: [UInt64: [GenerationID]] = [:]
    var defaultApp: AppName?
    /// Apps whose next file waits for a candidate to be created.
    var heldBack: Set<AppName> = []

    /// Commands that wait for what makes them true.
    var commands: [PendingCommand] = []
    /// What this turn has answered: said when the board is up to date.
    var answers: [(ControlReply, Result<ControlOutcome, ControlError>)] = []
    /// Of entries that were refused, and are gone with the next look.
    var answersOfTheNextLook: [(ControlReply, Result<ControlOutcome, ControlError>)] = []

    /// What the shutdown has done so far.
    var hasClosedUnleased = false
    var hasCut = false

    init(
        options: LifecycleOptions, mailbox: Mailbox<LifecycleMessage>,
        ports: [any EventLoopPort], stager: Stager, log: EventLog,
        watchdog: Watchdog? = nil, board: AppBoard, observer: LifecycleObserver
    ) {
        self.options = options
        self.mailbox = mailbox
        self.log = log
        self.watchdog = watchdog
        self.stager = stager
        self.observer = observer
        self.board = board
        inventory = Inventory(options)
        publisher = Publisher(ports: ports)
        trials = LoadTrials(
            program: options.program, countMax: options.trialCountMax,
            timeoutMilliseconds: options.callTimeoutMilliseconds)
        stage = .starting(
            untilMilliseconds: MonotonicClock.milliseconds + options.callTimeoutMilliseconds)
        setShutdownTimes()
    }

    /// The thread's whole life: turn after turn until the process is to end.
    func run() {
        look()
        while true {
            turn()
            if case .done = stage { return }
            wait()
        }
    }

    /// Takes up all that has come, then publishes once.
    private func turn() {
        for message in mailbox.take() { receive(message) }
        let notice = watcher.take()
        if notice.isAnything { deadlines.set(.look, at: 0) }
        inventory.note(notice)
        for key in deadlines.takeDue(at: MonotonicClock.milliseconds) { due(key) }
        for (id, reason) in trials.take(now: MonotonicClock.milliseconds) { tried(id, reason) }
        advanceStart()
        publishIfNeeded()
        writeBoard()
        sendAnswers()
        finishIfDrained()
    }

    private func wait() {
        let now = MonotonicClock.milliseconds
        let next = [deadlines.next, trials.nextMilliseconds].compactMap { $0 }.min()
        let milliseconds = next.map { max(0, min($0 - now, 60_000)) } ?? -1
        var descriptors = ([mailbox.descriptor, watcher.descriptor] + trials.descriptors).map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        poll(&descriptors, nfds_t(descriptors.count), Int32(milliseconds))
        if descriptors.contains(where: { $0.revents & Int16(POLLNVAL) != 0 }) {
            LostDescriptor.end("the lifecycle")
        }
    }

    private func receive(_ message: LifecycleMessage) {
        switch message {
        case .loop(.adopted(let table)): adopted(table)
        case .loop(.connectionsClosed): loopClosed()
        case .leasesEnded(let id): leasesEnded(id)
        case .lanesEnded(let id): feed(.lanesEnded(id), to: id)
        case .createEnded(let id, let result): createEnded(id, result)
        case .destroyEnded(let id):
            records[id]?.calls.removeAll()
            feed(.destroyed(id), to: id)
        case .extensionEnded(let id, let call, let result): extensionEnded(id, call, result)
        case .faulted(let id, let fault): faulted(id, fault)
        case .blocked(let id, let milliseconds): blocked(id, milliseconds: milliseconds)
        case .strayed(let id, let thread): strayed(id, thread)
        case .strayReturned(let id): strayReturned(id)
        case .reload(let reply): reply(reload(source: "SIGHUP"))
        case .question(let answer): answer()
        case .command(let command, let origin, let reply):
            take(PendingCommand(command: command, origin: origin, reply: reply))
        case .shutdown(let signal): shutDown(signal)
        }
    }

    private func due(_ key: DeadlineKey) {
        switch key {
        case .look: look()
        case .phase(let id): feed(.deadline(id), to: id)
        case .call(let id): callTimedOut(id)
        case .destroy(let id): destroy(id)
        case .reload(let name): reloadAgain(name)
        case .close(let id):
            guard let name = records[id]?.spec.name else { return }
            for event in close(id) { feed(event, to: name) }
        case .shutdown: shutdownTimedOut()
        }
    }

    /// Ends the start when every app found has been created or rejected. Nothing is published
    /// before, so that a directory of a thousand apps is one publication.
    private func advanceStart() {
        guard case .starting(let until) = stage else { return }
        let isBusy =
            inventory.isWaiting
            || records.values.contains { $0.generation == nil && $0.closeStartMilliseconds == nil }
        guard !isBusy || MonotonicClock.milliseconds >= until else { return }
        stage = .publishing
        needsPublication = true
    }

    /// Hands an event to the app of a generation, and carries out what follows from it.
    func feed(_ event: AppState.Event, to id: GenerationID) {
        guard let record = records[id] else { return }
        feed(event, to: record.spec.name)
    }

    func feed(_ event: AppState.Event, to name: AppName) {
        var events = [event]
        while !events.isEmpty {
            let event = events.removeFirst()
            let actions = apps[name, default: LifecycleApp()].state.handle(event)
            for action in actions { events += perform(action, for: name) }
        }
        changed.insert(name)
        releaseIfHeldBack(name)
    }
}

// What the watchdog's thread does: it looks at every watched thread, and carries out what its
// `CallWatch` decides.

extension Watchdog {
    /// How often it looks: while nothing is called, while something is, and while something is to
    /// be interrupted.
    private static let intervalMilliseconds = (idle: 100, busy: 25, overdue: 5)
    private static let handlerIntervalMilliseconds = 1_000
    /// A call can be declared overdue a moment before its lane shows it.
    private static let declarationMilliseconds = 1_000

    /// What it keeps from look to look.
    private struct Memory {
        var watches: [ObjectIdentifier: CallWatch] = [:]
        /// Given up, and not replaced yet.
        var unreplaced: [(thread: Watched, call: CallView)] = []
        var handlersMilliseconds = 0
    }

    /// The thread's whole life.
    func run() {
        var memory = Memory()
        repeat { look(&memory, at: MonotonicClock.milliseconds) } while !isStopped(after: memory)
    }

    private func isStopped(after memory: Memory) -> Bool {
        let isOverdue =
            !memory.unreplaced.isEmpty || memory.watches.values.contains(where: \.isOverdue)
        let isBusy = memory.watches.values.contains(where: \.isBusy)
        let (idle, busy, overdue) = Self.intervalMilliseconds
        let milliseconds = isOverdue ? overdue : isBusy ? busy : idle
        let stop = monitor.wait(seconds: Double(milliseconds) / 1_000) { state -> Bool? in
            state.isStopped ? true : nil
        }
        return stop != nil
    }

    private func look(_ memory: inout Memory, at now: Int) {
        let (watched, overdue) = monitor.withLock { ($0.watched, $0.overdue) }
        let views = watched.map { (thread: $0, call: $0.slot.view) }
        for (thread, call) in views {
            let isDeclared = call.tag != 0 && overdue[call.tag] != nil
            let steps = memory.watches[
                ObjectIdentifier(thread.slot), default: CallWatch(thread.kind)
            ]
            .look(call, isDeclaredOverdue: isDeclared, at: now)
            for step in steps { perform(step, on: thread, call, &memory) }
        }
        let known = Set(watched.map { ObjectIdentifier($0.slot) })
        memory.watches = memory.watches.filter { known.contains($0.key) }
        forgetDeclarations(notIn: Set(views.lazy.filter(\.call.isRunning).map(\.call.tag)), now)
        memory.unreplaced.removeAll { $0.thread.replace($0.call) }
        followStrays()
        checkHandlers(&memory, now)
    }

    private func perform(
        _ step: CallWatch.Step, on thread: Watched, _ call: CallView, _ memory: inout Memory
    ) {
        switch step {
        case .blocked(let id, let milliseconds):
            report(.blocked(id, milliseconds: milliseconds))
        case .interrupt(let number, let waited):
            thread.slot.interrupt(number, waitedMilliseconds: waited)
        case .writeOff(let number, let waited):
            if thread.slot.writeOff(number) { giveUp(thread, call, waited, &memory) }
        }
    }

    private func giveUp(
        _ thread: Watched, _ call: CallView, _ waitedMilliseconds: Int, _ memory: inout Memory
    ) {
        // A loop's thread ends when it returns; a lane's goes on, to its own end.
        if thread.kind == .loop {
            forget(thread.slot)
            monitor.withLock { $0.strays.append((thread.slot, call.owner)) }
        }
        if !thread.replace(call) { memory.unreplaced.append((thread, call)) }
        let fault = Fault(
            kind: .hang(milliseconds: waitedMilliseconds, isThreadInside: true),
            function: call.function, request: nil, place: nil, backtrace: [])
        report(.hung(call.owner, fault))
    }

    private func followStrays() {
        let returned = monitor.withLock { state in
            let returned = state.strays.filter { !$0.slot.view.isWrittenOff }
            state.strays.removeAll { stray in returned.contains { $0.slot === stray.slot } }
            return returned.map(\.owner)
        }
        for owner in returned { report(.strayReturned(owner)) }
    }

    private func forgetDeclarations(notIn running: Set<UInt64>, _ now: Int) {
        monitor.withLock { state in
            state.overdue = state.overdue.filter { tag, declared in
                running.contains(tag) || now - declared < Self.declarationMilliseconds
            }
        }
    }

    private func checkHandlers(_ memory: inout Memory, _ now: Int) {
        guard now - memory.handlersMilliseconds >= Self.handlerIntervalMilliseconds else { return }
        memory.handlersMilliseconds = now
        for handler in ReplacedHandler.restoreOurs() { report(.handlerReplaced(handler)) }
    }
}

// The calls that have not answered at once, from the event loop's side: what lanes and deferred
// calls report, what time and drains do to them. Every report names its call by number, so that one
// that comes late finds nobody.

import Configuration
import Sockets

extension EventLoop {
    func begin(_ pending: PendingCall) {
        calls[pending.number] = pending
        let timeout = pending.generation.spec.settings.timeoutMilliseconds
        guard timeout > 0 else { return }
        pending.deadlineMilliseconds = MonotonicClock.milliseconds + timeout
        callTimer.set(atMilliseconds: pending.deadlineMilliseconds)
    }

    /// Forgets the call, and with it its lease, if nothing is left to be done for it.
    func settle(_ pending: PendingCall) {
        if pending.isOver { calls[pending.number] = nil }
    }

    private func connection(of pending: PendingCall) -> Connection? {
        pending.connection.flatMap { connections[$0] }
    }

    /// A handler on a lane has deferred its call.
    func deferred(_ number: CallNumber, _ call: DeferredCall) {
        guard let pending = calls[number] else { return call.cut() }
        pending.becomes(call)
        connection(of: pending)?.attend(pending)
        settle(pending)
    }

    /// A lane is done with a call.
    func returned(_ number: CallNumber, _ answer: LaneAnswer) {
        if case .deferred(let call) = answer.outcome { call.handleReturned() }
        guard let pending = calls[number] else { return }
        pending.isOnLane = false
        connection(of: pending)?.take(answer, pending)
        settle(pending)
    }

    /// The lanes of a call's generation have ended or are frozen: it is not begun.
    func dropped(_ number: CallNumber) {
        guard let pending = calls[number] else { return }
        pending.isOnLane = false
        connection(of: pending)?.refuse(pending)
        settle(pending)
    }

    /// There is something to do for a deferred call.
    func attend(_ number: CallNumber) {
        guard let pending = calls[number] else { return }
        pending.deferred?.heard()
        connection(of: pending)?.attend(pending)
        settle(pending)
    }

    /// The time of some calls is over.
    func checkCallDeadlines(at now: Int = MonotonicClock.milliseconds) {
        callTimer.take()
        for pending in Array(calls.values) where pending.deadlineMilliseconds <= now {
            pending.deadlineMilliseconds = .max
            timeOut(pending, at: now)
        }
        let next = calls.values.lazy.map(\.deadlineMilliseconds).min()
        if let next, next < .max { callTimer.set(atMilliseconds: next) }
    }

    private func timeOut(_ pending: PendingCall, at now: Int) {
        switch pending.deferred?.timeOut(at: now) {
        case nil, .over: break
        case .some(.none): return
        case .later(let milliseconds):
            pending.deadlineMilliseconds = milliseconds
            return
        }
        if pending.isOnLane { watchdog?.declareOverdue(pending.number.value) }
        let connection = connection(of: pending)
        pending.cancel(.timeout)
        connection?.timeOut(pending)
        settle(pending)
    }

    /// The app's drain has begun.
    func drainCalls(of generation: GenerationID) {
        for pending in calls.values where pending.generation.id == generation {
            pending.deferred?.drain()
        }
    }

    /// The drain's deadline has passed.
    func cutCalls(of generation: GenerationID) {
        for pending in Array(calls.values) where pending.generation.id == generation {
            let connection = connection(of: pending)
            pending.cut()
            connection?.cut(pending)
            settle(pending)
        }
    }
}

// What has started this process, as far as it wants to hear from it: systemd, with Type=notify.
//
// A thread of its own speaks, started only where somebody listens: no other thread ever waits for
// the supervisor. Whether the process is well is found out by asking, not by looking at clocks: the
// thread asks every event loop and the lifecycle thread, each by its mailbox, at half of the
// watchdog's time, and says WATCHDOG=1 as soon as all have answered. One that hangs answers
// nothing, so nothing is said, and the supervisor restarts the process.

import Glibc

/// Callable from every thread; never waits for the supervisor.
final class Supervisor: Sendable {
    /// A thread that must answer for the process to be well.
    struct Participant: Sendable {
        let name: String
        /// Has the thread call back.
        let ask: @Sendable (@escaping @Sendable () -> Void) -> Void
    }

    private struct State {
        var messages: [SupervisorMessage] = []
        var isSending = false
        var heartbeat: Heartbeat
        /// The last status that was not about who does not answer.
        var status = ""
        var hasComplained = false
    }

    private let state: Monitor<State>
    private let participants: [Participant]
    /// Half of the supervisor's patience; `nil` where it has no watchdog.
    private let beatMilliseconds: Int?
    private let whenUnreachable: @Sendable (NotifyError) -> Void

    /// Starts the thread.
    /// - Parameters:
    ///   - participants: who must answer.
    ///   - whenUnreachable: told once, when the supervisor cannot be told anything.
    /// - Returns: `nil` where no supervisor wants to hear anything.
    init?(
        _ variables: SupervisorVariables, asking participants: [Participant],
        whenUnreachable: @escaping @Sendable (NotifyError) -> Void
    ) throws(ThreadError) {
        guard let path = variables.notifySocket else { return nil }
        self.participants = participants
        self.whenUnreachable = whenUnreachable
        beatMilliseconds = variables.watchdogMicroseconds.map { max(1, $0 / 2_000) }
        state = Monitor(State(heartbeat: Heartbeat(of: participants.map(\.name))))
        _ = try NamedThread("supervisor") { [self] in
            do throws(NotifyError) {
                let socket = try NotifySocket(path: path)
                try speak(to: socket)
            } catch {
                whenUnreachable(error)
                ignoreFurther()
            }
        }
    }

    /// Has it told, behind what was told before. The same status is not told twice.
    func tell(_ message: SupervisorMessage) {
        state.withLock { state in
            if case .status(state.status) = message { return }
            switch message {
            case .ready(let status), .stopping(let status, _), .status(let status):
                state.status = status
            case .reloading, .watchdog: break
            }
            state.messages.append(message)
        }
        state.broadcast()
    }

    /// Waits until all is told, but not for longer than this.
    func flush(seconds: Double) {
        _ = state.wait(seconds: seconds) { state in
            state.messages.isEmpty && !state.isSending ? true : nil
        }
    }
}

// MARK: On its thread

extension Supervisor {
    private func speak(to socket: borrowing NotifySocket) throws(NotifyError) {
        var nextBeat = beatMilliseconds.map { MonotonicClock.milliseconds + $0 }
        while true {
            let left = nextBeat.map { Double(max(0, $0 - MonotonicClock.milliseconds)) / 1_000 }
            for message in takeMessages(withinSeconds: left) { try socket.send(message.text) }
            sent()
            if let due = nextBeat, let beatMilliseconds, MonotonicClock.milliseconds >= due {
                nextBeat = MonotonicClock.milliseconds + beatMilliseconds
                beat()
            }
        }
    }

    private func takeMessages(withinSeconds seconds: Double?) -> [SupervisorMessage] {
        state.wait(seconds: seconds) { state -> [SupervisorMessage]? in
            guard !state.messages.isEmpty else { return nil }
            defer { state.messages = [] }
            state.isSending = true
            return state.messages
        } ?? []
    }

    private func sent() {
        state.withLock { $0.isSending = false }
        state.broadcast()
    }

    private func beat() {
        let asked = state.withLock { state in
            let silent = state.heartbeat.silent
            if !silent.isEmpty {
                state.messages.append(.status("no answer: \(silent.joined(separator: ", "))"))
                state.hasComplained = true
            }
            return state.heartbeat.begin()
        }
        for index in asked {
            participants[index].ask { [self] in answered(index) }
        }
    }

    /// On the participant's thread.
    private func answered(_ index: Int) {
        let isLast = state.withLock { state in
            guard state.heartbeat.answered(index) else { return false }
            state.messages.append(.watchdog)
            if state.hasComplained { state.messages.append(.status(state.status)) }
            state.hasComplained = false
            return true
        }
        if isLast { state.broadcast() }
    }

    /// Nobody listens any more: nothing is kept for them.
    private func ignoreFurther() {
        while true {
            _ = takeMessages(withinSeconds: nil)
            sent()
        }
    }
}

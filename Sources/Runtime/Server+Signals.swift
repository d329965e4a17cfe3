// What the main thread does: it takes signals, and sees to it that the process ends.

import Glibc

extension Server {
    /// Takes signals until the process ends. Call it on the main thread.
    public func run() -> Never {
        while let signal = Signals.wait() {
            if signal.number == SIGHUP {
                supervisor?.tell(.reloading(atMicroseconds: MonotonicClock.microseconds))
                reload()
            } else {
                serveOn(after: signal.name)
                tellSupervisorOfDrain()
                mailbox.post(.shutdown(signal: signal.name))
                guardShutdown()
            }
        }
        exit(with: 1)
    }

    private func reload() {
        accessLog?.reopen()
        mailbox.post(
            .reload { [self] result in
                guard phase.now == .ready else { return }
                var status = Self.servingStatus(appCount: board.servingCount)
                if case .failure = result { status += "; the last reload was refused" }
                supervisor?.tell(.ready(status: status))
            })
    }

    static func servingStatus(appCount: Int) -> String {
        "serving \(appCount) \(appCount == 1 ? "app" : "apps")"
    }

    /// The lame-duck time: whoever sends clients here sees that the process is not ready, and sends
    /// them elsewhere, before a client is refused. Until then everything is as always: a connection
    /// that was closed now would be opened again, here. A second signal ends the time.
    private func serveOn(after signal: String) {
        let delay = shutdownTimes.delayMilliseconds
        guard delay > 0, phase.now == .ready else { return }
        phase.advance(to: .lameDuck)
        log.emit(.shutdownDelayed(signal: signal, delayMilliseconds: delay))
        supervisor?.tell(
            .stopping(
                status: "serving on for \(delay) ms, not ready",
                milliseconds: delay + shutdownMillisecondsMax))
        let end = MonotonicClock.milliseconds + delay
        while let signal = Signals.wait(milliseconds: max(0, end - MonotonicClock.milliseconds)) {
            if signal.number != SIGHUP { return }
            reload()
        }
    }

    private func tellSupervisorOfDrain() {
        supervisor?.tell(
            .stopping(
                status: "draining, at most \(shutdownTimes.drainMilliseconds) ms",
                milliseconds: shutdownMillisecondsMax))
    }

    /// How long the end may take from the drain's begin: what `guardShutdown` waits, and to say so.
    private var shutdownMillisecondsMax: Int { shutdownTimes.drainMilliseconds + 5_000 }

    /// A second signal ends the process at once; a lifecycle thread that hangs, in a plugin's
    /// constructor for example, does not keep it from ending on time.
    private func guardShutdown() -> Never {
        let limit = MonotonicClock.milliseconds + shutdownTimes.drainMilliseconds + 2_000
        while true {
            let left = max(0, limit - MonotonicClock.milliseconds)
            guard let signal = Signals.wait(milliseconds: left) else {
                exit(with: Lifecycle.exitCodeTimeout)
            }
            if signal.number != SIGHUP { exit(with: 128 + signal.number) }
        }
    }

    /// Ends the process without running destructors: plugins may still be mapped and running.
    func exit(with code: Int32) -> Never {
        operators?.close(withinSeconds: 0.2)
        supervisor?.flush(seconds: 0.2)
        accessLog?.flush(seconds: 0.2)
        log.flush(seconds: 0.2)
        state.remove()
        _exit(code)
    }
}

// MARK: The supervisor

extension Server {
    /// What speaks to the supervisor, if there is one.
    static func startSupervisor(
        _ variables: SupervisorVariables, _ log: EventLog, _ mailbox: Mailbox<LifecycleMessage>,
        _ loops: [LoopPort]
    ) throws -> Supervisor? {
        let lifecycle = Supervisor.Participant(name: "lifecycle") { answer in
            mailbox.post(.question(answer))
        }
        let participants = loops.enumerated().map { index, port in
            Supervisor.Participant(name: "loop-\(index)") { answer in port.post { _ in answer() } }
        }
        return try Supervisor(variables, asking: [lifecycle] + participants) { error in
            log.emit(.supervisorUnreachable(reason: "\(error)"))
        }
    }
}

// The end of the process, drained like an app: stop accepting, drain every app at once, close what
// is idle, and go. Exit 0 when everything was answered, 3 when the timeout had to cut.

extension Lifecycle {
    static let exitCodeDrained: Int32 = 0
    static let exitCodeTimeout: Int32 = 3

    /// How long cut connections may take to send their last bytes.
    private static let cutGraceMilliseconds = 200

    var shutdownTimeoutMilliseconds: Int { options.shutdownTimes.drainMilliseconds }

    var isShuttingDown: Bool {
        if case .shuttingDown = stage { return true }
        return false
    }

    /// By the command line and the configuration as it is now.
    func setShutdownTimes() {
        options.shutdownTimes.drainMilliseconds = Int(inventory.drainTimeoutSeconds * 1_000)
        options.shutdownTimes.delayMilliseconds = Int(inventory.shutdownDelaySeconds * 1_000)
    }

    func shutDown(_ signal: String) {
        switch stage {
        case .starting, .publishing, .running: break
        case .shuttingDown, .done: return
        }
        let now = MonotonicClock.milliseconds
        stage = .shuttingDown(sinceMilliseconds: now, loopsOpen: publisher.ports.count)
        log.emit(
            .shutdownGraceful(signal: signal, timeoutMilliseconds: shutdownTimeoutMilliseconds))
        deadlines.cancel(.look)
        deadlines.set(.shutdown, at: now + shutdownTimeoutMilliseconds)
        observer.whenDraining()
        answer(.failure(.stopping)) { _ in true }
        for name in Array(apps.keys) { feed(.removed, to: name) }
        for id in trials.cancel() { tried(id, "the process ends") }
        publishIfNeeded()
        for port in publisher.ports { port.drainConnections() }
    }

    func loopClosed() {
        guard case .shuttingDown(let since, let loopsOpen) = stage else { return }
        stage = .shuttingDown(sinceMilliseconds: since, loopsOpen: loopsOpen - 1)
    }

    /// Ends the process when every app is done and the last response has been handed to its
    /// client. An image that a thread of its own keeps from closing goes with the process.
    func finishIfDrained() {
        guard case .shuttingDown(let since, let loopsOpen) = stage,
            !apps.values.contains(where: \.state.isUnderWay)
        else { return }
        if hasCut { return loopsOpen == 0 ? finish(Self.exitCodeTimeout) : () }
        guard loopsOpen == 0 else {
            if !hasClosedUnleased {
                hasClosedUnleased = true
                for port in publisher.ports { port.closeUnleasedConnections() }
            }
            return
        }
        log.emit(.shutdownDrained(elapsedMilliseconds: MonotonicClock.milliseconds - since))
        finish(Self.exitCodeDrained)
    }

    func shutdownTimedOut() {
        guard case .shuttingDown(let since, let loopsOpen) = stage else { return }
        if hasCut { return finish(Self.exitCodeTimeout) }
        hasCut = true
        let active = records.values.reduce(0) { $0 + $1.active }
        for id in Array(records.keys) {
            if deadlines.isSet(.phase(id)) { feed(.deadline(id), to: id) }
        }
        log.emit(
            .shutdownTimeoutReached(
                elapsedMilliseconds: MonotonicClock.milliseconds - since, active: active))
        // A thread in a plugin is all that is left.
        if loopsOpen == 0 { return finish(Self.exitCodeTimeout) }
        for port in publisher.ports { port.closeUnleasedConnections() }
        deadlines.set(.shutdown, at: MonotonicClock.milliseconds + Self.cutGraceMilliseconds)
    }

    private func finish(_ code: Int32) {
        stage = .done
        for event in publisher.takeAnnouncements() { log.emit(event) }
        observer.whenDone(code)
    }
}

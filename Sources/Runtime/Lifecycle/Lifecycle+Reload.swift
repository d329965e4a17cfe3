// Reads the configuration again: when it has changed, on SIGHUP, or when an operator asks.

import Configuration

extension Lifecycle {
    func reloadIfChanged(_ renamedIn: Set<String>, _ now: Int) {
        guard let source = inventory.configuration,
            let identity = FileIdentity(path: source.path), identity != source.identity
        else { return }
        let verdict = inventory.settling.judge(
            source.path, identity, wasRenamedIn: renamedIn.contains(source.path),
            nowMilliseconds: now)
        if isSettled(verdict, now) { _ = readConfiguration(source: source.path) }
    }

    /// Reads everything again at once, whatever has settled.
    func reload(source: String) -> Result<ControlOutcome, ControlError> {
        if isShuttingDown { return .failure(.stopping) }
        deadlines.set(.look, at: 0)
        return readConfiguration(source: source)
    }

    private func adoptLimits(insteadOf before: Limits) {
        let limits = inventory.defaults.limits
        guard limits != before else { return }
        for port in publisher.ports { port.adopt(limits) }
    }

    private func readConfiguration(source: String) -> Result<ControlOutcome, ControlError> {
        log.emit(.configReloadStart(source: source))
        let before = inventory.known.mapValues(\.spec)
        let limits = inventory.defaults.limits
        do {
            var signatures = stager.signatures
            try signatures?.reloadKeys()
            try inventory.configuration?.reload()
            stager.signatures = signatures
        } catch {
            log.emit(.configReloadFailed(source: source, reason: "\(error)"))
            return .failure(.rejected("\(error)"))
        }
        adoptLimits(insteadOf: limits)
        setShutdownTimes()
        let look = inventory.look(log)
        let after = Dictionary(look.sightings.map { ($0.spec.name, $0.spec) }) { first, _ in first }
        let removed =
            look.isIncomplete
            ? []
            : before.keys.filter { name in
                after[name] == nil && !look.kept.contains(name)
            }
        let changed = after.filter { name, spec in before[name].map { $0 != spec } ?? false }
        let added = after.keys.count { before[$0] == nil }
        let unchanged = before.count - removed.count - changed.count
        log.emit(
            .configReloadComplete(
                added: added, removed: removed.count, changed: changed.count,
                unchanged: unchanged))
        return .success(
            .reloaded(
                added: added, removed: removed.count, changed: changed.count,
                unchanged: unchanged))
    }
}

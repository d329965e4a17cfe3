// Compares what is asked for with what was last acted on, and makes candidates of the difference.

import Configuration
import Glibc

extension Lifecycle {
    func look() {
        if isShuttingDown { return }
        let now = MonotonicClock.milliseconds
        takeAnswersOfTheNextLook()
        deadlines.set(.look, at: now + Self.lookIntervalMilliseconds)
        for directory in inventory.directories { watcher.watch(directory) }
        recordUnwrittenVersions()
        let renamedIn = inventory.takeRenamedIn()
        inventory.isWaiting = false
        reloadIfChanged(renamedIn, now)
        reconcile(inventory.look(log), renamedIn, now)
    }

    private func reconcile(_ look: Look, _ renamedIn: Set<String>, _ now: Int) {
        for refusal in look.refusals { refuse(refusal, at: .configuration) }
        for sighting in look.sightings { consider(sighting, renamedIn, now) }
        let asked = Set(look.sightings.map(\.spec.name)).union(look.kept)
        if !look.isIncomplete {
            for name in inventory.known.keys where !asked.contains(name) { missing(name, now) }
        }
        changed.formUnion(inventory.setAsked(asked, isIncomplete: look.isIncomplete))
        let paths = look.sightings.map(\.spec.path) + look.refusals.map(\.path)
        inventory.keepNotes(about: Set(paths))
        if defaultApp != look.defaultApp {
            defaultApp = look.defaultApp
            needsPublication = true
        }
    }

    func refuse(_ refusal: Look.Refusal, at step: AppCounts.LoadStep) {
        if let app = refusal.app { attemptFailed(of: app, refusal.reason) }
        guard inventory.isNews(refusal.path, refusal.reason) else { return }
        if let app = refusal.app {
            noteFailure(of: app, at: step, refusal.reason)
            apps[app]?.refusal = refusal
        }
        let name = refusal.app?.text ?? String(refusal.path.split(separator: "/").last ?? "")
        let isServing = refusal.app.flatMap { apps[$0]?.state.serving } != nil
        log.emit(
            .appRejected(
                EventSubject(app: name, generation: nil, hostnames: []),
                path: refusal.path, reason: refusal.reason, isServing: isServing))
    }

    func refuse(_ spec: AppSpec, _ reason: String, at step: AppCounts.LoadStep) {
        refuse(
            .init(app: spec.name, path: spec.path, reason: reason, source: spec.source), at: step)
    }

    private func consider(_ sighting: Look.Sighting, _ renamedIn: Set<String>, _ now: Int) {
        let spec = sighting.spec
        guard let identity = sighting.identity else {
            guard let reason = reasonForAbsence(spec) else { return }
            return refuse(spec, reason, at: .stage)
        }
        guard isChanged(spec, identity) else {
            // It may have been missing for a moment; the next absence is another one.
            return inventory.forgetNotes(about: spec.path)
        }
        if let claim = inventory.claim(on: spec.hostnames, except: spec.name) {
            let reason = "host \(claim.host) is claimed by app \(claim.by)"
            return refuse(spec, reason, at: .configuration)
        }
        let verdict = inventory.settling.judge(
            spec.path, identity, wasRenamedIn: renamedIn.contains(spec.path),
            modifiedMillisecondsAgo: identity.modifiedMillisecondsAgo, nowMilliseconds: now)
        guard isSettled(verdict, now), !isHeldBack(spec.name) else { return }
        attempt(spec, identity, now)
    }

    /// A link that leads nowhere or in a circle is there, and is no file; nor is what a
    /// configuration names and nobody has put there. `nil` for what was taken out of the plugin
    /// directory since it was listed: what there is to say of that, the next look says.
    private func reasonForAbsence(_ spec: AppSpec) -> String? {
        var status = stat()
        if spec.isFound, lstat(spec.path, &status) != 0, errno == ENOENT { return nil }
        let code = stat(spec.path, &status) == 0 ? ENOENT : errno
        return FileError(path: spec.path, call: "stat", code: code).description
    }

    private func isChanged(_ spec: AppSpec, _ identity: FileIdentity) -> Bool {
        guard let known = inventory.known[spec.name], known.spec == spec else { return true }
        if inventory.isForced(spec.name) || hasNewEvidence(known) { return true }
        if known.identity == identity { return false }
        guard identity.differsOnlyInChangeTime(from: known.identity), isSame(spec) else {
            return true
        }
        inventory.setKnown(spec.name, .init(spec: spec, identity: identity))
        return false
    }

    /// Whether the file holds what serves, or what was rolled back from. Of an app that is drained,
    /// a new link or another mode is no deployment.
    private func isSame(_ spec: AppSpec) -> Bool {
        guard let state = apps[spec.name]?.state else { return false }
        guard let serving = state.serving, let record = records[serving] else {
            return state.route == .drained
        }
        let copies = [record.copy.path] + (apps[spec.name]?.kept.map { [$0.path] } ?? [])
        return copies.contains { FileContent.isSame(spec.path, $0) }
    }

    func isSettled(_ verdict: Settling.Verdict, _ now: Int) -> Bool {
        guard case .lookAgain(let milliseconds) = verdict else { return true }
        deadlines.setEarliest(.look, at: now + milliseconds)
        inventory.isWaiting = true
        return false
    }

    private func attempt(_ spec: AppSpec, _ identity: FileIdentity, _ now: Int) {
        let id = GenerationID(lastGeneration + 1)
        // Before the signature is read, so that one that comes meanwhile is another one.
        let evidence = stager.signatures?.evidence(for: spec.path)
        let start = MonotonicClock.microseconds
        do {
            let copy = try stager.stage(
                spec.path, isConfined: spec.isFound, app: spec.name.text, generation: id)
            lastGeneration += 1
            inventory.setKnown(spec.name, .init(spec: spec, identity: copy.source))
            inventory.forgetNotes(about: spec.path)
            let record = GenerationRecord(
                id: id, spec: spec, copy: copy, origin: origin(spec, copy))
            record.stageStartMicroseconds = start
            attempted(record)
            stage(record)
        } catch {
            // Taken away since it was seen: what there is to say of that, the next look says.
            if error.isMissing { return }
            // Not the file's fault: a full disk, no descriptor. The next look tries again.
            if error.isOfTheSystem {
                return refuse(spec, error.description, at: .stage)
            }
            if mayBecomeWhole(error) {
                let verdict = inventory.settling.judgeTruncated(
                    spec.path, identity, nowMilliseconds: now)
                guard isSettled(verdict, now) else { return }
            }
            lastGeneration += 1
            inventory.setKnown(
                spec.name,
                .init(
                    spec: spec, identity: identity,
                    refusedEvidence: error.isOfTheSignature ? evidence : nil))
            // New evidence begins a new deployment, which is given its own time.
            inventory.forgetNotes(about: spec.path)
            log.emit(
                .appRejected(
                    spec.subject(id), path: spec.path, reason: error.description,
                    isServing: apps[spec.name]?.state.serving != nil))
            noteFailure(of: spec.name, at: error.step, error.description)
            attemptFailed(of: spec.name, error.description)
        }
    }

    private func missing(_ name: AppName, _ now: Int) {
        guard let path = inventory.known[name]?.spec.path else { return }
        // An entry taken out of the configuration is a decision; a missing file may come back.
        if inventory.directory != nil, FileIdentity(path: path) == nil {
            guard isSettled(inventory.settling.judge(path, nil, nowMilliseconds: now), now) else {
                return
            }
        }
        inventory.settling.forget(path)
        inventory.setKnown(name, nil)
        remove(name, because: "its file or its entry was removed")
    }
}

// What operators are told of apps: at the end of each turn, the apps that have changed in it are
// written to the board, and no others.

import Configuration
import ELFPreflight
import Glibc

extension Lifecycle {
    func writeBoard() {
        guard !changed.isEmpty else { return }
        for name in changed {
            let status = status(of: name)
            if status == nil { apps[name] = nil }
            board.set(status, for: name)
        }
        changed = []
        observer.whenChanged(board.servingCount)
    }

    func count(_ name: AppName, _ change: (inout AppCounts) -> Void) {
        change(&apps[name, default: LifecycleApp()].counts)
        changed.insert(name)
    }

    /// A file or a candidate was refused.
    func noteFailure(of name: AppName, at step: AppCounts.LoadStep, _ reason: String) {
        count(name) { $0.loadFailures[step, default: 0] += 1 }
        apps[name]?.failure = AppStatus.Failure(unixSeconds: time(nil), reason: reason)
    }

    /// `nil` where nobody asks for the app and nothing is left of it.
    private func status(of name: AppName) -> AppStatus? {
        let known = inventory.known[name]
        let isAsked = inventory.isAsked(name)
        let app = apps[name] ?? LifecycleApp()
        guard isAsked || !app.isGone else { return nil }
        let spec = known?.spec ?? app.spec
        var status = AppStatus(name: name, path: spec?.path ?? app.refusal?.path ?? "")
        status.state = state(of: app, isAsked: isAsked)
        status.source = spec?.source ?? app.refusal?.source ?? .directory
        status.settings = spec?.settings
        status.serving = app.state.serving
        status.version = status.serving.flatMap { records[$0]?.copy.facts.manifest.version }
        if app.state.route == .quarantined { status.quarantineReason = app.quarantineReason }
        status.kept = app.kept.map {
            AppStatus.Kept(
                id: $0.id, version: $0.copy.facts.manifest.version, buildID: $0.copy.facts.buildID)
        }
        status.lastFailure = app.failure
        status.counts = app.counts
        status.meters = app.meters
        status.services = app.services
        status.generations = generations(of: app)
        status.pinnedCount = app.pinned.count
        return status
    }

    private func generations(of app: LifecycleApp) -> [GenerationStatus] {
        let loaded = app.state.generations.compactMap { id, known in records[id]?.status(known) }
        return (app.pinned.last + loaded).sorted { $0.id < $1.id }
    }

    private func state(of app: LifecycleApp, isAsked: Bool) -> AppStatus.State {
        switch app.state.route {
        case .serving: return .serving
        case .draining: return .draining
        case .drained: return app.state.isDraining ? .draining : .drained
        case .reloading: return .reloading
        case .quarantined: return .quarantined
        case .unknown: break
        }
        if app.state.candidate != nil { return .loading }
        if isAsked, app.failure != nil { return .rejected }
        return isAsked ? .loading : .leaving
    }
}

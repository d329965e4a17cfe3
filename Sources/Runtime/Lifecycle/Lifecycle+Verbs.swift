// The commands that are about one app, each with what it is refused for.

import Configuration
import Glibc

extension Lifecycle {
    func add(_ entry: AppEntry) throws(ControlError) -> Progress {
        let spec = inventory.control.spec(of: entry, inventory.defaults)
        if let held = inventory.heldAway[spec.name] { return try restore(spec, held) }
        if inventory.isAsked(spec.name) {
            throw .conflict("there is an app \(spec.name) already")
        }
        if let claim = inventory.claim(on: spec.hostnames, except: spec.name) {
            throw .conflict("host \(claim.host) is claimed by app \(claim.by)")
        }
        try requireFile(at: spec.path)
        inventory.control.add(entry)
        return .waits(.attempt)
    }

    /// What an operator has removed, and now asks for as it was, is let back in.
    private func restore(_ spec: AppSpec, _ held: Inventory.Known) throws(ControlError) -> Progress
    {
        guard spec.path == held.spec.path, spec.settings == held.spec.settings else {
            throw .conflict(
                "the \(held.spec.source) has another app \(spec.name), which an operator removed: "
                    + "reload it, or change it there")
        }
        return try loadAgain(spec.name)
    }

    func remove(_ name: AppName) throws(ControlError) -> Progress {
        guard inventory.isAsked(name) else { throw .unknownApp(name) }
        guard let known = inventory.known[name] else {
            throw .conflict("app \(name) was refused, and serves nothing that could be removed")
        }
        inventory.remove(known.spec.name)
        remove(name, because: "it was removed by an operator")
        return whenPublished
    }

    /// What this turn has changed is so when every loop has taken it up.
    private var whenPublished: Progress {
        if needsPublication { return .waits(.publication) }
        return publisher.isAcknowledged ? .answered(.done) : .waits(.table(publisher.number))
    }

    /// Nothing asks for the app any more.
    func remove(_ name: AppName, because reason: String) {
        apps[name]?.failure = nil
        answerOvertaken(name, because: reason)
        feed(.removed, to: name)
    }

    func loadAgain(_ name: AppName) throws(ControlError) -> Progress {
        let known = inventory.heldAway[name] ?? inventory.known[name]
        guard known != nil || inventory.isAsked(name) else { throw .unknownApp(name) }
        if let known { try requireFile(at: known.spec.path) }
        inventory.force(name)
        return .waits(.attempt)
    }

    private func requireFile(at path: String) throws(ControlError) {
        guard FileIdentity(path: path) == nil else { return }
        throw .rejected(FileError(path: path, call: "stat", code: ENOENT).description)
    }

    func takeOut(_ name: AppName) throws(ControlError) -> Progress {
        guard let route = apps[name]?.state.route, inventory.isAsked(name) else {
            throw .unknownApp(name)
        }
        switch route {
        case .unknown, .draining:
            throw .conflict("app \(name) serves nothing that could be drained")
        case .serving, .reloading, .quarantined, .drained: break
        }
        answerOvertaken(name, because: "it was drained by an operator")
        inventory.endForce(name)
        feed(.takenOut, to: name)
        return whenPublished
    }

    func resume(_ name: AppName) throws(ControlError) -> Progress {
        if inventory.heldAway[name] != nil { return try loadAgain(name) }
        guard inventory.isAsked(name) else { throw .unknownApp(name) }
        guard let state = apps[name]?.state, state.route == .drained else {
            throw .conflict("app \(name) is not drained")
        }
        if let candidate = state.candidate { return .waits(.serving(candidate)) }
        return try loadAgain(name)
    }
}

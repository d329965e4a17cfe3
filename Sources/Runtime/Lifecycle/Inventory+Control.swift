import Configuration

/// What operators have asked for beside the directory and the configuration: what is to stay away,
/// and what is to be loaded again.
extension Inventory {
    /// Whether somebody asks for the app, whatever became of it.
    func isAsked(_ name: AppName) -> Bool { known[name] != nil || asked.contains(name) }

    /// Whether the app's file is to be loaded again, changed or not.
    func isForced(_ name: AppName) -> Bool { forced.contains(name) }

    mutating func force(_ name: AppName) {
        heldAway[name] = nil
        forced.insert(name)
    }

    mutating func endForce(_ name: AppName) {
        forced.remove(name)
    }

    /// Nothing is asked for any more under this name, until something changes.
    mutating func remove(_ name: AppName) {
        if let known = known[name], known.spec.source != .control { heldAway[name] = known }
        control.remove(name)
        forced.remove(name)
        asked.remove(name)
        setKnown(name, nil)
    }

    /// Takes out of a look what operators have removed, and forgets what has changed since, or has
    /// gone.
    mutating func holdBack(from look: inout Look) {
        guard !heldAway.isEmpty else { return }
        let refused = look.kept
        var left: [AppName: Known] = [:]
        look.sightings.removeAll { sighting in
            guard let held = heldAway[sighting.spec.name], held.spec == sighting.spec,
                let identity = sighting.identity, identity.isUnchanged(since: held.identity)
            else { return false }
            left[sighting.spec.name] = held
            return true
        }
        heldAway = heldAway.filter { name, _ in
            left[name] != nil || look.isIncomplete || refused.contains(name)
        }
    }
}

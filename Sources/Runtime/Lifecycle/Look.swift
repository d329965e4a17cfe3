import Configuration

/// What the directory and the configuration ask for at one moment.
struct Look {
    /// One app that is asked for, and the state of its file.
    struct Sighting {
        let spec: AppSpec
        /// `nil` where the file is missing.
        let identity: FileIdentity?
    }

    /// Something that asks for an app and cannot be understood. It changes nothing.
    struct Refusal {
        /// The app it would have been, if it has a name.
        let app: AppName?
        let path: String
        let reason: String
        var source = AppStatus.Source.directory
    }

    var sightings: [Sighting] = []
    var refusals: [Refusal] = []
    /// Why there is no saying what is asked for: nothing may be taken for removed.
    var isIncomplete = false
    var defaultApp: AppName?

    /// Adds what another source asks for; a name that is taken stays as it is.
    mutating func add(_ other: Look) {
        let taken = Set(sightings.map(\.spec.name))
        refusals += other.refusals
        sightings += other.sightings.filter { !taken.contains($0.spec.name) }
    }

    /// Apps that are not to be removed, although no sighting names them.
    var kept: Set<AppName> { Set(refusals.compactMap(\.app)) }
}
